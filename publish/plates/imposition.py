"""Which page stands where on a press sheet, so that folding puts them in order.

Pure geometry: pages count from 1; ``None`` is a blank. Cells are (column, row) from
the lower left as one looks at that side of the sheet; the back is seen after turning
the sheet about its vertical axis. Lengths in mm. Schemes: right-angle folds with the
heads together, saddle ``n-2i | 2i+1`` (print-standards.md section 3, convention).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Literal

from publish.plates.creep import creep_mm

Binding = Literal["saddle", "perfect", "none"]
Rows = tuple[tuple[int, ...], ...]

# (front, back) of one section, rows from the top; with two rows the upper is head down
SCHEMES: dict[int, tuple[Rows, Rows]] = {
    4: (((4, 1),), ((2, 3),)),
    8: (((5, 4), (8, 1)), ((3, 6), (2, 7))),
    16: (
        ((5, 12, 9, 8), (4, 13, 16, 1)),
        ((7, 10, 11, 6), (2, 15, 14, 3)),
    ),
}
LEAF = 4  # pages of the smallest folded sheet


@dataclass(frozen=True, slots=True)
class Place:
    """One page on one side of a sheet.

    ``creep_mm`` is how far its content moves towards ``spine``, the edge of the cell
    on which the page is bound (as it lies on the sheet), if it is bound at all.
    """

    page: int | None
    column: int
    row: int
    turned: bool = False
    spine: Literal["left", "right", None] = None
    creep_mm: float = 0.0

    @property
    def shift_mm(self) -> float:
        """Movement of the content to the right on the sheet."""
        return {"left": -1, "right": 1, None: 0}[self.spine] * self.creep_mm


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a press sheet; ``section`` counts from 1, 0 where there is none."""

    sheet: int
    front: bool
    section: int
    places: tuple[Place, ...]


def saddle(pages: int, caliper_mm: float = 0, folding: float = 1.0) -> tuple[Side, ...]:
    """Return the sheets of a booklet that is folded once and stitched in the fold."""
    padded = ceil(pages / LEAF) * LEAF
    sides = []
    for i in range(padded // LEAF):
        for front, left, right in (
            (True, padded - 2 * i, 2 * i + 1),
            (False, 2 * i + 2, padded - 2 * i - 1),
        ):
            places = tuple(
                Place(
                    page=page if page <= pages else None,
                    column=column,
                    row=0,
                    spine="left" if column else "right",
                    creep_mm=creep_mm(page, padded, caliper_mm, folding),
                )
                for column, page in enumerate((left, right))
            )
            sides.append(Side(i + 1, front, 0, places))
    return tuple(sides)


def sections(pages: int, size: int) -> tuple[int, ...]:
    """Return the sizes of the sections of a perfect bound book, in their order.

    All are ``size`` but for what is left over, which goes before the last: a thin
    section holds badly at the end of a block.
    """
    left = ceil(pages / LEAF) * LEAF
    whole, rest = divmod(left, size)
    small = [part for part in sorted(SCHEMES, reverse=True) if part < size]
    odd: list[int] = []
    for part in small:
        count, rest = divmod(rest, part)
        odd = [part] * count + odd
    full = [size] * whole
    return (*full[:-1], *odd, *full[-1:])


def perfect(
    pages: int, size: int, caliper_mm: float = 0, folding: float = 1.0
) -> tuple[Side, ...]:
    """Return the sheets of gathered sections of ``size`` pages (4, 8 or 16)."""
    sides: list[Side] = []
    before = 0
    for number, length in enumerate(sections(pages, size), start=1):
        for front, rows in zip((True, False), SCHEMES[length], strict=True):
            places = tuple(_section_places(rows, before, pages, caliper_mm, folding))
            sides.append(Side(number, front, number, places))
        before += length
    return tuple(sides)


def _section_places(
    rows: Rows, before: int, pages: int, caliper_mm: float, folding: float
) -> Iterator[Place]:
    length = len(rows) * len(rows[0]) * 2
    for height, row in enumerate(reversed(rows)):
        turned = height == 1
        for column, page in enumerate(row):
            number = before + page
            # a right-hand page is odd and bound on its left, unless it lies head down
            yield Place(
                page=number if number <= pages else None,
                column=column,
                row=height,
                turned=turned,
                spine="left" if (page % 2 == 1) != turned else "right",
                creep_mm=creep_mm(page, length, caliper_mm, folding),
            )


def n_up(pages: int, columns: int, rows: int) -> tuple[Side, ...]:
    """Return sheets printed on one side, pages in rows from the upper left."""
    each = columns * rows
    return tuple(
        Side(
            first // each + 1,
            True,
            0,
            tuple(
                Place(
                    page=first + i + 1 if first + i < pages else None,
                    column=i % columns,
                    row=rows - 1 - i // columns,
                )
                for i in range(each)
            ),
        )
        for first in range(0, pages, each)
    )


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a side, the gaps between them and the bleed around them."""

    trim_mm: tuple[float, float]
    bleed_mm: float
    column_gaps_mm: tuple[float, ...]
    row_gaps_mm: tuple[float, ...]

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height from the first trim edge to the last, without bleed."""
        width, height = self.trim_mm
        return (
            width * (len(self.column_gaps_mm) + 1) + sum(self.column_gaps_mm),
            height * (len(self.row_gaps_mm) + 1) + sum(self.row_gaps_mm),
        )

    def corner_mm(self, column: int, row: int) -> tuple[float, float]:
        """Return the lower left corner of a cell's trim from that of the grid."""
        width, height = self.trim_mm
        return (
            column * width + sum(self.column_gaps_mm[:column]),
            row * height + sum(self.row_gaps_mm[:row]),
        )

    def reach_mm(self, column: int, row: int) -> tuple[float, float, float, float]:
        """Return how far a cell's ink may go beyond its trim: left, bottom, right, top.

        To the middle of the gap, and no further than the bleed.
        """
        across, up = self.column_gaps_mm, self.row_gaps_mm
        return (
            self._half(across, column - 1),
            self._half(up, row - 1),
            self._half(across, column),
            self._half(up, row),
        )

    def _half(self, gaps: Sequence[float], index: int) -> float:
        inside = 0 <= index < len(gaps)
        return min(gaps[index] / 2, self.bleed_mm) if inside else self.bleed_mm

    def folds_mm(self) -> tuple[list[float], list[float]]:
        """Return the middles of all gaps: across, and upwards."""
        across = [
            self.corner_mm(i + 1, 0)[0] - gap / 2
            for i, gap in enumerate(self.column_gaps_mm)
        ]
        up = [
            self.corner_mm(0, i + 1)[1] - gap / 2
            for i, gap in enumerate(self.row_gaps_mm)
        ]
        return across, up


def grid_for(
    side: Side, trim_mm: tuple[float, float], bleed_mm: float, milling_mm: float
) -> Grid:
    """Return the grid of a side.

    Pages that meet at their spines lie ``milling_mm`` from the fold on each side;
    all others are a bleed away from the cut.
    """
    bottom = sorted((p for p in side.places if p.row == 0), key=lambda p: p.column)
    rows = max(place.row for place in side.places)
    across = tuple(
        2 * (milling_mm if left.spine == "right" else bleed_mm)
        for left, _ in pairwise(bottom)
    )
    return Grid(trim_mm, bleed_mm, across, (2 * bleed_mm,) * rows)
