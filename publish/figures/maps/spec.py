"""What a map specification may say: ``content/maps/*.toml`` beyond the common settings.

In:  the ``settings`` of a ``Figure`` of the group ``maps``, texts already bound.
Out: one frozen ``MapSpec``, or a ContentError that names the setting.

Positions are (longitude, latitude) in degrees on WGS 84; offsets are in em of the
slot's base size.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from publish.domain.edition import Edition, Figure
from publish.errors import ContentError, Fault, Faults
from publish.figures.gazetteer import Squares

CAMPAIGN, PHASES = "campaign", "phases"  # one map, or one in phases
SHARED = ("projection", "names", "layers", "key", "words", "columns")

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Position = tuple[Longitude, Latitude]
Mode = Literal["train", "cavalry", "infantry", "ship", "staff"]
Side = Literal["E", "NE", "N", "NW", "W", "SW", "S", "SE"]
Corner = Literal["NE", "NW", "SE", "SW"]
Mark = Literal["clash", "unrest", "guns", "cut", "fleet", "stop"]
Sign = Literal[
    "railway",
    "border",
    "river",
    "river-inferred",
    "assumed",
    "unknown",
    "overlap",
    Mark,
]
Kind = Literal["land", "water", "island", "river", "border", "railway", "relief"]


class Settings(BaseModel):
    """What all parts share: frozen, no misspelt settings."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Extent(Settings):
    """The region that must be seen; the frame may show more around it.

    On a turned map, whose edges no meridian follows, ``show`` names positions instead.
    """

    west: Longitude = -180
    south: Latitude = -90
    east: Longitude = 180
    north: Latitude = 90
    show: tuple[Position, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.east <= self.west or self.north <= self.south:
            raise ValueError(
                "east must lie east of west, north must lie north of south"
            )
        return self


class Lambert(Settings):
    """A Lambert conformal conic projection: central meridian, standard parallels.

    ``turn`` turns the sheet to the left, in degrees, so that a line may run along it.
    """

    meridian: Longitude
    parallels: tuple[Latitude, Latitude]
    turn: Annotated[float, Field(gt=-180, le=180)] = 0.0


class Window(Settings):
    """The days that the map tells of."""

    start: date
    end: date


class Layer(Settings):
    """One file of the base map and what to draw of it.

    ``omit`` names points in water bodies that are left out; ``bounds`` are the
    edges of a picture: west, south, east, north; ``level`` is its grey value (0 to
    255) of level ground.
    """

    file: str
    draw: tuple[Kind, ...]
    omit: tuple[Position, ...] = ()
    bounds: tuple[float, float, float, float] | None = None
    level: Annotated[int, Field(gt=0, lt=255)] = 128

    @model_validator(mode="after")
    def _relief_has_bounds(self) -> Self:
        if "relief" in self.draw and self.bounds is None:
            raise ValueError("a relief needs bounds = [west, south, east, north]")
        return self


class Leg(Settings):
    """One movement on an arrow; where the arrow bends or starts otherwise is said.

    ``span`` prints both dates where only the bounds are known; ``when`` says
    where the arrival is dated: at its place, in the arrow's label or nowhere.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    key: str
    origin: str = Field("", alias="from")
    to: str = ""
    via: tuple[Position, ...] = ()
    span: bool = False
    when: Literal["place", "label", "nowhere"] = "place"


class Arrow(Settings):
    """One arrow: movements end to end, by one means.

    ``along`` names a railway of the layers; ``offset`` shifts the arrow to the
    right of its way (em), so that two can run side by side. Maps narrower than
    ``from_em`` (em of the base size) leave it out, those narrower than
    ``label_from_em`` its label.
    """

    mode: Mode
    legs: Annotated[tuple[Leg, ...], Field(min_length=1)]
    along: str = ""
    offset: float = 0.0
    label: str = ""
    from_em: float = 0.0
    label_from_em: float = 0.0


class PlaceMark(Settings):
    """A place of places.csv on the map; rank 1 is the largest.

    Maps narrower than ``from_em`` (em of the base size) leave it out.
    """

    key: str
    rank: Literal[1, 2, 3] = 3
    prefer: Side | None = None
    from_em: float = 0.0


class Assumed(Settings):
    """A place whose position is contested or not known, where the map assumes it."""

    key: str
    at: Position
    rank: Literal[1, 2, 3] = 3
    prefer: Side | None = None
    from_em: float = 0.0


class AreaName(Settings):
    """A name that is spread over water or land; ``turn`` in degrees, upwards.

    It follows ``path``, from its beginning to its end, or stands level at the first
    position of ``at`` where there is room; with both, ``at`` is for narrow maps.
    Maps narrower than ``from_em`` leave it out.
    """

    text: Annotated[str, Field(min_length=2)]
    at: tuple[Position, ...] = ()
    path: tuple[Position, ...] = ()
    kind: Literal["water", "land", "river"] = "land"
    size: Annotated[float, Field(gt=0)] = 1.0
    spacing: float = 0.25
    turn: float = 0.0
    from_em: float = 0.0

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Self:
        if not self.at and len(self.path) < 2:
            raise ValueError("give at, or a path of two positions or more")
        return self

    @model_validator(mode="after")
    def _land_is_level(self) -> Self:
        if self.kind == "land" and self.turn:
            raise ValueError("names of lands stand level: leave out turn")
        return self


class Men(Settings):
    """How strengths are drawn: a circle of ``of_em`` men has a radius of 1 em.

    ``units`` are the units of forces.csv that count men; ``samples`` are the circles
    that the key shows.
    """

    of_em: Annotated[float, Field(gt=0)]
    units: Annotated[tuple[str, ...], Field(min_length=1)]
    samples: tuple[float, ...] = ()

    def radius_em(self, men: float) -> float:
        """Return the radius of the circle for a strength."""
        return (men / self.of_em) ** 0.5


class ForceMark(Settings):
    """A body of troops of forces.csv.

    One without ``at`` stands in the key: nobody says where it was. One that may
    be counted in another, too, is an ``overlap``.
    """

    key: str
    at: Position | None = None
    count: str = ""
    label: str
    prefer: Side | None = None
    from_em: float = 0.0
    overlap: bool = False


class Incident(Settings):
    """What happened at a place: a sign, when, and a few words.

    It stands with the name of its ``place`` where the map shows that, else ``at`` a
    position.
    """

    place: str = ""
    at: Position | None = None
    when: str = ""
    label: str = ""
    sign: Mark | None = None
    prefer: Side | None = None
    from_em: float = 0.0

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Self:
        if bool(self.place) == (self.at is not None):
            raise ValueError("give either place or at")
        return self


class Phase(Settings):
    """One picture of a map in phases: the phase of movements.csv, its title."""

    key: str
    title: str
    when: str
    places: tuple[str, ...] = ()


class Columns(Settings):
    """Heads of the data table behind the map, and its two words for a basis."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    when: str
    unit: str
    side: str
    origin: str = Field(alias="from")
    to: str
    basis: str
    stated: str
    inferred: str


class MapSpec(Settings):
    """All settings of one map."""

    extent: Extent
    projection: Lambert
    window: Window
    names: Literal["name_en", "name_1920", "name_modern"] = "name_en"
    layers: Annotated[tuple[Layer, ...], Field(min_length=1)]
    arrows: tuple[Arrow, ...] = ()
    places: tuple[PlaceMark, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    forces: tuple[ForceMark, ...] = ()
    incidents: tuple[Incident, ...] = ()
    phases: tuple[Phase, ...] = ()
    men: Men | None = None
    squares: Squares | None = None
    areas: tuple[AreaName, ...] = ()
    key: tuple[Sign, ...] = ()
    key_corner: Corner = "NE"
    bars_corner: Corner = "SE"
    words: Mapping[str, str]
    columns: Columns

    def at_width(self, em: float, ends: Mapping[str, str]) -> Self:
        """Return the map as it is for a width in em: without what asks for more.

        Movements to a place that is left out are not dated; ``ends`` maps
        movements to the places where they end.
        """
        gone = {mark.key for mark in (*self.places, *self.assumed) if mark.from_em > em}
        arrows = tuple(
            undated(_named_from(arrow, em), gone, ends)
            for arrow in self.arrows
            if arrow.from_em <= em
        )
        return self.model_copy(
            update={
                "arrows": arrows,
                "places": tuple(m for m in self.places if m.from_em <= em),
                "assumed": tuple(m for m in self.assumed if m.from_em <= em),
                "forces": tuple(m for m in self.forces if m.from_em <= em),
                "incidents": tuple(m for m in self.incidents if m.from_em <= em),
                "areas": tuple(m for m in self.areas if m.from_em <= em),
            }
        )


def _named_from(arrow: Arrow, em: float) -> Arrow:
    """Return an arrow without its label where the map is too narrow for that."""
    return (
        arrow if arrow.label_from_em <= em else arrow.model_copy(update={"label": ""})
    )


def undated(arrow: Arrow, gone: set[str], ends: Mapping[str, str]) -> Arrow:
    """Return an arrow without dates for places that are gone."""
    legs = tuple(
        leg.model_copy(update={"when": "nowhere"})
        if leg.when == "place" and (leg.to or ends.get(leg.key)) in gone
        else leg
        for leg in arrow.legs
    )
    return arrow.model_copy(update={"legs": legs})


def complete(figure: Figure, edition: Edition) -> Figure:
    """Return a map with what it takes over from the map that it is ``like``.

    Those are base map, projection and words; its own words go before the other's.
    Raises: ContentError when it is like no map.
    """
    settings = dict(figure.settings)
    like = settings.pop("like", None)
    if like is None:
        return figure
    model = edition.figures.get(like)
    if model is None or model.group != figure.group or "like" in model.settings:
        hint = "name a map that is itself like no other"
        raise ContentError(Fault(f"like no map: {like!r}", figure.at, hint))
    shared = {name: model.settings[name] for name in SHARED if name in model.settings}
    words = {**shared.get("words", {}), **settings.get("words", {})}
    return replace(
        figure,
        settings={**shared, **settings, "words": words},
        files={**model.files, **figure.files},
    )


def read_spec(figure: Figure) -> MapSpec:
    """Return the settings of a map, checked.

    Raises: ContentError with every setting that cannot be used.
    """
    try:
        return MapSpec.model_validate(dict(figure.settings))
    except ValidationError as problem:
        faults = Faults()
        for error in problem.errors():
            path = ".".join(map(str, error["loc"]))
            faults.add(f"{path}: {error['msg']}", figure.at, "mend the setting")
        faults.raise_as(ContentError)
        raise AssertionError("unreachable") from problem
