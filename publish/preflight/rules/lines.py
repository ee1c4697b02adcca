"""Rules for lines: how thin they end up after all transformations."""

from collections.abc import Iterator

from publish.preflight.geometry import overlaps
from publish.preflight.job import Job
from publish.preflight.records import Box, Fill, Stroke, Text
from publish.preflight.rules.registry import Hit, any_file, page_rule
from publish.preflight.sheet import Sheet
from publish.preflight.spaces import Paint

DECIMALS = 3  # GWG 2015, 3.15: paths are rounded so before they are compared
LONG = 8  # a filled rectangle this many times longer than thick is a line


def _lines(sheet: Sheet) -> Iterator[tuple[float, Paint, Box, str]]:
    """Yield width in pt, paint, box, word: strokes, outlines, thin rectangles."""
    for mark in sheet.marks():
        if not overlaps(mark.box, sheet.trim):
            continue
        if isinstance(mark, Stroke):
            yield mark.width_pt, mark.paint, mark.box, "a line"
        elif isinstance(mark, Text) and mark.outline is not None and mark.paint is None:
            yield mark.outline_pt, mark.outline, mark.box, "the outline of text"
        elif isinstance(mark, Fill):
            thin, thick = sorted((mark.width_pt, mark.height_pt))
            if thick > LONG * thin and thick > 0:
                yield thin, mark.paint, mark.box, "a filled line"


@page_rule(
    "line-width",
    of=any_file,
    why="lines thinner than this break up or vanish on the plate; several inks never "
    "meet on one so thin",
    do="draw the line thicker at final size, in one ink",
    source="GWG 2022 sheetfed; printer profile line_*_pt",
)
def width(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Lines keep a least width; a greater one in several inks or reversed."""
    limits = job.profile.limits
    for raw, paint, box, what in _lines(sheet):
        wide = round(raw, DECIMALS)
        measured = f"{wide:g} pt" if wide else "0 pt (the thinnest the device can)"
        inks = 1 if paint.inks is None else len(paint.inks)
        if wide <= limits.line_error_pt and (not paint.white or wide == 0):
            yield Hit(
                f"{what} is too thin to print",
                box=box,
                measured=measured,
                limit=f"above {limits.line_error_pt:g} pt",
                group=f"thin {what}",
            )
        elif paint.white:
            if wide < limits.line_multi_ink_pt:
                yield Hit(
                    f"{what} in white is thin and will fill in",
                    "warning",
                    box=box,
                    measured=measured,
                    limit=f"at least {limits.line_multi_ink_pt:g} pt",
                    group=f"white {what}",
                )
        elif inks > 1 and wide <= limits.line_multi_ink_pt:
            yield Hit(
                f"{what} in {inks} inks is too thin for them to meet",
                box=box,
                measured=measured,
                limit=f"above {limits.line_multi_ink_pt:g} pt in several inks",
                group=f"inks {what}",
            )
        elif wide < limits.line_warning_pt:
            yield Hit(
                f"{what} is thin",
                "warning",
                box=box,
                measured=measured,
                limit=f"at least {limits.line_warning_pt:g} pt",
                group=f"warn {what}",
            )
