"""The parts of a text: what Markdown becomes, before and after its facts are bound.

A text is a tree of frozen nodes. ``Call`` and ``Cite`` are what the writer typed;
``domain`` replaces each Call by the ``Value`` that it stands for and fills the
references of each Cite.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from publish.source import Source


@dataclass(frozen=True, slots=True)
class Str:
    """Plain characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A value called by key: ``{kind:key|form}``; kind ``literal`` is ``{=…}``."""

    kind: str
    key: str
    form: str
    at: Source


@dataclass(frozen=True, slots=True)
class Value:
    """The printed form of a call, with the key that it came from."""

    text: str
    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Cited:
    """One part of a citation, as typed: ``kind:key, p. pages``."""

    kind: str
    key: str
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation: what was typed, and (once bound) the numbers of its references."""

    parts: tuple[Cited, ...]
    at: Source
    refs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised inlines; ``strong`` for bold."""

    children: tuple["Inline", ...]
    strong: bool = False


Inline = Str | Call | Value | Cite | Emphasis


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    children: tuple[Inline, ...]
    at: Source


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a text; level 2 is the highest."""

    level: int
    children: tuple[Inline, ...]
    at: Source


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted or numbered list; each item is a tuple of blocks."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool
    at: Source


@dataclass(frozen=True, slots=True)
class Directive:
    """A block with a meaning: figure, quote, dispute, box, timetable, people.

    ``argument`` is what stands behind the name: keys, or the title of a box.
    """

    name: str
    argument: tuple[Inline, ...]
    children: tuple["Block", ...]
    at: Source

    @property
    def keys(self) -> tuple[str, ...]:
        """The argument as table keys."""
        return tuple("".join(plain(self.argument)).split())


Block = Paragraph | Heading | List | Directive

DIRECTIVES = ("figure", "quote", "dispute", "box", "timetable", "people")


@dataclass(frozen=True, slots=True)
class Text:
    """One Markdown file: front matter and blocks."""

    key: str
    at: Source
    title: tuple[Inline, ...]
    standfirst: tuple[Inline, ...] = ()
    numeral: tuple[Inline, ...] = ()
    numeral_label: tuple[Inline, ...] = ()
    span: tuple[str, ...] = ()
    aims: tuple[tuple[Inline, ...], ...] = ()
    blocks: tuple[Block, ...] = field(default=())


def plain(inlines: tuple[Inline, ...]) -> Iterator[str]:
    """Yield the characters of bound inlines, without citations."""
    for node in inlines:
        match node:
            case Str(text) | Value(text=text):
                yield text
            case Emphasis(children):
                yield from plain(children)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield all blocks of a text in reading order, the inner ones too."""
    for block in blocks:
        yield block
        match block:
            case List(items):
                for item in items:
                    yield from walk(item)
            case Directive(children=children):
                yield from walk(children)
