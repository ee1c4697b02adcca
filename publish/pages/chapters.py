"""Chapters: texts with a span of time become openers, blocks of HTML and notes.

In:  the texts that a product prints, the edition, the artworks, the templates.
Out: ``Chapter``s for the layout's template, each block of theirs an ``Item`` that
     may change places.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jinja2 import Environment
from markupsafe import Markup

from publish.content.nodes import Directive, Heading, Text
from publish.errors import Fault, LayoutError
from publish.pages.brief import Brief
from publish.pages.calls import numbered
from publish.pages.galley import Kind
from publish.pages.html import Note, Notes, TextRenderer, inline_html
from publish.pages.keyed import front
from publish.pages.strip import strip_of
from publish.pages.timetable import Numeral, numeral, said_date

_TAG = re.compile(r"^<(\w+)")


@dataclass(frozen=True)
class Item:
    """One block of a chapter as HTML; ``name`` is its ``data-block``."""

    name: str
    kind: Kind
    html: str


@dataclass(frozen=True)
class Chapter:
    """One chapter, ready for the template; ``page`` is known once it is set."""

    key: str
    number: int
    title: Markup
    standfirst: Markup
    aims: tuple[Markup, ...]
    keys: str
    begin: Numeral
    end: Numeral
    date: str
    dates: str
    items: tuple[Item, ...]
    notes: tuple[Note, ...]
    page: int = 0
    last_page: int = 0
    fit: str = ""


def chapters_of(
    texts: tuple[Text, ...], brief: Brief, env: Environment
) -> Iterator[Chapter]:
    """Yield a chapter for each text, numbered from 1.

    Raises: LayoutError for a text that does not say where it stands in time.
    """
    edition = brief.edition
    for text in texts:
        if len(text.span) != 2:
            hint = "add span: [first event, last event]"
            raise LayoutError(Fault("a chapter without a span", text.at, hint))
    for number, text in enumerate(texts, start=1):
        key = f"chapter-{number}"
        notes = Notes(key)
        renderer = TextRenderer(edition, brief.artworks, env, notes)
        begin, end = (edition.events[event] for event in text.span)
        standfirst = inline_html(text.standfirst, notes)
        items = tuple(_items(key, text, renderer))
        yield Chapter(
            key=key,
            number=number,
            title=inline_html(text.title),
            standfirst=standfirst,
            aims=tuple(map(inline_html, text.aims)),
            keys=front(text),
            begin=numeral(begin, edition),
            end=numeral(end, edition),
            date=said_date(begin, edition),
            dates=strip_of(text, edition).here.text,
            items=items,
            notes=tuple(notes),
        )


def in_order(chapter: Chapter) -> Chapter:
    """Return a chapter whose notes are numbered in the order of its blocks."""
    pieces = (chapter.standfirst, *(item.html for item in chapter.items))
    (standfirst, *rest), notes = numbered(pieces, chapter.notes)
    items = tuple(
        replace(item, html=html) for item, html in zip(chapter.items, rest, strict=True)
    )
    return replace(chapter, standfirst=standfirst, items=items, notes=notes)


def _items(key: str, text: Text, renderer: TextRenderer) -> Iterator[Item]:
    """Yield the blocks of a text as HTML, each with its name."""
    for index, block in enumerate(text.blocks):
        name, html = f"{key}-{index}", renderer.blocks((block,))
        if isinstance(block, Directive):
            wrapped = Markup(
                '<div class="block {}" id="{}" data-block="{}" data-frame="{}" '
                'data-at="{}">{}</div>'
            ).format(block.name, name, name, block.name, block.at, html)
            yield Item(name, "block", wrapped)
        else:
            kind = "heading" if isinstance(block, Heading) else "text"
            marked = _TAG.sub(
                rf'<\1 id="{name}" data-block="{name}"', str(html), count=1
            )
            yield Item(name, kind, Markup(marked))
