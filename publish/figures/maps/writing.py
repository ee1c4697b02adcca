"""What is written on a map: names of places, dates of arrival, units, areas.

In:  the scene: places, courses, forces and area names, on the sheet.
Out: blocks for the label placement; then the placed labels, each with a halo in
     the colour of the ground that it covers.

Lengths are points; sizes follow the slot's base size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import shapely

from publish.domain import Edition
from publish.figures.canvas import Fill, Stroke
from publish.figures.maps.areas import AreaText
from publish.figures.maps.base import SEA_TINT, SHORE_TINT, Ground
from publish.figures.maps.forces import Body
from publish.figures.maps.graticule import Degree
from publish.figures.maps.incidents import RADIUS_EM
from publish.figures.maps.labels import Block, Placed
from publish.figures.maps.movements import Course
from publish.figures.maps.paths import polygon_path
from publish.figures.maps.projection import View
from publish.figures.maps.sheet import Sheet
from publish.figures.maps.spec import Incident, MapSpec, Side
from publish.figures.maps.symbols import ASSUMED_EM, DOT_EM
from publish.figures.sizes import Sizes, Type

Line = tuple[float, float, str, Type]  # left edge, baseline, text, type

HALO_EM = 0.16
HALO_DETAIL = 0.12  # pt to which a halo's edge is simplified
CLEAR_EM = 0.34  # room between a symbol and its name
WRAP_EM = 8.5  # width at which names of units are broken
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9)
# Who goes first where room is short.
RANK_OF = {1: 1, 2: 4, 3: 5}
RANK_OF_DATED = {1: 1, 2: 2, 3: 3}
FORCE_RANK = 2
ARRIVAL_RANK = INCIDENT_RANK = 3
COURSE_RANK = 4


@dataclass(frozen=True)
class Spot:
    """A place on the sheet: its symbol is drawn there."""

    key: str
    at: tuple[float, float]
    rank: int
    assumed: bool
    prefer: Side | None


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
        self,
        sheet: Sheet,
        edition: Edition,
        spec: MapSpec,
        view: View,
        sizes: Sizes,
        marks: Sizes,
    ) -> None:
        self._sheet, self._edition, self._spec = sheet, edition, spec
        self._view, self._sizes, self._em = view, sizes, sizes.base
        self._marks = marks

    def blocks(
        self,
        shown: Sequence[Spot],
        courses: Sequence[Course],
        troops: Sequence[Body],
    ) -> list[Block]:
        """Return all labels that the placement has to find room for."""
        return [
            *self._places(shown, courses),
            *self._forces(troops),
            *self._courses(courses),
            *self._incidents(),
        ]

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
            told = [one for one in self._spec.incidents if one.place == spot.key]
            lines = [(name, self._name_type(spot))]
            lines += [(when, self._when_type) for when in whens]
            lines += [line for one in told for line in self._told(one)]
            symbol = ASSUMED_EM if spot.assumed else DOT_EM[spot.rank]
            if any(one.sign for one in told):
                symbol = max(symbol, RADIUS_EM)
            rank = (RANK_OF_DATED if whens or told else RANK_OF)[spot.rank]
            yield self._block(
                spot.key, lines, (spot.at,), symbol + CLEAR_EM, rank, spot.prefer
            )
        for arrival in arrivals:
            if arrival.place not in named:
                key = f"{arrival.place}, {arrival.when}"
                lines = [(arrival.when, self._when_type)]
                yield self._block(key, lines, (arrival.at,), 2 * CLEAR_EM, ARRIVAL_RANK)

    def _told(self, incident: Incident) -> list[tuple[str, Type]]:
        """Return the lines of an incident: when, in the face of hours, then what."""
        when = [(incident.when, self._when_type)] if incident.when else []
        return [*when, *self._wrapped(incident.label)]

    def _incidents(self) -> Iterator[Block]:
        """Yield the incidents that stand on their own."""
        frame = self._view.box.shape
        for one in self._spec.incidents:
            if one.at is None:
                continue
            at = self._view.point(*one.at)
            if lines := self._told(one) if frame.contains(shapely.Point(at)) else []:
                radius = (RADIUS_EM if one.sign else 0.0) + CLEAR_EM
                yield self._block(
                    _key(one), lines, (at,), radius, INCIDENT_RANK, one.prefer
                )

    def _forces(self, troops: Sequence[Body]) -> Iterator[Block]:
        for body in troops:
            mark = body.mark
            lines = [(mark.count, self._when_type)] if mark.count else []
            lines += self._wrapped(mark.label)
            radius = body.reach_em(self._marks) * self._marks.base / self._em + CLEAR_EM
            yield self._block(
                mark.key, lines, (body.at,), radius, FORCE_RANK, mark.prefer
            )

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
        if not text:
            return []
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

    def area_halo(self, text: AreaText, ground: Ground) -> None:
        """Paint the ground round the letters of a level name of a land."""
        name, at, _ = text.letters[0]
        width = self._sheet.width_of
        whole = width(name, text.kind) + text.spacing * (len(name) - 1)
        baseline = at[1] + self._sheet.cap_height(text.kind) / 2
        left = at[0] - whole / 2
        letters = [
            (left + width(name[:n], text.kind) + text.spacing * n, letter)
            for n, letter in enumerate(name)
            if letter.strip()
        ]
        self._halos([(x, baseline, letter, text.kind) for x, letter in letters], ground)

    def _halos(self, lines: list[Line], ground: Ground) -> None:
        """Paint the ground again round all glyphs, in the colour that it has there."""
        glyphs = [
            letter
            for x, baseline, text, kind in lines
            for letter in self._sheet.letters((x, baseline), text, kind)
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


def _key(incident: Incident) -> str:
    """Return the name by which an incident without room is reported."""
    return " ".join(part for part in (incident.when, incident.label) if part)


def _set_lines(placed: Placed) -> Iterator[Line]:
    """Yield each line of a placed label: left edge, baseline, text, type."""
    block, room = placed.block, placed.block.width
    for (text, kind), width, down in zip(
        block.lines, block.widths, block.baselines, strict=True
    ):
        indent = {"start": 0.0, "end": room - width, "middle": (room - width) / 2}
        yield placed.left + indent[placed.anchor], placed.top + down, text, kind
