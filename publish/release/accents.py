"""Choose inks of a theme for what a proof or a ticket has to say.

In:  the palette of any publication, whatever its inks are called.
Out: ``Accents``: inks by their task. The choice is by measure, on the inks' screen
     values: lightness is the luma of sRGB, colour the spread of its three channels.
"""

from dataclasses import dataclass

from publish.inks import Ink, Palette

LUMA = (0.2126, 0.7152, 0.0722)  # ITU-R BT.709


@dataclass(frozen=True)
class Accents:
    """``text`` writes, ``quiet`` fills, ``alert`` and ``caution`` call."""

    text: Ink
    quiet: Ink
    caution: Ink
    alert: Ink


def accents(palette: Palette) -> Accents:
    """Return the inks of a theme by their task.

    ``text`` is the darkest ink, K alone where there is one; ``alert`` and ``caution``
    are the two most colourful; ``quiet`` is the darkest of the others that has colour.
    A theme of one ink gets that ink for every task.
    """
    inks = sorted((ink for ink in palette if ink.coverage), key=_lightness)
    text = next((ink for ink in inks if not any(ink.cmyk[:3])), inks[0])
    others = [ink for ink in inks if any(ink.cmyk[:3])] or [text]
    alert, caution = (sorted(others, key=_colour, reverse=True) * 2)[:2]
    quiet = next((ink for ink in others if ink not in (alert, caution)), text)
    return Accents(text, quiet, caution, alert)


def rgb(ink: Ink, tint: float = 100) -> tuple[int, int, int]:
    """Return an ink's screen value at ``tint`` percent as three bytes."""
    value = ink.tinted_screen(tint)
    red, green, blue = (int(value[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def _lightness(ink: Ink) -> float:
    return sum(share * part for share, part in zip(LUMA, rgb(ink), strict=True))


def _colour(ink: Ink) -> int:
    return max(rgb(ink)) - min(rgb(ink))
