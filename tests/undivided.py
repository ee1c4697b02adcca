"""A booklet that is set in parts, set in one run: what the parts are measured against.

In:  the brief of a booklet.
Out: its parts, and one document with the same HTML, in which page rules know to which
     part a page belongs: ``@page chapter`` is repeated for each part of that name, and
     ``:first`` is the first page of that part. No page number is typed in it: the
     engine finds each by itself, as it must for anyone who hands it such a document.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from unittest.mock import patch

import tinycss2

from publish.pages import Brief, booklet, flow
from publish.pages.flow import Part, Typesetter

HEAD = re.compile(r"<head>(.*?)</head>", re.DOTALL)
BODY = re.compile(r'<body class="([^"]*)">(.*)</body>', re.DOTALL)
OWN = re.compile(r"<style>@page \{(.*?)\}</style>", re.DOTALL)
# Page numbers of the contents, the lists, the notes and the index, as ranges or not.
NUMBERS = re.compile(
    r'(<(?:td class="page"|span class="pages"|a href="#[^"]+")>)'
    "(\\d+)(?:\N{EN DASH}(\\d+))?(?=</)"
)
COUNTED = "[data-page]::before { content: target-counter(attr(data-page), page) }"


class Undivided:
    """One document made of the parts of a booklet."""

    def __init__(self, brief: Brief) -> None:
        self.parts, parts, options = _recorded(replace(brief, jobs=1))
        bodies = [BODY.search(part).groups() for part in parts]
        counted = partial(NUMBERS.sub, partial(_counted, _anchors(self.parts)))
        self.html = (
            f'<html lang="{brief.edition.language}">'
            f"<head>{OWN.sub('', HEAD.search(parts[0])[1])}</head><body>"
            + "".join(
                f'<div class="part {classes} part-{number}">{counted(body)}</div>'
                for number, (classes, body) in enumerate(bodies)
            )
            + "</body></html>"
        )
        sheets = options["sheets"]
        pages = [_pages(sheet, parts) for sheet in sheets]
        self._setter = Typesetter(
            **{**options, "sheets": (*sheets, "".join(pages), _own(parts), COUNTED)}
        )

    def pdf(self) -> bytes:
        """Set the document with the engine alone, as it comes."""
        with patch.object(flow, "quick", nullcontext):
            return self._setter.drawn(self._setter.document(self.html)).pdf


def _recorded(brief: Brief) -> tuple[tuple[Part, ...], list[str], Mapping]:
    """Return a booklet's parts, the HTML of each, and how its typesetter was made."""
    html_of: dict[bytes, str] = {}
    options_of: dict[Typesetter, Mapping] = {}
    used: set[Typesetter] = set()
    begin, set_part = Typesetter.__init__, Typesetter.set

    def begun(setter: Typesetter, **options: object) -> None:
        options_of[setter] = options
        begin(setter, **options)

    def recorded(setter: Typesetter, html: str, *, first_page: int) -> Part:
        part = set_part(setter, html, first_page=first_page)
        html_of[part.pdf] = html
        used.add(setter)
        return part

    with (
        patch.object(Typesetter, "__init__", begun),
        patch.object(Typesetter, "set", recorded),
    ):
        parts = booklet.parts_of(brief)
    (setter,) = used
    return parts, [html_of[part.pdf] for part in parts], options_of[setter]


def _anchors(parts: Iterable[Part]) -> dict[int, str]:
    """Return an element of each page that may be referred to, by page."""
    return {page: name for part in parts for name, page in part.anchors.items()}


def _counted(anchors: Mapping[int, str], match: re.Match[str]) -> str:
    """Return page numbers as references that the engine resolves."""
    numbers = [int(number) for number in match.groups()[1:] if number]
    return match[1] + "\N{EN DASH}".join(
        f'<span data-page="#{anchors[page]}"></span>' for page in numbers
    )


def _names(html: str) -> list[str]:
    return BODY.search(html)[1].split()


def _pages(sheet: str, parts: Iterable[str]) -> str:
    """Return the rules for named pages, once for each part that has the name."""
    rules = [rule for rule in tinycss2.parse_stylesheet(sheet) if _named(rule)]
    found = []
    for number, html in enumerate(parts):
        for rule in rules:
            name, _, rest = _selector(rule).partition(":")
            if name not in _names(html):
                continue
            own = f"part-{number}-{name}"
            where = f":nth(1 of {own})" if rest == "first" else f"{own}:{rest}"
            body = tinycss2.serialize(rule.content)
            found.append(f"@page {where.rstrip(':')} {{{body}}}")
    return "\n".join(found)


def _named(rule: object) -> bool:
    return getattr(rule, "lower_at_keyword", "") == "page" and not _selector(
        rule
    ).startswith((":", "bare"))


def _selector(rule: object) -> str:
    return tinycss2.serialize(rule.prelude).strip()


def _own(parts: Iterable[str]) -> str:
    """Return the rules that tell parts apart."""
    found = [".part + .part { break-before: page }"]
    for number, html in enumerate(parts):
        names = _names(html)
        used = next((n for n in ("long", "short", "chapter", "rear") if n in names), "")
        if not used:
            continue
        name = f"part-{number}-{used}"
        found.append(f".part-{number}.part-{number} {{ page: {name} }}")
        if own := OWN.search(html):
            found.append(f"@page {name} {{ {own[1]} }}")
    return "\n".join(found)
