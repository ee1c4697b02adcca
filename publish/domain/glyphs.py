"""Check that the faces can set the content: no character without a glyph.

In:  the content as read and the faces of the theme.
Out: a fault for each character that a face lacks, at the first line that has it.
"""

import unicodedata
from collections.abc import Iterator

from publish.content import Content
from publish.content.nodes import (
    Call,
    Directive,
    Emphasis,
    Heading,
    Inline,
    Paragraph,
    Str,
    Text,
    walk,
)
from publish.errors import Faults
from publish.faces import Faces
from publish.source import Source

DISPLAY = "display"
# Characters that the engines set without a glyph of their own.
INVISIBLE = frozenset(
    "\n\t\r\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{NARROW NO-BREAK SPACE}"
)


def check_glyphs(content: Content, faces: Faces, faults: Faults) -> None:
    """Note each character of tables and texts that a face which sets it lacks.

    Running words are set in every role but ``display``; titles in every role.
    """
    regular = {role: faces.get(role) for role in faces.roles}
    seen: set[tuple[str, str]] = set()
    for characters, is_title, at in _passages(content):
        for role, face in regular.items():
            if role == DISPLAY and not is_title:
                continue
            for character in sorted(set(characters) - INVISIBLE):
                if ord(character) in face.characters or (role, character) in seen:
                    continue
                seen.add((role, character))
                name = unicodedata.name(character, "a control character")
                faults.add(
                    f"the face {face.family} has no glyph for {character!r} "
                    f"(U+{ord(character):04X} {name.lower()})",
                    at,
                    "use another character, or another face in fonts/fonts.toml",
                )


def _passages(content: Content) -> Iterator[tuple[str, bool, Source]]:
    """Yield every stretch of characters that may be printed, and if it is a title."""
    for table in content.tables.values():
        for key, row in table.rows.items():
            for name, value in row:
                if isinstance(value, str | tuple):
                    cell = value if isinstance(value, str) else "".join(map(str, value))
                    yield cell, name == "title", table.at(key)
    for texts in content.texts.values():
        for text in texts.values():
            yield from _of_text(text)
    for spec in content.specs.values():
        yield "".join(map(str, spec.title.values())), True, spec.at
        for part in (spec.subtitle, spec.note):
            yield "".join(map(str, part.values())), False, spec.at


def _of_text(text: Text) -> Iterator[tuple[str, bool, Source]]:
    for inlines in (text.title, text.numeral):
        yield _characters(inlines), True, text.at
    for inlines in (text.standfirst, text.numeral_label, *text.aims):
        yield _characters(inlines), False, text.at
    for block in walk(text.blocks):
        match block:
            case Heading(children=children, at=at):
                yield _characters(children), True, at
            case Paragraph(children, at) | Directive(argument=children, at=at):
                yield _characters(children), False, at


def _characters(inlines: tuple[Inline, ...]) -> str:
    parts = []
    for node in inlines:
        match node:
            case Str(text):
                parts.append(text)
            case Call(kind="literal", key=written):
                parts.append(written)
            case Emphasis(children):
                parts.append(_characters(children))
    return "".join(parts)
