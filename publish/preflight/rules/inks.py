"""Rules for inks: spots, the registration colour, total ink."""

import re
from collections.abc import Iterator

from publish import ghostscript
from publish.layouts.printers import Limits
from publish.preflight.geometry import Box, overlaps
from publish.preflight.job import Job
from publish.preflight.records import Fill, inked, painted
from publish.preflight.rules.registry import Hit, file_rule, page_rule, press
from publish.preflight.sheet import Sheet
from publish.preflight.spaces import PROCESS

NO_INKS = frozenset({*PROCESS, "All", "None"})
TOTAL_INK_MM2 = 15.0  # GWG 2015: total ink is a mean over this area
REGISTRATION_SLACK = 0.5  # units that a mark may reach over the trim


def _plain(name: str) -> str:
    """Return a spot name without case, spaces and the vendor's suffix."""
    letters = re.sub(r"[^a-z0-9]", "", name.lower().replace("pantone", "pms"))
    return re.sub(r"(?<=\d)(cvc|cvu|cv|cp|up|c|u|m)\Z", "", letters)


@page_rule(
    "spot-inks",
    of=press,
    why="every spot ink is one more plate: an undeclared one is dropped, converted "
    "or billed",
    do="convert the spot to CMYK, or declare it with --spot",
    source="GWG CMYK variants: no spots; print-standards 2",
)
def spots(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Every spot ink is declared."""
    for record in sheet.records:
        for _, space in painted(record):
            for part in space.parts():
                for name in part.names if part.model == "spot" else ():
                    if name in NO_INKS or name in job.spots:
                        continue
                    near = [s for s in job.spots if _plain(s) == _plain(name)]
                    hint = f"; declared is {near[0]!r}" if near else ""
                    yield Hit(
                        f"the spot ink {name!r} is not declared{hint}",
                        box=record.box,
                        measured=name,
                        limit=", ".join(sorted(job.spots)) or "no spot inks",
                        group=name,
                    )


@file_rule(
    "spot-names",
    of=press,
    why="one ink under two names, or two inks under one name, makes wrong plates",
    do="use one spelling and one alternate colour for each spot ink",
    source="GWG 2015/2022: ambiguous spot colours",
)
def spot_names(job: Job) -> Iterator[Hit]:
    """Each spot ink has one spelling and one definition."""
    spellings: dict[str, list[str]] = {}
    for name, definitions in job.colorants.items():
        if name in NO_INKS:
            continue
        spellings.setdefault(_plain(name), []).append(name)
        if len([key for key in definitions if key]) > 1:
            yield Hit(
                f"the spot ink {name!r} has several definitions",
                "warning",
                page=max(definitions.values()),
                measured=f"{len(definitions)} alternates",
                limit="1",
            )
    for names in spellings.values():
        if len(names) > 1:
            listed = ", ".join(map(repr, sorted(names)))
            yield Hit(f"one spot ink has several names: {listed}", limit="one name")


@page_rule(
    "registration-colour",
    of=press,
    why="the registration colour prints on every plate: up to 400 % ink on the page",
    do="keep the registration colour for marks outside the trim; set black as K 100",
    source="GWG 2015/2022: Separation All",
)
def registration(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Nothing inside the trim is painted in Separation All."""
    for mark in sheet.marks():
        if not overlaps(mark.box, sheet.trim, REGISTRATION_SLACK):
            continue
        for what, space in painted(mark):
            values = [paint.white for _, paint in inked(mark)]
            if "All" in space.names and not (values and all(values)):
                yield Hit(
                    f"{what} inside the trim is in the registration colour",
                    box=mark.box,
                    measured="Separation All",
                    limit="K 100",
                )


@page_rule(
    "total-ink",
    of=lambda profile: press(profile) and profile.space == "cmyk",
    why="too much ink does not dry: it sets off on the next sheet and blocks the stack",
    do="lower the build of the colour; convert pictures with the printer's profile",
    source="GWG 2015: mean over 15 mm²; printer profile ink_*",
)
def painted_ink(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """No flat colour of some size holds more ink than the paper takes.

    This is the bound from painted colours, where ink is not measured.
    """
    if job.measures_ink:
        return
    limits = job.profile.limits
    for mark in sheet.marks():
        if not isinstance(mark, Fill) or mark.paint.coverage is None:
            continue
        x0, y0, x1, y1 = mark.box
        if sheet.final_mm(x1 - x0) * sheet.final_mm(y1 - y0) < TOTAL_INK_MM2:
            continue
        if not overlaps(mark.box, sheet.bleed):
            continue
        yield from ink_hits(mark.paint.coverage, limits, mark.box)


@file_rule(
    "total-ink",
    of=lambda profile: press(profile) and profile.space == "cmyk",
    why="too much ink does not dry: it sets off on the next sheet and blocks the stack",
    do="lower the build of the colour; convert pictures with the printer's profile",
    source="GWG 2015: mean over 15 mm²; printer profile ink_*",
)
def measured_ink(job: Job) -> Iterator[Hit]:
    """No square of 15 mm² holds more ink than the paper takes."""
    if not ghostscript.available():
        yield Hit("ink was not measured: Ghostscript is not installed", "note")
    if not job.measures_ink:
        return
    if job.exhausted:
        yield Hit("ink was not measured: the pages ask for too much work", "warning")
        return
    from publish.preflight.ink import peaks

    sheets = {sheet.number: sheet for sheet in job.sheets}
    try:
        for peak in peaks(job, job.heavy):
            place = sheets[peak.page].place(peak.box)
            for hit in ink_hits(peak.percent, job.profile.limits, None):
                yield hit._replace(page=peak.page, place=place)
    except ghostscript.RenderFailed as failed:
        yield Hit(f"ink could not be measured: {failed}", "warning")


def ink_hits(percent: float, limits: Limits, box: Box | None) -> Iterator[Hit]:
    """Judge one measured total of ink."""
    rounded = round(percent)
    for severity, limit in (
        ("error", limits.ink_error),
        ("warning", limits.ink_warning),
    ):
        if rounded > limit:
            yield Hit(
                f"the ink adds up to {rounded} %",
                severity,
                box=box,
                measured=f"{rounded} %",
                limit=f"at most {limit:g} %",
                group=severity,
            )
            return
