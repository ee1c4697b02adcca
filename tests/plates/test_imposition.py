"""Folding the sheets in software gives reading order, whatever the page count."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.plates.creep import creep_mm
from publish.plates.imposition import Side, grid_for, n_up, perfect, saddle, sections

PAGES = st.integers(1, 200)
SIZES = st.sampled_from((4, 8, 16))

# how a sheet is folded, lying with its front side down: the half that is laid over
FOLDS = {(2, 1): "L", (2, 2): "TL", (4, 2): "RTL"}


@dataclass(frozen=True)
class Leaf:
    """One cell of paper: what is seen from above, what from below, and if head down."""

    above: int | None
    below: int | None
    head_down: bool


Layer = list[list[Leaf]]  # rows from the top


def dummy(front: Side, back: Side) -> list[Layer]:
    """Return the sheet with its front side down."""
    columns = 1 + max(place.column for place in front.places)
    rows = 1 + max(place.row for place in front.places)
    up = {(place.column, place.row): place for place in back.places}
    down = {(columns - 1 - p.column, p.row): p for p in front.places}
    for cell, place in up.items():
        assert place.turned == down[cell].turned
    return [
        [
            [
                Leaf(up[c, r].page, down[c, r].page, up[c, r].turned)
                for c in range(columns)
            ]
            for r in reversed(range(rows))
        ]
    ]


def turned_over(layer: Layer, head_down: bool) -> Layer:
    """Turn one layer about a vertical axis, or about a horizontal one."""
    flipped = [
        [replace(leaf, above=leaf.below, below=leaf.above) for leaf in row]
        for row in layer
    ]
    if head_down:
        flipped = [
            [replace(leaf, head_down=not leaf.head_down) for leaf in row]
            for row in reversed(flipped)
        ]
        return flipped
    return [list(reversed(row)) for row in flipped]


def fold(stack: list[Layer], half: str) -> list[Layer]:
    """Lay one half of a stack (bottom layer first) over the other."""
    rows, columns = len(stack[0]), len(stack[0][0])
    if half == "T":
        moved = [layer[: rows // 2] for layer in stack]
        kept = [layer[rows // 2 :] for layer in stack]
    else:
        left = [[row[: columns // 2] for row in layer] for layer in stack]
        right = [[row[columns // 2 :] for row in layer] for layer in stack]
        moved, kept = (left, right) if half == "L" else (right, left)
    return kept + [turned_over(layer, half == "T") for layer in reversed(moved)]


def read(front: Side, back: Side) -> list[int | None]:
    """Fold one sheet and turn its leaves."""
    stack = dummy(front, back)
    for half in FOLDS[len(stack[0][0]), len(stack[0])]:
        stack = fold(stack, half)
    order = []
    for layer in reversed(stack):
        ((leaf,),) = layer
        assert not leaf.head_down
        order += [leaf.above, leaf.below]
    return order


def pairs(sides: tuple[Side, ...]) -> list[tuple[Side, Side]]:
    fronts, backs = sides[::2], sides[1::2]
    assert all(side.front for side in fronts)
    assert not any(side.front for side in backs)
    return list(zip(fronts, backs, strict=True))


def in_order(read_pages: list[int | None], pages: int) -> bool:
    """Return whether all pages come once, in order, with blanks at the end only."""
    return read_pages[:pages] == list(range(1, pages + 1)) and set(
        read_pages[pages:]
    ) <= {None}


@given(PAGES)
def test_a_stitched_booklet_reads_in_order(pages: int) -> None:
    sheets = [read(front, back) for front, back in pairs(saddle(pages))]
    # sheets are nested: the first half of each from outside in, then back out
    reading = [page for sheet in sheets for page in sheet[:2]]
    reading += [page for sheet in reversed(sheets) for page in sheet[2:]]
    assert in_order(reading, pages)
    assert len(reading) == -(-pages // 4) * 4


@given(PAGES, SIZES)
def test_gathered_sections_read_in_order(pages: int, size: int) -> None:
    reading = []
    for front, back in pairs(perfect(pages, size)):
        reading += read(front, back)
    assert in_order(reading, pages)
    assert len(reading) - pages < 4


@given(PAGES, SIZES)
def test_sections_hold_all_pages(pages: int, size: int) -> None:
    sizes = sections(pages, size)
    assert set(sizes) <= {4, 8, 16}
    assert sum(sizes) == -(-pages // 4) * 4
    assert sizes[-1] == max(sizes)


@given(PAGES, st.integers(1, 6), st.integers(1, 6))
def test_many_up_shows_each_page_once_in_rows(
    pages: int, columns: int, rows: int
) -> None:
    shown = [
        place.page
        for side in n_up(pages, columns, rows)
        for place in sorted(side.places, key=lambda place: (-place.row, place.column))
    ]
    assert in_order(shown, pages)


@given(PAGES, SIZES)
def test_back_to_back_pages_share_a_leaf(pages: int, size: int) -> None:
    for sides in (saddle(pages), perfect(pages, size)):
        for front, back in pairs(sides):
            width = max(place.column for place in front.places)
            behind = {(place.column, place.row): place for place in back.places}
            for place in front.places:
                other = behind[width - place.column, place.row]
                assert {place.spine, other.spine} == {"left", "right"}
                if place.page and other.page:
                    assert (min(place.page, other.page) - 1) // 2 == (
                        max(place.page, other.page) - 1
                    ) // 2


@given(st.integers(1, 50).map(lambda leaves: leaves * 4), st.floats(0.01, 0.5))
def test_creep_grows_inwards_and_is_symmetric(pages: int, caliper: float) -> None:
    creeps = [creep_mm(page, pages, caliper) for page in range(1, pages + 1)]
    half = pages // 2
    assert creeps[:half] == sorted(creeps[:half])
    assert creeps == creeps[::-1]
    assert creeps[0] == 0
    assert max(creeps) == pytest.approx((pages / 4 - 1) * caliper)
    for side in saddle(pages, caliper):
        left, right = sorted(side.places, key=lambda place: place.column)
        assert left.shift_mm == -right.shift_mm >= 0


def test_creep_of_the_handbook() -> None:
    """48 pages of 115 g/m² at bulk 0.8: 0.092 mm a leaf, 1.0 mm in all."""
    assert creep_mm(24, 48, 115 * 0.8 / 1000) == pytest.approx(1.012)


def test_the_schemes_of_the_handbook() -> None:
    front, back = saddle(8)[:2]
    assert [place.page for place in front.places] == [8, 1]
    assert [place.page for place in back.places] == [2, 7]
    (eight, _) = perfect(8, 8)
    assert {(p.column, p.row): (p.page, p.turned) for p in eight.places} == {
        (0, 1): (5, True),
        (1, 1): (4, True),
        (0, 0): (8, False),
        (1, 0): (1, False),
    }


@given(PAGES, SIZES)
def test_spines_of_a_section_meet(pages: int, size: int) -> None:
    for side in perfect(pages, size):
        grid = grid_for(side, (100, 150), 3, 2)
        at = {(place.column, place.row): place for place in side.places}
        for (column, row), place in at.items():
            neighbour = column + (1 if place.spine == "right" else -1)
            assert {place.spine, at[neighbour, row].spine} == {"left", "right"}
            assert grid.column_gaps_mm[min(column, neighbour)] == 4


def test_grid_of_sixteen_pages() -> None:
    grid = grid_for(perfect(16, 16)[0], (100, 150), 3, 2)
    assert grid.column_gaps_mm == (4, 6, 4)
    assert grid.size_mm == (414, 306)
    assert grid.corner_mm(2, 1) == (210, 156)
    assert grid.reach_mm(1, 0) == (2, 3, 3, 3)
    assert grid.folds_mm() == ([102, 207, 312], [153])
