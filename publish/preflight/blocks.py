"""Which lines of a finished page belong to which block of the text.

In:  the lines of each page, and the boxes of the blocks.
Out: ``Block``s in the order of the text, one a page or column, with their ``Row``s.

Lines are what stands on the page; boxes only say what they were written as.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from publish.preflight.findings import Place
from publish.preflight.origins import Box
from publish.preflight.printed import HOLE_EM, LEVEL_EM, Line

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Row:
    """The lines of a block that stand on one baseline, from left to right."""

    lines: tuple[Line, ...]

    @property
    def said(self) -> str:
        """The words of the row."""
        return " ".join(line.said for line in self.lines)

    @property
    def base(self) -> float:
        """The baseline."""
        return self.lines[0].base

    @property
    def size_pt(self) -> float:
        """The largest size."""
        return max(line.size_pt for line in self.lines)

    @property
    def right(self) -> float:
        """The right end."""
        return self.lines[-1].right

    @property
    def gap_em(self) -> float:
        """The widest space between words; a hole between lines is at least that."""
        holes = (HOLE_EM,) if len(self.lines) > 1 else ()
        return max((*self.lines[0].gaps_em, *holes), default=0.0)

    @property
    def place(self) -> Place:
        """The band of small letters."""
        x0, y0, _, y1 = self.lines[0].body
        return x0, y0, self.right, y1


@dataclass(frozen=True, slots=True)
class Block:
    """A block on one page: its box and its rows, from the top."""

    box: Box
    rows: tuple[Row, ...]

    @property
    def page(self) -> int:
        """The page, from 1."""
        return self.box.page

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of any rank."""
        return self.box.kind in HEADINGS

    @property
    def is_paragraph(self) -> bool:
        """Whether it is running text."""
        return self.box.kind == "p"

    @property
    def is_figure(self) -> bool:
        """Whether it is a chart, a map or a picture, with its labels."""
        return self.box.kind == "figure"


def blocks_of(
    pages: Sequence[tuple[Line, ...]], boxes: Iterable[Box]
) -> tuple[Block, ...]:
    """Return the blocks of a file; each line goes to the smallest box around it."""
    boxes = tuple(_joined(boxes))
    on_page: dict[int, list[Box]] = defaultdict(list)
    for box in boxes:
        on_page[box.page].append(box)
    lines: dict[Box, list[Line]] = defaultdict(list)
    for number, page in enumerate(pages, start=1):
        for line in page:
            around = [b for b in on_page[number] if _holds(b.place, line.middle)]
            if around:
                lines[min(around, key=lambda box: box.area)].append(line)
    return tuple(Block(box, tuple(_rows(lines[box]))) for box in boxes)


def _joined(boxes: Iterable[Box]) -> Iterator[Box]:
    """Yield boxes; pieces of one block that lie below one another become one."""
    held: Box | None = None
    for box in boxes:
        if held and _goes_on(held, box):
            (x0, y0, x1, y1), (a0, b0, a1, b1) = held.place, box.place
            place = (min(x0, a0), min(y0, b0), max(x1, a1), max(y1, b1))
            held = replace(held, place=place)
            continue
        if held:
            yield held
        held = box
    if held:
        yield held


def _goes_on(one: Box, other: Box) -> bool:
    same = (one.page, one.kind, one.written) == (other.page, other.kind, other.written)
    return same and other.place[1] >= one.place[1]


def runs_of(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield each paragraph as the blocks that it is broken into."""
    paragraphs = (block for block in blocks if block.is_paragraph and block.rows)
    for _, run in groupby(paragraphs, key=lambda block: block.box.written):
        yield tuple(run)


def _rows(lines: Iterable[Line]) -> Iterator[Row]:
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: (round(line.base, 1), line.left)):
        if row and abs(line.base - row[0].base) > LEVEL_EM * line.em:
            yield Row(tuple(sorted(row, key=lambda line: line.left)))
            row = []
        row.append(line)
    if row:
        yield Row(tuple(sorted(row, key=lambda line: line.left)))


def _holds(place: Place, point: tuple[float, float]) -> bool:
    (x0, y0, x1, y1), (x, y) = place, point
    return x0 <= x <= x1 and y0 <= y <= y1
