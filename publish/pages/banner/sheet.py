"""A sheet of plain marks at final size: areas, rules, dots and lines of text.

In:  marks in mm from the lower left corner of the trim, at final size.
Out: the drawing on a canvas at the scale of the file. The text lines stay at hand
     with their boxes, so that a check can prove what the eye believes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache

from publish.canvas import Align, Canvas, Point, width_mm
from publish.faces import Face
from publish.inks import Ink
from publish.units import pt


@cache
def _width_mm(text: str, face: Face, em_mm: float) -> float:
    return width_mm(text, face, pt(em_mm))


@dataclass(frozen=True)
class Box:
    """A rectangle: its left, lower, right and upper edge."""

    left: float
    low: float
    right: float
    high: float

    def grown(self, by: float) -> "Box":
        """Return the box with ``by`` mm more on every side."""
        return Box(self.left - by, self.low - by, self.right + by, self.high + by)

    def distance(self, other: "Box") -> float:
        """Return the gap to another box, the wider of the two ways; negative inside."""
        return max(
            self.left - other.right,
            other.left - self.right,
            self.low - other.high,
            other.low - self.high,
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other box lies inside, edges included."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.low <= other.low
            and other.high <= self.high
        )

    def overlaps(self, other: "Box") -> bool:
        """Whether two boxes share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )


@dataclass(frozen=True)
class Type:
    """A face at a size: ``em_mm`` and the ``leading`` from line to line in mm."""

    face: Face
    em_mm: float
    leading: float

    @property
    def cap_mm(self) -> float:
        """The height of a capital."""
        return self.face.reach("H")[1] * self.em_mm

    def width(self, text: str) -> float:
        """Return the width of one kerned line in mm."""
        return _width_mm(text, self.face, self.em_mm)

    def wrap(self, text: str, widest: float) -> list[str]:
        """Return the fewest lines of at most ``widest`` mm, as even as they can be."""
        words = text.split(" ")
        greedy = self._greedy(words, widest)
        low, high = 0.0, widest
        while high - low > 1:
            middle = (low + high) / 2
            if len(self._greedy(words, middle)) <= len(greedy):
                high = middle
            else:
                low = middle
        return self._greedy(words, high)

    def _greedy(self, words: list[str], widest: float) -> list[str]:
        lines = [words[0]]
        for word in words[1:]:
            longer = f"{lines[-1]} {word}"
            if self.width(longer) <= widest:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines


@dataclass(frozen=True)
class Colour:
    """An ink at a tint in percent."""

    ink: Ink
    tint: float = 100


@dataclass(frozen=True)
class Area:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    colour: Colour


def rect(box: Box, colour: Colour) -> Area:
    """Return a filled rectangle."""
    corners = (
        (box.left, box.low),
        (box.right, box.low),
        (box.right, box.high),
        (box.left, box.high),
    )
    return Area(corners, colour)


@dataclass(frozen=True)
class Rule:
    """A straight line of ``width`` mm."""

    start: tuple[float, float]
    end: tuple[float, float]
    colour: Colour
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Dot:
    """A disc, or with ``width`` a ring of that many mm."""

    x: float
    y: float
    radius: float
    colour: Colour
    width: float = 0


@dataclass(frozen=True)
class Line:
    """One line of text on its baseline; ``x`` is its left, right or centre."""

    x: float
    y: float
    text: str
    type: Type
    colour: Colour
    align: Align = "left"
    key: str = ""

    @property
    def box(self) -> Box:
        """The box of the ink: the width of the line, the height of its characters."""
        width = self.type.width(self.text)
        left = self.x - {"left": 0.0, "centre": width / 2, "right": width}[self.align]
        low, high = (part * self.type.em_mm for part in self.type.face.reach(self.text))
        return Box(left, self.y + low, left + width, self.y + high)


class Layer(IntEnum):
    """What lies over what."""

    GROUND = 0
    POLE = 1
    STRIP = 2
    MARK = 3


@dataclass
class Sheet:
    """Marks by layer, in each in the order of painting; text on top of all."""

    marks: list[tuple[Layer, Area | Rule | Dot]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def add(self, layer: Layer, *marks: Area | Rule | Dot) -> None:
        """Lay marks on the sheet."""
        self.marks.extend((layer, mark) for mark in marks)

    def write(self, *lines: Line) -> None:
        """Write lines of text on the sheet."""
        self.lines.extend(lines)

    def paint(self, canvas: Canvas, *, bleed_mm: float, scale: float) -> None:
        """Draw everything on a page of trim plus bleed, at 1 : ``scale``."""

        def at(x: float, y: float) -> tuple[float, float]:
            return (x + bleed_mm) / scale, (y + bleed_mm) / scale

        for _, mark in sorted(self.marks, key=lambda pair: pair[0]):
            with canvas.kept():
                _paint(canvas, mark, at, scale)
        for line in self.lines:
            canvas.fill(line.colour.ink, line.colour.tint)
            size = pt(line.type.em_mm) / scale
            canvas.text(
                *at(line.x, line.y), line.text, line.type.face, size, align=line.align
            )


def _paint(
    canvas: Canvas,
    mark: Area | Rule | Dot,
    at: Callable[[float, float], Point],
    scale: float,
) -> None:
    ink, tint = mark.colour.ink, mark.colour.tint
    match mark:
        case Area():
            canvas.fill(ink, tint)
            canvas.polygon([at(*point) for point in mark.points])
        case Rule():
            canvas.stroke(ink, pt(mark.width) / scale, tint)
            canvas.dash(*(length / scale for length in mark.dash))
            canvas.line(*at(*mark.start), *at(*mark.end))
        case Dot():
            ring = mark.width > 0
            canvas.fill(ink, tint)
            if ring:
                canvas.stroke(ink, pt(mark.width) / scale, tint)
            radius = mark.radius / scale
            canvas.circle(*at(mark.x, mark.y), radius, fill=not ring, stroke=ring)


def collisions(lines: list[Line], clear: float) -> Iterator[tuple[Line, Line]]:
    """Yield the pairs of lines that come closer to each other than ``clear`` mm.

    Lines of one key are a paragraph and may stand as close as their leading.
    """
    boxes = [line.box for line in lines]
    for j, (line, box) in enumerate(zip(lines, boxes, strict=True)):
        wide = box.grown(clear)
        for other, near in zip(lines[:j], boxes[:j], strict=True):
            same = bool(line.key) and line.key == other.key
            if (box if same else wide).overlaps(near):
                yield other, line
