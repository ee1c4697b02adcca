"""No meaning hangs on colour: inks part in grey and for three kinds of colour sight.

The three deficiencies are simulated in linear sRGB by the matrices of Machado,
Oliveira and Fernandes (2009), severity 1.0; differences are Euclidean in CIE L*a*b*
(1976, D65). Lightness is L*, 0 to 100.
"""

from itertools import combinations
from math import dist

import pytest

from publish.inks import Ink
from publish.theme import Theme
from tests.figures.conftest import CHARTS
from tests.figures.drawings import Drawing, Shape

LEAST_STEP = 20.0  # of L*: neighbouring fills (print-standards, section 7)
LEAST_DIFFERENCE = 20.0  # of Lab, to tell two inks at a glance
LEAST_CONTRAST = 3.0  # to the stock: WCAG 2.2, success criterion 1.4.11
Triple = tuple[float, float, float]

SIGHT: dict[str, tuple[Triple, Triple, Triple]] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(screen: str) -> Triple:
    parts = [int(screen[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    )
    return r, g, b


def seen(screen: str, sight: str) -> Triple:
    """Return a colour as someone sees it, as L*, a*, b*."""
    rgb = linear(screen)
    r, g, b = (
        min(1.0, max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True))))
        for row in SIGHT[sight]
    )
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (
        v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def luminance(screen: str) -> float:
    r, g, b = linear(screen)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.fixture
def inks_of(artwork, look: Theme):
    """Return the inks with which a chart fills or draws what carries data."""
    reserved = {look.palette.reserved(ink.name): ink for ink in look.palette}

    def of(key: str) -> set[Ink]:
        shapes = Drawing(artwork(key, "booklet", "screen").svg, look.faces).shapes
        colours = {shape.style.get(n) for shape in shapes for n in ("fill", "stroke")}
        return {ink for value, ink in reserved.items() if value in colours}

    return of


@pytest.mark.parametrize("key", CHARTS)
@pytest.mark.parametrize("sight", SIGHT)
def test_inks_of_a_chart_part_for_every_sight(inks_of, key: str, sight: str) -> None:
    inks = [ink for ink in inks_of(key) if ink.name != "white"]
    for one, other in combinations(inks, 2):
        a, b = seen(one.screen, sight), seen(other.screen, sight)
        assert dist(a, b) >= LEAST_DIFFERENCE, (one.name, other.name, dist(a, b))


@pytest.mark.parametrize("key", CHARTS)
def test_every_ink_stands_out_from_the_stock(inks_of, key: str) -> None:
    for ink in inks_of(key):
        if ink.name != "white":
            contrast = 1.05 / (luminance(ink.screen) + 0.05)
            assert contrast >= LEAST_CONTRAST, (ink.name, contrast)


@pytest.mark.parametrize("key", CHARTS)
def test_fills_in_grey_part_by_twenty_steps_or_by_kind(
    artwork, look: Theme, inks_of, key: str
) -> None:
    """Two inks nearer in lightness never lie side by side as equal, solid areas."""
    drawing = Drawing(artwork(key, "booklet").svg, look.faces)
    inks = [ink for ink in inks_of(key) if ink.name != "white"]
    for one, other in combinations(inks, 2):
        step = abs(seen(one.screen, "full")[0] - seen(other.screen, "full")[0])
        if step < LEAST_STEP:
            named = (look.palette.reserved(i.name) for i in (one, other))
            areas = [
                [s for s in drawing.shapes if s.style.get("fill") == value]
                for value in named
            ]
            for a in areas[0]:
                for b in areas[1]:
                    assert not touches(a, b), (one.name, other.name, step)


def touches(one: Shape, other: Shape) -> bool:
    return one.box.overlaps(other.box)
