"""Type that can be read from where the reader stands: sizes and contrast by rule.

In:  the roles of type that a layout states: face, reading distance, inks.
Out: ``Style``s with their size in points, and the CSS custom properties by which
     the layout's style sheet names them; what falls short of a rule is a fault.

Distances are metres, x-heights millimetres, type sizes points.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from publish.errors import Fault, Faults, LayoutError
from publish.faces import Face
from publish.inks import SPACE_OF_FORM, Form
from publish.layouts import Layout
from publish.theme import Theme
from publish.units import mm, pt

# Smithsonian Guidelines for Accessible Exhibition Design, fig. 12: 32 arc-minutes,
# and 4.5 mm for whatever is read from nearer.
LEAST_X_HEIGHT_MM = 4.5
X_HEIGHT_MM_PER_M = 9.3
WALL_SMALL_PRINT_PT = 18.0  # credits alone; convention
HAND_TEXT_PT = 12.0  # RNIB clear print
HAND_SMALL_PRINT_PT = 9.0  # running heads and credits; layouts/printers/photocopy.toml
CONTRAST = 7.0  # WCAG 2.2, SC 1.4.6
LIGHT_DIFFERENCE = 0.7  # ADAAG appendix 1991, (B1 - B2) / B1 of reflectances
STEP_PT = 0.1  # sizes are rounded up to this

Positive = Annotated[float, Field(gt=0)]


class Role(BaseModel):
    """What one kind of type is for: ``[styles.type.<name>]`` of a layout.toml.

    ``metres`` is the reading distance; without it the type is read in the hand.
    ``size_pt`` asks for more than the rule does. ``small_print`` (credits,
    running heads) is held to the lower limit only.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    face: str
    weight: int = 400
    italic: bool = False
    metres: Positive | None = None
    size_pt: Positive | None = None
    leading: Annotated[float, Field(ge=1)]
    ink: str = "text"
    ground: str = "stock"
    small_print: bool = False


@dataclass(frozen=True)
class Style:
    """One kind of type as it is set."""

    name: str
    role: Role
    face: Face
    size_pt: float


@dataclass(frozen=True)
class Fitted:
    """One line that fills a box: its size, and where its ink starts from its origin."""

    size_pt: float
    bearing_mm: float


def least_x_height_mm(metres: float) -> float:
    """Return the smallest x-height that is read from a distance."""
    return max(LEAST_X_HEIGHT_MM, X_HEIGHT_MM_PER_M * metres)


def least_size_pt(face: Face, role: Role) -> float:
    """Return the smallest size of a face for a role; x-heights from the font file."""
    if role.metres is None:
        return HAND_SMALL_PRINT_PT if role.small_print else HAND_TEXT_PT
    if role.small_print:
        return WALL_SMALL_PRINT_PT
    return pt(least_x_height_mm(role.metres)) / face.x_height


def fitted(style: Style, text: str, width_mm: float, height_mm: float) -> Fitted:
    """Return the largest size at which one line of digits or capitals fills a box.

    The ink is measured, not the advance: the first sign stands on the box's edge.

    Raises: LayoutError when that is too small for the style's reading distance.
    """
    from fontTools.ttLib import TTFont  # heavy: only where used

    with TTFont(style.face.path, lazy=True) as font:
        cmap, metrics, outlines = font.getBestCmap(), font["hmtx"], font["glyf"]
        names = [cmap[ord(sign)] for sign in text]
        em, capital = font["head"].unitsPerEm, font["OS/2"].sCapHeight
        first, last = metrics[names[0]][1], outlines[names[-1]].xMax
        ink = sum(metrics[name][0] for name in names[:-1]) + last - first
    size = em * min(pt(width_mm) / ink, pt(height_mm) / capital)
    if size < style.size_pt:
        raise LayoutError(
            Fault(
                f"{text!r} in {width_mm:g} x {height_mm:g} mm is {size:.0f} pt, "
                f"under the {style.size_pt:g} pt that {_reader(style.role)} needs",
                hint="shorten it or give it more room in layout.toml",
            )
        )
    return Fitted(size, mm(size * first / em))


def contrast(text: str, ground: str) -> float:
    """Return the contrast of two sRGB hex values, 1 to 21. Source: WCAG 2.2."""
    darker, lighter = sorted((_luminance(text), _luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def styles(layout: Layout, roles: Mapping[str, Role], theme: Theme) -> dict[str, Style]:
    """Return the layout's kinds of type, each at the size that its reader needs.

    Raises: LayoutError for a size under the minimum, a weak contrast, an unknown
        face or ink, or a figure slot whose labels would be too small.
    """
    faults, found = Faults(), {}
    for name, role in roles.items():
        try:
            face = theme.faces.get(role.face, weight=role.weight, italic=role.italic)
        except KeyError as problem:
            faults.add(
                f"type.{name}: {problem.args[0]}", layout.at, "see fonts/fonts.toml"
            )
            continue
        least = least_size_pt(face, role)
        size = role.size_pt or math.ceil(round(least / STEP_PT, 6)) * STEP_PT
        found[name] = Style(name, role, face, round(size, 2))
        if size < least:
            faults.add(
                f"type.{name} is {size:g} pt, under the {least:.1f} pt that "
                f"{_reader(role)} needs in {face.family}",
                layout.at,
                "raise size_pt or leave it out",
            )
        _check_contrast(name, role, theme, layout, faults)
    _check_slots(layout, found, faults)
    faults.raise_as(LayoutError)
    return found


def custom_properties(kinds: Iterable[Style], theme: Theme, form: Form) -> str:
    """Return a style sheet that gives each kind's face, size, leading and ink by name.

    ``--body-size`` and so on; the style sheet of the layout reads them.
    """
    space = SPACE_OF_FORM[form]
    return ":root {{ {} }}".format(
        " ".join(
            f"--{kind.name}-face: '{kind.face.family}'; "
            f"--{kind.name}-weight: {kind.face.weight}; "
            f"--{kind.name}-size: {kind.size_pt:g}pt; "
            f"--{kind.name}-leading: {kind.role.leading:g}; "
            f"--{kind.name}-ink: {theme.palette[kind.role.ink].css(space)};"
            for kind in kinds
        )
    )


def _reader(role: Role) -> str:
    return (
        "a hand-held sheet" if role.metres is None else f"a reader at {role.metres:g} m"
    )


def _check_contrast(
    name: str, role: Role, theme: Theme, layout: Layout, faults: Faults
) -> None:
    unknown = [ink for ink in (role.ink, role.ground) if ink not in theme.palette]
    for ink in unknown:
        faults.add(
            f"type.{name}: unknown ink {ink!r}", layout.at, "name one of theme.toml"
        )
    if unknown:
        return
    text, ground = (theme.palette[ink].screen for ink in (role.ink, role.ground))
    light, dark = sorted((_luminance(text), _luminance(ground)), reverse=True)
    if (
        ratio := contrast(text, ground)
    ) < CONTRAST or 1 - dark / light < LIGHT_DIFFERENCE:
        faults.add(
            f"type.{name}: {role.ink} on {role.ground} has a contrast of {ratio:.1f}:1",
            layout.at,
            f"choose inks with {CONTRAST:g}:1 and a light difference of "
            f"{LIGHT_DIFFERENCE:.0%}",
        )


def _check_slots(layout: Layout, found: Mapping[str, Style], faults: Faults) -> None:
    """Note figure slots whose smallest type is under that of the role ``figure``."""
    figure = found.get("figure")
    for slot in layout.slots.values() if figure else ():
        if slot.min_pt < figure.size_pt:
            faults.add(
                f"slots.{slot.name}.min_pt is {slot.min_pt:g}",
                layout.at,
                f"type.figure needs {figure.size_pt:g}",
            )


def _luminance(colour: str) -> float:
    """Return the relative luminance of an sRGB hex value, 0 to 1. Source: WCAG 2.2."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
