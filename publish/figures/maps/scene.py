"""Settle a map before it is drawn: frame, view, geometry, key.

In:  a ``Figure`` of group map, the edition, slot, form, theme.
Out: a ``Scene``: all that ``draw`` needs, on a sheet that holds title and notes.

Lengths are points from the top left corner.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from publish.domain import Edition, Figure
from publish.errors import ContentError, Fault, Faults
from publish.figures.artwork import Slot
from publish.figures.frame import Area, draw_frame, require
from publish.figures.maps import base, furniture, lines, movements
from publish.figures.maps.legend import Key, KeyMaker
from publish.figures.maps.projection import Box, View, extent_metres, fit
from publish.figures.maps.sheet import Sheet
from publish.figures.maps.spec import KIND, MapSpec, read_spec
from publish.figures.maps.writing import Spot, spots
from publish.figures.sizes import Sizes
from publish.inks import Form
from publish.theme import Theme

COLUMN_EM = 16.0  # largest width of a key beside the map
COLUMN_GAP_EM = 1.6
NARROWER = 0.98  # step by which a frame is made narrower
LEAST_MAP_EM = 20.0  # a smaller map cannot be read
FULL_MAP_EM = 38.0  # height from which a map bears arrows of full size
LEAST_MARKS = 0.7  # of the full size of arrows and symbols
KEY_SHARE = 0.33  # of the map's width, for a key within it
KEY_MARGIN_EM = 0.8
BAR_SHARE = 0.24  # of the map's width, for a scale bar


@dataclass(frozen=True)
class Scene:
    """All that is settled before the first line of the map is drawn."""

    figure: Figure
    spec: MapSpec
    sheet: Sheet
    sizes: Sizes
    marks: Sizes  # of arrows and symbols
    view: View
    ground: base.Ground
    rails: dict[str, np.ndarray]
    courses: list[movements.Course]
    spots: list[Spot]
    keys: KeyMaker
    key: Key
    key_box: Box
    bars: tuple[furniture.Bar, ...]
    bars_box: Box

    @property
    def furniture(self) -> list[BaseGeometry]:
        """The rooms that key and bars take from the map, with some air."""
        air = KEY_MARGIN_EM * self.sizes.base / 2
        return [box.inset(-air).shape for box in (self.key_box, self.bars_box)]


def lay_out(
    figure: Figure, edition: Edition, slot: Slot, form: Form, theme: Theme
) -> Scene:
    """Settle frame, view, geometry and key; the sheet holds title and notes only.

    Raises: as ``draw_map``.
    """
    if figure.kind != KIND:
        message = f"unknown kind of map {figure.kind!r}"
        raise ContentError(Fault(message, figure.at, f"use {KIND!r}"))
    spec, sizes = read_spec(figure), Sizes(slot, theme.figure)
    _check_keys(spec, edition, figure)
    sheet = Sheet(figure.key, slot, theme)
    area = draw_frame(sheet, figure, edition, sizes)
    features = base.read_features(spec.layers, figure.files, figure.at)
    keys = KeyMaker(sheet, figure, edition, sizes, form, spec.words)
    beside = keys.lay_out(spec, COLUMN_EM * sizes.base)
    box, column = _share(area, beside.width, spec, sizes)
    least = LEAST_MAP_EM * sizes.base - min(box.width, box.height)
    require(least <= 0, figure, sizes, least)
    view = _covered(fit(spec.extent, spec.projection, box), features, spec, figure)
    rails, faults = lines.railways(features), Faults()
    marks = _marks(view, slot, theme)
    courses = movements.Courses(
        spec, edition, view, marks, rails, figure.at, faults
    ).lay_out()
    faults.raise_as(ContentError)
    key = beside if column else keys.lay_out(spec, KEY_SHARE * box.width)
    most = BAR_SHARE * view.box.width
    bars = furniture.scale_bars(view, most, keys.word("km"), keys.word("versts"))
    if column:
        column = replace(column, left=view.box.right + COLUMN_GAP_EM * sizes.base)
    corners = _Corners(view.box, column, KEY_MARGIN_EM * sizes.base)
    return Scene(
        figure,
        spec,
        sheet,
        sizes,
        marks,
        view,
        base.lay_out(features, view, sizes),
        rails,
        courses,
        spots(spec, edition, view),
        keys,
        key,
        corners.key(key, spec.key_corner),
        bars,
        corners.bars(furniture.bars_size(sheet, bars, sizes), key, spec.bars_corner),
    )


def _marks(view: View, slot: Slot, theme: Theme) -> Sizes:
    """Return the sizes of arrows and symbols: smaller where the map is small."""
    full = FULL_MAP_EM * slot.base_pt
    share = min(1.0, max(LEAST_MARKS, view.box.height / full))
    smaller = replace(slot, base_pt=slot.base_pt * share, min_pt=0.0)
    return Sizes(smaller, theme.figure)


def _check_keys(spec: MapSpec, edition: Edition, figure: Figure) -> None:
    faults = Faults()
    for mark in (*spec.places, *spec.assumed):
        if mark.key not in edition.places:
            faults.add(f"unknown place {mark.key!r}", figure.at, "add it to places.csv")
    for force in spec.forces:
        if force.key not in edition.forces:
            faults.add(
                f"unknown force {force.key!r}", figure.at, "add it to forces.csv"
            )
    faults.raise_as(ContentError)


def _share(
    area: Area, key: float, spec: MapSpec, sizes: Sizes
) -> tuple[Box, Box | None]:
    """Return the map's box, and a column for the key where the slot is wide enough."""
    west, south, east, north = extent_metres(spec.extent, spec.projection)
    natural = area.height * (east - west) / (north - south)
    gap = COLUMN_GAP_EM * sizes.base
    if area.width - natural < key + gap:
        return Box(area.x, area.y, area.width, area.height), None
    left = area.right - key
    return (
        Box(area.x, area.y, left - gap - area.x, area.height),
        Box(left, area.y, key, area.height),
    )


def _covered(
    view: View, features: Sequence[base.Feature], spec: MapSpec, figure: Figure
) -> View:
    """Return the view, made narrower where the base map does not reach as far.

    Raises: ContentError when the layers do not hold the map's own extent.
    """
    land = [one.shape for one in features if one.kind == "land"]
    if not land:
        return view
    held = shapely.box(*shapely.total_bounds(land))
    west, _, east, _ = extent_metres(spec.extent, spec.projection)
    needed = (east - west) * view.scale
    box = view.box
    while not _shows_only(view, held):
        if box.width <= needed:
            message = "the layers do not hold all that the frame shows"
            hint = "narrow [extent], or clip the layers wider"
            raise ContentError(Fault(message, figure.at, hint))
        box = replace(box, width=max(needed, box.width * NARROWER))
        view = fit(spec.extent, spec.projection, box)
    return view


def _shows_only(view: View, held: BaseGeometry) -> bool:
    edge = shapely.segmentize(view.box.shape.exterior, view.box.width / 8)
    return bool(held.contains(shapely.transform(edge, view.degrees)))


@dataclass(frozen=True)
class _Corners:
    """Where key and scale bars stand: in the map, or in the column beside it."""

    box: Box
    column: Box | None
    margin: float

    def key(self, key: Key, corner: str) -> Box:
        """Return the room of the key."""
        if self.column:
            return Box(self.column.left, self.column.top, key.width, key.height)
        return self._in_map(key.width, key.height, corner)

    def bars(self, size: tuple[float, float], key: Key, corner: str) -> Box:
        """Return the room of the scale bars."""
        if self.column:
            top = self.column.bottom - size[1]
            return Box(self.column.left, top, *size)
        return self._in_map(*size, corner)

    def _in_map(self, width: float, height: float, corner: str) -> Box:
        box, margin = self.box, self.margin
        left = box.right - margin - width if "E" in corner else box.left + margin
        top = box.top + margin if "N" in corner else box.bottom - margin - height
        return Box(left, top, width, height)
