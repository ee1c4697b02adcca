"""Fill pages: blocks that may not break change places with the text round them.

In:  the blocks of one chapter, in the writer's order, and where each came to stand.
Out: other orders in which fewer pages may end too early.

A figure that does not fit the rest of a page goes to the next and leaves the rest
empty; here the text that follows is drawn before it. At the end of a chapter, where
no text follows, the block is drawn before the text instead, so that it does not
stand on a page alone. Lengths are mm.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from publish.pages.flow import Part, Place

Kind = Literal["text", "heading", "block"]


@dataclass(frozen=True)
class Item:
    """One block of a chapter as HTML; ``name`` is its ``data-block``."""

    name: str
    kind: Kind
    html: str


def rearranged(
    items: Sequence[Item], part: Part, least_mm: float
) -> Iterator[tuple[Item, ...]]:
    """Yield the items in orders that may fill a page left too empty.

    Args:
        items: The blocks in the order in which they were set.
        part: Where they came to stand.
        least_mm: An empty foot up to this height is white space, not a gap.
    """
    for index, room in _gaps(items, part):
        moved = []
        if room > least_mm:
            moved.append(_later(items, index, room, part.places))
        if room > least_mm or index == len(items) - 1:
            moved.append(_earlier(items, index, room, part.places))
        yield from filter(None, moved)


def _gaps(items: Sequence[Item], part: Part) -> Iterator[tuple[int, float]]:
    """Yield each block that begins a page, with the room left on the page before."""
    page = part.first_page
    for index, item in enumerate(items):
        place = part.places[item.name]
        if place.page > page and item.kind == "block":
            yield index, part.rooms_mm[place.page - 1 - part.first_page]
        page = max(page, place.page)


def _later(
    items: Sequence[Item], index: int, room: float, places: Mapping[str, Place]
) -> tuple[Item, ...] | None:
    """Draw what follows a block before it, until the room is filled.

    Further blocks come along where they fit whole, and wait with it where not.
    """
    drawn: list[Item] = []
    waiting, filled, end = [items[index]], 0.0, index + 1
    while end < len(items) and (filled < room or drawn[-1].kind == "heading"):
        item, height = items[end], places[items[end].name].height_mm
        if item.kind == "block" and filled + height > room:
            waiting.append(item)
        else:
            drawn.append(item)
            filled += height
        end += 1
    if not any(item.kind == "text" for item in drawn) or drawn[-1].kind == "heading":
        return None
    return (*items[:index], *drawn, *waiting, *items[end:])


def _earlier(
    items: Sequence[Item], index: int, room: float, places: Mapping[str, Place]
) -> tuple[Item, ...] | None:
    """Put a block before the text in front of it, where it fits."""
    start, wanted = index, places[items[index].name].height_mm
    while start > 0 and room < wanted:
        start -= 1
        room += places[items[start].name].height_mm
    while start > 0 and items[start - 1].kind == "heading":
        start -= 1
    if room < wanted or start in (0, index):
        return None
    return (*items[:start], items[index], *items[start:index], *items[index + 1 :])
