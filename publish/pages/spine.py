"""Books in the round: the width of a spine, the size of the cover that goes round it.

Pure sums; lengths in mm. Caliper is the thickness of one leaf: g/m² × bulk / 1000
(``content.settings.Paper.caliper_mm``). Formulas: print-standards.md section 3,
convention.
"""

from dataclasses import dataclass

from publish.content.settings import Paper, Product

LEAST_LETTERED_MM = 5.0  # a narrower spine stays bare: print-standards.md section 3
CLEAR_MM = 1.0  # between the letters and either fold; same source


def spine_mm(book: Product, pages: int, board: Paper) -> float:
    """Return the width of a book's spine: half its pages and two covers.

    A stitched book has none, nor one whose paper is not named.
    """
    if book.binding != "perfect" or book.paper is None:
        return 0.0
    return pages / 2 * book.paper.caliper_mm + 2 * board.caliper_mm


@dataclass(frozen=True, slots=True)
class FlatCover:
    """A cover as one flat piece: back, spine, front from left to right."""

    page_mm: tuple[float, float]
    spine_mm: float

    @property
    def trim_mm(self) -> tuple[float, float]:
        """Width and height of the flat cover."""
        width, height = self.page_mm
        return 2 * width + self.spine_mm, height

    @property
    def folds_mm(self) -> tuple[float, ...]:
        """The folds, from the left edge of the trim: two, or one without a spine."""
        width = self.page_mm[0]
        return tuple(dict.fromkeys((width, width + self.spine_mm)))

    @property
    def lettering_mm(self) -> float:
        """The height of the letters that the spine takes; 0 where it stays bare."""
        if self.spine_mm < LEAST_LETTERED_MM:
            return 0.0
        return self.spine_mm - 2 * CLEAR_MM
