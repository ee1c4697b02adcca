"""Creep: how far the folding of nested sheets pushes each page outwards.

Pure sums; lengths in mm. Caliper is the thickness of one leaf. Formulas:
print-standards.md section 3, convention.
"""


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
