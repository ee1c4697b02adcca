"""Reader spreads: facing pages side by side, as an open book shows them.

In:  a finished PDF of single pages, the first a right-hand one.
Out: a PDF of one spread a page, at trim size, without marks. For proofs, not a press.
"""

from publish.errors import Fault, UsageError
from publish.plates.placing import Sheets, opened


def reader_spreads(source: bytes) -> bytes:
    """Return the spreads of a book: its first page alone at the right, then pairs.

    Raises: UsageError when pages differ in size.
    """
    with opened(source) as sheets:
        sizes = {
            tuple(round(side, 1) for side in leaf.trim_mm) for leaf in sheets.leaves
        }
        if len(sizes) > 1:
            raise UsageError(Fault("pages differ in size", hint="give a book's inside"))
        for left in range(-1, len(sheets.leaves), 2):
            _open_at(sheets, left)
        return sheets.to_bytes("spreads")


def _open_at(sheets: Sheets, left: int) -> None:
    """Add the spread whose left page has this index; either may not be there."""
    width, height = sheets.leaves[0].trim_mm
    sheets.add((2 * width, height), (0, 0, 2 * width, height))
    for number, x in ((left, 0.0), (left + 1, width)):
        if 0 <= number < len(sheets.leaves):
            sheets.place(number, x, 0, (x, 0, x + width, height))
