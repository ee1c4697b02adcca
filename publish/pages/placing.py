"""Fill pages: blocks that may not break change places with the text round them.

In:  the blocks of one chapter as set once, in the writer's order.
Out: the order in which the pages are fewest, and fullest.

A figure that does not fit the rest of a page goes to the next and leaves the rest
empty; here the text that follows is drawn before it. At the end of a chapter, where
no text follows, the block is drawn before the text instead, so that it does not
stand on a page alone. Heights are lines of the grid.
"""

from collections.abc import Callable, Iterator, Sequence

from publish.pages.galley import Filling, Slug

ATTEMPTS = 60  # orders of one chapter that are looked at

Order = tuple[Slug, ...]
Fill = Callable[[Order], Filling]


def arranged(slugs: Sequence[Slug], fill: Fill, least: float) -> Order:
    """Return the blocks in the order that leaves the fewest pages, then gaps.

    Args:
        slugs: The blocks in the writer's order.
        fill: Foretells the pages of an order.
        least: An empty foot up to this height is white space, not a gap.
    """
    order = tuple(slugs)
    known = {order: fill(order)}
    best = order
    while len(known) < ATTEMPTS and _waste(known[best], least)[1]:
        orders = (
            other
            for one in sorted(known, key=lambda one: _waste(known[one], least))
            for other in rearranged(one, known[one], least)
        )
        order = next((other for other in orders if other not in known), ())
        if not order:
            break
        known[order] = fill(order)
        best = min(known, key=lambda one: _waste(known[one], least))
    return best


def _waste(filling: Filling, least: float) -> tuple[int, float]:
    """Rank a filling: fewer pages first, then the fewer gaps at the feet of others."""
    return filling.pages, sum(room for room in filling.rooms[:-1] if room > least)


def rearranged(slugs: Order, filling: Filling, least: float) -> Iterator[Order]:
    """Yield the blocks in orders that may fill a page left too empty."""
    for index, room in _gaps(slugs, filling):
        moved = []
        if room > least:
            moved.append(_later(slugs, index, room))
        if room > least or index == len(slugs) - 1:
            moved.append(_earlier(slugs, index, room))
        yield from filter(None, moved)


def _gaps(slugs: Order, filling: Filling) -> Iterator[tuple[int, float]]:
    """Yield each block that begins a page, with the room left on the page before."""
    page = 0
    for index, slug in enumerate(slugs):
        begins = filling.page_of[slug.name]
        if begins > page and slug.kind == "block":
            yield index, filling.rooms[begins - 1]
        page = max(page, begins)


def _later(slugs: Order, index: int, room: float) -> Order | None:
    """Draw what follows a block before it, until the room is filled.

    Further blocks come along where they fit whole, and wait with it where not.
    """
    drawn: list[Slug] = []
    waiting, filled, end = [slugs[index]], 0.0, index + 1
    while end < len(slugs) and (filled < room or drawn[-1].kind == "heading"):
        slug = slugs[end]
        if slug.kind == "block" and filled + slug.lines > room:
            waiting.append(slug)
        else:
            drawn.append(slug)
            filled += slug.lines
        end += 1
    if not any(slug.kind == "text" for slug in drawn) or drawn[-1].kind == "heading":
        return None
    return (*slugs[:index], *drawn, *waiting, *slugs[end:])


def _earlier(slugs: Order, index: int, room: float) -> Order | None:
    """Put a block before the text in front of it, where it fits."""
    start, wanted = index, slugs[index].lines
    while start > 0 and room < wanted:
        start -= 1
        room += slugs[start].lines
    while start > 0 and slugs[start - 1].kind == "heading":
        start -= 1
    if room < wanted or start in (0, index):
        return None
    return (*slugs[:start], slugs[index], *slugs[start:index], *slugs[index + 1 :])
