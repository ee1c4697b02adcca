"""The canvas of a map: a canvas that also sets turned, spaced names and pictures.

The canvas knows neither; a shape marks their place in the order of drawing, and
``svg`` puts them there.
"""

import base64
import re
from functools import lru_cache
from pathlib import Path as File
from xml.sax.saxutils import escape

import numpy as np
import shapely
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from shapely.geometry.base import BaseGeometry

from publish.figures.canvas import Canvas, Fill, Point
from publish.figures.maps.projection import Box
from publish.figures.sizes import Type

OUTLINE_SIZE = 100.0  # type size at which outlines are taken, so that rounding is lost


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

    def outline(self, at: Point, text: str, kind: Type) -> BaseGeometry:
        """Return the glyphs of a line of text, its holes filled, set at a baseline."""
        size = kind.size_pt / OUTLINE_SIZE
        glyphs = _glyphs(self.face(kind).path, text)
        return shapely.transform(glyphs, lambda p: p * (size, -size) + at)

    def _mark(self, at: Point, instead: str) -> None:
        part = f"mark-{len(self._instead)}"
        self._instead[f"{self.key}-{part}"] = instead
        (x, y), unit = at, 1.0
        corners = [(x, y), (x + unit, y), (x + unit, y + unit)]
        self.polygon(corners, Fill("stock"), None, part)


@lru_cache(maxsize=1024)
def _glyphs(path: File, text: str) -> BaseGeometry:
    outline = TextPath((0, 0), text, size=OUTLINE_SIZE, prop=FontProperties(fname=path))
    rings = [np.asarray(ring) for ring in outline.to_polygons() if len(ring) > 3]
    return shapely.union_all(shapely.make_valid([shapely.Polygon(r) for r in rings]))
