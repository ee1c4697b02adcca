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
from publish.figures.canvas import Point
from publish.figures.frame import Area, draw_frame, require
from publish.figures.maps.base import Feature, Ground, lay_out_ground, read_features
from publish.figures.maps.forces import Body, bodies
from publish.figures.maps.furniture import NORTH_EM, Bar, bars_size, scale_bars
from publish.figures.maps.legend import Key, KeyMaker
from publish.figures.maps.lines import railways
from publish.figures.maps.movements import Course, Courses
from publish.figures.maps.projection import Box, View, extent_metres, fit
from publish.figures.maps.sheet import Sheet
from publish.figures.maps.spec import (
    CAMPAIGN,
    PHASES,
    MapSpec,
    Mark,
    complete,
    read_spec,
)
from publish.figures.maps.writing import Spot, spots
from publish.figures.sizes import Sizes
from publish.inks import Form
from publish.theme import Theme
from publish.units import pt

COLUMN_EM = 12.5  # largest width of a key beside the map
COLUMN_GAP_EM = 1.6
NARROWER = 0.98  # step by which a frame is made narrower
LEAST_MAP_EM = 20.0  # a smaller map cannot be read
FULL_MAP_EM = 38.0  # height from which a map bears arrows of full size
LEAST_MARKS = 0.7  # of the full size of arrows and symbols
KEY_SHARE = 0.33  # of the map's width, for a key within it
KEY_MARGIN_EM = 0.8
FOLD_MM = 8.0  # on both sides of a fold nothing is written: bound pages swallow it
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
    ground: Ground
    rails: dict[str, np.ndarray]
    courses: list[Course]
    spots: list[Spot]
    troops: list[Body]
    signs: list[tuple[Mark, Point]]
    keys: KeyMaker
    key: Key
    key_box: Box
    bars: tuple[Bar, ...]
    bars_box: Box

    @property
    def north_box(self) -> Box | None:
        """The room of the arrow to the north, on maps that are turned."""
        if not self.view.lambert.turn:
            return None
        bars, side = self.bars_box, NORTH_EM * self.sizes.base
        left = bars.left - side if "E" in self.spec.bars_corner else bars.right
        return Box(left, bars.bottom - side, side, side)

    @property
    def fold(self) -> list[BaseGeometry]:
        """The room along the fold of a spread, where the slot has one."""
        slot = self.sizes.slot
        if not slot.folded:
            return []
        middle, half, box = pt(slot.width_mm) / 2, pt(FOLD_MM), self.view.box
        return [shapely.box(middle - half, box.top, middle + half, box.bottom)]

    @property
    def furniture(self) -> list[BaseGeometry]:
        """The rooms that key and bars take from the map, with some air."""
        air = KEY_MARGIN_EM * self.sizes.base / 2
        boxes = [self.key_box, self.bars_box, *filter(None, [self.north_box])]
        return [box.inset(-air).shape for box in boxes]

    @property
    def covers_its_subject(self) -> bool:
        """Whether key or bars stand on an arrow or a place."""
        subject = [course.area for course in self.courses]
        subject += [shapely.Point(spot.at) for spot in self.spots]
        subject += [shapely.Point(at) for _, at in self.signs]
        subject += [body.shape(self.marks) for body in self.troops]
        rooms = shapely.union_all([self.key_box.shape, self.bars_box.shape])
        return bool(shapely.intersects(rooms, subject).any())


@dataclass(frozen=True)
class _Plan:
    """What a scene is made from, however key and map share the room."""

    figure: Figure
    edition: Edition
    spec: MapSpec
    slot: Slot
    sizes: Sizes
    sheet: Sheet
    area: Area
    features: list[Feature]
    keys: KeyMaker

    @property
    def is_wide(self) -> bool:
        """Whether a key fits beside the map without making it smaller."""
        west, south, east, north = extent_metres(self.spec.extent, self.spec.projection)
        natural = self.area.height * (east - west) / (north - south)
        return self.area.width - natural >= self.beside.width + self.gap

    @property
    def beside(self) -> Key:
        """The key as it stands beside the map."""
        return self.keys.lay_out(self.spec, COLUMN_EM * self.sizes.base)

    @property
    def gap(self) -> float:
        """The room between map and key."""
        return COLUMN_GAP_EM * self.sizes.base


def lay_out(
    figure: Figure, edition: Edition, slot: Slot, form: Form, theme: Theme
) -> Scene:
    """Settle frame, view, geometry and key; the sheet holds title and notes only.

    The key stands beside the map where the slot is wide, or where within the map it
    would cover an arrow or a place; else in its corner.

    Raises: as ``draw_map``.
    """
    figure, spec = read_map(figure, edition)
    sizes = Sizes(slot, theme.figure)
    sheet = Sheet(figure.key, slot, theme)
    area = draw_frame(sheet, figure, edition, sizes)
    features = read_features(spec.layers, figure.files, figure.at)
    keys = KeyMaker(sheet, figure, edition, sizes, form, spec.words)
    plan = _Plan(figure, edition, spec, slot, sizes, sheet, area, features, keys)
    scene = _settle(plan, beside=plan.is_wide)
    if scene.covers_its_subject and not plan.is_wide:
        scene = _settle(plan, beside=True)
    return scene


def read_map(figure: Figure, edition: Edition) -> tuple[Figure, MapSpec]:
    """Return a map with all its sources, and its settings, checked.

    Raises: ContentError for a kind, setting or key that cannot be used.
    """
    if figure.kind not in (CAMPAIGN, PHASES):
        message = f"unknown kind of map {figure.kind!r}"
        hint = f"use {CAMPAIGN!r} or {PHASES!r}"
        raise ContentError(Fault(message, figure.at, hint))
    figure = complete(figure, edition)
    spec = read_spec(figure)
    _check_keys(spec, edition, figure)
    return _sourced(figure, spec, edition), spec


def _sourced(figure: Figure, spec: MapSpec, edition: Edition) -> Figure:
    """Return the figure with the references of the movements and troops on it."""
    moves = [leg.key for arrow in spec.arrows for leg in arrow.legs]
    rows = [edition.movements[key] for key in moves if key in edition.movements]
    rows += [edition.forces[mark.key] for mark in spec.forces]
    refs = [*figure.refs, *(ref for row in rows for ref in row.refs)]
    return replace(figure, refs=tuple(dict.fromkeys(refs)))


def _settle(plan: _Plan, *, beside: bool) -> Scene:
    """Return the scene with the key beside the map or within it."""
    sizes, sheet = plan.sizes, plan.sheet
    view = _view(plan, beside=beside)
    ends = {key: move.to_key for key, move in plan.edition.movements.items()}
    spec = plan.spec.at_width(view.box.width / sizes.base, ends)
    rails, faults = railways(plan.features), Faults()
    marks = _marks(view, plan.slot, sheet.theme)
    courses = Courses(
        spec, plan.edition, view, marks, rails, plan.figure.at, faults
    ).lay_out()
    faults.raise_as(ContentError)
    shown = spots(spec, plan.edition, view)
    room = COLUMN_EM * sizes.base
    if not beside:
        room = min(room, KEY_SHARE * view.box.width)
    key = plan.keys.lay_out(spec, room)
    km, versts = (plan.keys.word(unit) for unit in ("km", "versts"))
    bars = scale_bars(view, BAR_SHARE * view.box.width, km, versts)
    column = Box(view.box.right + plan.gap, view.box.top, key.width, view.box.height)
    corners = _Corners(view.box, column if beside else None, KEY_MARGIN_EM * sizes.base)
    return Scene(
        figure=plan.figure,
        spec=spec,
        sheet=sheet,
        sizes=sizes,
        marks=marks,
        view=view,
        ground=lay_out_ground(plan.features, view, sizes),
        rails=rails,
        courses=courses,
        spots=shown,
        troops=list(bodies(spec, plan.edition, view, marks)),
        signs=_signs(spec, shown, view),
        keys=plan.keys,
        key=key,
        key_box=corners.key(key, spec.key_corner),
        bars=bars,
        bars_box=corners.bars(bars_size(sheet, bars, sizes), spec.bars_corner),
    )


def _view(plan: _Plan, *, beside: bool) -> View:
    """Return the view of the room that the key leaves.

    Raises: LayoutError when the map would be too small to read.
    """
    area, taken = plan.area, plan.beside.width + plan.gap if beside else 0.0
    box = Box(area.x, area.y, area.width - taken, area.height)
    lacking = LEAST_MAP_EM * plan.sizes.base - min(box.width, box.height)
    require(lacking <= 0, plan.figure, plan.sizes, lacking)
    view = fit(plan.spec.extent, plan.spec.projection, box)
    return _covered(view, plan.features, plan.spec, plan.figure)


def _marks(view: View, slot: Slot, theme: Theme) -> Sizes:
    """Return the sizes of arrows and symbols: smaller where the map is small."""
    full = FULL_MAP_EM * slot.base_pt
    share = min(1.0, max(LEAST_MARKS, view.box.height / full))
    smaller = replace(slot, base_pt=slot.base_pt * share, min_pt=0.0)
    return Sizes(smaller, theme.figure)


def _signs(
    spec: MapSpec, shown: Sequence[Spot], view: View
) -> list[tuple[Mark, Point]]:
    """Return the signs of what happened and where they stand."""
    places = {spot.key: spot.at for spot in shown}
    found = []
    for one in spec.incidents:
        at = view.point(*one.at) if one.at else places.get(one.place)
        if one.sign and at and view.box.shape.contains(shapely.Point(at)):
            found.append((one.sign, at))
    return found


def _check_keys(spec: MapSpec, edition: Edition, figure: Figure) -> None:
    faults = Faults()
    marked = {mark.key for mark in (*spec.places, *spec.assumed)}
    for key in sorted(marked):
        if key not in edition.places:
            faults.add(f"unknown place {key!r}", figure.at, "add it to places.csv")
    for one in spec.incidents:
        if one.place and one.place not in marked:
            hint = "list it in [[places]], or give the incident at"
            faults.add(f"the map shows no place {one.place!r}", figure.at, hint)
    for force in spec.forces:
        if force.key not in edition.forces:
            faults.add(
                f"unknown force {force.key!r}", figure.at, "add it to forces.csv"
            )
    faults.raise_as(ContentError)


def _covered(
    view: View, features: Sequence[Feature], spec: MapSpec, figure: Figure
) -> View:
    """Return the view, made smaller where the base map does not reach as far.

    Raises: ContentError when the layers do not hold the map's own extent.
    """
    land = [one.shape for one in features if one.kind == "land"]
    if not land:
        return view
    held = shapely.box(*shapely.total_bounds(land))
    west, south, east, north = extent_metres(spec.extent, spec.projection)
    least = (east - west) * view.scale, (north - south) * view.scale
    while not _shows_only(view, held):
        box = view.box
        if box.width <= least[0] and box.height <= least[1]:
            message = "the layers do not hold all that the frame shows"
            hint = "narrow [extent], or clip the layers wider"
            raise ContentError(Fault(message, figure.at, hint))
        width = min(box.width, max(least[0], box.width * NARROWER))
        height = min(box.height, max(least[1], box.height * NARROWER))
        view = fit(
            spec.extent, spec.projection, replace(box, width=width, height=height)
        )
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

    def bars(self, size: tuple[float, float], corner: str) -> Box:
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
