"""The design of a banner: ``[styles]`` of its layout.toml, checked.

In:  a layout as read.
Out: ``BannerStyle``. Lengths are mm at final size, tints percent.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from publish.errors import Faults, LayoutError
from publish.layouts import Layout
from publish.pages.legible import Role
from publish.source import Source

Positive = Annotated[float, Field(gt=0)]
Hours = tuple[
    Annotated[float, Field(ge=0, le=24)], Annotated[float, Field(ge=0, le=24)]
]


class Settings(BaseModel):
    """What all sections share: frozen, no misspelt settings."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Room(Settings):
    """How the length and height are shared out."""

    margin: Positive  # above and below all text
    title: Positive  # the field at the left end
    names: Positive  # the names of the lanes, before the first column
    key: Positive  # the key at the right end
    gutter: Positive


class Strip(Settings):
    """The strip that is the axis."""

    middle: Positive  # of the strip, above the lower edge of the banner
    height: Positive
    wire: Positive  # its upper line
    rail: Positive  # its lower line, one segment a column
    run: str  # the ink of that line where a run is marked


class Numerals(Settings):
    """Heights of figures and the weight in which they are set."""

    date: Positive
    first: Positive
    event: Positive
    column: Positive


class Marks(Settings):
    """Dots, bars and hairlines."""

    dot: Positive
    first_dot: Positive
    bar: Positive
    hair: Positive
    first_pole: Positive


class Widths(Settings):
    """The widest that lines of text may run."""

    event: tuple[Positive, ...]  # shapes of a label, best first
    list: Positive


class Flags(Settings):
    """How labels keep clear: distance from the strip, from each other, their steps."""

    near: Positive
    gap: Positive
    step: Positive
    clear: Positive  # least distance of any two texts


class Lane(Settings):
    """One side of the strip."""

    ink: str
    first_width: Positive  # widest line of a great hour's title


class Grounds(Settings):
    """Inks of the fields, with two tints each for alternate columns."""

    title: str
    key: str
    days: str
    days_tints: tuple[float, float]
    hours: str
    hours_tints: tuple[float, float]
    bar_tint: Positive


class Eyelets(Settings):
    """Where the banner is pierced: text keeps ``clear`` mm from each centre."""

    every: Positive
    from_edge: Positive
    clear: Positive


class BannerStyle(Settings):
    """All of it. ``words_of_day`` are the hours between which a word may lie."""

    room: Room
    strip: Strip
    numerals: Numerals
    marks: Marks
    widths: Widths
    flags: Flags
    lanes: dict[Literal["above", "below"], Lane]
    grounds: Grounds
    eyelets: Eyelets
    words_of_day: dict[str, Hours]
    type: dict[str, Role]
    at: Source


def style_of(layout: Layout) -> BannerStyle:
    """Return the design of a banner.

    Raises: LayoutError with every setting that is missing, misspelt or wrong.
    """
    faults = Faults()
    try:
        return BannerStyle.model_validate({**layout.styles, "at": layout.at})
    except ValidationError as problem:
        for error in problem.errors():
            name = ".".join(map(str, ("styles", *error["loc"])))
            faults.add(f"{name}: {error['msg']}", layout.at, "mend the setting")
    faults.raise_as(LayoutError)
    raise AssertionError
