"""How a large page is cut into sheets that are glued with an overlap.

Pure geometry in mm. A picture of length L needs n = ceil((L - o) / (t - o)) tiles of
length t with an overlap o (print-standards.md section 4).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from string import ascii_uppercase

MARGIN_MM = 10.0  # round every tile, for marks; an office printer leaves 5 mm white
EPSILON_MM = 1e-6

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Tile:
    """One sheet: its place from the upper left, and what it shows of the picture.

    ``box_mm`` is left, bottom, right, top from the picture's lower left corner.
    """

    row: int
    column: int
    box_mm: Box

    @property
    def label(self) -> str:
        """The name of the tile: a letter for the row, a number for the column."""
        return f"{row_label(self.row)}{self.column + 1}"


@dataclass(frozen=True, slots=True)
class Tiling:
    """All tiles of one picture, on sheets of one size."""

    picture_mm: tuple[float, float]
    sheet_mm: tuple[float, float]
    overlap_mm: float

    @property
    def tile_mm(self) -> tuple[float, float]:
        """What one sheet can show."""
        width, height = self.sheet_mm
        return width - 2 * MARGIN_MM, height - 2 * MARGIN_MM

    @property
    def columns(self) -> int:
        """Tiles from left to right."""
        return self._count(0)

    @property
    def rows(self) -> int:
        """Tiles from top to bottom."""
        return self._count(1)

    def _count(self, axis: int) -> int:
        step = self.tile_mm[axis] - self.overlap_mm
        free = self.picture_mm[axis] - self.overlap_mm
        return max(1, ceil(free / step - EPSILON_MM))

    def __iter__(self) -> Iterator[Tile]:
        width, height = self.picture_mm
        across, down = (side - self.overlap_mm for side in self.tile_mm)
        for row in range(self.rows):
            for column in range(self.columns):
                left, top = column * across, height - row * down
                right = min(left + self.tile_mm[0], width)
                bottom = max(top - self.tile_mm[1], 0)
                yield Tile(row, column, (left, bottom, right, top))


def best_tiling(
    picture_mm: tuple[float, float], sheet_mm: tuple[float, float], overlap_mm: float
) -> Tiling:
    """Return the tiling with fewer sheets, upright or turned."""
    upright = Tiling(picture_mm, sheet_mm, overlap_mm)
    turned = Tiling(picture_mm, (sheet_mm[1], sheet_mm[0]), overlap_mm)
    return min(upright, turned, key=lambda tiling: tiling.rows * tiling.columns)


def row_label(row: int) -> str:
    """Return A to Z, then AA, AB and so on."""
    label, row = "", row + 1
    while row:
        row, letter = divmod(row - 1, len(ascii_uppercase))
        label = ascii_uppercase[letter] + label
    return label
