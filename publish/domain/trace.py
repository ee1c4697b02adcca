"""Trace a key: where it comes from, and where it stands in texts and figures.

In:  the content as read; the pages of each key, as targets were last made.
Out: for each key, its uses with file and line, and its pages; keys that nothing uses
     or no reference supports.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any

from publish.content import Content
from publish.content.nodes import (
    Block,
    Call,
    Cite,
    Directive,
    Emphasis,
    Heading,
    Inline,
    Paragraph,
    Text,
    walk,
)
from publish.content.settings import PUBLISH_TOML
from publish.content.specs import FigureSpec
from publish.content.texts import parse_inline
from publish.domain.binding import DIRECTIVE_TABLE, TABLE_OF_KIND
from publish.domain.wording import upper_key
from publish.errors import ContentError, Fault, Faults
from publish.source import Source

TRACED = (
    "facts",
    "events",
    "people",
    "places",
    "quotes",
    "disputes",
    "glossary",
    "remarks",
    "sources",
)
IN_FIGURE = "figure "  # how a use in a figure begins


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """One place where a key stands, and the products that print it."""

    at: Source
    how: str
    products: tuple[str, ...]

    @property
    def in_figure(self) -> bool:
        """Whether a figure shows the key."""
        return self.how.startswith(IN_FIGURE)


@dataclass(frozen=True)
class Trace:
    """What is known of one key: its table, row, references, disputes and uses."""

    table: str
    row: Any
    at: Source
    references: tuple[str, ...]
    disputes: tuple[str, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """The pages of one target on which a key stands, by itself or in a figure."""

    target: str
    pages: tuple[int, ...]
    figure: str = ""


Uses = Mapping[tuple[str, str], tuple[Use, ...]]


def trace(content: Content, key: str) -> tuple[Trace, ...]:
    """Return what is known of a key, in each table that has it.

    Raises: ContentError when no table has the key.
    """
    uses = all_uses(content)
    found = tuple(
        _traced(content, table, key, uses)
        for table in TRACED
        if key in content.tables[table].rows
    )
    if not found:
        raise ContentError(Fault(f"unknown key {key!r}", None, "see content/*.csv"))
    return found


def pages_of(
    found: Trace, key: str, printed: Mapping[str, Mapping[str, Iterable[int]]]
) -> Iterator[Printed]:
    """Yield where a key stands in print.

    Args:
        printed: By target, the pages of each key, as ``table:key``.
    """
    figures = [use.how.removeprefix(IN_FIGURE) for use in found.uses if use.in_figure]
    for target, pages in printed.items():
        if numbers := pages.get(f"{found.table}:{key}"):
            yield Printed(target, tuple(numbers))
        for figure in dict.fromkeys(figures):
            if numbers := pages.get(f"figures:{figure}"):
                yield Printed(target, tuple(numbers), figure)


def unused(content: Content) -> tuple[tuple[Source, str], ...]:
    """Return the facts that no text and no figure calls, with their place."""
    uses, facts = all_uses(content), content.tables["facts"]
    return tuple((facts.at(k), k) for k in facts.rows if ("facts", k) not in uses)


def unsourced(content: Content) -> tuple[tuple[Source, str], ...]:
    """Return the rows of facts, events and people without a reference."""
    return tuple(
        (content.tables[name].at(key), key)
        for name in ("facts", "events", "people")
        for key, row in content.tables[name].rows.items()
        if not row.refs
    )


def all_uses(content: Content) -> Uses:
    """Return the uses of every key, by table and key."""
    found: dict[tuple[str, str], list[Use]] = defaultdict(list)
    figures: dict[str, tuple[str, ...]] = {}
    for texts in content.texts.values():
        for text in texts.values():
            printed = _products_of(content, text)
            for entry, at, how in _in_text(text):
                found[entry].append(Use(at, how, printed))
                if entry[0] == "figures":
                    figures[entry[1]] = (*figures.get(entry[1], ()), *printed)
    for spec in content.specs.values():
        printed = tuple(dict.fromkeys(figures.get(spec.key, ())))
        for entry in _in_figure(content, spec):
            found[entry].append(Use(spec.at, f"{IN_FIGURE}{spec.key}", printed))
    for entry, at, how in _in_tables(content):
        found[entry].append(Use(at, how, ()))
    for product in content.project.product:
        named = (*product.cover, *(product.timeline.keys if product.timeline else ()))
        for key in named:
            use = Use(Source(PUBLISH_TOML), "named by the product", (product.name,))
            found["events", key].append(use)
    return {entry: tuple(dict.fromkeys(uses)) for entry, uses in found.items()}


def _traced(content: Content, table: str, key: str, uses: Uses) -> Trace:
    rows = content.tables[table]
    row = rows.rows[key]
    sources = content.tables["sources"].rows
    numbers = getattr(row, "refs", ())
    disputes = content.tables["disputes"].rows
    note = getattr(row, "note", "")
    return Trace(
        table=table,
        row=row,
        at=rows.at(key),
        references=tuple(f"{n}: {sources[str(n)].citation}" for n in numbers),
        disputes=tuple(
            f"{k}: {d.topic}"
            for k, d in disputes.items()
            if re.search(rf"\b{re.escape(k)}\b", note)
        ),
        uses=uses.get((table, key), ()),
    )


def _products_of(content: Content, text: Text) -> tuple[str, ...]:
    return tuple(
        product.name
        for product in content.project.product
        if any(fnmatch(text.key, pattern) for pattern in product.texts)
    )


def _in_text(text: Text) -> Iterator[tuple[tuple[str, str], Source, str]]:
    for inlines in (text.title, text.standfirst, text.numeral, text.numeral_label):
        yield from _in_inlines(inlines)
    for aim in text.aims:
        yield from _in_inlines(aim)
    for key in text.span:
        yield ("events", key), text.at, "span"
    for block in walk(text.blocks):
        yield from _in_block(block)


def _in_block(block: Block) -> Iterator[tuple[tuple[str, str], Source, str]]:
    match block:
        case Paragraph(children) | Heading(children=children):
            yield from _in_inlines(children)
        case Directive(name="box", argument=argument):
            yield from _in_inlines(argument)
        case Directive(name=name, at=at):
            table = DIRECTIVE_TABLE.get(name, "figures")
            for key in block.keys:
                yield (table, key), at, name


def _in_inlines(
    inlines: tuple[Inline, ...],
) -> Iterator[tuple[tuple[str, str], Source, str]]:
    for node in inlines:
        match node:
            case Call(kind, key, form, at) if kind in TABLE_OF_KIND:
                yield (
                    (TABLE_OF_KIND[kind], key),
                    at,
                    f"printed{' as ' * bool(form)}{form}",
                )
                if form == "range":
                    yield ("facts", upper_key(key)), at, "printed as range"
            case Cite(parts, at):
                for part in parts:
                    table = TABLE_OF_KIND.get(part.kind or "fact", "facts")
                    named = "sources" if part.key.isdigit() else table
                    yield (named, part.key), at, "cited"
            case Emphasis(children):
                yield from _in_inlines(children)


def _in_tables(content: Content) -> Iterator[tuple[tuple[str, str], Source, str]]:
    """Yield what the prose of glossary and remarks calls, and the remarks' sources."""
    for name in ("glossary", "remarks"):
        table = content.tables[name]
        for key, row in table.rows.items():
            at = table.at(key)
            said = (row.explanation,) if name == "glossary" else (row.topic, row.remark)
            for text in said:
                yield from _in_inlines(parse_inline(text, at, Faults()))
            for number in row.refs:
                yield ("sources", str(number)), at, name


def _in_figure(content: Content, spec: FigureSpec) -> Iterator[tuple[str, str]]:
    for key in spec.facts:
        yield "facts", key
    for part in (spec.title, spec.subtitle, spec.note, spec.alt):
        for said in part.values():
            for entry, _, _ in _in_inlines(parse_inline(said, spec.at, Faults())):
                yield entry
    for name in _strings(spec.settings):
        for table in ("facts", "events", "places", "movements"):
            if name in content.tables[table].rows:
                yield table, name


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
