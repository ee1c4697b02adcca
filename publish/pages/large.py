"""Compose the large-print edition of a booklet: one column of 18 pt on A4.

In:  a brief whose product belongs to a booklet that was made, and names its chapters.
Out: tagged pages: title, contents, chapters each with its notes, the list of works.
     Where a page of the printed booklet begins, its number is said, so that readers
     of both can work together.

Each chapter is measured first, so that text is drawn before a figure that would leave
a page half empty. Then the document is set in one run; nothing is hyphenated, slanted
or set in capitals.
"""

import gc
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from jinja2 import Environment
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

from publish.errors import Faults, LayoutError
from publish.pages import fit
from publish.pages.boxes import Galley
from publish.pages.brief import Brief, Pages, texts_of
from publish.pages.chapters import Chapter, Item, chapters_of, in_order
from publish.pages.flow import Typesetter, bind, sheets_for
from publish.pages.galley import Filling, Slug, fill
from publish.pages.html import environment, render_template
from publish.pages.origins import ATTRIBUTE
from publish.pages.placing import Order, arranged
from publish.pages.writing import settings_of

_WRITTEN = re.compile(rf'{ATTRIBUTE}="([^"]+)"')

MARK, SAID = "-page", "-said"  # what the template adds to the name of a block
_WHOLE = re.compile(r'data-frame="(?:figure|quote|dispute)"')  # break-inside: avoid
_PICTURE = re.compile(r"publish:picture/([\w-]+)\.svg")


class Placing(BaseModel):
    """What a large-print layout.toml states in ``[styles.placing]``.

    ``line_mm`` is the line of its text; an empty foot of up to ``least_gap_lines`` is
    white space and no gap. ``spare_lines`` of a page are kept for the numbers of the
    booklet's pages, which do not move with the blocks.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    line_mm: float
    least_gap_lines: float
    spare_lines: float


@dataclass(frozen=True)
class Shown:
    """A block, the page of the printed booklet that begins with it, if one does.

    ``said`` are the descriptions of its figures: nothing has to be read off labels.
    """

    name: str
    html: Markup
    page: int | None
    said: tuple[str, ...] = ()


def compose(brief: Brief) -> Pages:
    """Compose the large-print edition.

    Raises: LayoutError when a text cannot be used or the typesetter warns.
    """
    edition, layout = brief.edition, brief.layout
    env = environment(layout.folder.parent, layout.name)
    setter = Typesetter(
        sheets=sheets_for(layout.folder, brief.theme, brief.form),
        trim_mm=brief.product.trim_mm,
        bleed_mm=brief.bleed_mm,
        theme=brief.theme,
        form=brief.form,
        pictures=brief.pictures,
        at=brief.at,
        shelf=brief.shelf,
    )
    placing = settings_of(layout, Placing, "placing")
    written = tuple(chapters_of(texts_of(brief.product, edition), brief, env))
    html = partial(_html, env, brief, alone=len(written) == 1)
    chapters = []
    for chapter in written:
        galley = setter.galley(html((replace(chapter, notes=()),)))
        chapters.append(placed(chapter, galley, placing))
    gc.collect()  # pages of galleys refer to one another; the whole takes their room
    flowed = bind([setter.drawn(setter.document(html(tuple(chapters))))])
    faults = Faults()
    fit.overflow(flowed.frames, brief.at, faults)
    faults.raise_as(LayoutError)
    return Pages(flowed.parts, flowed.pages, flowed.keys, flowed.origins)


def _html(
    env: Environment, brief: Brief, chapters: tuple[Chapter, ...], *, alone: bool
) -> str:
    edition, name = brief.edition, brief.layout.name
    return render_template(
        env,
        f"{name}.html",
        name,
        edition=edition,
        label=edition.label,
        alone=alone,
        chapters=tuple(_with_pages(chapters, brief)),
        works=edition.bibliography,
    )


def placed(chapter: Chapter, galley: Galley, placing: Placing) -> Chapter:
    """Return a chapter whose text fills the pages before its figures."""
    line = placing.line_mm

    def lines(name: str) -> float:
        strip = galley.strips.get(name)
        return (strip.before_mm + strip.height_mm) / line if strip else 0.0

    def slug(item: Item) -> Slug:
        strip = galley.strips[item.name]
        own = strip.height_mm / line + lines(item.name + MARK)
        before, after = strip.before_mm / line, strip.after_mm / line
        breaks = item.kind == "block" and not _WHOLE.search(str(item.html))
        kind = "text" if breaks else item.kind
        return Slug(item.name, kind, own, before, after)

    def filled(order: Order) -> Filling:
        """Fill pages; what a figure shows is told below it, and may be parted."""
        told = ((one, lines(one.name + SAID)) for one in order)
        pairs = ((one, Slug(one.name + SAID, "text", n)) for one, n in told)
        both = (part for pair in pairs for part in pair if part.lines)
        return pages(tuple(both))

    height = galley.height_mm / line - placing.spare_lines
    pages = partial(fill, height=height, opener=galley.head_mm / line)
    slugs = tuple(map(slug, chapter.items))
    items = {item.name: item for item in chapter.items}
    order = arranged(slugs, filled, placing.least_gap_lines)
    return in_order(replace(chapter, items=tuple(items[one.name] for one in order)))


def _with_pages(
    chapters: tuple[Chapter, ...], brief: Brief
) -> Iterator[tuple[Chapter, tuple[Shown, ...]]]:
    """Yield chapters with their blocks; each new page of the booklet is said once."""
    before = 0
    for chapter in chapters:
        shown = []
        for item in chapter.items:
            page = _page_of(item, brief.owner.folios)
            begins = page is not None and page > before
            before = page if begins else before
            if begins and shown and chapter.items[len(shown) - 1].kind == "heading":
                shown[-1] = replace(shown[-1], page=page)
                begins = False
            figures = _PICTURE.findall(str(item.html))
            said = tuple(brief.artworks[key].alt for key in figures)
            shown.append(Shown(item.name, item.html, page if begins else None, said))
        yield replace(chapter, items=()), tuple(shown)


def _page_of(item: Item, folios: Mapping[str, int]) -> int | None:
    written = _WRITTEN.search(str(item.html))
    return folios.get(written[1]) if written else None
