"""Does the text fit the room that the layout gives it, and is all of it there?

In:  flowed pages with their frames; passages with their words and limits; the text.
Out: nothing, or one LayoutError with every text that is too long: where it was
     written, by how much, and how many words to cut; and with what went missing.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from publish.content.nodes import Text
from publish.errors import Faults, LayoutError
from publish.pages import whole
from publish.pages.brief import Brief
from publish.pages.flow import Flowed, Frame
from publish.source import Source

TOLERANCE_MM = 0.3  # a descender on the edge of a frame is no overflow


@dataclass(frozen=True)
class Passage:
    """A part of a text: its name, its words, the most of them, where it was written."""

    name: str
    words: int
    limit: int
    at: Source


def check(
    flowed: Flowed, passages: Iterable[Passage], *, pages: int, text: Text, brief: Brief
) -> None:
    """Refuse text that is too long, for its readers, its frame or the pages, or lost.

    Args:
        flowed: Pages; each frame names where its text was written.
        passages: What has a limit of words.
        pages: How many pages the layout states.
        text: The text that the pages show.
        brief: The edition and the figures that it was set with.
    Raises: LayoutError with every fault.
    """
    faults, at = Faults(), text.at
    for passage in passages:
        if passage.words > passage.limit:
            faults.add(
                f"{passage.name} has {passage.words} words, at most {passage.limit}",
                passage.at,
                f"cut {passage.words - passage.limit}",
            )
    overflow(flowed.frames, at, faults)
    if flowed.pages > pages:
        late = [frame for frame in flowed.frames if frame.page > pages]
        faults.add(
            f"the text takes {flowed.pages} pages where {pages} are stated, "
            f"{math.ceil(sum(frame.used_mm for frame in late))} mm too much",
            at,
            _advice(sum(frame.words for frame in late)),
        )
    elif flowed.pages < pages:
        faults.add(
            f"the text fills {flowed.pages} of {pages} pages",
            at,
            "write more, or change pages in layout.toml",
        )
    whole.check(text, brief.edition, brief.artworks, flowed.printed, faults)
    faults.raise_as(LayoutError)


def overflow(frames: Iterable[Frame], at: Source, faults: Faults) -> None:
    """Note the frames that are too small for their text; ``at`` is of the whole."""
    for frame in frames:
        over = frame.used_mm - frame.height_mm
        if over > TOLERANCE_MM:
            faults.add(
                f"text overflows frame {frame.name!r} by {math.ceil(over)} mm",
                source_of(frame) or at,
                _advice(frame.words * over / frame.used_mm),
            )


def source_of(frame: Frame) -> Source | None:
    """Return where the text of a frame was written, if its template says so."""
    path, _, line = frame.at.rpartition(":")
    return Source(PurePosixPath(path), int(line)) if path and line.isdigit() else None


def _advice(words: float) -> str:
    cut = f"cut about {math.ceil(words)} words" if words else "cut the text"
    return f"{cut} or choose a larger frame"
