"""Bind texts to their facts: every call becomes a value, every citation its references.

In:  unbound nodes of ``content`` and the tables.
Out: the same nodes with ``Value`` for ``Call`` and references in each ``Cite``;
     what points nowhere is noted as a fault with its line.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from publish.content.nodes import (
    Block,
    Call,
    Cite,
    Cited,
    Directive,
    Emphasis,
    Heading,
    Inline,
    List,
    Paragraph,
    Str,
    Text,
    Value,
)
from publish.content.records import Fact
from publish.content.tables import Table
from publish.content.words import Words
from publish.domain.references import References
from publish.domain.wording import (
    WordingError,
    say_event,
    say_fact,
    say_person,
    say_place,
    say_range,
    upper_key,
)
from publish.errors import Faults
from publish.source import Source

TABLE_OF_KIND = {
    "fact": "facts",
    "event": "events",
    "place": "places",
    "person": "people",
}
DIRECTIVE_TABLE = {
    "quote": "quotes",
    "dispute": "disputes",
    "timetable": "events",
    "people": "people",
}
ONE_KEY = ("quote",)
_DIGIT = re.compile(r"\d")


class Binder:
    """Binds the texts of one language against the tables."""

    def __init__(
        self,
        tables: Mapping[str, Table],
        words: Words,
        figures: frozenset[str],
        references: References,
        faults: Faults,
    ) -> None:
        self._tables = tables
        self._references = references
        self._words = words
        self._figures = figures
        self._faults = faults

    def text(self, text: Text) -> Text:
        """Return a text with everything bound."""
        for key in text.span:
            self._row("event", key, text.at)
        for inlines in (text.title, text.standfirst, text.numeral_label, *text.aims):
            self._check_digits(inlines, text.at)
        return replace(
            text,
            title=self.inlines(text.title),
            standfirst=self.inlines(text.standfirst),
            numeral=self.inlines(text.numeral),
            numeral_label=self.inlines(text.numeral_label),
            aims=tuple(self.inlines(aim) for aim in text.aims),
            blocks=self._blocks(text.blocks),
        )

    def prose(self, inlines: tuple[Inline, ...], at: Source) -> tuple[Inline, ...]:
        """Return inlines bound, after noting every number that is typed in them."""
        self._check_digits(inlines, at)
        return self.inlines(inlines)

    def fact(self, key: str, at: Source) -> Fact | None:
        """Return a fact by key, or note that there is none."""
        return self._row("fact", key, at)

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Return inlines with calls and citations bound."""
        return tuple(map(self._inline, inlines))

    def _inline(self, node: Inline) -> Inline:
        match node:
            case Call(kind="literal", key=written):
                return Value(written, "literal", written)
            case Call():
                return self._value(node)
            case Cite():
                return replace(node, refs=self._refs(node))
            case Emphasis(children, strong):
                return Emphasis(self.inlines(children), strong)
        return node

    def _check_digits(self, inlines: tuple[Inline, ...], at: Source) -> None:
        """Note every digit that stands outside a call."""
        for node in inlines:
            match node:
                case Str(text) if _DIGIT.search(text):
                    near = text[max(0, _DIGIT.search(text).start() - 20) :][:45]
                    self._faults.add(
                        f"a number is typed in prose: …{near.strip()}…",
                        at,
                        "call it by key, or mark it {=…} if no table has it",
                    )
                case Emphasis(children):
                    self._check_digits(children, at)

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph(children, at) | Heading(children=children, at=at):
                self._check_digits(children, at)
                return replace(block, children=self.inlines(children))
            case List(items):
                return replace(block, items=tuple(map(self._blocks, items)))
            case Directive():
                self._check_directive(block)
                return replace(
                    block,
                    argument=self.inlines(block.argument),
                    children=self._blocks(block.children),
                )
        return block

    def _check_directive(self, block: Directive) -> None:
        if block.name == "box":
            self._check_digits(block.argument, block.at)
            if not block.argument:
                self._faults.add("a box has no title", block.at, "write ::: box Title")
            return
        if not block.keys:
            self._faults.add(f"{block.name} names nothing", block.at, "add a key")
        if block.name in ONE_KEY and len(block.keys) > 1:
            hint = "write one directive for each"
            self._faults.add(f"{block.name} names several", block.at, hint)
        for key in {key for key in block.keys if block.keys.count(key) > 1}:
            self._faults.add(f"{key!r} stands twice", block.at, "name it once")
        for key in block.keys:
            if block.name == "figure":
                if key not in self._figures:
                    self._unknown(
                        "figure", key, self._figures, "content/charts/", block.at
                    )
            else:
                self._row_of(DIRECTIVE_TABLE[block.name], block.name, key, block.at)

    def _value(self, call: Call) -> Inline:
        row = self._row(call.kind, call.key, call.at)
        if row is None:
            return Value(f"?{call.key}?", call.kind, call.key)
        try:
            match call.kind:
                case "fact" if call.form == "range":
                    high = self._tables["facts"].rows.get(upper_key(call.key))
                    said = say_range(row, high, self._words)
                case "fact":
                    said = say_fact(row, call.form, self._words)
                case "event":
                    said = say_event(row, call.form, self._words)
                case "place":
                    said = say_place(row, call.form)
                case _:
                    said = say_person(row, call.form)
        except WordingError as problem:
            self._faults.add(f"{call.key!r} as {call.form!r}", call.at, str(problem))
            said = f"?{call.key}?"
        return Value(said, call.kind, call.key)

    def _refs(self, cite: Cite) -> tuple[int, ...]:
        found = (number for part in cite.parts for number in self._cited(part, cite.at))
        return tuple(dict.fromkeys(found))

    def _cited(self, part: Cited, at: Source) -> tuple[int, ...]:
        """Return the references that one part of a citation names."""
        kind, key, pages = part.kind, part.key, part.pages
        facts, works = self._tables["facts"].rows, self._references.works
        if not kind and key.isdigit():
            row = self._row_of("sources", "reference", key, at)
            if row and pages:
                return (self._references.of_work(row.item, pages),)
            return (row.number,) if row else ()
        if not kind and key in works and key not in facts:
            return (self._references.of_work(key, pages),)
        if not kind and key not in facts:
            home = "content/facts.csv, or to the bibliography"
            self._unknown("fact or work", key, works | facts.keys(), home, at)
            return ()
        row = self._row(kind or "fact", key, at)
        if row and not row.refs:
            hint = "cite a source itself"
            self._faults.add(f"{key!r} has no reference to cite", at, hint)
        if row and pages:
            hint = "a page belongs to a work: cite the work itself"
            self._faults.add(f"{key!r} is cited with a page", at, hint)
        return row.refs if row else ()

    def _row(self, kind: str, key: str, at: Source):
        if kind not in TABLE_OF_KIND:
            self._faults.add(
                f"unknown kind of call {kind!r}", at, f"use {', '.join(TABLE_OF_KIND)}"
            )
            return None
        return self._row_of(TABLE_OF_KIND[kind], kind, key, at)

    def _row_of(self, table: str, kind: str, key: str, at: Source):
        rows = self._tables[table].rows
        if key not in rows:
            self._unknown(kind, key, frozenset(rows), str(self._tables[table].path), at)
        return rows.get(key)

    def _unknown(
        self, kind: str, key: str, known: frozenset[str], home: str, at: Source
    ) -> None:
        near = get_close_matches(key, sorted(known), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"add it to {home}"
        self._faults.add(f"unknown {kind} {key!r}", at, hint)
