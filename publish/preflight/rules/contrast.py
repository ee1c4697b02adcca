"""Rules for screens: text that stands out from its ground."""

from collections.abc import Iterator, Sequence

from publish.preflight.geometry import overlaps
from publish.preflight.ground import texts_on_grounds
from publish.preflight.job import Job
from publish.preflight.records import Fill
from publish.preflight.rules.registry import Hit, page_rule, screen
from publish.preflight.sheet import Sheet

LARGE_PT = 18.0  # WCAG 2.2: large text
SMALL_RATIO, LARGE_RATIO = 4.5, 3.0  # WCAG 2.2, SC 1.4.3 (AA)
TOLERANCE = 0.05
WHITE = (1.0, 1.0, 1.0)
LUMINANCE = (0.2126, 0.7152, 0.0722)  # WCAG 2.2, relative luminance of sRGB

Rgb = tuple[float, float, float]


@page_rule(
    "screen-contrast",
    of=screen,
    why="pale text is lost to many readers, and to all on a poor screen",
    do="set the text darker, or larger, or on a plainer ground",
    source="WCAG 2.2, SC 1.4.3",
)
def contrast(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Text stands out from its ground by 4.5:1, large text by 3:1."""
    for text, ground in texts_on_grounds(sheet):
        if text.paint is None or not overlaps(text.box, sheet.trim):
            continue
        if ground is not None and not isinstance(ground, Fill):
            continue
        own = _rgb(text.paint)
        under = _rgb(ground.paint) if ground is not None else WHITE
        if own is None or under is None:
            continue
        found = ratio(own, under)
        wanted = LARGE_RATIO if text.size_pt >= LARGE_PT else SMALL_RATIO
        if found < wanted - TOLERANCE:
            yield Hit(
                "text stands too little out from its ground",
                "error" if found < LARGE_RATIO - TOLERANCE else "warning",
                box=text.box,
                measured=f"{found:.1f}:1",
                limit=f"at least {wanted:g}:1",
            )


def ratio(first: Rgb, second: Rgb) -> float:
    """Return the contrast of two sRGB colours by WCAG 2.2, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Rgb) -> float:
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour
    )
    return sum(share * part for share, part in zip(LUMINANCE, linear, strict=True))


def _rgb(paint) -> Rgb | None:
    """Return a paint as sRGB, or None when its values do not say so."""
    values: Sequence[float] | None = paint.values
    if not values or paint.pattern:
        return None
    if paint.space.colour_model == "grey" and len(values) == 1:
        return (values[0],) * 3
    if paint.space.colour_model == "rgb" and len(values) == 3:
        return tuple(values)
    return None
