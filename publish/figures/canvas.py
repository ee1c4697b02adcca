"""The sheet on which every figure is drawn: the one door to matplotlib.

In:  the size of a slot and a theme; then shapes, lines and texts, in order.
Out: an SVG of exactly that size, with text as text, inks by their reserved
     values, no date and no raw colour.

Lengths are points from the top left corner, y downwards, as on a page.
"""

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matplotlib import rc_context
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from publish import shaping
from publish.faces import Face
from publish.figures.artwork import Slot
from publish.figures.sizes import Type
from publish.theme import Theme
from publish.units import pt

DPI = 72  # matplotlib's SVG backend counts in points
SVG = "http://www.w3.org/2000/svg"
QUARTER = 0.5522848  # handle of a cubic curve that draws a quarter of a circle
DESCENT = 0.26  # of the type size, below the baseline
ACCENTS = 1.25  # height of accented capitals in heights of a capital

_LONG = re.compile(r"-?\d+\.\d{4,}(?:e-?\d+)?")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line: width in pt, ink and tint, dash lengths in multiples of the width."""

    width_pt: float
    ink: str = "text"
    tint: int = 100
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Fill:
    """A flat area: ink and tint."""

    ink: str
    tint: int = 100


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of text as it was asked for."""

    x: float
    y: float
    text: str
    kind: Type
    anchor: str
    ink: str


def outline(corners: Sequence[Point]) -> Path:
    """Return the closed path through corners."""
    return Path([*corners, corners[0]], closed=True)


def circle(x: float, y: float, radius: float) -> Path:
    """Return a circle as four cubic curves."""
    near, far = radius * QUARTER, radius
    points = [(0, -far), (near, -far), (far, -near), (far, 0), (far, near), (near, far)]
    points += [(-a, -b) for a, b in points] + [(0, -far)] * 2
    codes = [Path.MOVETO, *[Path.CURVE4] * 12, Path.CLOSEPOLY]
    return Path([(x + a, y + b) for a, b in points], codes)


class Canvas:
    """A sheet of ``slot`` size; what is drawn later lies above."""

    def __init__(self, key: str, slot: Slot, theme: Theme) -> None:
        self.key = key
        self.theme = theme
        self.width, self.height = pt(slot.width_mm), pt(slot.height_mm)
        self._slot = slot
        self._sheet = Figure(figsize=(self.width / DPI, self.height / DPI), dpi=DPI)
        self._sheet.patch.set_visible(False)
        self._page = Affine2D().scale(1, -1).translate(0, self.height)
        self._layer = 0
        self._texts: list[_Line] = []

    def shape(
        self, path: Path, fill: Fill | None, stroke: Stroke | None, part: str = ""
    ) -> None:
        """Draw a path; ``part`` names it in the SVG, so that it can be found again."""
        patch = PathPatch(path, transform=self._page, joinstyle="miter")
        patch.set_facecolor(self._reserved(fill) if fill else "none")
        patch.set_edgecolor(self._reserved(stroke) if stroke else "none")
        patch.set_linewidth(stroke.width_pt if stroke else 0)
        patch.set_capstyle("butt")
        if stroke and stroke.dash:
            patch.set_linestyle((0, stroke.dash))
        if part:
            patch.set_gid(f"{self.key}-{part}")
        self._add(patch)

    def polygon(
        self,
        corners: Sequence[Point],
        fill: Fill | None,
        stroke: Stroke | None = None,
        part: str = "",
    ) -> None:
        """Draw a closed polygon."""
        self.shape(outline(corners), fill, stroke, part)

    def line(self, points: Sequence[Point], stroke: Stroke, part: str = "") -> None:
        """Draw an open line through points."""
        self.shape(Path(points), None, stroke, part)

    def lines(self, lines: Iterable[Sequence[Point]], stroke: Stroke) -> None:
        """Draw several open lines as one path."""
        paths = [Path(points) for points in lines]
        if paths:
            self.shape(Path.make_compound_path(*paths), None, stroke)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        kind: Type,
        *,
        anchor: str = "start",
        ink: str = "text",
    ) -> float:
        """Set one line of text on the baseline ``y``; return its width in pt."""
        mark = PathPatch(Path([(x, y), (x, y + 1)]), transform=self._page)
        mark.set_gid(f"text-{len(self._texts)}")
        self._texts.append(_Line(x, y, text, kind, anchor, ink))
        self._add(mark)
        return self.width_of(text, kind)

    def face(self, kind: Type) -> Face:
        """Return the font file that a kind of type is set in."""
        faces = self.theme.faces
        return faces.get(kind.role, weight=kind.weight, italic=kind.italic)

    def width_of(self, text: str, kind: Type) -> float:
        """Return the width of one line of text in pt, kerning included."""
        return shaping.width(self.face(kind).path, text) * kind.size_pt

    def cap_height(self, kind: Type) -> float:
        """Return the height of capitals and lining figures in pt."""
        return shaping.height(self.face(kind).path, "H") * kind.size_pt

    def text_boxes(self, pad: float) -> list[tuple[float, float, float, float]]:
        """Return (left, top, right, bottom) of every text so far, ``pad`` pt wider.

        A box reaches from the top of capitals to the foot of descenders.
        """
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}
        boxes = []
        for line in self._texts:
            width = self.width_of(line.text, line.kind)
            left = line.x - width * shift[line.anchor]
            top = line.y - self.cap_height(line.kind) * ACCENTS
            foot = line.y + line.kind.size_pt * DESCENT
            boxes.append((left - pad, top - pad, left + width + pad, foot + pad))
        return boxes

    def wrap(self, text: str, kind: Type, width: float) -> list[str]:
        """Break a text at its spaces into lines not wider than ``width`` pt.

        A single word that is wider stands on a line of its own.
        """
        lines: list[str] = []
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width_of(longer, kind) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def wrap_evenly(self, text: str, kind: Type, width: float) -> list[str]:
        """Break a text into as few lines as ``wrap`` does, of nearly equal length."""
        lines = self.wrap(text, kind, width)
        low, high = width / max(1, len(lines)), width
        while len(lines) > 1 and high - low > kind.size_pt / 4:
            middle = (low + high) / 2
            tried = self.wrap(text, kind, middle)
            fits = all(self.width_of(line, kind) <= middle for line in tried)
            if fits and len(tried) == len(lines):
                lines, high = tried, middle
            else:
                low = middle
        return lines

    def svg(self) -> str:
        """Return the drawing. Same drawing, same characters."""
        buffer = io.StringIO()
        settings = {
            "svg.fonttype": "none",
            "svg.hashsalt": self.key,
            "path.simplify": False,
        }
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        with rc_context(settings):
            FigureCanvasSVG(self._sheet).print_svg(buffer, metadata=nothing)
        return self._clean(buffer.getvalue())

    def _add(self, artist: PathPatch) -> None:
        self._layer += 1
        artist.set_zorder(self._layer)
        artist.set_clip_on(False)
        self._sheet.add_artist(artist)

    def _reserved(self, colour: Fill | Stroke) -> str:
        return self.theme.palette.reserved(colour.ink, colour.tint)

    def _clean(self, drawn: str) -> str:
        """Take over matplotlib's SVG: our own root and texts, its shapes."""
        ET.register_namespace("", SVG)
        source = ET.fromstring(drawn)
        root = ET.Element(
            f"{{{SVG}}}svg",
            width=f"{self._slot.width_mm:g}mm",
            height=f"{self._slot.height_mm:g}mm",
            viewBox=f"0 0 {self.width:.3f} {self.height:.3f}",
            fill=self.theme.palette.reserved("text"),
        )
        for group in source.iter(f"{{{SVG}}}g"):
            name = group.get("id", "")
            for path in group.findall(f"{{{SVG}}}path"):
                if name.startswith("text-"):
                    line = self._texts[int(name.removeprefix("text-"))]
                    root.append(self._text(line))
                elif path.get("style", "").replace(" ", "") != "fill:none":
                    root.append(self._shape(path, name))
        return ET.tostring(root, encoding="unicode")

    def _shape(self, path: ET.Element, name: str) -> ET.Element:
        course = _LONG.sub(lambda n: f"{float(n[0]):.3f}", path.get("d", ""))
        course = re.sub(r"\s+", " ", course).strip()
        shape = ET.Element(f"{{{SVG}}}path", d=course, style=path.get("style", ""))
        if name.startswith(f"{self.key}-"):
            shape.set("id", name)
        return shape

    def _text(self, line: "_Line") -> ET.Element:
        """Return a text as the style sheet of a page calls its face."""
        face = self.face(line.kind)
        clean = ET.Element(f"{{{SVG}}}text", x=f"{line.x:.3f}", y=f"{line.y:.3f}")
        clean.set("font-family", face.family)
        clean.set("font-size", f"{line.kind.size_pt:.4g}")
        if face.weight != 400:
            clean.set("font-weight", str(face.weight))
        if face.italic:
            clean.set("font-style", "italic")
        if line.anchor != "start":
            clean.set("text-anchor", line.anchor)
        if line.ink != "text":
            clean.set("fill", self.theme.palette.reserved(line.ink))
        clean.text = line.text
        return clean
