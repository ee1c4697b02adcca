"""What a figure is drawn for, and what comes out: ``Slot`` and ``Artwork``."""

import csv
import io
from dataclasses import dataclass, replace

from publish.inks import Form

NO_BREAK = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " "})


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The room that a layout gives one figure.

    ``base_pt`` is the size of labels in it; all other sizes and strokes of the
    figure follow from it. ``min_pt`` is the smallest type that the layout's
    reading distance allows. A ``bare`` figure is the plot alone: the layout itself
    sets title, subtitle and note (``Figure`` holds them). A ``folded`` one lies across
    two pages, the fold in its middle: maps write nothing near it.
    """

    name: str
    width_mm: float
    height_mm: float
    base_pt: float
    min_pt: float = 7.0
    bare: bool = False
    folded: bool = False

    def scaled(self, width_mm: float) -> "Slot":
        """Return the same room at another width, as through a lens, type included."""
        scale = width_mm / self.width_mm
        return replace(
            self,
            width_mm=width_mm,
            height_mm=self.height_mm * scale,
            base_pt=self.base_pt * scale,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Artwork:
    """One figure drawn for a slot and a form.

    ``svg`` holds text as text in the publication's faces and names inks only, by
    their reserved values (``Palette.paint`` turns them into colours). ``rows``
    is the data table behind it, header first; ``dropped`` names the labels for which
    the slot had no room.
    """

    key: str
    svg: str
    width_mm: float
    height_mm: float
    form: Form
    alt: str
    rows: tuple[tuple[str, ...], ...]
    dropped: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """The data table as CSV (RFC 4180), its first row the heads."""
        buffer = io.StringIO()
        rows = ([cell.translate(NO_BREAK) for cell in row] for row in self.rows)
        csv.writer(buffer).writerows(rows)
        return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a chart, map or picture hands back: the drawing and its data table.

    ``size_mm`` is the width and height where the drawing is smaller than its slot.
    """

    svg: str
    rows: tuple[tuple[str, ...], ...]
    dropped: tuple[str, ...] = ()
    size_mm: tuple[float, float] | None = None
