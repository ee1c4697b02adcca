"""Covers: the first and last page of a book become one flat piece round its spine.

In:  a finished PDF, front cover first and back cover last; the papers.
Out: a PDF of one sheet, back, spine, front from left to right, with crop and fold
     marks. Lengths in mm; the width of the spine is ``spine.spine_mm``.

The spine takes the colour of both covers at their edges: each bleed is carried on to
its middle, so that no hard edge of colour falls on a fold (print-standards 3).
"""

from math import ceil

from publish.canvas import Canvas
from publish.content.settings import Paper
from publish.errors import Fault, UsageError
from publish.faces import Faces
from publish.plates.boxes import Frame
from publish.plates.marks import draw_marks
from publish.plates.overlay import lay_over
from publish.plates.placing import Sheets, opened
from publish.plates.sheets import MARGIN_MM
from publish.plates.spine import Cover, spine_mm

LAP_MM = 0.2


def cover(source: bytes, faces: Faces, *, paper: Paper, board: Paper) -> bytes:
    """Return the flat cover of a book.

    ``paper`` is the stock inside, ``board`` that of the cover; the page count is that
    of ``source`` without its four cover pages.

    Raises: UsageError for a file of fewer than eight pages, or one without bleed.
    """
    with opened(source) as sheets:
        pages = len(sheets.leaves)
        if pages < 8:
            raise UsageError(
                Fault(f"{pages} pages make no book", hint="give the whole book")
            )
        front, back = sheets.leaves[0], sheets.leaves[-1]
        bleed = min(*front.bleed_mm, *back.bleed_mm)
        if bleed <= 0:
            raise UsageError(
                Fault("the covers have no bleed", hint="make them with 3 mm of bleed")
            )
        spine = spine_mm(pages - 4, paper.caliper_mm, board.caliper_mm)
        flat = Cover(front.trim_mm, spine)
        frame = Frame(flat.trim_mm, bleed, MARGIN_MM)
        _place(sheets, flat, frame, pages - 1)
        layer = Canvas(faces, *frame.sheet_mm)
        draw_marks(layer, frame, flat.folds_mm)
        lay_over(sheets.pdf, layer.pdf())
        return sheets.to_bytes(f"cover {spine:.3f}")


def _place(sheets: Sheets, flat: Cover, frame: Frame, last: int) -> None:
    """Set back and front, and carry the bleed of each on to the middle of the spine."""
    edge, bleed = frame.edge_mm, frame.bleed_mm
    width, height = flat.page_mm
    left, right = edge + width, edge + width + flat.spine_mm
    middle = (left + right) / 2
    low, high = edge - bleed, edge + height + bleed
    trim = (edge, edge, edge + flat.trim_mm[0], edge + height)
    sheets.add(frame.sheet_mm, trim, bleed)
    # the front, set later, laps over the back, or a hair of paper shows between them
    lap = middle + LAP_MM
    outer, inner = (edge - bleed, low), (right + width + bleed, high)
    sheets.place(last, edge, edge, (*outer, min(lap, left + bleed), high))
    sheets.place(0, right, edge, (max(middle, right - bleed), low, *inner))
    for step in range(1, ceil(flat.spine_mm / 2 / bleed)):
        shift = step * bleed
        until = min(lap, left + shift + bleed)
        sheets.place(last, edge + shift, edge, (left + shift, low, until, high))
        since = max(middle, right - shift - bleed)
        sheets.place(0, right - shift, edge, (since, low, right - shift, high))
