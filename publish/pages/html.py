"""Turn bound texts into HTML: nodes become elements, directives the layout's macros.

In:  the blocks of a ``Text``, the edition they belong to, the artworks to place.
Out: safe HTML for the layout's template; notes are gathered in order of call.

The shapes of directives (quote, dispute, box, timetable, people, figure) are
Jinja macros in ``layouts/common/blocks.html``: a designer changes them there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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
    Text,
    Value,
    plain,
)
from publish.domain import Edition
from publish.errors import Fault, LayoutError
from publish.figures.artwork import Artwork
from publish.source import Source


@dataclass(frozen=True)
class Note:
    """One note: its number in the text, an anchor, and the references it names."""

    number: int
    anchor: str
    refs: tuple[int, ...]


class Notes:
    """The notes of one text, in order of call; a repeated citation keeps its number."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._of_refs: dict[tuple[int, ...], Note] = {}

    def call(self, refs: tuple[int, ...]) -> Note:
        """Return the note for a set of references, new or already called."""
        number = len(self._of_refs) + 1
        note = Note(number, f"{self._prefix}-note-{number}", refs)
        return self._of_refs.setdefault(refs, note)

    def __iter__(self):
        return iter(self._of_refs.values())


def environment(layouts: Path, layout: str) -> SandboxedEnvironment:
    """Return the sandboxed templates of a layout; ``common/`` serves them all."""
    return SandboxedEnvironment(
        loader=FileSystemLoader([layouts / layout, layouts / "common"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render_template(env: SandboxedEnvironment, name: str, layout: str, **values: object) -> str:
    """Return a filled template.

    Raises: LayoutError naming the template and line that cannot be filled.
    """
    try:
        return env.get_template(name).render(**values)
    except TemplateError as problem:
        at = Source(Path("layouts", layout, problem.name or name), getattr(problem, "lineno", None))
        raise LayoutError(Fault(str(problem.message), at, "mend the template")) from problem


def inline_html(inlines: tuple[Inline, ...], notes: Notes | None = None) -> Markup:
    """Return inlines as HTML; citations become note calls, or vanish without notes."""
    return Markup("").join(_inline(node, notes) for node in inlines)


def _inline(node: Inline, notes: Notes | None) -> Markup:
    match node:
        case Str(text):
            return escape(text)
        case Value(text, kind, key):
            return Markup('<span class="value {}" data-key="{}">{}</span>').format(kind, key, text)
        case Emphasis(children, strong):
            tag = Markup("strong" if strong else "em")
            return Markup("<{0}>{1}</{0}>").format(tag, inline_html(children, notes))
        case Cite(refs=refs):
            if notes is None or not refs:
                return Markup("")
            note = notes.call(refs)
            return Markup('<a class="note-call" href="#{}">{}</a>').format(note.anchor, note.number)
    raise TypeError(f"an unbound node reached the page: {node!r}")


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
        self._macros = env.get_template("blocks.html").module
        self._notes = notes

    def blocks(self, blocks: tuple[Block, ...]) -> Markup:
        """Return blocks as HTML, in order."""
        return Markup("\n").join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Markup:
        match block:
            case Paragraph(children):
                return Markup("<p>{}</p>").format(inline_html(children, self._notes))
            case Heading(level, children):
                tag = Markup(f"h{level}")
                return Markup("<{0}>{1}</{0}>").format(tag, inline_html(children, self._notes))
            case List(items, ordered):
                tag = Markup("ol" if ordered else "ul")
                rows = Markup("").join(Markup("<li>{}</li>").format(self.blocks(i)) for i in items)
                return Markup("<{0}>{1}</{0}>").format(tag, rows)
            case Directive():
                return self._directive(block)
        raise TypeError(f"no HTML for {block!r}")

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
                return macros.quote(quote, self._notes.call(quote.refs), body)
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


def plain_text(text: Text, part: str) -> str:
    """Return a front-matter part of a text (title, standfirst, …) as plain characters."""
    return "".join(plain(getattr(text, part)))
