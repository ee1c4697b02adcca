"""Printer's marks: crop and fold marks, registration targets, a colour bar.

In:  a canvas of the whole sheet and its Frame. Out: marks drawn outside the bleed.
Lines are 0.25 pt in the separation All, which prints on every plate; the patches of
the bar are process inks. Distances in mm (print-standards.md section 3, convention).
"""

from collections.abc import Iterator, Sequence

from publish.canvas import REGISTRATION, Canvas
from publish.inks import Ink
from publish.plates.boxes import Frame

LINE_PT = 0.25
LENGTH_MM = 5.0  # crop and fold marks, targets, patches
GAP_MM = 1.0  # between the bleed and every mark
LEAST_OFFSET_MM = 3.0  # of crop marks from the trim, where there is less bleed
TARGET_RADIUS_MM = 1.5
DASH_MM = 0.8


def _ink(name: str, *cmyk: float) -> Ink:
    return Ink(name=name, cmyk=cmyk, screen="#000000", grey=sum(cmyk) / 4)


ALL = _ink("registration", 100, 100, 100, 100)
KEY = _ink("black", 0, 0, 0, 100)
SOLIDS = (
    _ink("cyan", 100, 0, 0, 0),
    _ink("magenta", 0, 100, 0, 0),
    _ink("yellow", 0, 0, 100, 0),
    KEY,
)
# near-neutral with 50 % black on coated stock (ISO 12647-2: C 50, M 40, Y 40)
GREY = _ink("grey balance", 50, 40, 40, 0)
PATCHES = (*((ink, 100) for ink in SOLIDS), *((ink, 50) for ink in SOLIDS), (GREY, 100))


def draw_marks(canvas: Canvas, frame: Frame, folds_mm: Sequence[float] = ()) -> None:
    """Draw all marks of one sheet.

    ``folds_mm`` are distances from the left edge of the trim. The bar is left out
    where neither the top nor the left side has room for it.
    """
    canvas.stroke_spot(REGISTRATION, ALL, LINE_PT)
    for line in _crop_lines(frame):
        canvas.line(*line)
    for x, y in _targets(frame, folds_mm):
        draw_target(canvas, x, y)
    _draw_folds(canvas, frame, folds_mm)
    _draw_frame_bar(canvas, frame)


def _crop_lines(frame: Frame) -> Iterator[tuple[float, float, float, float]]:
    width, height = frame.sheet_mm
    edge = frame.edge_mm
    near = edge - _offset(frame)
    far = near - LENGTH_MM
    for x in (edge, width - edge):
        yield x, far, x, near
        yield x, height - far, x, height - near
    for y in (edge, height - edge):
        yield far, y, near, y
        yield width - far, y, width - near, y


def _offset(frame: Frame) -> float:
    return max(frame.bleed_mm, LEAST_OFFSET_MM) + GAP_MM


def _targets(frame: Frame, folds_mm: Sequence[float]) -> list[tuple[float, float]]:
    """Return the middles of the sides; a fold there moves a target to the quarter."""
    width, height = frame.sheet_mm
    away = frame.edge_mm - _offset(frame) - LENGTH_MM / 2
    crowded = any(abs(frame.trim_mm[0] / 2 - fold) < LENGTH_MM for fold in folds_mm)
    across = width / 4 if crowded else width / 2
    return [
        (across, away),
        (across, height - away),
        (away, height / 2),
        (width - away, height / 2),
    ]


def draw_target(canvas: Canvas, x: float, y: float) -> None:
    """Draw a registration target around a point."""
    half = LENGTH_MM / 2
    canvas.line(x - half, y, x + half, y)
    canvas.line(x, y - half, x, y + half)
    canvas.circle(x, y, TARGET_RADIUS_MM, fill=False, stroke=True)


def _draw_folds(canvas: Canvas, frame: Frame, folds_mm: Sequence[float]) -> None:
    height = frame.sheet_mm[1]
    near = frame.edge_mm - _offset(frame)
    canvas.dash(DASH_MM, DASH_MM)
    for fold in folds_mm:
        x = frame.edge_mm + fold
        canvas.line(x, near - LENGTH_MM, x, near)
        canvas.line(x, height - near + LENGTH_MM, x, height - near)
    canvas.dash()


def _draw_frame_bar(canvas: Canvas, frame: Frame) -> None:
    """Draw the bar between crop mark and target, on top or at the left."""
    height = frame.sheet_mm[1]
    edge = frame.edge_mm
    near = edge - _offset(frame)
    room = LENGTH_MM * (len(PATCHES) + 1) + 2 * GAP_MM
    if frame.trim_mm[0] / 2 >= room:
        draw_bar(canvas, edge + LENGTH_MM / 2, height - near, along=True)
    elif frame.trim_mm[1] / 2 >= room:
        length = LENGTH_MM * (len(PATCHES) + 0.5)
        draw_bar(canvas, near - LENGTH_MM, height - edge - length, along=False)


def draw_bar(canvas: Canvas, x: float, y: float, *, along: bool) -> None:
    """Draw the patches from a lower left corner, along the sheet or up it."""
    for i, (ink, tint) in enumerate(PATCHES):
        canvas.fill(ink, tint)
        step = LENGTH_MM * i
        place = (x + step, y) if along else (x, y + step)
        canvas.rect(*place, LENGTH_MM, LENGTH_MM)
