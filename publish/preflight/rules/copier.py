"""Rules for black-only copiers: one ink, and enough contrast in grey."""

from collections.abc import Iterator

from publish.preflight.geometry import overlaps
from publish.preflight.ground import texts_on_grounds
from publish.preflight.job import Job
from publish.preflight.records import Fill, inked, painted
from publish.preflight.rules.registry import Hit, copier, page_rule
from publish.preflight.sheet import Sheet

GAMMA = 2.2  # luminance of a grey that is said as 1 - K
TINT = 0.15  # black under text that copies of copies still keep apart
LARGE_PT = 18.0  # WCAG 2.2: large text
ENHANCED, LEAST = 7.0, 4.5  # WCAG 2.2, SC 1.4.6 and 1.4.3


@page_rule(
    "copier-colour",
    of=copier,
    why="a black-only copier turns colour into unforeseen greys, and a colour one "
    "counts every page as colour",
    do="write everything in grey or in K only",
    source="print-standards 6: photocopy-safe",
)
def black_only(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Everything is painted in grey, or in K only."""
    for mark in sheet.marks():
        paints = list(inked(mark))
        for what, paint in paints:
            if paint.space.colour_model == "grey" or paint.pattern:
                continue
            if paint.neutral or paint.white:
                if paint.space.colour_model == "rgb":
                    yield Hit(
                        f"{what} is a grey in {paint.space.label}",
                        "warning",
                        box=mark.box,
                        measured=paint.space.label,
                        limit="grey or K",
                    )
            else:
                yield Hit(
                    f"{what} is in colour",
                    box=mark.box,
                    measured=paint.space.label,
                    limit="grey or K",
                )
        for what, space in painted(mark) if not paints else ():
            if space.colour_model not in ("grey", "pattern"):
                yield Hit(
                    f"{what} is in colour",
                    box=mark.box,
                    measured=space.label,
                    limit="grey or K",
                )


@page_rule(
    "copier-contrast",
    of=copier,
    why="copies of copies lose contrast: pale text and text on tints go first",
    do="set text in black on white, or white on a dark ground",
    source="print-standards 6; WCAG 2.2, SC 1.4.6",
)
def contrast(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Text stands out from its ground in grey by 7:1, large text by 4.5:1."""
    for text, ground in texts_on_grounds(sheet):
        if text.paint is None or not overlaps(text.box, sheet.trim):
            continue
        own, under = _grey(text.paint), 0.0
        if ground is not None:
            if not isinstance(ground, Fill):
                continue
            under = _grey(ground.paint)
        if own is None or under is None:
            continue
        if TINT < under < own:
            yield Hit(
                f"text stands on a tint of K {100 * under:.0f}",
                "warning",
                box=text.box,
                measured=f"K {100 * under:.0f}",
                limit=f"at most K {100 * TINT:.0f} under text",
            )
        ratio = _ratio(own, under)
        wanted = LEAST if text.size_pt >= LARGE_PT else ENHANCED
        if ratio < wanted - 0.05:
            yield Hit(
                f"text of K {100 * own:.0f} stands on K {100 * under:.0f}",
                "error" if ratio < LEAST and text.size_pt < LARGE_PT else "warning",
                box=text.box,
                measured=f"{ratio:.1f}:1",
                limit=f"at least {wanted:g}:1",
            )


def _grey(paint) -> float | None:
    """Return the black of a paint, 0 to 1, or None when it is not neutral."""
    if paint.space.colour_model == "rgb" and paint.values and paint.neutral:
        return 1 - paint.values[0]
    inks = paint.inks
    if inks is None or set(inks) - {"Black"}:
        return None
    return inks.get("Black", 0.0)


def _ratio(first: float, second: float) -> float:
    """Return the contrast of two blacks by WCAG 2.2."""
    light, dark = sorted(
        ((1 - k) ** GAMMA + 0.05 for k in (first, second)), reverse=True
    )
    return light / dark
