"""Rules for type: how large it ends up, and in how many inks."""

from collections.abc import Iterator

from publish.preflight.geometry import overlaps
from publish.preflight.job import Job
from publish.preflight.records import Text
from publish.preflight.rules.registry import Hit, any_file, page_rule, press
from publish.preflight.sheet import Sheet

DECIMALS = 1  # GWG 2015, 3.15: text sizes are rounded so before they are compared
NOTHING_PT = 0.05  # type smaller than this is no type but a place holder
THREE_INKS_PT = 1.0  # more than for two inks: print-standards 2
MOSTLY_BLACK = 0.85
TRACE = 0.02  # less of an ink than this leaves no dot


def texts(sheet: Sheet) -> Iterator[tuple[Text, float]]:
    """Yield each visible text that touches the trim, with its rounded size."""
    for mark in sheet.marks():
        if (
            isinstance(mark, Text)
            and mark.size_pt > NOTHING_PT
            and overlaps(mark.box, sheet.trim)
        ):
            yield mark, round(mark.size_pt, DECIMALS)


@page_rule(
    "text-size",
    of=any_file,
    why="type this small breaks up in print and cannot be read",
    do="set the text larger at final size",
    source="GWG 2022; printer profile text_*_pt",
)
def size(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Text keeps a least size after all transformations."""
    limits = job.profile.limits
    for text, points in sorted(texts(sheet), key=lambda found: found[1]):
        if points < limits.text_error_pt:
            least, severity = limits.text_error_pt, "error"
        elif points < limits.text_warning_pt:
            least, severity = limits.text_warning_pt, "warning"
        else:
            continue
        yield Hit(
            f"text of {points:g} pt in {text.font.name}",
            severity,
            box=text.box,
            measured=f"{points:g} pt",
            limit=f"at least {least:g} pt",
            group=severity,
        )


@page_rule(
    "rich-black-text",
    of=press,
    why="letters in four inks show coloured edges as soon as the plates shift",
    do="set text in K 100 only, overprinting",
    source="GWG 2022: rich black on text; printer profile rich_black_text_pt",
)
def rich_black(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Small black text is K only."""
    limit = job.profile.limits.rich_black_text_pt
    for text, points in texts(sheet):
        if points < limit and is_rich(text):
            amounts = text.paint.inks or {}
            build = " ".join(f"{n[0]}{100 * v:.0f}" for n, v in amounts.items())
            yield Hit(
                f"black text of {points:g} pt in {len(amounts)} inks",
                box=text.box,
                measured=f"{build}, {points:g} pt",
                limit=f"K only under {limit:g} pt",
                group="rich",
            )


@page_rule(
    "text-inks",
    of=press,
    why="small letters in several inks, or cut out of a ground, lose their edges",
    do="set the text larger, or in one ink",
    source="GWG 2022: text in more than one ink; printer profile text_multi_ink_pt",
)
def several_inks(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Small text is in one ink, and is not white."""
    limit = job.profile.limits.text_multi_ink_pt
    for text, points in texts(sheet):
        if text.paint is None or is_rich(text):
            continue
        inks = [v for v in (text.paint.inks or {}).values() if v > TRACE]
        least = limit + (THREE_INKS_PT if len(inks) > 2 else 0)
        if text.paint.white and points < limit:
            yield Hit(
                "small text in white",
                "warning",
                box=text.box,
                measured=f"{points:g} pt",
                limit=f"at least {limit:g} pt",
            )
        elif len(inks) > 1 and points < least:
            yield Hit(
                f"small text in {len(inks)} inks",
                "warning",
                box=text.box,
                measured=f"{points:g} pt",
                limit=f"at least {least:g} pt in {len(inks)} inks",
            )


def is_rich(text: Text) -> bool:
    """Whether a text is black made of more than K."""
    inks = (text.paint.inks if text.paint is not None else None) or {}
    others = sum(v for name, v in inks.items() if name != "Black")
    return inks.get("Black", 0) >= MOSTLY_BLACK and others > TRACE
