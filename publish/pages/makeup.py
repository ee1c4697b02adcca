"""Make up a chapter: in which order its blocks stand, and how close its lines.

In:  a chapter in the writer's order, and a way to set it without drawing.
Out: a ``Plan``: the chapter as it is to be set, how many pages it should take, and
     what should stand on each.

A chapter is set once; from then on its lines are known, and pages are foretold
(``galley``) until they are full and the last one is no remnant. Where only a few lines
run over to a last page, they are drawn in: by pages that are one line longer, then by
setting a little closer as well; or else shorter pages lend it some lines.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, pairwise

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

from publish.pages.boxes import Galley
from publish.pages.calls import widest
from publish.pages.chapters import Chapter, Item, in_order
from publish.pages.galley import Filling, Slug, fill
from publish.pages.keyed import entries_of, pages_in
from publish.pages.placing import Order, arranged

# Classes of the style sheet, and the lines that each can draw in for each page: pages
# a line longer; these, set closer as well; pages a line shorter.
LONG, CLOSE, SHORT = "long", "long close", "short"
DRAWN_IN = {LONG: 1.2, CLOSE: 2.6}

SetGalley = Callable[[Chapter], Galley]


class Measures(BaseModel):
    """What a layout.toml states in ``[styles.makeup]``.

    ``line_mm`` is the line of the grid; an empty foot of up to ``least_gap_lines`` is
    white space and no gap; fewer than ``least_last_lines`` are a remnant.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    line_mm: float
    least_gap_lines: float
    least_last_lines: float


@dataclass(frozen=True)
class Plan:
    """A chapter as it is to be set, and how many pages it should take.

    ``keys`` are the pages, counted from 0, on which each key should stand; ``begins``
    is the first block that should begin on a page.
    """

    chapter: Chapter
    pages: int
    keys: Mapping[str, tuple[int, ...]]
    begins: Mapping[int, str]


@dataclass(frozen=True)
class _Trial:
    """One way to set a chapter, and the pages that it would fill."""

    fit: str
    order: Order
    filling: Filling
    galley: Galley

    @property
    def pages(self) -> int:
        return self.filling.pages


def plan(chapter: Chapter, set_galley: SetGalley, measures: Measures) -> Plan:
    """Return how a chapter is to be set."""
    best = _best(chapter, set_galley, measures)
    made_up = _made_up(chapter, best.fit, best.order, measures)
    return Plan(made_up, best.pages, _keys(made_up, best), _begins(best.filling))


def _begins(filling: Filling) -> dict[int, str]:
    found: dict[int, str] = {}
    for name, page in filling.page_of.items():
        found.setdefault(page, name)
    return found


def _keys(chapter: Chapter, trial: _Trial) -> dict[str, tuple[int, ...]]:
    """Return the pages of each key of a chapter; the opener stands on the first."""
    found = {name: {0} for name, _ in entries_of(chapter.keys)}
    for item in chapter.items:
        for name, pages in pages_in(item.html, _texts(item, trial)):
            found.setdefault(name, set()).update(pages)
    return {name: tuple(sorted(pages)) for name, pages in found.items()}


def _texts(item: Item, trial: _Trial) -> dict[int, tuple[str, ...]]:
    """Return the lines of a block on each page that it fills."""
    lines = trial.galley.strips[item.name].lines
    counts = trial.filling.lines_on[item.name]
    ends = [round(end) for end in accumulate(counts)]
    first = trial.filling.page_of[item.name]
    return {
        first + number: lines[begin:end]
        for number, (begin, end) in enumerate(pairwise((0, *ends)))
    }


def _best(chapter: Chapter, set_galley: SetGalley, measures: Measures) -> _Trial:
    wide, least = _wide(chapter), measures.least_last_lines
    galley = set_galley(wide)
    plain = _trial(chapter, "", galley, 0, measures)
    if plain.pages == 1 or plain.filling.used >= least:
        return plain
    over = plain.filling.used / (plain.pages - 1)
    if over <= DRAWN_IN[LONG]:
        longer = _trial(chapter, LONG, galley, 1, measures)
        if longer.pages < plain.pages:
            return longer
    if over <= DRAWN_IN[CLOSE]:
        close = set_galley(replace(wide, fit=CLOSE))
        closer = _trial(chapter, CLOSE, close, 0, measures)
        if closer.pages < plain.pages:
            return closer
    shorter = _trial(chapter, SHORT, galley, -1, measures)
    fuller = shorter.pages == plain.pages and shorter.filling.used >= least
    return shorter if fuller else plain


def _trial(
    chapter: Chapter, fit: str, galley: Galley, more_lines: int, measures: Measures
) -> _Trial:
    """Foretell a chapter on pages of some lines more than those of its galley."""
    line, slugs = measures.line_mm, _slugs(chapter, galley, measures.line_mm)
    height = round(galley.height_mm / line, 2) + more_lines
    filled = partial(fill, height=height, opener=galley.head_mm / line)
    order = arranged(slugs, filled, measures.least_gap_lines)
    return _Trial(fit, order, filled(order), galley)


def _wide(chapter: Chapter) -> Chapter:
    """Return a chapter whose note calls leave room for any number."""
    items = tuple(
        replace(item, html=widest(item.html, chapter.notes))
        if item.kind == "block"
        else item
        for item in chapter.items
    )
    return replace(chapter, items=items)


def _slugs(chapter: Chapter, galley: Galley, line_mm: float) -> Order:
    """Return the blocks with their lines; those that stay whole take whole lines."""
    found = []
    heads = [item.name for item in chapter.items[1:] if item.kind == "heading"]
    above = max((galley.strips[name].before_mm for name in heads), default=0.0)
    for item in chapter.items:
        strip = galley.strips[item.name]
        lines = round(strip.height_mm / line_mm, 2)
        lines = math.ceil(lines) if item.kind == "block" else lines
        before, after = strip.before_mm / line_mm, strip.after_mm / line_mm
        below = None
        if item.name in heads:
            before, below = above / line_mm, strip.below_block_mm / line_mm
        found.append(Slug(item.name, item.kind, lines, before, after, below))
    return tuple(found)


def _made_up(chapter: Chapter, fit: str, order: Order, measures: Measures) -> Chapter:
    """Return the chapter in its order; each block is as high as whole lines."""
    items = {item.name: item for item in chapter.items}

    def set_on_lines(slug: Slug) -> Item:
        item = items[slug.name]
        if item.kind != "block":
            return item
        style = f'style="height: {slug.lines * measures.line_mm:g}mm" '
        html = str(item.html).replace("data-block", f"{style}data-block", 1)
        return replace(item, html=Markup(html))

    placed = tuple(map(set_on_lines, order))
    return in_order(replace(chapter, items=placed, fit=fit))
