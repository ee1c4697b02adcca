"""Mark elements with the keys that they print, and find these on the set pages.

In:  bound inlines and rows of the tables; later, pages as the typesetter leaves them.
Out: ``data-keys`` on elements, which no style sees; the pages on which each key stands.

An entry is ``table:key=what is printed``, its spaces squeezed out. Where an element
goes over to the next page, what is printed tells on which of them the key stands.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup, escape

from publish.content.nodes import Emphasis, Inline, Text, Value
from publish.domain.binding import TABLE_OF_KIND
from publish.pages.boxes import elements

ATTRIBUTE = "data-keys"
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
        for entry in element.attrib[ATTRIBUTE].split("|"):
            name, _, said = entry.partition("=")
            found[name].update(_where(boxes, said))
    return {name: tuple(sorted(numbers)) for name, numbers in sorted(found.items())}


def _where(boxes: dict[int, list[Any]], said: str) -> tuple[int, ...]:
    if len(boxes) == 1 or not said:
        return (min(boxes),)
    found = [number for number, parts in boxes.items() if said in _text(parts)]
    return tuple(found) or (min(boxes),)


def _text(boxes: Iterable[Any]) -> str:
    leaves = (leaf for box in boxes for leaf in box.descendants(True))
    return squeezed("".join(getattr(leaf, "text", "") or "" for leaf in leaves))


def squeezed(text: str) -> str:
    """Return text without what setting it in lines adds or drops, in lower case."""
    return _LOST.sub("", text).casefold()
