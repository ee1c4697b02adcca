"""Blocks change places with text so that no page ends half empty."""

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from publish.pages.galley import Filling, Slug, fill
from publish.pages.placing import arranged, rearranged

LEAST = 3.0
HEIGHT = 40.0
KINDS = {"h": "heading", "p": "text", "B": "block"}


def slugs(*lines: tuple[str, float]) -> tuple[Slug, ...]:
    """Return blocks from rows such as ``("p1", 12)``; the letter tells the kind."""
    return tuple(Slug(name, KINDS[name[0]], height) for name, height in lines)


def names(order: tuple[Slug, ...]) -> str:
    return " ".join(slug.name for slug in order)


def pages(order: tuple[Slug, ...]) -> Filling:
    return fill(order, height=HEIGHT, opener=0)


def orders(order: tuple[Slug, ...]) -> list[str]:
    return [names(other) for other in rearranged(order, pages(order), LEAST)]


def test_text_is_drawn_before_a_block_that_left_a_gap() -> None:
    row = slugs(("p1", 28), ("B1", 22), ("p2", 7), ("p3", 7))
    assert orders(row) == ["p1 p2 p3 B1"]
    assert names(arranged(row, pages, LEAST)) == "p1 p2 p3 B1"


def test_a_second_block_that_does_not_fit_waits_with_the_first() -> None:
    row = slugs(("p1", 28), ("B1", 22), ("B2", 16), ("p2", 12))
    assert orders(row)[0] == "p1 p2 B1 B2"


def test_no_block_comes_between_a_heading_and_its_text() -> None:
    row = slugs(("p1", 28), ("B1", 20), ("p2", 7), ("h1", 6), ("p3", 10))
    assert orders(row)[0] == "p1 p2 h1 p3 B1"


def test_a_last_block_is_drawn_before_the_text() -> None:
    row = slugs(("h1", 2), ("p1", 15), ("p2", 15), ("B1", 18))
    assert "h1 p1 B1 p2" in orders(row)


def test_full_pages_are_left_alone() -> None:
    assert not orders(slugs(("p1", 38), ("B1", 22), ("p2", 7)))


def test_a_paragraph_leaves_two_lines_on_each_page() -> None:
    assert pages(slugs(("p1", 39), ("p2", 6))).rooms[0] == 1
    assert pages(slugs(("p1", 38), ("p2", 6))).rooms[0] == 0
    assert pages(slugs(("p1", 37), ("p2", 4))).rooms[0] == 1


def test_a_heading_takes_three_lines_along() -> None:
    assert pages(slugs(("p1", 35), ("h1", 2), ("p2", 9))).page_of["h1"] == 0
    assert pages(slugs(("p1", 36), ("h1", 2), ("p2", 9))).page_of["h1"] == 1


def test_space_round_a_block_is_gone_at_the_head_of_a_page() -> None:
    block = Slug("B1", "block", 30, before=1, after=1)
    filling = pages((*slugs(("p1", 20)), block, *slugs(("p2", 9))))
    assert filling.page_of == {"p1": 0, "B1": 1, "p2": 1}
    assert (filling.pages, filling.used) == (2, 40)


@given(
    st.lists(
        st.tuples(st.sampled_from("hppB"), st.integers(1, 38)), min_size=1, max_size=30
    )
)
def test_arranging_keeps_every_block_and_never_adds_a_page(rows) -> None:
    row = slugs(*((f"{kind}{i}", lines) for i, (kind, lines) in enumerate(rows)))
    filled = partial(fill, height=HEIGHT, opener=12)
    done = arranged(row, filled, LEAST)
    assert sorted(map(id, done)) == sorted(map(id, row))
    assert filled(done).pages <= filled(row).pages
    assert all(room >= -1e-6 for room in filled(done).rooms)


def test_a_heading_stands_closer_below_a_block() -> None:
    heading = Slug("h1", "heading", 1, before=1, below_block=0)
    text = pages((*slugs(("p1", 20)), heading, *slugs(("p2", 9))))
    block = pages((*slugs(("B1", 20)), heading, *slugs(("p2", 9))))
    assert (text.used, block.used) == (31, 30)


def test_the_lines_of_a_broken_paragraph_are_told_for_each_page() -> None:
    filling = pages(slugs(("p1", 30), ("p2", 58), ("p3", 3)))
    assert filling.lines_on == {"p1": [30], "p2": [10, 40, 8], "p3": [3]}
