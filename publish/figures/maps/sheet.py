"""The canvas of a map: a canvas that also sets turned, spaced names and pictures.

The canvas knows neither; a shape marks their place in the order of drawing, and
``svg`` puts them there.
"""

import base64
import re
from xml.sax.saxutils import escape

import shapely
from shapely.geometry.base import BaseGeometry

from publish.figures.canvas import Canvas, Fill, Point
from publish.figures.maps.glyphs import letters
from publish.figures.maps.projection import Box
from publish.figures.sizes import Type


class Sheet(Canvas):
    """A canvas with turned names and pictures; lengths in pt, angles in degrees."""

    def __init__(self, *args) -> None:
        super().__init__(*args)
        self._instead: dict[str, str] = {}

    def name(
        self,
        at: Point,
        text: str,
        kind: Type,
        *,
        ink: str = "text",
        tint: int = 100,
        spacing: float = 0.0,
        turn: float = 0.0,
    ) -> None:
        """Set a name centred on ``at``, its letters ``spacing`` pt apart."""
        face = self.face(kind)
        width = self.width_of(text, kind) + spacing * (len(text) - 1)
        x, y = -width / 2, self.cap_height(kind) / 2
        fill = self.theme.palette.reserved(ink, tint)
        style = ' font-style="italic"' if face.italic else ""
        weight = f' font-weight="{face.weight}"' if face.weight != 400 else ""
        self._mark(
            at,
            f'<text transform="translate({at[0]:.2f} {at[1]:.2f}) rotate({-turn:g})"'
            f' x="{x:.2f}" y="{y:.2f}" font-family="{face.family}"'
            f' font-size="{kind.size_pt:.4g}"{weight}{style}'
            f' letter-spacing="{spacing:.3f}" fill="{fill}">{escape(text)}</text>',
        )

    def picture(self, png: bytes, box: Box) -> None:
        """Place a PNG so that it fills a box."""
        data = base64.b64encode(png).decode("ascii")
        self._mark(
            (box.left, box.top),
            f'<image x="{box.left:.2f}" y="{box.top:.2f}" width="{box.width:.2f}"'
            f' height="{box.height:.2f}" preserveAspectRatio="none"'
            f' href="data:image/png;base64,{data}"/>',
        )

    def svg(self) -> str:
        """Return the drawing with names and pictures in their places."""

        def replace(match: re.Match[str]) -> str:
            return self._instead.get(match[1], match[0])

        pattern = re.compile(r'<path [^>]*?id="([^"]+)"[^>]*?/>')
        return pattern.sub(replace, super().svg())

    def letters(self, at: Point, text: str, kind: Type) -> list[BaseGeometry]:
        """Return the letters of a line of text, holes filled, set at a baseline."""
        size, glyphs = kind.size_pt, letters(self.face(kind).path, text)
        return list(shapely.transform(glyphs, lambda p: p * (size, -size) + at))

    def _mark(self, at: Point, instead: str) -> None:
        part = f"mark-{len(self._instead)}"
        self._instead[f"{self.key}-{part}"] = instead
        (x, y), unit = at, 1.0
        corners = [(x, y), (x + unit, y), (x + unit, y + unit)]
        self.polygon(corners, Fill("stock"), None, part)
