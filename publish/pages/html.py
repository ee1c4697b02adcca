"""Turn bound texts into HTML: nodes become elements, directives the layout's macros.

In:  the blocks of a ``Text``, the edition they belong to, the artworks to place.
Out: safe HTML for the layout's template; notes are gathered in order of call.

The shapes of directives (quote, dispute, box, timetable, people, figure) are
Jinja macros in ``layouts/common/blocks.html``: a designer changes them there. They
see ``edition``, ``cite(refs)`` for a note call, ``stops(events, edition)``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path, PurePosixPath

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from publish.content.nodes import (
    Block,
    Cite,
    Directive,
    Emphasis,
    Heading,
    Inline,
    List,
    Paragraph,
    Str,
    Value,
)
from publish.domain import Edition
from publish.errors import Fault, LayoutError
from publish.figures.artwork import Artwork
from publish.pages.keyed import called, keyed
from publish.pages.origins import marked
from publish.pages.timetable import stops
from publish.source import Source

HOUR = re.compile(r"^(?:[01]\d|2[0-3]):[0-5]\d(?!\d)")
NAMES = ("person", "place")  # kinds of values
NARROW_NO_BREAK = "\N{NARROW NO-BREAK SPACE}"
# Abbreviations, to be set in small capitals; not Roman numerals, which name things.
_CAPITALS = re.compile(r"(?<![\w-])(?![IVXLCDM]+\b)[A-Z]{2,}(?![\w-])")
_SPACE_BEFORE = re.compile(r" (<(?:em|strong|span)\b[^>]*>)")
_RANGE = re.compile(r"(?<=\d)\s*[-\u2013\u2014]\s*(?=\d)")
_OPENING = re.compile(r'(^|[\s(\[\u2014\u2013])"')


@dataclass(frozen=True)
class Note:
    """One note: its number in the text, two anchors, and the references it names.

    ``anchor`` is where the note stands, ``origin`` where it is first called.
    """

    number: int
    anchor: str
    origin: str
    refs: tuple[int, ...]


def call_html(note: Note, *, first: bool) -> Markup:
    """Return one call of a note; the first is where the note leads back to."""
    origin = Markup(' id="{}"').format(note.origin) if first else ""
    return Markup('<a class="note-call"{} href="#{}">{}{}</a>').format(
        origin, note.anchor, NARROW_NO_BREAK, note.number
    )


class Notes:
    """The notes of one text, in order of call; a repeated citation keeps its number."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._of_refs: dict[tuple[int, ...], Note] = {}

    def call(self, refs: tuple[int, ...]) -> Note:
        """Return the note for a set of references, new or already called."""
        number = len(self._of_refs) + 1
        note = Note(
            number,
            f"{self._prefix}-note-{number}",
            f"{self._prefix}-call-{number}",
            refs,
        )
        return self._of_refs.setdefault(refs, note)

    def link(self, refs: tuple[int, ...]) -> Markup:
        """Return the call of a note as HTML; a note leads back to its first call."""
        first = refs not in self._of_refs
        return call_html(self.call(refs), first=first)

    def __iter__(self):
        return iter(self._of_refs.values())


def typeset(text: str) -> str:
    """Return text of the tables with printer's apostrophes, quotes and ranges."""
    text = _OPENING.sub("\\1\N{LEFT DOUBLE QUOTATION MARK}", text)
    text = text.replace('"', "\N{RIGHT DOUBLE QUOTATION MARK}")
    text = text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    text = text.replace(" \N{EN DASH} ", "\N{NO-BREAK SPACE}\N{EN DASH} ")
    return _RANGE.sub("\N{EN DASH}", text)


def environment(layouts: Path, layout: str) -> SandboxedEnvironment:
    """Return the sandboxed templates of a layout; ``common/`` serves them all."""
    env = SandboxedEnvironment(
        loader=FileSystemLoader([layouts / layout, layouts / "common"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["typeset"] = typeset
    return env


def render_template(
    env: SandboxedEnvironment, name: str, layout: str, **values: object
) -> str:
    """Return a filled template.

    Raises: LayoutError naming the template and line that cannot be filled.
    """
    try:
        return env.get_template(name).render(**values)
    except TemplateError as problem:
        file = getattr(problem, "name", None) or name
        at = Source(
            PurePosixPath("layouts", layout, file), getattr(problem, "lineno", None)
        )
        raise LayoutError(
            Fault(str(problem.message), at, "mend the template")
        ) from problem


def inline_html(inlines: tuple[Inline, ...], notes: Notes | None = None) -> Markup:
    """Return inlines as HTML; citations become note calls, or vanish without notes.

    The space before a citation goes: a note number stands close to its sentence.
    The space before an element goes into it: WeasyPrint 70 breaks a line after its
    first word where text ends in a space that would stand just outside the line.
    """
    html = Markup("").join(
        _inline(_closed(node) if isinstance(after, Cite) else node, notes)
        for node, after in zip_longest(inlines, inlines[1:])
    )
    return Markup(_SPACE_BEFORE.sub(r"\1 ", str(html)))


def _closed(node: Inline) -> Inline:
    return Str(node.text.rstrip()) if isinstance(node, Str) else node


def _inline(node: Inline, notes: Notes | None) -> Markup:
    match node:
        case Str(text):
            return _capitals(text)
        case Value(text, kind):
            hour = HOUR.match(text) if kind == "event" else None
            if not hour:
                return _named(text, kind)
            return Markup('<span class="hour" data-hour="{}">{}</span>').format(
                hour[0], text
            )
        case Emphasis(children, strong):
            tag = Markup("strong" if strong else "em")
            return Markup("<{0}>{1}</{0}>").format(tag, inline_html(children, notes))
        case Cite(refs=refs):
            if notes is None or not refs:
                return Markup("")
            return notes.link(refs)
    raise TypeError(f"an unbound node reached the page: {node!r}")


def _named(text: str, kind: str) -> Markup:
    """Return a value's text; names are marked, so that no style need divide them."""
    said = _capitals(text)
    if kind not in NAMES:
        return said
    return Markup('<span class="value {}">{}</span>').format(kind, said)


def _capitals(text: str) -> Markup:
    """Return text with its abbreviations marked for small capitals."""
    parts, start = [], 0
    for match in _CAPITALS.finditer(text):
        parts += [
            escape(text[start : match.start()]),
            Markup('<span class="caps">{}</span>').format(match[0]),
        ]
        start = match.end()
    return Markup("").join([*parts, escape(text[start:])])


class TextRenderer:
    """Renders the blocks of one text with the macros of a layout."""

    def __init__(
        self,
        edition: Edition,
        artworks: Mapping[str, Artwork],
        env: SandboxedEnvironment,
        notes: Notes,
    ) -> None:
        self._edition = edition
        self._artworks = artworks
        self._macros = env.get_template("blocks.html").make_module(
            {"edition": edition, "cite": notes.link, "stops": stops}
        )
        self._notes = notes

    def blocks(self, blocks: tuple[Block, ...]) -> Markup:
        """Return blocks as HTML, in order."""
        return Markup("\n").join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Markup:
        named = isinstance(block, Directive) and block.name == "figure"
        written = f"{block.at}, figure {' '.join(block.keys)}" if named else block.at
        return marked(self._html(block), str(written))

    def _html(self, block: Block) -> Markup:
        match block:
            case Paragraph(children):
                html = Markup("<p>{}</p>").format(inline_html(children, self._notes))
                return keyed(html, called(children))
            case Heading(level, children):
                tag = Markup(f"h{level}")
                html = Markup("<{0}>{1}</{0}>").format(
                    tag, inline_html(children, self._notes)
                )
                return keyed(html, called(children))
            case List(items, ordered):
                tag = Markup("ol" if ordered else "ul")
                rows = (
                    Markup("<li>{}</li>").format(self.blocks(item)) for item in items
                )
                return Markup("<{0}>{1}</{0}>").format(tag, Markup("").join(rows))
            case Directive():
                return keyed(self._directive(block), self._named(block))
        raise TypeError(f"no HTML for {block!r}")

    def _named(self, block: Directive) -> Iterator[tuple[str, str]]:
        """Yield the rows that a directive prints, each with the words it shows."""
        edition = self._edition
        for key in block.keys if block.name != "box" else ():
            match block.name:
                case "timetable":
                    yield f"events:{key}", typeset(edition.events[key].title)
                case "people":
                    yield f"people:{key}", typeset(edition.people[key].name)
                case name:
                    yield f"{name}s:{key}", ""
        if block.name == "box":
            yield from called(block.argument)

    def _directive(self, block: Directive) -> Markup:
        edition, macros = self._edition, self._macros
        body = self.blocks(block.children)
        match block.name:
            case "figure":
                return Markup("").join(
                    macros.figure(edition.figures[key], self._artworks[key], body)
                    for key in block.keys
                )
            case "quote":
                (quote,) = (edition.quotes[key] for key in block.keys)
                return macros.quote(quote, self._notes.link(quote.refs), body)
            case "dispute":
                return Markup("").join(
                    macros.dispute(edition.disputes[key], edition.words.labels, body)
                    for key in block.keys
                )
            case "timetable":
                rows = [edition.events[key] for key in block.keys]
                return macros.timetable(rows, edition, body)
            case "people":
                return macros.people([edition.people[key] for key in block.keys], body)
        return macros.box(inline_html(block.argument), body)
