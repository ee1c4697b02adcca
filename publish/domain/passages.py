"""The running text of an edition, passage by passage, and its sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publish.content.nodes import (
    Directive,
    Heading,
    Inline,
    Paragraph,
    Str,
    Text,
    plain,
    walk,
)
from publish.source import Source

# The end of a sentence: stop, closing marks and spaces, before another's first sign.
_END = re.compile(r"(?P<before>\w*)[.!?…][\"”’»)\]]* +(?=[\"“‘«(]?(?P<next>\w))")

GAP = "\0"  # where something is called
QUOTED = re.compile(r"“([^”]*)”|«([^»]*)»|\"([^\"]*)\"")  # a quotation


@dataclass(frozen=True)
class Passage:
    """A stretch of text that is read as one: a paragraph, a heading, a title."""

    inlines: tuple[Inline, ...]
    at: Source
    is_prose: bool = True

    @property
    def text(self) -> str:
        """The passage as printed, without the numbers of notes."""
        return "".join(plain(self.inlines)).strip()


def passages(text: Text) -> Iterator[Passage]:
    """Yield the passages of a bound text in reading order."""
    front = text.at.at(1)
    yield Passage(text.title, front, is_prose=False)
    yield Passage(text.standfirst, front)
    yield Passage(text.numeral_label, front, is_prose=False)
    for aim in text.aims:
        yield Passage(aim, front, is_prose=False)
    for block in walk(text.blocks):
        match block:
            case Paragraph(children, at):
                yield Passage(children, at)
            case Heading(children=children, at=at):
                yield Passage(children, at, is_prose=False)
            case Directive(name="box", argument=argument, at=at):
                yield Passage(argument, at, is_prose=False)


def typed(inlines: tuple[Inline, ...]) -> str:
    """Return what the writer typed; what is called stands as a gap."""
    return "".join(node.text if isinstance(node, Str) else GAP for node in inlines)


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a passage.

    A stop after an initial, or before a small letter, ends none.
    """
    found, start = [], 0
    for match in _END.finditer(text):
        before, following = match["before"], match["next"]
        is_initial = len(before) == 1 and before.isupper() and before != "I"
        if following.islower() or is_initial:
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    return tuple(sentence for sentence in (*found, text[start:].strip()) if sentence)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text; a dash by itself is none."""
    return tuple(word for word in text.split() if any(map(str.isalnum, word)))
