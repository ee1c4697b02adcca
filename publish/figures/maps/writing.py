"""What is written on a map: names of places, dates of arrival, units, areas.

In:  the scene: places, courses, forces and area names, on the sheet.
Out: blocks for the label placement; then the placed labels, each with a halo in
     the colour of the ground that it covers.

Lengths are points; sizes follow the slot's base size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
import shapely.affinity
from shapely.geometry.base import BaseGeometry

from publish.domain import Edition
from publish.figures.canvas import Fill, Stroke
from publish.figures.maps.base import SEA_TINT, SHORE_TINT, Ground
from publish.figures.maps.furniture import Degree
from publish.figures.maps.labels import Block, Placed
from publish.figures.maps.movements import Course
from publish.figures.maps.paths import polygon_path
from publish.figures.maps.projection import View
from publish.figures.maps.sheet import Sheet
from publish.figures.maps.spec import AreaName, MapSpec
from publish.figures.maps.symbols import ASSUMED_EM, DOT_EM, FORCE_EM
from publish.figures.sizes import Sizes, Type

Line = tuple[float, float, str, Type]  # left edge, baseline, text, type

HALO_EM = 0.16
HALO_DETAIL = 0.12  # pt to which a halo's edge is simplified
CLEAR_EM = 0.34  # room between a symbol and its name
# How far the name of an area may move.
AREA_SHIFT_EM = {"water": 6.0, "land": 3.0, "river": 0.0}
AREA_STEP_EM = 0.5
AREA_AIR_EM = 0.3  # before and after it
WRAP_EM = 8.5  # width at which names of units are broken
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9)
# Who goes first where room is short.
RANK_OF = {1: 1, 2: 4, 3: 5}
RANK_OF_DATED = {1: 1, 2: 2, 3: 3}
FORCE_RANK = ARRIVAL_RANK = 3
COURSE_RANK = 4


@dataclass(frozen=True)
class Spot:
    """A place on the sheet: its symbol is drawn there."""

    key: str
    at: tuple[float, float]
    rank: int
    assumed: bool
    prefer: str | None


def spots(spec: MapSpec, edition: Edition, view: View) -> list[Spot]:
    """Return the places of a map that lie in its frame."""
    known = [
        (mark.key, (place.lon, place.lat), mark.rank, False, mark.prefer)
        for mark in spec.places
        if (place := edition.places[mark.key]).lon is not None
    ]
    known += [(one.key, one.at, one.rank, True, one.prefer) for one in spec.assumed]
    found = [Spot(key, view.point(*at), *rest) for key, at, *rest in known]
    frame = view.box.shape
    return [spot for spot in found if frame.contains(shapely.Point(spot.at))]


class Writer:
    """Makes the blocks of one map and sets them."""

    def __init__(
        self, sheet: Sheet, edition: Edition, spec: MapSpec, view: View, sizes: Sizes
    ) -> None:
        self._sheet, self._edition, self._spec = sheet, edition, spec
        self._view, self._sizes, self._em = view, sizes, sizes.base

    def blocks(self, shown: Sequence[Spot], courses: Sequence[Course]) -> list[Block]:
        """Return all labels that the placement has to find room for."""
        return [*self._places(shown, courses), *self._forces(), *self._courses(courses)]

    def _places(
        self, shown: Sequence[Spot], courses: Sequence[Course]
    ) -> Iterator[Block]:
        arrivals = sorted(
            (arrival for course in courses for arrival in course.arrivals),
            key=lambda arrival: arrival.day,
        )
        named = {spot.key for spot in shown}
        for spot in shown:
            place = self._edition.places[spot.key]
            name = getattr(place, self._spec.names) or place.name_en
            whens = dict.fromkeys(a.when for a in arrivals if a.place == spot.key)
            lines = [(name, self._name_type(spot))]
            lines += [(when, self._when_type) for when in whens]
            symbol = ASSUMED_EM if spot.assumed else DOT_EM[spot.rank]
            rank = (RANK_OF_DATED if whens else RANK_OF)[spot.rank]
            yield self._block(
                spot.key, lines, (spot.at,), symbol + CLEAR_EM, rank, spot.prefer
            )
        for arrival in arrivals:
            if arrival.place not in named:
                key = f"{arrival.place}, {arrival.when}"
                lines = [(arrival.when, self._when_type)]
                yield self._block(key, lines, (arrival.at,), 2 * CLEAR_EM, ARRIVAL_RANK)

    def _forces(self) -> Iterator[Block]:
        for force in self._spec.forces:
            at = self._view.point(*force.at)
            lines = self._wrapped(force.label)
            radius = FORCE_EM[0] / 2 + CLEAR_EM
            yield self._block(force.key, lines, (at,), radius, FORCE_RANK, force.prefer)

    def _courses(self, courses: Sequence[Course]) -> Iterator[Block]:
        frame = self._view.box.shape
        for course in courses:
            points = (course.way.at(part * course.way.length)[0] for part in ALONG)
            inside = tuple(
                (float(x), float(y))
                for x, y in points
                if frame.contains(shapely.Point(x, y))
            )
            if not (course.arrow.label and inside):
                continue
            lines = self._wrapped(course.arrow.label)
            lines += [(when, self._when_type) for when in course.dated]
            radius = course.shaft.end / 2 / self._em + 1.6 * CLEAR_EM
            block = self._block(
                course.arrow.label, lines, inside, radius, COURSE_RANK, leader=False
            )
            others = [other.area for other in courses if other is not course]
            near = shapely.buffer(shapely.union_all(others), CLEAR_EM * self._em)
            yield replace(block, shun=near)

    def _wrapped(self, text: str) -> list[tuple[str, Type]]:
        kind = self._sizes.aside
        return [
            (line, kind)
            for line in self._sheet.wrap_evenly(text, kind, WRAP_EM * self._em)
        ]

    def _block(
        self,
        key: str,
        lines: list[tuple[str, Type]],
        points: tuple[tuple[float, float], ...],
        radius_em: float,
        rank: int,
        prefer: str | None = None,
        *,
        leader: bool = True,
    ) -> Block:
        widths = tuple(self._sheet.width_of(text, kind) for text, kind in lines)
        radius = radius_em * self._em
        return Block(key, tuple(lines), widths, points, radius, rank, prefer, leader)

    def _name_type(self, spot: Spot) -> Type:
        size = self._em * {1: 1.35, 2: 1.08, 3: 1.0}[spot.rank]
        weight = 400 if spot.assumed or spot.rank == 3 else 600
        return Type("label", size, weight, spot.assumed)

    @property
    def _when_type(self) -> Type:
        return Type("display", self._em, 400)

    def write(
        self, placed: Sequence[Placed], degrees: Sequence[Degree], ground: Ground
    ) -> None:
        """Set labels and degrees: all leaders, then all halos, then all texts."""
        for one in placed:
            if one.leader:
                self._sheet.line(one.leader, Stroke(self._sizes.stroke, "text"))
        lines = [line for one in placed for line in _set_lines(one)]
        lines += [(d.left, d.baseline, d.text, d.kind) for d in degrees]
        self._halos(lines, ground)
        for x, baseline, text, kind in lines:
            self._sheet.text(x, baseline, text, kind)

    def _halos(self, lines: list[Line], ground: Ground) -> None:
        """Paint the ground again round all glyphs, in the colour that it has there."""
        glyphs = [
            self._sheet.outline((x, baseline), text, kind)
            for x, baseline, text, kind in lines
        ]
        around = shapely.buffer(glyphs, HALO_EM * self._em, quad_segs=2)
        halo = shapely.simplify(shapely.union_all(around), HALO_DETAIL)
        wet = shapely.intersection(halo, ground.water)
        for part, fill in (
            (shapely.difference(halo, ground.water), Fill("stock")),
            (shapely.difference(wet, ground.open_water), Fill("sea", SHORE_TINT)),
            (shapely.intersection(wet, ground.open_water), Fill("sea", SEA_TINT)),
        ):
            if part.area:
                self._sheet.shape(polygon_path(part), fill, None)

    def areas(
        self, kinds: Sequence[str], taken: Sequence[BaseGeometry], ground: Ground
    ) -> list[BaseGeometry]:
        """Set the names of some kinds of areas; return the rooms that they take.

        A name that would meet what is ``taken`` moves a little; one that finds no
        room is left out, as it names what the eye sees.
        """
        rooms: list[BaseGeometry] = []
        inner = self._view.box.inset(self._em / 2).shape
        coast = ground.water.boundary
        for area in self._spec.areas:
            if area.kind not in kinds:
                continue
            shut = [*taken, *rooms, *([coast] if area.kind == "water" else [])]
            for at in self._tried(area):
                room = self._area_room(area, at)
                met = any(map(room.intersects, shut))
                if inner.contains(room) and not met:
                    if area.kind == "land":
                        self._halos(self._letters(area, at), ground)
                    self._area(area, at)
                    rooms.append(room)
                    break
        return rooms

    def _tried(self, area: AreaName) -> Iterator[tuple[float, float]]:
        """Yield where an area's name may stand, best first."""
        for position in area.at:
            x, y = self._view.point(*position)
            for right, down in _shifts(AREA_SHIFT_EM[area.kind]):
                yield x + right * self._em, y + down * self._em

    def _letters(self, area: AreaName, at: tuple[float, float]) -> list[Line]:
        """Return the letters of a level name, each where it stands."""
        kind, text = self._area_kind(area), self._area_text(area)
        spacing = area.spacing * kind.size_pt
        whole = self._sheet.width_of(text, kind) + spacing * (len(text) - 1)
        baseline = at[1] + self._sheet.cap_height(kind) / 2
        return [
            (
                at[0] - whole / 2 + self._sheet.width_of(text[:n], kind) + spacing * n,
                baseline,
                letter,
                kind,
            )
            for n, letter in enumerate(text)
            if letter.strip()
        ]

    def _area_kind(self, area: AreaName) -> Type:
        size = max(self._sizes.slot.min_pt, self._em * area.size)
        return (
            Type("label", size)
            if area.kind == "land"
            else Type("text", size, 400, True)
        )

    def _area_text(self, area: AreaName) -> str:
        return area.text.upper() if area.kind == "land" else area.text

    def _area_room(self, area: AreaName, at: tuple[float, float]) -> BaseGeometry:
        kind, text = self._area_kind(area), self._area_text(area)
        width = self._sheet.width_of(text, kind)
        width += area.spacing * kind.size_pt * (len(text) - 1)
        half = 0.5 * kind.size_pt
        air = AREA_AIR_EM * self._em
        room = shapely.box(
            at[0] - width / 2 - air, at[1] - half, at[0] + width / 2 + air, at[1] + half
        )
        return shapely.affinity.rotate(room, -area.turn, origin="center")

    def _area(self, area: AreaName, at: tuple[float, float]) -> None:
        kind = self._area_kind(area)
        ink, tint = ("quiet", 100) if area.kind == "land" else ("text", 80)
        self._sheet.name(
            at,
            self._area_text(area),
            kind,
            ink=ink,
            tint=tint,
            spacing=area.spacing * kind.size_pt,
            turn=area.turn,
        )


def _shifts(most: float) -> list[tuple[float, float]]:
    """Return shifts in em up to a distance, the smallest first."""
    steps = np.arange(-most, most + 0.1, AREA_STEP_EM)
    found = [
        (float(x), float(y)) for x in steps for y in steps if x * x + y * y <= most**2
    ]
    return sorted(found, key=lambda shift: (round(np.hypot(*shift), 6), shift))


def _set_lines(placed: Placed) -> Iterator[Line]:
    """Yield each line of a placed label: left edge, baseline, text, type."""
    block, room = placed.block, placed.block.width
    for (text, kind), width, down in zip(
        block.lines, block.widths, block.baselines, strict=True
    ):
        indent = {"start": 0.0, "end": room - width, "middle": (room - width) / 2}
        yield placed.left + indent[placed.anchor], placed.top + down, text, kind
