"""The theme: inks, sides, figure type, read from layouts/theme.toml.

In:  ``layouts/theme.toml`` and ``fonts/fonts.toml`` of a publication.
Out: one frozen ``Theme``, the only place where a stage asks how things look.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from publish import faces
from publish.errors import Faults, LayoutError
from publish.faces import Faces
from publish.inks import Ink, Palette
from publish.source import Source

THEME_TOML = PurePosixPath("layouts/theme.toml")
# What the toolkit's own drawing asks for; a theme says which ink serves each.
ROLES = ("text", "quiet", "stock", "ground", "accent", "sea", "water")
MAX_BUILD = 240.0  # percent; layouts/theme.toml promises it


@dataclass(frozen=True)
class Side:
    """How one side is drawn: its ink, and a fill that parts it from others in grey."""

    ink: str
    fill: Literal["solid", "outline", "hatch"]


@dataclass(frozen=True)
class FigureStyle:
    """Type sizes of figures as multiples of a slot's base size; strokes in pt."""

    title: float
    subtitle: float
    label: float
    note: float
    numeral: float
    leading: float
    stroke_pt: float
    keyline_pt: float


@dataclass(frozen=True)
class Theme:
    """The look of a publication."""

    palette: Palette
    faces: Faces
    sides: Mapping[str, Side]
    figure: FigureStyle

    def side(self, name: str) -> Side:
        """Return how a side is drawn; sides without an entry share ``other``."""
        return self.sides.get(name, self.sides["other"])


def load(folder: Path) -> Theme:
    """Read the theme of a publication.

    Raises: LayoutError with every fault of theme.toml or fonts.toml.
    """
    at, faults = Source(THEME_TOML), Faults()
    try:
        table = tomllib.loads((folder / THEME_TOML).read_text("utf-8"))
        inks = tuple(Ink(name=name, **_ink(ink)) for name, ink in table["inks"].items())
        sides = {name: Side(**side) for name, side in table["sides"].items()}
        figure = FigureStyle(**table["figure"])
        roles = dict(table["roles"])
    except (
        OSError,
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
        RecursionError,
    ) as problem:
        faults.add(
            f"cannot be used: {problem}", at, "compare it with another theme.toml"
        )
        faults.raise_as(LayoutError)
    for ink in inks:
        if ink.coverage > MAX_BUILD:
            faults.add(
                f"ink {ink.name!r} has {ink.coverage:g} % of ink",
                at,
                f"keep builds at or under {MAX_BUILD:g} %",
            )
    for role in ROLES:
        if roles.get(role) not in table["inks"]:
            faults.add(f"no ink serves as {role!r}", at, f'add {role} = "…" to [roles]')
    for name, side in sides.items():
        if side.ink not in table["inks"]:
            faults.add(
                f"side {name!r} uses no ink of the theme", at, "name one of [inks]"
            )
    if "other" not in sides:
        faults.add("there is no [sides.other]", at, "say how further sides are drawn")
    faults.raise_as(LayoutError)
    return Theme(Palette(inks, roles), faces.load(folder), sides, figure)


def _ink(table: dict) -> dict:
    return {**table, "cmyk": tuple(table["cmyk"])}
