"""Blocks change places with text so that no page ends half empty."""

from publish.pages.flow import Part, Place
from publish.pages.placing import Item, rearranged

LEAST_MM = 10.0


def chapter(*rows: tuple[str, str, int, float], rooms: tuple[float, ...]):
    """Return items and where they stand, for rows (name, kind, page, height)."""
    items = tuple(Item(name, kind, "") for name, kind, _, _ in rows)
    places = {name: Place(page, 0.0, height) for name, _, page, height in rows}
    return items, Part(1, len(rooms), {}, places, rooms, 50.0, None)


def names(orders) -> str:
    return "".join(item.name for item in next(orders))


def test_text_is_drawn_before_a_block_that_left_a_gap() -> None:
    items, part = chapter(
        ("a", "text", 1, 100),
        ("B", "block", 2, 90),
        ("c", "text", 2, 30),
        ("d", "text", 2, 30),
        rooms=(50.0, 0.0),
    )
    assert names(rearranged(items, part, LEAST_MM)) == "acdB"


def test_a_second_block_that_does_not_fit_waits_with_the_first() -> None:
    items, part = chapter(
        ("a", "text", 1, 100),
        ("B", "block", 2, 90),
        ("C", "block", 2, 80),
        ("d", "text", 2, 60),
        rooms=(50.0, 0.0),
    )
    assert names(rearranged(items, part, LEAST_MM)) == "adBC"


def test_no_block_comes_between_a_heading_and_its_text() -> None:
    items, part = chapter(
        ("a", "text", 1, 100),
        ("B", "block", 2, 90),
        ("c", "text", 2, 30),
        ("h", "heading", 2, 25),
        ("d", "text", 2, 60),
        rooms=(50.0, 0.0),
    )
    assert names(rearranged(items, part, LEAST_MM)) == "achdB"


def test_a_last_block_is_drawn_before_the_text() -> None:
    items, part = chapter(
        ("h", "heading", 1, 10),
        ("a", "text", 1, 60),
        ("b", "text", 1, 60),
        ("C", "block", 2, 70),
        rooms=(20.0, 0.0),
    )
    assert names(rearranged(items, part, LEAST_MM)) == "haCb"


def test_full_pages_are_left_alone() -> None:
    items, part = chapter(
        ("a", "text", 1, 100),
        ("B", "block", 2, 90),
        ("c", "text", 2, 30),
        rooms=(8.0, 0.0),
    )
    assert not list(rearranged(items, part, LEAST_MM))


def test_a_block_may_also_be_drawn_before_the_text_above_it() -> None:
    items, part = chapter(
        ("a", "text", 1, 100),
        ("b", "text", 1, 40),
        ("C", "block", 2, 60),
        ("d", "text", 2, 60),
        rooms=(30.0, 0.0),
    )
    orders = ["".join(i.name for i in o) for o in rearranged(items, part, LEAST_MM)]
    assert orders == ["abdC", "aCbd"]
