"""Rules for colour spaces: what arrives at the press must be ink."""

from collections.abc import Iterator

import pikepdf

from publish.preflight.job import Job
from publish.preflight.named import named
from publish.preflight.records import (
    Group,
    Record,
    Shade,
    Trouble,
    painted,
)
from publish.preflight.rules.registry import Hit, file_rule, page_rule, press
from publish.preflight.sheet import Sheet
from publish.preflight.spaces import Space

HALFTONES = (1, 5)
INTENT_SPACES = {"cmyk": "CMYK", "grey": "grey", "rgb": "RGB"}


def _used(sheet: Sheet) -> Iterator[tuple[Record, str, Space]]:
    for record in sheet.records:
        for what, space in painted(record):
            yield record, what, space


@page_rule(
    "X16",
    of=press,
    why="RGB has no meaning on a CMYK press: each system converts it differently, "
    "black text becomes four inks",
    do="convert the colour to CMYK, grey or a spot before the file is written",
    source="ISO 15930-7; print-standards X16",
)
def device_rgb(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Nothing is painted in DeviceRGB, however deep it lies."""
    if job.profile.space == "rgb":
        return
    for record, what, space in _used(sheet):
        for part in space.parts():
            if part.family == "DeviceRGB" and not part.by_default:
                inner = "" if part is space else f", the base of {space.label}"
                yield Hit(
                    f"{what} is painted in DeviceRGB{inner}{record.where}",
                    box=record.box,
                    measured="DeviceRGB",
                    limit="CMYK, grey or spot",
                )


@page_rule(
    "colour-space",
    of=press,
    why="this printer asks for inks: colours by profile are converted at the press, "
    "where nobody sees the result",
    do="convert to CMYK with the printer's profile before the file is written",
    source="GWG 2015 CMYK variants; printer profile space",
)
def managed_colour(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Nothing is painted in ICC-based RGB, calibrated RGB or Lab."""
    if job.profile.space == "rgb":
        return
    for record, what, space in _used(sheet):
        model = space.colour_model
        if space.family == "Pattern" and space.base:
            model = space.base.colour_model
        device = any(
            p.family == "DeviceRGB" and not p.by_default for p in space.parts()
        )
        if model in ("rgb", "lab") and not device:
            yield Hit(
                f"{what} is painted in {space.label}{record.where}",
                box=record.box,
                measured=space.label,
                limit="CMYK, grey or spot",
            )


@page_rule(
    "X18",
    of=press,
    why="CMYK by profile is converted again, K-only black gains colour, and "
    "overprint fails",
    do="use DeviceCMYK; the output intent says which CMYK it is",
    source="print-standards X18; ISO 32000-1, 8.6.7",
)
def profiled_cmyk(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """No CMYK is defined by a profile, least of all by the output intent's own."""
    own = job.intent_digest
    groups = (
        (record, "a group", record.space)
        for record in sheet.records
        if isinstance(record, Group) and record.space is not None
    )
    for record, what, space in (*_used(sheet), *groups):
        for part in space.parts():
            if part.family != "ICCBased" or part.model != "cmyk":
                continue
            same = (
                "the output intent's own profile"
                if part.profile == own
                else "a profile"
            )
            yield Hit(
                f"{what} is in CMYK by {same}{record.where}",
                "warning",
                box=record.box,
                measured=space.label,
                limit="DeviceCMYK",
            )


@page_rule(
    "broken-space",
    of=lambda profile: True,
    why="a colour space that contradicts itself prints in a wrong colour, or nothing",
    do="export the object again, with a sound profile or tint transform",
    source="ISO 32000-1, 8.6",
)
def broken_space(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Colour spaces hold what they promise."""
    for record, what, space in _used(sheet):
        for part in space.parts():
            for fault in part.faults:
                yield Hit(
                    f"{what} is painted in {part.label}, which {fault}{record.where}",
                    box=record.box,
                )


@file_rule(
    "X21",
    of=press,
    why="transfer curves and halftones belong to the press, not to the job; they "
    "change colours after the proof",
    do="remove transfer functions and halftones from the graphics states",
    source="ISO 15930-7; print-standards X21",
)
def device_settings(job: Job) -> Iterator[Hit]:
    """No transfer function, and no halftone but of type 1 or 5 without a name."""
    for category, state, page in named(job):
        if category != "/ExtGState":
            continue
        if "/TR" in state:
            yield Hit("a graphics state sets a transfer function (TR)", page=page)
        if "/TR2" in state and state["/TR2"] != "/Default":
            yield Hit("a graphics state sets a transfer function (TR2)", page=page)
        halftone = state.get("/HT", "/Default")
        if not isinstance(halftone, pikepdf.Dictionary | pikepdf.Stream):
            if halftone != "/Default":
                yield Hit("a graphics state sets an unknown halftone", page=page)
        elif halftone.get("/HalftoneType") not in HALFTONES:
            kind = halftone.get("/HalftoneType")
            yield Hit(f"a graphics state sets a halftone of type {kind}", page=page)
        elif "/HalftoneName" in halftone:
            yield Hit("a graphics state sets a halftone by name", page=page)


@page_rule(
    "broken-shading",
    of=lambda profile: True,
    why="a gradient whose functions do not fit its colours is dropped by some "
    "renderers and painted wrongly by others",
    do="export the gradient again in CMYK, or replace it by a picture or flat fills",
    source="ISO 32000-1, 8.7.4.5; print-standards W4",
)
def broken_shading(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """The functions of a shading give as many values as its space has channels."""
    for record in sheet.records:
        if isinstance(record, Shade):
            for fault in record.faults:
                yield Hit(f"a shading {fault}{record.where}", box=record.box)


@page_rule(
    "image-mask",
    of=lambda profile: True,
    why="a soft mask in colour is undefined: systems show it differently",
    do="write the mask as DeviceGray",
    source="ISO 32000-1, table 145",
)
def mask_space(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """The soft mask of an image is in DeviceGray."""
    for record in sheet.records:
        if isinstance(record, Trouble) and record.kind == "mask":
            yield Hit(f"{record.message}{record.where}", limit="DeviceGray")
