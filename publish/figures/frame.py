"""What stands round every figure: the finding as title, subtitle, note, source.

In:  a figure's bound texts and its references.
Out: the texts on the canvas, and the area that is left for the plot.

Lengths are points from the top left corner. Lines are broken by the measured
width of the faces, so that no text leaves the slot.
"""

from dataclasses import dataclass

from publish.domain import Edition, Figure
from publish.errors import Fault, LayoutError
from publish.figures.canvas import Canvas, Stroke
from publish.figures.sizes import Sizes, Type
from publish.units import mm

MAX_TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle: its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def split(self, count: int, gutter: float) -> list["Area"]:
        """Return ``count`` columns of equal width with ``gutter`` between them."""
        width = (self.width - gutter * (count - 1)) / count
        return [
            Area(self.x + (width + gutter) * i, self.y, width, self.height)
            for i in range(count)
        ]


def draw_frame(canvas: Canvas, figure: Figure, edition: Edition, sizes: Sizes) -> Area:
    """Set title, subtitle, note and source; return the room between them.

    Raises: LayoutError when the title needs more than three lines.
    """
    rule = sizes.stroke * 3
    canvas.line([(0, rule / 2), (canvas.width, rule / 2)], Stroke(rule))
    titles = canvas.wrap_evenly(figure.title, sizes.title, canvas.width)
    if len(titles) > MAX_TITLE_LINES:
        raise LayoutError(
            Fault(
                f"title of {len(titles)} lines in slot {sizes.slot.name!r}",
                figure.at,
                f"shorten it to {MAX_TITLE_LINES} lines",
            )
        )
    top = rule + sizes.base * 0.55 + canvas.cap_height(sizes.title)
    top = _lines(canvas, titles, sizes.title, top, sizes.title.size_pt * 1.18)
    if figure.subtitle:
        lines = canvas.wrap_evenly(figure.subtitle, sizes.subtitle, canvas.width)
        top += sizes.subtitle.size_pt * 1.3
        top = _lines(
            canvas, lines, sizes.subtitle, top, sizes.leading(sizes.subtitle)
        )
    bottom = _foot(canvas, figure, edition, sizes)
    top += sizes.base * 1.1
    return Area(0, top, canvas.width, bottom - sizes.base - top)


def _foot(canvas: Canvas, figure: Figure, edition: Edition, sizes: Sizes) -> float:
    """Set note and source on the lower edge; return where they begin."""
    lines = canvas.wrap(figure.note, sizes.note, canvas.width) if figure.note else []
    if figure.refs:
        lines += canvas.wrap(source_line(figure, edition), sizes.note, canvas.width)
    if not lines:
        return canvas.height
    step, size = sizes.leading(sizes.note), sizes.note.size_pt
    first = canvas.height - size * 0.26 - step * (len(lines) - 1)
    _lines(canvas, lines, sizes.note, first, step)
    top = first - canvas.cap_height(sizes.note) - size * 0.6
    canvas.line([(0, top), (canvas.width, top)], Stroke(sizes.stroke))
    return top


def source_line(figure: Figure, edition: Edition) -> str:
    """Return the line that names the notes in which the sources stand."""
    numbers = ", ".join(map(str, sorted(figure.refs)))
    name = "figure-source" if len(figure.refs) == 1 else "figure-sources"
    return edition.label(name).format(numbers)


def _lines(
    canvas: Canvas, lines: list[str], kind: Type, first: float, step: float
) -> float:
    """Set lines from the baseline ``first`` on; return the last baseline."""
    for number, line in enumerate(lines):
        canvas.text(0, first + number * step, line, kind)
    return first + (len(lines) - 1) * step


def require(fits: bool, figure: Figure, sizes: Sizes, lacking_pt: float) -> None:
    """Refuse to draw a figure for which its slot is too small.

    Raises: LayoutError that says how many millimetres are lacking.
    """
    if not fits:
        raise LayoutError(
            Fault(
                f"figure {figure.key!r} does not fit slot {sizes.slot.name!r}: "
                f"{mm(lacking_pt):.0f} mm are lacking",
                figure.at,
                "enlarge the slot, lower its base_pt or shorten the texts",
            )
        )
