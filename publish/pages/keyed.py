"""Mark elements with the keys that they print, and find these on the set pages.

In:  bound inlines and rows of the tables; later, pages as the typesetter leaves them,
     or the lines of which they will be made.
Out: ``data-keys`` on elements, which no style sees; the pages on which each key stands.

An entry is ``table:key=what is printed``, its spaces squeezed out. Where an element
goes over to the next page, what is printed tells on which of them the key stands.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from markupsafe import Markup, escape

from publish.content.nodes import Emphasis, Inline, Text, Value
from publish.domain.binding import TABLE_OF_KIND
from publish.pages.boxes import elements, text_of

ATTRIBUTE = "data-keys"
_MARKED = re.compile(rf'\b{ATTRIBUTE}="([^"]*)"')
_FIRST_TAG = re.compile(r"^\s*<\w+")
_LOST = re.compile(r"[\s|\u00ad\u2010]+|-$")  # what setting in lines adds or drops

Entry = tuple[str, str]


def called(inlines: Iterable[Inline]) -> Iterator[Entry]:
    """Yield what bound inlines call: table and key, and what is printed."""
    for node in inlines:
        match node:
            case Value(text, kind, key) if kind in TABLE_OF_KIND:
                yield f"{TABLE_OF_KIND[kind]}:{key}", text
            case Emphasis(children):
                yield from called(children)


def entries(found: Iterable[Entry]) -> str:
    """Return entries as the value of the attribute."""
    return "|".join(f"{name}={squeezed(said)}" for name, said in dict.fromkeys(found))


def entries_of(value: str) -> Iterator[Entry]:
    """Yield the entries that a value of the attribute holds."""
    for entry in value.split("|"):
        name, _, said = entry.partition("=")
        if name:
            yield name, said


def front(text: Text) -> str:
    """Return what a text's front matter prints, for the element that shows it."""
    parts = (text.title, text.standfirst, text.numeral, text.numeral_label, *text.aims)
    span = ((f"events:{key}", "") for key in text.span)
    return entries((*(entry for part in parts for entry in called(part)), *span))


def keyed(html: Markup, found: Iterable[Entry]) -> Markup:
    """Return HTML whose first element says what it prints, if anything."""
    value = entries(found)
    return with_attribute(html, ATTRIBUTE, value) if value else html


def with_attribute(html: Markup, name: str, value: str) -> Markup:
    """Return HTML whose first element has one attribute more."""
    mark = f' {name}="{escape(value)}"'
    return Markup(_FIRST_TAG.sub(lambda tag: tag[0] + mark, str(html), count=1))


def pages_of_keys(pages: Sequence[Any], first_page: int) -> dict[str, tuple[int, ...]]:
    """Return the pages on which each key stands, as ``table:key``."""
    pieces: dict[Any, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for number, page in enumerate(pages, start=first_page):
        for box, element in elements(page, placed=True):
            if element.attrib.get(ATTRIBUTE):
                pieces[element][number].append(box)
    found: dict[str, set[int]] = defaultdict(set)
    for element, boxes in pieces.items():
        texts = {page: map(text_of, parts) for page, parts in boxes.items()}
        for name, numbers in _where(texts, element.attrib[ATTRIBUTE]):
            found[name].update(numbers)
    return {name: tuple(sorted(numbers)) for name, numbers in sorted(found.items())}


def pages_in(
    html: str, texts: Mapping[int, Iterable[str]]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the keys of HTML with the pages on which they will stand.

    Args:
        texts: What the HTML will say on each page that it fills.
    """
    for value in _MARKED.findall(html):
        yield from _where(texts, unescape(value))


def _where(
    texts: Mapping[int, Iterable[str]], value: str
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield each key of the attribute, and the pages whose text says it."""
    first = min(texts)
    if len(texts) > 1:
        texts = {page: squeezed("".join(parts)) for page, parts in texts.items()}
    for name, said in entries_of(value):
        told = len(texts) > 1 and said
        found = tuple(page for page in texts if said in texts[page]) if told else ()
        yield name, found or (first,)


def squeezed(text: str) -> str:
    """Return text without what setting it in lines adds or drops, in lower case."""
    return _LOST.sub("", text).casefold()
