"""Number note calls in the order in which they stand, once blocks have their places.

In:  pieces of HTML with calls as ``Notes.link`` writes them, and the notes called.
Out: the pieces, their calls numbered from 1 as they follow one another, and the notes
     in that order. Of equal calls that follow one another in a paragraph only the
     last is left: it covers the sentences before it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from markupsafe import Markup

from publish.pages.html import Note, call_html

_CALL = re.compile(
    r'<a class="note-call"(?: id="[^"]*")? href="#[\w-]+-note-(\d+)">[^<]*</a>'
)
_PARAGRAPH = re.compile(r"(?<=</p>)|(?<=</li>)")


def numbered(
    pieces: Iterable[str], notes: Sequence[Note]
) -> tuple[tuple[Markup, ...], tuple[Note, ...]]:
    """Return the pieces with their calls numbered anew, and the notes in that order."""
    old = {note.number: note for note in notes}
    new: dict[int, Note] = {}

    def call(match: re.Match[str]) -> str:
        number = int(match[1])
        first = number not in new
        if first:
            new[number] = _renumbered(old[number], len(new) + 1)
        return str(call_html(new[number], first=first))

    done = tuple(
        Markup("".join(_CALL.sub(call, part) for part in _paragraphs(piece)))
        for piece in pieces
    )
    return done, tuple(new.values())


def widest(html: str, notes: Sequence[Note]) -> Markup:
    """Return HTML whose calls are all as wide as the widest number of the notes."""
    wide = replace(notes[0], number=int("8" * len(str(len(notes))))) if notes else None
    return Markup(_CALL.sub(lambda _: str(call_html(wide, first=False)), str(html)))


def _paragraphs(html: str) -> Iterable[str]:
    """Yield the paragraphs of HTML, without calls that the next one repeats."""
    for part in _PARAGRAPH.split(str(html)):
        calls = list(_CALL.finditer(part))
        for one, after in reversed(tuple(pairwise(calls))):
            if one[1] == after[1]:
                part = part[: one.start()] + part[one.end() :]
        yield part


def _renumbered(note: Note, number: int) -> Note:
    def name(anchor: str) -> str:
        return f"{anchor.rpartition('-')[0]}-{number}"

    return replace(
        note, number=number, anchor=name(note.anchor), origin=name(note.origin)
    )
