"""Rules for pictures: their resolution at final size."""

from collections.abc import Iterator

from publish.preflight.geometry import inside, overlaps
from publish.preflight.job import Job
from publish.preflight.records import Picture
from publish.preflight.rules.registry import Hit, any_file, page_rule, press
from publish.preflight.sheet import Sheet

MIN_PIXELS = 16  # GWG 2015: images this small in one direction are ornaments
EDGE_MM = 1.0  # a picture that leaves less than this free fills the page
PLENTY_PPI = 450  # print-standards 2: more only makes the file heavy
PLENTY_BITMAP_PPI = 2450  # twice 1,200, and some room


@page_rule(
    "image-resolution",
    of=any_file,
    why="too few pixels show as blocks and soft edges at final size",
    do="place a larger original, or make the picture smaller on the page",
    source="GWG 2015 sheetfed; printer profile ppi_*, bitmap_ppi_*",
)
def resolution(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Pictures have enough pixels for an inch at final size."""
    limits = job.profile.limits
    for mark in sheet.marks():
        if not isinstance(mark, Picture) or not overlaps(mark.box, sheet.trim):
            continue
        if min(mark.width, mark.height) <= MIN_PIXELS or not mark.ppi:
            continue
        bitmap = mark.bits == 1 and (mark.space is None or mark.space.n == 1)
        low, mid, high = (
            (limits.bitmap_ppi_error, limits.bitmap_ppi_warning, PLENTY_BITMAP_PPI)
            if bitmap
            else (limits.ppi_error, limits.ppi_warning, PLENTY_PPI)
        )
        kind = "a 1-bit picture" if bitmap else "a picture"
        ppi = round(mark.ppi)
        what = f"{kind} of {mark.width} × {mark.height} pixels has {ppi} ppi"
        if ppi < low:
            yield Hit(what, "error", mark.box, f"{ppi} ppi", f"at least {low:g} ppi")
        elif ppi < mid:
            yield Hit(what, "warning", mark.box, f"{ppi} ppi", f"at least {mid:g} ppi")
        elif ppi > high and press(job.profile):
            text = f"{what}, more than can be printed"
            yield Hit(text, "note", mark.box, f"{ppi} ppi", f"at most {high:g} ppi")


@page_rule(
    "image-page",
    of=press,
    why="type and lines inside a picture are as coarse as its pixels",
    do="check that the page is a photograph, and no page that was scanned or flattened",
    source="GWG 2015/2022: a page that is one image",
)
def one_image(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """The page is more than one picture."""
    marks = [mark for mark in sheet.marks() if overlaps(mark.box, sheet.trim)]
    if len(marks) != 1 or not isinstance(marks[0], Picture):
        return
    if inside(sheet.trim, marks[0].box, sheet.units(EDGE_MM)):
        yield Hit("the page is one picture", "note", box=marks[0].box)
