"""Foretell pages: fill them with lines that were set once, in whatever order.

In:  the blocks of a chapter as set, each with its lines and the space round it.
Out: on which page each would begin in another order, and how full the pages would be.

The lines of a block are the same wherever it stands, since all pages are as wide; so
an order of blocks can be judged without setting it. The rules are those of the style
sheets: a block stays whole, a paragraph leaves two lines on each page, a heading takes
three lines of its text along, the space round a block is gone at the head of a page.

Heights are lines of the grid.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "heading", "block"]
ORPHANS = WIDOWS = 2
BELOW_HEADING = 3
EXACT = 1e-3  # lines; what is left by reckoning in pixels


@dataclass(frozen=True)
class Slug:
    """One block as set: its name, its kind, its lines, the space before and after.

    ``below_block`` is the space before it where it follows a block, if another.
    """

    name: str
    kind: Kind
    lines: float
    before: float = 0.0
    after: float = 0.0
    below_block: float | None = None

    def space(self, follows: Kind | None) -> float:
        """Return the space before it, by the kind that it follows."""
        other = follows == "block" and self.below_block is not None
        return self.below_block if other else self.before


@dataclass
class Filling:
    """Pages as they would be: the page of each block from 0, the rooms at the feet.

    ``lines_on`` are the lines of each block on the pages from its first on; ``used``
    is the filled height of the last page.
    """

    page_of: dict[str, int] = field(default_factory=dict)
    lines_on: dict[str, list[float]] = field(default_factory=dict)
    rooms: list[float] = field(default_factory=list)
    used: float = 0.0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.rooms)


def fill(slugs: Sequence[Slug], *, height: float, opener: float) -> Filling:
    """Return the pages that blocks would fill in this order.

    Args:
        height: Lines of a page.
        opener: Lines that stand above the first block on the first page.
    """
    filling, used, space = Filling(), opener, 0.0
    for index, slug in enumerate(slugs):
        follows = slugs[index - 1].kind if index else None
        gap = max(space, slug.space(follows)) if used else 0.0
        below = BELOW_HEADING if follows == "heading" else 0
        if used and used + gap + _least(slugs, index, below) > height + EXACT:
            filling.rooms.append(height - used)
            used = gap = 0.0
        filling.page_of[slug.name] = len(filling.rooms)
        used, left = used + gap, slug.lines
        lines = filling.lines_on[slug.name] = []
        while slug.kind == "text" and used + left > height + EXACT:
            taken = min(int(height - used + EXACT), left - WIDOWS)
            filling.rooms.append(height - used - taken)
            lines.append(taken)
            used, left = 0.0, left - taken
        lines.append(left)
        used, space = used + left, slug.after
    filling.rooms.append(height - used)
    filling.used = used
    return filling


def _least(slugs: Sequence[Slug], index: int, below: int) -> float:
    """Return the lines that must stand together where a block begins."""
    slug = slugs[index]
    if slug.kind == "heading" and index + 1 < len(slugs):
        gap = max(slug.after, slugs[index + 1].before)
        return slug.lines + gap + _least(slugs, index + 1, BELOW_HEADING)
    least = max(ORPHANS, below)
    if slug.kind != "text" or slug.lines < least + WIDOWS:
        return slug.lines
    return least
