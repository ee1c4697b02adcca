"""Where the page is cut: trim, bleed, safe zone and grid drawn over the soft proof.

In:  a soft proof of the whole sheet, its boxes in px, distances in mm of the file.
Out: the picture with lines that differ in dash as well as in colour, and their key.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from publish.layouts import Grid
from publish.release.accents import rgb
from publish.release.proofs.lettering import WHITE, Colour, Entry, Lettering, dashed
from publish.release.proofs.plates import Pixels
from publish.units import MM_PER_INCH

BLEED_DASH, SAFE_DASH = (6, 3), (2, 3)  # on and off, in line widths


@dataclass(frozen=True)
class Guides:
    """What to draw. ``safe_mm`` and the grid are in mm of the file, not of the wall.

    ``mirrored`` is true for a left page, whose inner margin is at the right.
    """

    trim: Pixels
    bleed: Pixels
    bleed_mm: float
    safe_mm: float
    scale: int
    ppi: float
    grid: Grid | None = None
    mirrored: bool = False

    def px(self, mm: float) -> float:
        """Return pixels for mm at final size."""
        return mm / self.scale * self.ppi / MM_PER_INCH


@dataclass(frozen=True)
class _Line:
    """One outline: its box, colour, dash in line widths, and what it is."""

    box: tuple[float, float, float, float]
    colour: Colour
    dash: tuple[int, int] | None
    words: str


def draw_guides(
    sheet: Image.Image, guides: Guides, lettering: Lettering
) -> tuple[Image.Image, list[Entry]]:
    """Return the sheet with its guides, and the key to them."""
    picture = sheet.convert("RGB")
    entries: list[Entry] = []
    draw = ImageDraw.Draw(picture)
    width = max(2, round(lettering.size_for(picture.width) / 9))
    if guides.grid:
        colour = rgb(lettering.accents.quiet)
        for box in _columns(guides, guides.grid):
            _outline(draw, [edge + 1 for edge in box], WHITE, 1, None)
            _outline(draw, box, colour, 1, None)
        entries.append(Entry(colour, _grid_words(guides.grid)))
    for line in _lines(guides, lettering):
        dash = line.dash and (line.dash[0] * width, line.dash[1] * width)
        _outline(draw, line.box, WHITE, width + 2, dash)
        _outline(draw, line.box, line.colour, width, dash)
        entries.insert(0, Entry(line.colour, line.words, dash=dash))
    return picture, entries


def _lines(guides: Guides, lettering: Lettering) -> Iterator[_Line]:
    """Yield the outlines, the one that matters most on top of the others."""
    inks, (x0, y0, x1, y1) = lettering.accents, guides.trim
    inset = guides.px(guides.safe_mm)
    safe = (x0 + inset, y0 + inset, x1 - inset, y1 - inset)
    words = f"safe zone, {guides.safe_mm:g} mm inside"
    yield _Line(safe, rgb(inks.caution), SAFE_DASH, words)
    if guides.bleed_mm:
        words = f"bleed, {guides.bleed_mm:g} mm outside"
        yield _Line(guides.bleed, rgb(inks.quiet), BLEED_DASH, words)
    yield _Line(guides.trim, rgb(inks.alert), None, "trim")


def _columns(guides: Guides, grid: Grid) -> Iterator[tuple[float, float, float, float]]:
    x0, y0, x1, y1 = guides.trim
    margins = (grid.inner_mm, grid.outer_mm)
    left, right = reversed(margins) if guides.mirrored else margins
    start, gutter = x0 + guides.px(left), guides.px(grid.gutter_mm)
    room = x1 - guides.px(right) - start
    wide = (room - gutter * (grid.columns - 1)) / grid.columns
    top, bottom = y0 + guides.px(grid.top_mm), y1 - guides.px(grid.bottom_mm)
    for number in range(grid.columns):
        at = start + number * (wide + gutter)
        yield at, top, at + wide, bottom


def _grid_words(grid: Grid) -> str:
    if grid.columns == 1:
        return "type area"
    return f"{grid.columns} columns, gutter {grid.gutter_mm:g} mm"


def _outline(
    draw: ImageDraw.ImageDraw,
    box: Sequence[float],
    colour: Colour,
    width: int,
    dash: tuple[int, int] | None,
) -> None:
    x0, y0, x1, y1 = (round(edge) for edge in box)
    for start, end in (
        ((x0, y0), (x1, y0)),
        ((x0, y1), (x1, y1)),
        ((x0, y0), (x0, y1)),
        ((x1, y0), (x1, y1)),
    ):
        dashed(draw, start, end, colour, width, dash)
