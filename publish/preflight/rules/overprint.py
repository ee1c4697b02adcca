"""Rules for overprinting and knocking out."""

import re
from collections.abc import Iterator

from publish.preflight.geometry import overlaps
from publish.preflight.ground import texts_on_grounds
from publish.preflight.job import Job
from publish.preflight.records import Fill, Mark, Picture, Stroke, Text, inked
from publish.preflight.rules.registry import Hit, page_rule, press
from publish.preflight.sheet import Sheet
from publish.preflight.spaces import Paint

FULL_BLACK = 0.99
TECHNICAL = re.compile(
    r"contour|crease|varnish|emboss|eyelet|perforat|braille|foil|stanz"
    r"|(?<![a-z])(?:cut|kiss|thru|die|fold|lack|coating)",
    re.IGNORECASE,
)  # names of inks that guide a tool or a coat, and print no colour


def only_black(paint: Paint | None) -> bool:
    """Whether a colour is full black and no other ink."""
    inks = paint.inks if paint is not None else None
    return inks is not None and set(inks) == {"Black"} and inks["Black"] >= FULL_BLACK


@page_rule(
    "white-overprint",
    of=press,
    why="white that overprints adds no ink: the object vanishes on the plate",
    do="set white objects to knock out",
    source="GWG 2015/2022: white objects must not overprint",
)
def white(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Nothing white is set to overprint."""
    for mark in sheet.marks():
        if isinstance(mark, Text | Stroke | Fill | Picture) and mark.overprint:
            for what, paint in inked(mark):
                if paint.white and paint.space.colour_model != "rgb":
                    yield Hit(
                        f"{what} in white is set to overprint{mark.where}",
                        box=mark.box,
                        measured="overprints",
                        limit="knocks out",
                    )


@page_rule(
    "X23",
    of=press,
    why="without OPM 1, or in another space than DeviceCMYK, the zeros of a colour "
    "knock out what lies under it",
    do="write OPM 1 with OP and op, and the colour in DeviceCMYK",
    source="ISO 32000-1, 8.6.7; print-standards X23",
)
def overprint_mode(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Overprint is set in the way that works."""
    for mark in sheet.marks():
        if (
            not isinstance(mark, Text | Stroke | Fill)
            or not mark.overprint
            or mark.mode
        ):
            continue
        for what, paint in inked(mark):
            inks = paint.inks
            if paint.space.model == "cmyk" and inks and len(inks) < 4:
                yield Hit(
                    f"{what} overprints without OPM 1{mark.where}",
                    "warning",
                    box=mark.box,
                    measured="OPM 0",
                    limit="OPM 1",
                )


@page_rule(
    "black-knockout",
    of=press,
    why="small black letters cut out of a coloured ground show white edges as soon "
    "as the plates shift",
    do="set black text to overprint (op true, OPM 1, K 100 in DeviceCMYK)",
    source="GWG 2015/2022: K100 text; print-standards X23",
)
def knockout(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Small text in K only overprints; on a coloured ground it must."""
    limit = job.profile.limits.rich_black_text_pt
    for text, ground in texts_on_grounds(sheet):
        if (
            text.overprint
            or round(text.size_pt, 1) >= limit
            or not only_black(text.paint)
        ):
            continue
        if not overlaps(text.box, sheet.trim):
            continue
        if ground is not None and _coloured(ground):
            yield Hit(
                "small black text knocks out of a coloured ground",
                "warning",
                box=text.box,
                measured=f"{text.size_pt:.1f} pt, knocks out",
                limit=f"overprints under {limit:g} pt",
            )
        elif text.paint is not None and text.paint.space.family == "DeviceCMYK":
            yield Hit(
                "small black text is set to knock out",
                "note",
                box=text.box,
                measured=f"{text.size_pt:.1f} pt, knocks out",
                limit=f"overprints under {limit:g} pt",
            )


@page_rule(
    "technical-overprint",
    of=press,
    why="a cut line or varnish that knocks out leaves a white line in the picture",
    do="set cut lines, folds and varnish to overprint",
    source="print-standards 2: dies and varnish overprint",
)
def technical(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Cut lines, folds and varnish overprint."""
    for mark in sheet.marks():
        if not isinstance(mark, Text | Stroke | Fill) or mark.overprint:
            continue
        for what, paint in inked(mark):
            names = [name for name in paint.space.names if TECHNICAL.search(name)]
            if names:
                yield Hit(
                    f"{what} in the ink {names[0]!r} knocks out",
                    "warning",
                    box=mark.box,
                    measured="knocks out",
                    limit="overprints",
                )


def _coloured(ground: Mark) -> bool:
    """Whether a ground holds another ink than black."""
    if isinstance(ground, Fill):
        inks = ground.paint.inks
        if inks is None:
            return not ground.paint.white
        return any(name != "Black" for name in inks)
    if isinstance(ground, Picture) and ground.space is None:
        return ground.paint is not None and not ground.paint.white
    return ground.space.colour_model != "grey"
