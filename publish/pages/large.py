"""Compose the large-print edition of a booklet: one column of 18 pt on A4.

In:  a brief whose product belongs to a booklet that was made, and names its chapters.
Out: tagged pages: title, contents, chapters each with its notes, the list of works.
     Where a page of the printed booklet begins, its number is said, so that readers
     of both can work together.

The document is set in one run; nothing is hyphenated, slanted or set in capitals.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from publish.errors import Faults, LayoutError
from publish.pages import fit
from publish.pages.brief import Brief, Pages, texts_of
from publish.pages.chapters import Chapter, Item, chapters_of
from publish.pages.flow import flow, sheets_for
from publish.pages.html import environment, render_template
from publish.pages.origins import ATTRIBUTE

_WRITTEN = re.compile(rf'{ATTRIBUTE}="([^"]+)"')

_PICTURE = re.compile(r"publish:picture/([\w-]+)\.svg")


@dataclass(frozen=True)
class Shown:
    """A block, the page of the printed booklet that begins with it, if one does.

    ``said`` are the descriptions of its figures: nothing has to be read off labels.
    """

    html: Markup
    page: int | None
    said: tuple[str, ...] = ()


def compose(brief: Brief) -> Pages:
    """Compose the large-print edition.

    Raises: LayoutError when a text cannot be used or the typesetter warns.
    """
    edition, layout = brief.edition, brief.layout
    env = environment(layout.folder.parent, layout.name)
    chapters = tuple(chapters_of(texts_of(brief.product, edition), brief, env))
    html = render_template(
        env,
        f"{layout.name}.html",
        layout.name,
        edition=edition,
        label=edition.label,
        chapters=tuple(_with_pages(chapters, brief)),
        works=edition.bibliography,
    )
    flowed = flow(
        html,
        sheets=sheets_for(layout.folder, brief.theme, brief.form),
        trim_mm=brief.product.trim_mm,
        bleed_mm=brief.bleed_mm,
        theme=brief.theme,
        form=brief.form,
        pictures=brief.pictures,
        at=brief.at,
    )
    faults = Faults()
    fit.overflow(flowed.frames, brief.at, faults)
    faults.raise_as(LayoutError)
    return Pages(flowed.pdf, flowed.pages, flowed.keys, flowed.origins)


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
            shown.append(Shown(item.html, page if begins else None, said))
        yield replace(chapter, items=()), tuple(shown)


def _page_of(item: Item, folios: Mapping[str, int]) -> int | None:
    written = _WRITTEN.search(str(item.html))
    return folios.get(written[1]) if written else None
