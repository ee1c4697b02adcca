"""What is done to the pages of each part of a work by themselves.

In:  the parts of a work as they were composed, each a PDF.
Out: the same parts, dressed for the press or for a screen, ready to be gathered.

Parts do not depend on one another: several are dressed at the same time, and one that
was dressed before is taken from the shelf.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Protocol

import pikepdf

from publish.crew import Crew
from publish.inks import Palette, Space
from publish.plates.boxes import Frame, lay_out
from publish.plates.cleanup import drop_screen_parts, simplify_colour
from publish.plates.metadata import saved
from publish.plates.overprint import rewrite
from publish.plates.pictures import convert
from publish.plates.recolour import show_on_screen
from publish.plates.screen import repair
from publish.shelf import Shelf


class Dress(Protocol):
    """A way to dress a part; ``made_from`` is all that decides about it."""

    @property
    def made_from(self) -> str:
        """All that decides about the result but the part."""

    def on(self, part: bytes) -> bytes:
        """Return the part as it is dressed."""


@dataclass(frozen=True)
class ForPress:
    """On its sheet, in the inks of the press or the grey of a copier."""

    frame: Frame
    space: Space
    scale: int
    icc: bytes = field(repr=False)

    @property
    def made_from(self) -> str:
        """The settings, with a digest of the profile."""
        return f"{self} {hashlib.sha256(self.icc).hexdigest()}"

    def on(self, part: bytes) -> bytes:
        """Return the part without what is for screens, in the colours of ``space``."""
        with pikepdf.open(BytesIO(part)) as pdf:
            drop_screen_parts(pdf)
            lay_out(pdf, [self.frame] * len(pdf.pages))
            convert(pdf, self.icc, self.space)
            simplify_colour(pdf, self.icc, self.space)
            rewrite(pdf, self.space, self.scale)
            return saved(pdf)


@dataclass(frozen=True)
class ForScreen:
    """With its structure repaired, and in the colours of a screen.

    ``scripts`` says which language a passage in a foreign script is in; ``palette``
    has the inks of pages that were set for the press.
    """

    scripts: Mapping[str, str]
    palette: Palette | None

    @property
    def made_from(self) -> str:
        """The settings, with the inks."""
        return repr((sorted(self.scripts.items()), tuple(self.palette or ())))

    def on(self, part: bytes) -> bytes:
        """Return the part. Raises: LayoutError for a colour that is no ink."""
        with pikepdf.open(BytesIO(part)) as pdf:
            if self.palette:
                show_on_screen(pdf, self.palette)
            repair(pdf, self.scripts)
            return saved(pdf)


def dressed(
    parts: Sequence[bytes], dress: Dress, jobs: int, shelf: Shelf | None
) -> list[bytes]:
    """Return the parts as they are dressed, ``jobs`` at the same time.

    Raises: LayoutError as the dress does.
    """
    rows = sorted(set(parts), key=lambda part: (-len(part), part))  # the longest first
    with Crew((dress, shelf), min(jobs, len(rows))) as crew:
        done = crew.each(_dressed, ((part,) for part in rows))
    found = dict(zip(rows, done, strict=True))
    return [found[part] for part in parts]


def _dressed(way: tuple[Dress, Shelf | None], part: bytes) -> bytes:
    dress, shelf = way
    if shelf is None:
        return dress.on(part)
    return shelf.fetch(bytes, (dress.made_from, part), lambda: dress.on(part))
