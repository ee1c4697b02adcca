"""Rules for what reaches the edge: bleed, safe zone, empty pages."""

from collections.abc import Iterator

from publish.preflight.geometry import Box, overlaps
from publish.preflight.job import Job
from publish.preflight.records import Fill, Mark, Picture, Shade, Stroke, Text, inked
from publish.preflight.rules.boxes import BLEED_SLACK_MM, SIDES
from publish.preflight.rules.overprint import TECHNICAL
from publish.preflight.rules.registry import (
    Hit,
    any_file,
    file_rule,
    page_rule,
    press,
    screen,
)
from publish.preflight.rules.type import texts
from publish.preflight.sheet import Sheet

TOUCH_MM = 0.4  # artwork that ends this near to the trim is meant to be cut
AT_TRIM_MM = 0.05
SAFE_SLACK_MM = 0.15  # letters do not fill their boxes
DISPLAY_PT = 60.0  # type this large may run out of the page on purpose


@page_rule(
    "bleed-reach",
    of=lambda profile: press(profile) and profile.bleed_mm > 0,
    why="what ends at the trim shows a white line where the knife is off by a hair",
    do="let the object reach the edge of the bleed",
    source="print-standards 3; printer profile bleed_mm",
)
def artwork_reaches(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """What touches the trim goes on to the edge of the bleed."""
    wanted = job.profile.bleed_mm
    for mark in sheet.marks():
        if (
            isinstance(mark, Text)
            or mark.where.tiled
            or not overlaps(mark.box, sheet.trim)
        ):
            continue
        if all(paint.white for _, paint in inked(mark)) and isinstance(
            mark, Fill | Stroke
        ):
            continue
        if (isinstance(mark, Fill) and mark.alpha <= 0) or _technical(mark):
            continue
        for side, out in zip(SIDES, _outward(mark.box, sheet), strict=True):
            if _short(mark, out, wanted):
                shape = isinstance(mark, Fill) and not mark.straight
                where = "at" if out < AT_TRIM_MM else "short after"
                yield Hit(
                    f"{_word(mark)} ends {where} the trim on the {side} side",
                    "warning" if shape else "error",
                    box=mark.box,
                    measured=f"{max(0.0, out):.2f} mm",
                    limit=f"{wanted:g} mm",
                )


def _short(mark: Mark, out: float, wanted: float) -> bool:
    """Whether an edge, ``out`` mm outside the trim, lies where none should."""
    if not -TOUCH_MM <= out < wanted - BLEED_SLACK_MM:
        return False
    square = isinstance(mark, Picture | Shade) or (
        isinstance(mark, Fill) and mark.straight
    )
    return square or abs(out) <= TOUCH_MM


def _outward(box: Box, sheet: Sheet) -> Box:
    trim = sheet.trim
    units = trim[0] - box[0], trim[1] - box[1], box[2] - trim[2], box[3] - trim[3]
    return tuple(sheet.final_mm(value) for value in units)


def _technical(mark: Mark) -> bool:
    return any(
        TECHNICAL.search(name) for _, paint in inked(mark) for name in paint.space.names
    )


def _word(mark: Mark) -> str:
    if isinstance(mark, Picture):
        return "a picture"
    if isinstance(mark, Shade):
        return "a shading"
    return "a line" if isinstance(mark, Stroke) else "an area"


@page_rule(
    "safe-zone",
    of=any_file,
    why="letters at the very edge are cut off, or look as if they were going to be",
    do="move the text further inside",
    source="print-standards 3; printer profile safe_mm",
)
def safe(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Text keeps its distance from the trim."""
    wanted = job.profile.limits.safe_mm
    for text, points in texts(sheet):
        inward = -max(_outward(text.box, sheet))
        if inward >= wanted - SAFE_SLACK_MM or text.where.tiled:
            continue
        cut = inward < -SAFE_SLACK_MM
        display = points >= DISPLAY_PT
        yield Hit(
            "text runs out of the page" if cut else "text stands too near to the edge",
            "note" if display else ("error" if cut else "warning"),
            box=text.box,
            measured=f"{inward:.1f} mm inside the trim",
            limit=f"at least {wanted:g} mm",
        )


def is_blank(sheet: Sheet) -> bool:
    """Whether no visible mark lies on the trim."""
    return not any(
        overlaps(mark.box, sheet.trim) and not _invisible(mark)
        for mark in sheet.marks()
    )


def _invisible(mark: Mark) -> bool:
    paints = [paint for _, paint in inked(mark)]
    return bool(paints) and all(paint.white for paint in paints)


@file_rule(
    "empty-page",
    of=any_file,
    why="a blank page between printed ones is often content that was lost",
    do="check that the page is meant to be blank; pad a binding at its end",
    source="GWG 2015/2022: empty pages; print-standards 3",
)
def empty_pages(job: Job) -> Iterator[Hit]:
    """Only pages that fill up the binding may be blank."""
    count, blank = len(job.sheets), set(job.blank)
    if count and len(blank) == count:
        yield Hit("every page of the file is empty")
        return
    padding = _padding(blank, count, job.profile.pages_multiple)
    for number in sorted(blank):
        tail = number in padding
        yield Hit(
            "the page is blank" + (", as the binding needs" if tail else ""),
            "note" if tail or screen(job.profile) else "warning",
            page=number,
        )


def _padding(blank: set[int], count: int, multiple: int) -> set[int]:
    """Return the blank pages at the end, a printed back cover left aside."""
    last = count if count in blank else count - 1
    pages: set[int] = set()
    while last in blank and len(pages) < multiple - 1:
        pages.add(last)
        last -= 1
    return pages
