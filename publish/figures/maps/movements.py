"""Movements: the legs of each arrow, from the table to the sheet.

In:  the arrows of a map, the movements and places of the edition, the railways.
Out: one ``Course`` an arrow: its polygons, the dated arrivals, the rows behind it.

Known starts are drawn as unbroken shafts, starts that are only inferred dashed.
Lengths are points unless named em.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import shapely
import shapely.ops
from shapely.geometry.base import BaseGeometry

from publish.content.records import CLOCK, Movement
from publish.domain import Edition
from publish.errors import Faults
from publish.figures.canvas import Canvas, Fill, Stroke
from publish.figures.maps.arrows import (
    Shaft,
    Way,
    dashes,
    dots,
    head,
    hollow,
    make_way,
    ribbon,
    smooth,
)
from publish.figures.maps.paths import polygon_path
from publish.figures.maps.projection import Box, View
from publish.figures.maps.spec import Arrow, Leg, MapSpec, Position
from publish.figures.sizes import Sizes
from publish.inks import Form
from publish.source import Source

# Widths in em of the slot's base size, at the start and at the head.
SHAFTS: Mapping[str, tuple[float, float]] = {
    "train": (0.42, 0.46),
    "cavalry": (0.16, 0.46),
    "infantry": (0.18, 0.30),
    "ship": (0.26, 0.34),
    "staff": (0.12, 0.2),
}
SHORT_DAY = "short-day"  # the pattern of words.toml for dates on maps
INFERRED_EM = (0.85, 0.42)  # dash and gap of inferred starts
CLEAR_EM = 0.5  # room between an arrow's ends and the middle of a place
STEP_EM = 0.12
CALM_EM = 0.7  # bends of a railway are rounded over this length on both sides
LEAST_SHAFT = 0.6  # of a head's length: a shorter arrow keeps its head alone


@dataclass(frozen=True)
class Arrival:
    """Where a leg ends, and when."""

    place: str
    when: str
    day: date
    at: tuple[float, float]


@dataclass(frozen=True)
class Course:
    """One arrow on the sheet."""

    arrow: Arrow
    side: str
    way: Way
    shaft: Shaft
    bodies: tuple[BaseGeometry, ...]
    head: BaseGeometry
    arrivals: tuple[Arrival, ...]
    dated: tuple[str, ...]

    @cached_property
    def area(self) -> BaseGeometry:
        """All that the arrow covers."""
        return shapely.union_all([*self.bodies, self.head])

    @cached_property
    def inked(self) -> BaseGeometry:
        """What is printed of it: the heads of ships are hollow."""
        tip = hollow(self.head, self.shaft) if self.arrow.mode == "ship" else self.head
        return shapely.union_all([*self.bodies, tip])


class Courses:
    """Lays out the arrows of one map; what cannot be drawn is noted as a fault."""

    def __init__(
        self,
        spec: MapSpec,
        edition: Edition,
        view: View,
        sizes: Sizes,
        railways: Mapping[str, np.ndarray],
        at: Source,
        faults: Faults,
    ) -> None:
        self._spec, self._edition, self._view = spec, edition, view
        self._em, self._railways, self._at, self._faults = (
            sizes.base,
            railways,
            at,
            faults,
        )
        self._assumed = {one.key: one.at for one in spec.assumed}

    def position(self, key: str) -> Position | None:
        """Return where a place lies: as known, or as the map assumes it."""
        if key in self._assumed:
            return self._assumed[key]
        place = self._edition.places.get(key)
        if place is None or place.lat is None or place.lon is None:
            hint = "give it a position, list it in [[assumed]], or pass it by with via"
            self._faults.add(f"place {key!r} has no position", self._at, hint)
            return None
        return place.lon, place.lat

    def lay_out(self) -> list[Course]:
        """Return the arrows in their order of drawing."""
        if SHORT_DAY not in self._edition.words.dates:
            self._faults.add(
                f"there is no pattern {SHORT_DAY!r} for dates on maps",
                self._edition.words.at,
                f'add {SHORT_DAY} = "d MMM" to [dates]',
            )
            return []
        return [
            course for arrow in self._spec.arrows if (course := self._course(arrow))
        ]

    def _course(self, arrow: Arrow) -> Course | None:
        moves = [self._movement(leg) for leg in arrow.legs]
        parts = self._parts(arrow, moves)
        if parts is None:
            return None
        start, end = (width * self._em for width in SHAFTS[arrow.mode])
        shaft = Shaft(start, end)
        way, stops = self._way(arrow, parts)
        reach = [max(0.0, min(stop, way.length)) for stop in stops]
        begin, finish = CLEAR_EM * self._em, way.length - CLEAR_EM * self._em
        cut = self._trimmed(way, begin, finish)
        tip = head(cut, shaft)
        bodies = self._bodies(cut, shaft, [r - begin for r in reach], arrow.mode, moves)
        arrivals = tuple(
            Arrival(
                leg.to or move.to_key,
                say_when(self._edition, leg, move),
                move.end,
                tuple(way.at(stop)[0]),
            )
            for leg, move, stop in zip(arrow.legs, moves, reach[1:], strict=True)
            if leg.when == "place"
        )
        dated = [
            say_when(self._edition, leg, move)
            for leg, move in zip(arrow.legs, moves, strict=True)
            if leg.when == "label"
        ]
        return Course(
            arrow, moves[0].side, cut, shaft, bodies, tip, arrivals, tuple(dated)
        )

    def _movement(self, leg: Leg) -> Movement | None:
        move = self._edition.movements.get(leg.key)
        if move is None:
            self._faults.add(
                f"unknown movement {leg.key!r}", self._at, "add it to movements.csv"
            )
        elif move.end < self._spec.window.start or move.start > self._spec.window.end:
            self._faults.add(
                f"movement {leg.key!r} lies outside the map's window",
                self._at,
                "take it out, or widen [window]",
            )
        elif move.undrawn:
            hint = "take it out, or empty its cell 'undrawn' in movements.csv"
            self._faults.add(
                f"movement {leg.key!r} is said to stand on no map", self._at, hint
            )
        return move

    def _parts(
        self, arrow: Arrow, moves: list[Movement | None]
    ) -> list[list[Position]] | None:
        """Return the points of each leg in degrees, or None where one is unknown."""
        parts: list[list[Position]] = []
        for leg, move in zip(arrow.legs, moves, strict=True):
            if move is None:
                return None
            start = [] if leg.origin == "-" else [leg.origin or move.from_key]
            known = [self.position(key) for key in (*start, leg.to or move.to_key)]
            if None in known:
                return None
            parts.append([*known[: len(start)], *leg.via, known[-1]])
        if arrow.along and arrow.along not in self._railways:
            self._faults.add(
                f"no railway {arrow.along!r} in the layers", self._at, "mend 'along'"
            )
            return None
        return parts

    def _way(
        self, arrow: Arrow, parts: list[list[Position]]
    ) -> tuple[Way, list[float]]:
        """Return the way of an arrow and the lengths at which its legs end."""
        step, calm = STEP_EM * self._em, round(CALM_EM / STEP_EM)
        sheet = [self._view.points(np.array(part)) for part in parts]
        if arrow.along:
            pieces = [self._by_rail(part, arrow.along) for part in sheet]
            points, meets = pieces[0], [0, len(pieces[0]) - 1]
            for piece in pieces[1:]:
                points = np.vstack([points, piece[1:]])
                meets.append(len(points) - 1)
        else:
            knots, ends = sheet[0], [0, len(sheet[0]) - 1]
            for part in sheet[1:]:
                fresh = part[1:] if np.allclose(part[0], knots[-1]) else part
                knots = np.vstack([knots, fresh])
                ends.append(len(knots) - 1)
            points, at = smooth(knots)
            meets = [at[end] for end in ends]
        reach = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
        way = make_way(points, step, calm)
        stops = [float(reach[meet]) for meet in meets]
        if arrow.offset:
            longer = way.shifted(arrow.offset * self._em)
            stops = [stop * longer.length / way.length for stop in stops]
            way = longer
        return way, stops

    def _by_rail(self, part: np.ndarray, railway: str) -> np.ndarray:
        """Return the railway between the first and the last point of a leg."""
        line = shapely.LineString(self._view.points(self._railways[railway]))
        begin, end = (
            shapely.line_locate_point(line, shapely.Point(p)) for p in part[[0, -1]]
        )
        piece = shapely.ops.substring(line, begin, end)
        points = shapely.get_coordinates(piece)
        return points if len(points) > 1 else np.vstack([points, points])

    def _trimmed(self, way: Way, begin: float, end: float) -> Way:
        """Return a way without its ends, so that no arrow touches a place."""
        if end - begin < STEP_EM * self._em * 4:
            return way
        inside = (way.lengths >= begin) & (way.lengths <= end)
        return make_way(way.points[inside], float(way.lengths[1]))

    def _bodies(
        self,
        way: Way,
        shaft: Shaft,
        reach: list[float],
        mode: str,
        moves: list[Movement],
    ) -> tuple[BaseGeometry, ...]:
        neck = way.length - shaft.head_length * 0.9
        if neck < LEAST_SHAFT * shaft.head_length:
            return ()
        bodies = []
        for start, stop, move in zip(reach, reach[1:], moves, strict=False):
            start, stop = max(0.0, start), min(neck, stop)
            if stop - start < STEP_EM * self._em:
                continue
            inferred = move.from_basis == "inferred"
            bodies.append(
                body(way, start, stop, shaft, mode, self._em, inferred=inferred)
            )
        return tuple(bodies)


def body(
    way: Way,
    start: float,
    stop: float,
    shaft: Shaft,
    mode: str,
    em: float,
    *,
    inferred: bool,
) -> BaseGeometry:
    """Return a shaft between two lengths of its way.

    It is dotted for ships, whose tracks nobody knows, else dashed where its start
    is inferred.
    """
    if mode == "ship":
        return dots(way, start, stop, shaft)
    spans = [(start, stop)]
    if inferred:
        dash, gap = (part * em for part in INFERRED_EM)
        spans = dashes(start, stop, dash, gap)
    return shapely.union_all([ribbon(way, a, b, shaft) for a, b in spans])


def say_when(edition: Edition, leg: Leg, move: Movement) -> str:
    """Return the words for an arrival: its day, and its hour where known.

    An hour that may belong to either of two days is not printed.
    """
    day = edition.date(move.end, SHORT_DAY)
    vague = leg.span or CLOCK.match(move.time)
    if vague and move.start != move.end:
        return _span(edition, move.start, move.end)
    if not move.time:
        return day
    return f"{day}, {edition.words.times.get(move.time, move.time)}"


def _span(edition: Edition, start: date, end: date) -> str:
    """Return two dates, the month once where they share it and days come first."""
    first, last = (edition.date(day, SHORT_DAY) for day in (start, end))
    if start.month == end.month and first.startswith(str(start.day)):
        return f"{start.day}–{last}"
    return f"{first} – {last}"


def draw_courses(
    canvas: Canvas, courses: list[Course], frame: Box, form: Form, sizes: Sizes
) -> None:
    """Paint all arrows, cut at the frame: first the light around, then the arrow."""
    for course in courses:
        around = shapely.buffer(course.area, 1.2 * sizes.keyline, quad_segs=2)
        around = shapely.intersection(shapely.simplify(around, 0.1), frame.shape)
        canvas.shape(polygon_path(around), Fill("stock"), None)
    for course in courses:
        area = shapely.simplify(course.inked, 0.05)
        area = shapely.intersection(area, frame.shape)
        paint_arrow(canvas, area, course.side, form, sizes)


def paint_arrow(
    canvas: Canvas, area: BaseGeometry, side: str, form: Form, sizes: Sizes
) -> None:
    """Paint the area of an arrow in the ink of its side.

    On the photocopier, where light inks become light greys, it has a black edge.
    """
    look, shape = canvas.theme.side(side), polygon_path(area)
    edge = Stroke(sizes.stroke, "text") if form == "photocopy" else None
    if look.fill == "solid":
        canvas.shape(shape, Fill(look.ink), edge)
    else:
        canvas.shape(shape, Fill("stock"), edge or Stroke(sizes.stroke, look.ink))
