"""What the sections behind the chapters have to know of these: what stands where.

In:  chapters as they were made up, or as they were set.
Out: a ``Standing``, foretold or found. If both are equal, what was set from the one
     holds for the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from publish.pages.chapters import Chapter
from publish.pages.flow import Part, keys_of
from publish.pages.index import Pages
from publish.pages.makeup import Plan

INDEXED = ("people:", "places:")


@dataclass(frozen=True)
class Standing:
    """Chapters with their pages, and the page behind them.

    ``keys`` are the pages of the keys of the index; ``anchors`` is a place to jump to
    on each page.
    """

    chapters: tuple[Chapter, ...]
    keys: Mapping[str, Pages]
    anchors: Mapping[int, str]
    behind: int


def foretold(plans: Sequence[Plan], first_page: int) -> Standing:
    """Return what should stand where, from the first page of the first chapter on."""
    begins = list(accumulate((plan.pages for plan in plans), initial=first_page))
    keys: dict[str, list[int]] = {}
    anchors: dict[int, str] = {}
    for plan, begin in zip(plans, begins, strict=False):
        for key, pages in plan.keys.items():
            keys.setdefault(key, []).extend(page + begin for page in pages)
        anchors |= {page + begin: name for page, name in plan.begins.items()}
    chapters = (
        _placed(plan.chapter, begin, plan.pages)
        for plan, begin in zip(plans, begins, strict=False)
    )
    found = {key: tuple(pages) for key, pages in keys.items()}
    return Standing(tuple(chapters), _indexed(found), anchors, begins[-1])


def found(chapters: Iterable[Chapter], parts: Sequence[Part]) -> Standing:
    """Return what stands where in chapters that were set as ``parts``."""
    placed = tuple(
        _placed(chapter, part.first_page, part.pages)
        for chapter, part in zip(chapters, parts, strict=True)
    )
    last = parts[-1]
    behind = last.first_page + last.pages
    return Standing(placed, _indexed(keys_of(parts)), _anchors(parts), behind)


def _placed(chapter: Chapter, first_page: int, pages: int) -> Chapter:
    return replace(chapter, page=first_page, last_page=first_page + pages - 1)


def _indexed(keys: Mapping[str, Pages]) -> dict[str, Pages]:
    return {key: pages for key, pages in keys.items() if key.startswith(INDEXED)}


def _anchors(parts: Iterable[Part]) -> dict[int, str]:
    """Return the first block that begins on each page."""
    begun: dict[int, str] = {}
    for part in parts:
        for name, place in part.places.items():
            begun.setdefault(place.page, name)
    return begun
