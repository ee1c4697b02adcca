"""Paper in the round: creep of folded sheets, width of spines, size of covers.

Pure sums; lengths in mm. Caliper is the thickness of one leaf: g/m² × bulk / 1000
(``content.Paper.caliper_mm``). Formulas: print-standards.md section 3, convention.
"""

from dataclasses import dataclass

# pages up to which an inner margin holds, perfect binding; print on demand scale
INNER_MARGINS_MM = ((150, 9.6), (300, 12.7), (500, 15.9), (700, 19.1))
WIDEST_INNER_MARGIN_MM = 22.3


def nesting(page: int, pages: int) -> int:
    """Return how many sheets lie around the leaf of a page, 0 for the outermost.

    ``page`` counts from 1 in a section of ``pages`` that is folded as one.
    """
    return (min(page, pages + 1 - page) - 1) // 2


def creep_mm(page: int, pages: int, caliper_mm: float, folding: float = 1.0) -> float:
    """Return how far folding pushes a page out, and so its content towards the spine.

    ``folding`` is 1.0 for ideal paper and 1.2 to 1.4 for real folds.
    """
    return nesting(page, pages) * caliper_mm * folding


def spine_mm(pages: int, caliper_mm: float, cover_caliper_mm: float) -> float:
    """Return the width of a perfect bound spine: half the pages and two covers."""
    return pages / 2 * caliper_mm + 2 * cover_caliper_mm


def inner_margin_mm(pages: int) -> float:
    """Return the least inner margin of a perfect bound book."""
    for most, margin in INNER_MARGINS_MM:
        if pages <= most:
            return margin
    return WIDEST_INNER_MARGIN_MM


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover as one flat piece: back, spine, front from left to right."""

    page_mm: tuple[float, float]
    spine_mm: float

    @property
    def trim_mm(self) -> tuple[float, float]:
        """Width and height of the flat cover."""
        width, height = self.page_mm
        return 2 * width + self.spine_mm, height

    @property
    def folds_mm(self) -> tuple[float, float]:
        """The two folds, from the left edge of the trim."""
        width = self.page_mm[0]
        return width, width + self.spine_mm
