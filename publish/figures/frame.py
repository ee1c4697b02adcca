"""What stands round every figure: the finding as title, subtitle, note, source.

In:  a figure's bound texts and its references.
Out: the texts on the canvas, and the area that is left for the plot.

Lengths are points from the top left corner. Lines are broken by the measured
width of the faces, so that no text leaves the slot.
"""

from dataclasses import dataclass

from publish.domain import Edition, Figure
from publish.errors import Fault, LayoutError
from publish.figures.canvas import DESCENT, Canvas, Stroke
from publish.figures.sizes import Sizes, Type
from publish.units import mm

LONG = 2.8  # width to height from which the texts stand beside the plot
BESIDE_SHARE = 0.3  # of the width
TITLE_LEADING = 1.18
SHORT = 0.25  # of the width, below which a last line is a leftover
CLOSER = (0.95, 0.9, 0.85, 0.8, 0.75)  # of the width, tried for it
ASCENT = 0.08  # of the base size, by which letters rise above capitals
HANG = 0.04  # of the base size, by which a last italic letter leans out of its line
NO_BREAK = "\N{NO-BREAK SPACE}"
MOST_PAGES = 6  # references up to which each is named with its page
MOST_WORKS = 8  # works up to which each is named


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
    """Set title, subtitle, note and source; return the room that they leave.

    A bare slot has none of them. They stand above and below the plot; in a long
    low slot, in a column beside it.
    Raises: LayoutError when they leave no room.
    """
    if sizes.slot.bare:
        top, right = sizes.base * ASCENT, sizes.base * HANG
        return Area(0, top, canvas.width - right, canvas.height - top)
    rule = sizes.stroke * 3
    canvas.line([(0, rule / 2), (canvas.width, rule / 2)], Stroke(rule))
    inset = sizes.stroke / 2  # so that outlines on the edge keep their whole width
    if canvas.width / canvas.height >= LONG:
        column = canvas.width * BESIDE_SHARE
        head = _head(canvas, figure, sizes, column, rule)
        foot = _foot(canvas, figure, edition, sizes, column)
        gap = sizes.base
        require(foot - head >= gap, figure, sizes, gap - (foot - head))
        left = column + sizes.base * 1.6
        top = rule - inset  # the plot's first rule lies within the frame's
        height = canvas.height - inset - top
        return Area(left, top, canvas.width - inset - left, height)
    top = _head(canvas, figure, sizes, canvas.width, rule) + sizes.base * 0.85
    bottom = _foot(canvas, figure, edition, sizes, canvas.width) - sizes.base * 0.55
    require(bottom > top, figure, sizes, top - bottom)
    return Area(inset, top, canvas.width - 2 * inset, bottom - top)


def _head(
    canvas: Canvas, figure: Figure, sizes: Sizes, width: float, top: float
) -> float:
    """Set title and subtitle below ``top``; return the last baseline."""
    titles = canvas.wrap_evenly(figure.title, sizes.title, width)
    y = top + sizes.base * 0.55 + canvas.cap_height(sizes.title)
    y = _lines(canvas, titles, sizes.title, y, sizes.title.size_pt * TITLE_LEADING)
    if figure.subtitle:
        lines = canvas.wrap_evenly(figure.subtitle, sizes.subtitle, width)
        y += sizes.subtitle.size_pt * 1.3
        y = _lines(canvas, lines, sizes.subtitle, y, sizes.leading(sizes.subtitle))
    return y


def _foot(
    canvas: Canvas, figure: Figure, edition: Edition, sizes: Sizes, width: float
) -> float:
    """Set note and source on the lower edge; return where they begin."""
    lines = _paragraph(canvas, figure.note, sizes, width) if figure.note else []
    if figure.refs:
        said = (source_line(figure, edition, space) for space in (NO_BREAK, " "))
        broken = [_paragraph(canvas, text, sizes, width) for text in said]
        lines += min(broken, key=len)
    if not lines:
        return canvas.height
    step, size = sizes.leading(sizes.note), sizes.note.size_pt
    first = canvas.height - size * DESCENT - step * (len(lines) - 1)
    _lines(canvas, lines, sizes.note, first, step)
    top = first - canvas.cap_height(sizes.note) - size * 0.6
    canvas.line([(0, top), (width, top)], Stroke(sizes.stroke))
    return top


def _paragraph(canvas: Canvas, text: str, sizes: Sizes, width: float) -> list[str]:
    """Break a note into lines; closer, while a few words stand alone on the last."""
    lines = canvas.wrap(text, sizes.note, width)
    for share in CLOSER:
        if canvas.width_of(lines[-1], sizes.note) >= width * SHORT:
            break
        tried = canvas.wrap(text, sizes.note, width * share)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines


def source_line(figure: Figure, edition: Edition, space: str) -> str:
    """Return the line that names the works from which the figures are taken.

    ``space`` stands between author, year and pages. Where references are many, each
    work is named once and without its pages; where even those are many, they are
    counted: the notes of the text name them.
    """
    refs = sorted(figure.refs)
    if len(refs) > MOST_PAGES:
        works = list(dict.fromkeys(edition.sources[ref].work for ref in refs))
        if len(works) > MOST_WORKS:
            return edition.label("figure-many-sources").format(len(works))
    else:
        notes = (edition.notes[ref].rstrip(".") for ref in refs)
        works = [space.join(note.rsplit(" ", 2)) for note in notes]
    name = "figure-source" if len(works) == 1 else "figure-sources"
    return edition.label(name).format("; ".join(works))


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
