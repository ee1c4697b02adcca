"""Does the text fit the room that the layout gives it?

In:  flowed pages with their frames, the words that stand in each, the limits.
Out: nothing, or one LayoutError with every text that is too long: where it was
     written, by how much, and how many words to cut.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from publish.errors import Faults, LayoutError
from publish.pages.flow import Flowed, Frame
from publish.source import Source

TOLERANCE_MM = 0.3  # a descender on the edge of a frame is no overflow


@dataclass(frozen=True)
class Passage:
    """A part of a text that fills a frame: its name, its words, where it was written.

    ``limit`` is the most words that a reader will take in there; None is no limit.
    """

    name: str
    words: int
    at: Source
    limit: int | None = None


def check_words(passages: Iterable[Passage], faults: Faults) -> None:
    """Note every passage that is longer than readers of an exhibition take in."""
    for passage in passages:
        if passage.limit is not None and passage.words > passage.limit:
            faults.add(
                f"{passage.name} has {passage.words} words, at most {passage.limit}",
                passage.at,
                f"cut {passage.words - passage.limit}",
            )


def check(
    flowed: Flowed, passages: Iterable[Passage], *, pages: int, at: Source
) -> None:
    """Refuse pages whose text runs out of a frame, or of the pages themselves.

    Args:
        flowed: Pages whose frames carry the names of passages.
        pages: How many pages the layout states.
        at: Where a fault of the whole text is reported.
    Raises: LayoutError with every fault.
    """
    faults = Faults()
    words = {passage.name: passage.words for passage in passages}
    for frame in flowed.frames:
        over = frame.used_mm - frame.height_mm
        if over > TOLERANCE_MM:
            faults.add(
                f"text overflows frame {frame.name!r} by {math.ceil(over)} mm",
                source_of(frame) or at,
                _advice(words.get(frame.name), over / frame.used_mm),
            )
    _check_pages(flowed, words, pages, at, faults)
    faults.raise_as(LayoutError)


def source_of(frame: Frame) -> Source | None:
    """Return where the text of a frame was written, if its template says so."""
    path, _, line = frame.at.rpartition(":")
    return Source(PurePosixPath(path), int(line)) if path and line.isdigit() else None


def _check_pages(
    flowed: Flowed, words: Mapping[str, int], pages: int, at: Source, faults: Faults
) -> None:
    if flowed.pages == pages:
        return
    if flowed.pages < pages:
        faults.add(
            f"the text fills {flowed.pages} of {pages} pages", at, "write more, or change pages"
        )
        return
    late = [frame for frame in flowed.frames if frame.page > pages]
    over = sum(frame.used_mm for frame in late)
    whole = sum(
        frame.used_mm for frame in flowed.frames if frame.name in {f.name for f in late}
    )
    count = sum(words.get(name, 0) for name in {frame.name for frame in late})
    faults.add(
        f"the text takes {flowed.pages} pages where {pages} are stated: "
        f"{math.ceil(over)} mm too long",
        at,
        _advice(count, over / whole if whole else 0),
    )


def _advice(words: int | None, share: float) -> str:
    if not words or not share:
        return "cut the text or choose a larger frame"
    return f"cut about {math.ceil(words * share)} words or choose a larger frame"
