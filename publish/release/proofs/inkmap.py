"""The ink map: total ink of a page as false colour, and the hottest place marked.

In:  total ink in percent, a number for each pixel of trim and bleed; the printer's
     two limits; the hottest place as the preflight measures it.
Out: a picture in sRGB and its scale. Below the warning a quiet ink in five steps,
     above it the two loudest inks of the theme, so that only what is wrong shouts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from publish.layouts.printers import Limits
from publish.release.accents import Accents, rgb
from publish.release.proofs.lettering import WHITE, Colour, Lettering

QUIET_STEPS = (50.0, 100.0, 150.0, 200.0)  # percent
QUIET_TINTS = (12, 32, 50, 68, 88)  # percent of the quiet ink, step by step
FLAG = 1.6  # type size of the value at the hottest place, in sizes of the caption
TRACE = 0.5  # percent; less is bare paper

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Class:
    """One step of the map: ink above ``over`` percent, up to the next step."""

    over: float
    colour: Colour


def classes(limits: Limits, inks: Accents) -> tuple[Class, ...]:
    """Return the steps of the map, from bare paper to beyond the limit."""
    starts = [TRACE, *(step for step in QUIET_STEPS if step < limits.ink_warning)]
    return (
        Class(0, WHITE),
        *(
            Class(over, rgb(inks.quiet, tint))
            for over, tint in zip(starts, QUIET_TINTS, strict=False)
        ),
        Class(limits.ink_warning, rgb(inks.caution)),
        Class(limits.ink_error, rgb(inks.alert)),
    )


def paint(total: NDArray[np.float32], steps: Sequence[Class]) -> Image.Image:
    """Return the map of total ink in the colours of its steps."""
    bounds = [step.over for step in steps[1:]]
    numbers = np.digitize(total, bounds, right=True).astype(np.uint8)
    picture = Image.fromarray(numbers)
    picture.putpalette([part for step in steps for part in step.colour])
    return picture.convert("RGB")


def scale(
    total: NDArray[np.float32],
    steps: Sequence[Class],
    lettering: Lettering,
    width: int,
) -> Image.Image:
    """Return the scale of the map: a field a step, bounds above, shares below."""
    size = lettering.size_for(width)
    font, small = lettering.font("display", size), lettering.font("label", size)
    sheet = Image.new("RGB", (width, round(size * 5.2)), WHITE)
    draw = ImageDraw.Draw(sheet)
    left, room = size, width - 2 * size
    wide = room / len(steps)
    top, bottom = round(size * 1.7), round(size * 2.9)
    for number, (step, share) in enumerate(
        zip(steps, _shares(total, steps), strict=True)
    ):
        x = left + number * wide
        draw.rectangle((x, top, x + wide, bottom), step.colour, lettering.ink)
        bound = "bare" if number == 0 else f"over {step.over:g} %"
        if number == 1:
            bound = "any ink"
        draw.text((x, top - size * 0.4), bound, lettering.ink, font, anchor="ls")
        draw.text((x, bottom + size * 1.3), share, lettering.soft, small, anchor="ls")
    return sheet


def _shares(total: NDArray[np.float32], steps: Sequence[Class]) -> Iterator[str]:
    """Yield the share of the page that each step covers."""
    above = [int((total > step.over).sum()) for step in steps[1:]]
    for more, less in pairwise([total.size, *above, 0]):
        percent = 100 * (more - less) / total.size
        if more == less:
            yield "none"
        elif percent < 0.1:
            yield "< 0.1 %"
        else:
            yield f"{percent:.1f} %"


def outline(picture: Image.Image, trim: Box, lettering: Lettering) -> None:
    """Draw the trim as a thin line."""
    ImageDraw.Draw(picture).rectangle(trim, outline=lettering.soft)


def mark(
    picture: Image.Image, percent: float, place: Box, lettering: Lettering
) -> None:
    """Frame the hottest place (px) and write its value beside it."""
    draw = ImageDraw.Draw(picture)
    size = round(lettering.size_for(picture.width) * FLAG)
    line = max(2, size // 10)
    x0, y0, x1, y1 = _seen(place, size / 2, picture.size, 2 * line)
    for grow, colour in ((2 * line, WHITE), (line, lettering.ink)):
        frame = (x0 - grow, y0 - grow, x1 + grow, y1 + grow)
        draw.rectangle(frame, outline=colour, width=line)
    _flag(draw, picture.size, (x0, y0, x1, y1), f"{percent:.0f} %", lettering)


def _seen(place: Box, least: float, room: tuple[int, int], edge: int) -> Box:
    """Return a box around ``place`` that is large enough to be seen, in the picture."""
    (x0, y0, x1, y1), (wide, high) = place, room
    side = max(x1 - x0, least)
    left = min(max((x0 + x1 - side) / 2, edge), wide - edge - side)
    top = min(max((y0 + y1 - side) / 2, edge), high - edge - side)
    return left, top, left + side, top + side


def _flag(
    draw: ImageDraw.ImageDraw,
    room: tuple[int, int],
    box: Box,
    words: str,
    lettering: Lettering,
) -> None:
    """Set the value in a white field on the side of the box that has more room."""
    size = round(lettering.size_for(room[0]) * FLAG)
    font = lettering.font("display", size, 500)
    wide, high = font.getlength(words) + size * 0.8, size * 1.5
    x0, y0, x1, y1 = box
    middle = min(max((y0 + y1) / 2, high / 2), room[1] - high / 2)
    to_right = room[0] - x1 > x0
    gap = size * 0.9
    left = x1 + gap if to_right else x0 - gap - wide
    near = (x1, left) if to_right else (left + wide, x0)
    line = max(2, size // 12)
    draw.line((near[0], middle, near[1], middle), WHITE, 3 * line)
    draw.line((near[0], middle, near[1], middle), lettering.ink, line)
    field = (left, middle - high / 2, left + wide, middle + high / 2)
    draw.rectangle(field, WHITE, lettering.ink, line)
    at = (left + wide / 2, middle)
    draw.text(at, words, lettering.ink, font, anchor="mm")
