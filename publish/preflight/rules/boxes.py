"""Rules for the page's boxes, size, rotation and number."""

from collections import Counter
from collections.abc import Iterator

from publish.preflight.geometry import Box, inside
from publish.preflight.job import Job
from publish.preflight.rules.registry import (
    Hit,
    any_file,
    file_rule,
    page_rule,
    paper,
    press,
)
from publish.preflight.sheet import Sheet

SLACK = 0.05  # units; boxes are often rounded to a tenth
SIZE_SLACK_MM = 0.1
BLEED_SLACK_MM = 0.1
MAX_SIDE = 14_400  # units; ISO 32000-1 Annex C
QUARTER = 90
SIDES = ("left", "lower", "right", "upper")


@page_rule(
    "X11",
    of=press,
    why="the TrimBox is where the guillotine cuts; without it, or with an ArtBox "
    "beside it, imposition guesses",
    do="write a TrimBox on every page, and no ArtBox",
    source="CGATS/NPES application notes v4, 2.10; print-standards X11",
)
def trim(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Each page has a TrimBox or an ArtBox, not both."""
    has_trim, has_art = "TrimBox" in sheet.boxes, "ArtBox" in sheet.boxes
    if not has_trim and not has_art:
        yield Hit("the page has no TrimBox", limit="one TrimBox")
    elif has_trim and has_art:
        yield Hit("the page has a TrimBox and an ArtBox", limit="one of them")
    elif has_art:
        message = "the page has an ArtBox instead of a TrimBox"
        yield Hit(message, "warning", limit="a TrimBox")


@page_rule(
    "X12",
    of=any_file,
    why="boxes that reach out of each other leave no sheet to print on",
    do="set the boxes so that trim lies in bleed, and bleed in media",
    source="ISO 32000-1, 14.11.2; print-standards X12",
)
def nesting(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Trim lies in bleed, bleed in media, trim in crop."""
    for name in sheet.malformed:
        yield Hit(f"the {name} cannot be read, or has no area")
    if "MediaBox" not in sheet.boxes and "MediaBox" not in sheet.malformed:
        yield Hit("the page has no MediaBox")
    pairs = (
        ("TrimBox", "BleedBox"),
        ("ArtBox", "BleedBox"),
        ("BleedBox", "MediaBox"),
        ("TrimBox", "MediaBox"),
        ("ArtBox", "MediaBox"),
        ("TrimBox", "CropBox"),
        ("CropBox", "MediaBox"),
    )
    for inner, outer in pairs:
        a, b = sheet.boxes.get(inner), sheet.boxes.get(outer)
        if a and b and not inside(a, b, SLACK):
            yield Hit(
                f"the {inner} reaches out of the {outer}",
                "warning" if inner == "CropBox" else "error",
                box=a,
                measured=_size(sheet, a),
                limit=_size(sheet, b),
            )


@page_rule(
    "crop-box",
    of=press,
    why="a CropBox hides what lies outside it in many systems: bleed and marks",
    do="leave the CropBox out, or make it as large as the MediaBox",
    source="GWG 2015, 4.3; GWG 2022, R0003",
)
def crop(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """The CropBox, if any, is the MediaBox."""
    box = sheet.boxes.get("CropBox")
    if box and not (
        inside(box, sheet.media, SLACK) and inside(sheet.media, box, SLACK)
    ):
        yield Hit(
            "the CropBox is smaller than the MediaBox",
            "warning",
            box=box,
            measured=_size(sheet, box),
            limit=_size(sheet, sheet.media),
        )


@page_rule(
    "bleed",
    of=lambda profile: press(profile) and profile.bleed_mm > 0,
    why="paper shifts by up to a millimetre under the knife; without bleed a white "
    "line shows at the edge",
    do="enlarge the BleedBox (and MediaBox), and let artwork reach it",
    source="print-standards 3; printer profile bleed_mm",
)
def bleed(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """The BleedBox is larger than the trim by the printer's bleed on each side."""
    if not sheet.has_trim:
        return
    wanted = job.profile.bleed_mm
    gaps = _gaps(sheet.trim, sheet.bleed)
    short = [
        (side, sheet.final_mm(gap))
        for side, gap in zip(SIDES, gaps, strict=True)
        if sheet.final_mm(gap) < wanted - BLEED_SLACK_MM
    ]
    if not short and "BleedBox" not in sheet.boxes:
        yield Hit(
            "the page has no BleedBox: nothing says how far artwork may be used",
            "warning",
            box=sheet.trim,
            limit=f"a BleedBox {wanted:g} mm outside the trim",
        )
    if not short:
        return
    sides = ", ".join(side for side, _ in short)
    least = max(0.0, min(gap for _, gap in short))
    where = "the page has no BleedBox, and " if "BleedBox" not in sheet.boxes else ""
    yield Hit(
        f"{where}the bleed is too small on the {sides} side",
        box=sheet.trim,
        measured=f"{least:.2f} mm",
        limit=f"at least {wanted:g} mm",
    )


@page_rule(
    "page-rotation",
    of=press,
    why="imposition systems disagree about rotated pages and their boxes",
    do="turn the content, and leave Rotate out",
    source="GWG 2015/2022, R0004",
)
def rotation(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """No page is rotated by its dictionary."""
    if sheet.rotate:
        yield Hit(
            f"the page is rotated by {sheet.rotate}°",
            measured=f"{sheet.rotate}°",
            limit="0°",
        )


@page_rule(
    "user-unit",
    of=press,
    why="several systems ignore UserUnit and print the page at a fraction of its size",
    do="write the page without UserUnit; above 5 m, at 1:10 with the scale in its name",
    source="print-standards 4; GWG 2015, 4.2",
)
def user_unit(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """No page has a UserUnit, and none is larger than readers can show."""
    if sheet.user_unit != 1:
        yield Hit(
            f"the page has a UserUnit of {sheet.user_unit:g}",
            measured=f"{sheet.user_unit:g}",
            limit="1",
        )
    x0, y0, x1, y1 = sheet.media
    if max(x1 - x0, y1 - y0) > MAX_SIDE:
        yield Hit(
            "a side of the page is longer than many readers can show",
            measured=f"{max(x1 - x0, y1 - y0):.0f} units",
            limit=f"at most {MAX_SIDE} units (5,080 mm)",
        )


@file_rule(
    "page-size",
    of=press,
    why="pages of another size fall out of the imposition",
    do="give every page the same TrimBox size; deliver other formats as other files",
    source="GWG 2015/2022, R0004",
)
def page_size(job: Job) -> Iterator[Hit]:
    """All pages have the same trim size."""
    sizes = {sheet.number: _trim_mm(sheet) for sheet in job.sheets if sheet.has_trim}
    if not sizes:
        return
    step = SIZE_SLACK_MM * 2
    common = Counter(
        (round(w / step), round(h / step)) for w, h in sizes.values()
    ).most_common(1)[0][0]
    usual = next(
        size
        for size in sizes.values()
        if (round(size[0] / step), round(size[1] / step)) == common
    )
    for number, (width, height) in sizes.items():
        gap = max(abs(width - usual[0]), abs(height - usual[1]))
        if gap > SIZE_SLACK_MM:
            yield Hit(
                "the page is of another size than the others",
                page=number,
                measured=f"{width:.1f} × {height:.1f} mm",
                limit=f"{usual[0]:.1f} × {usual[1]:.1f} mm",
            )


@file_rule(
    "page-count",
    of=paper,
    why="sheets are folded: a binding takes pages only in whole sheets",
    do="add blank pages at the end, or cut some",
    source="print-standards 3; printer profile pages_multiple",
)
def page_count(job: Job) -> Iterator[Hit]:
    """The number of pages fits the binding."""
    multiple, count = job.profile.pages_multiple, len(job.sheets)
    if count % multiple:
        yield Hit(
            f"{count} pages cannot be bound",
            measured=f"{count} pages",
            limit=f"a multiple of {multiple}",
        )


def _gaps(inner: Box, outer: Box) -> Box:
    return (
        inner[0] - outer[0],
        inner[1] - outer[1],
        outer[2] - inner[2],
        outer[3] - inner[3],
    )


def _trim_mm(sheet: Sheet) -> tuple[float, float]:
    x0, y0, x1, y1 = sheet.trim
    size = sheet.final_mm(x1 - x0), sheet.final_mm(y1 - y0)
    return size[::-1] if sheet.rotate % (2 * QUARTER) else size


def _size(sheet: Sheet, box: Box) -> str:
    width, height = sheet.final_mm(box[2] - box[0]), sheet.final_mm(box[3] - box[1])
    return f"{width:.1f} × {height:.1f} mm"
