"""Compose a cover: back, spine and front as one flat piece, or the front as a page.

In:  a brief whose product belongs to a book that was made, and names the text of the
     back: a title and a few paragraphs.
Out: one page of trim plus bleed. Its inside is not printed.

The hours on the front are those that the book names. Spine and folds: ``spine``.
Lengths are millimetres.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field

from publish.canvas import width_mm
from publish.content.nodes import Paragraph
from publish.content.records import Event
from publish.content.settings import PUBLISH_TOML, Product
from publish.domain import Edition
from publish.errors import Fault, Faults, LayoutError
from publish.pages import fit
from publish.pages.brief import Brief, Pages, texts_of
from publish.pages.flow import flow, sheets_for
from publish.pages.html import environment, inline_html, render_template
from publish.pages.origins import marked
from publish.pages.spine import FlatCover, spine_mm
from publish.pages.timetable import hours
from publish.pages.writing import check_trim, settings_of
from publish.source import Source
from publish.units import pt

TEMPLATE = "cover.html"
SHEET = "cover.css"
TITLE_WEIGHT = 600


class CoverStyles(BaseModel):
    """What a layout.toml states in ``[styles.cover]``.

    ``hours`` is the most that the front shows; the title fills ``title_mm`` up to a
    size of ``title_pt``; letters on the spine are no larger than ``spine_pt``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    hours: Annotated[int, Field(gt=0)]
    title_mm: Annotated[float, Field(gt=0)]
    title_pt: Annotated[float, Field(gt=0)]
    spine_pt: Annotated[float, Field(gt=0)]


def compose(brief: Brief) -> Pages:
    """Compose the cover of the book that the product belongs to.

    Raises: LayoutError when its text cannot be used or does not fit, or the
        typesetter warns.
    """
    book, board = brief.owner, brief.product.paper
    check_trim(brief, book.product.trim_mm)
    flat = FlatCover(brief.product.trim_mm, spine_mm(book.product, book.pages, board))
    styles = styles_of(brief)
    html = render_template(
        environment(brief.layout.folder.parent, brief.layout.name),
        TEMPLATE,
        brief.layout.name,
        edition=brief.edition,
        flat=flat,
        spine_pt=min(styles.spine_pt, pt(flat.lettering_mm)),
        **front_values(book.product, brief, styles),
        **_back_values(brief),
    )
    flowed = flow(
        html,
        sheets=sheets_for(brief.layout.folder, brief.theme, brief.form, SHEET),
        trim_mm=flat.trim_mm,
        bleed_mm=brief.bleed_mm,
        theme=brief.theme,
        form=brief.form,
        pictures={},
        at=brief.at,
    )
    faults = Faults()
    fit.overflow(flowed.frames, brief.at, faults)
    if flowed.pages > 1:
        faults.add(f"the cover fills {flowed.pages} sheets", brief.at, "cut its text")
    faults.raise_as(LayoutError)
    return Pages(
        flowed.parts,
        flowed.pages,
        flowed.keys,
        flowed.origins,
        trim_mm=flat.trim_mm,
        folds_mm=flat.folds_mm,
    )


def front_values(book: Product, brief: Brief, styles: CoverStyles) -> dict[str, Any]:
    """Return what the template of the front prints.

    Raises: LayoutError when an event that the book names cannot stand on its cover.
    """
    chosen = _chosen(book, brief.edition, styles.hours)
    face = brief.theme.faces.get("display", weight=TITLE_WEIGHT)
    width = width_mm(brief.edition.title, face, 1.0)
    return {
        "hours": hours(chosen, brief.edition),
        "title_pt": min(styles.title_pt, styles.title_mm / width),
    }


def styles_of(brief: Brief) -> CoverStyles:
    """Read the layout's settings of the cover.

    Raises: LayoutError with every setting that cannot be used.
    """
    return settings_of(brief.layout, CoverStyles, "cover")


def _chosen(book: Product, edition: Edition, most: int) -> tuple[Event, ...]:
    """Return the events whose hours stand on the front, in order.

    They are those that the book names, or else the first and last hour of the
    edition and some between.
    """
    events, named = edition.events, book.cover
    if not named:
        every = sorted(
            (event for event in events.values() if event.has_hour),
            key=lambda event: (event.start, event.time),
        )
        step = max(1.0, (len(every) - 1) / max(1, most - 1))
        return tuple(every[round(i * step)] for i in range(min(most, len(every))))
    faults, at = Faults(), Source(PUBLISH_TOML)
    for key in named:
        if key not in events or not events[key].has_hour:
            faults.add(f"cover: no event {key!r} with an hour", at, "see events.csv")
    if len(named) > most:
        faults.add(f"cover: {len(named)} hours, at most {most}", at, "leave some out")
    faults.raise_as(LayoutError)
    return tuple(events[key] for key in named)


def _back_values(brief: Brief) -> dict[str, Any]:
    """Return the title and the paragraphs of the back; both may be empty."""
    texts = texts_of(brief.product, brief.edition)
    title = inline_html(texts[0].title) if texts else Markup("")
    return {"back_title": title, "back_rows": tuple(_paragraphs(brief))}


def _paragraphs(brief: Brief) -> Iterator[Markup]:
    for text in texts_of(brief.product, brief.edition):
        for block in text.blocks:
            if not isinstance(block, Paragraph):
                hint = "write the text of a cover as plain paragraphs"
                raise LayoutError(Fault("no paragraph", block.at, hint))
            html = Markup("<p data-frame='back of the cover' data-at='{}'>{}</p>")
            yield marked(
                html.format(block.at, inline_html(block.children)), str(block.at)
            )
