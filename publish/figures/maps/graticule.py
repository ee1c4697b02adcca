"""The edge of a map: degrees at their ticks, squares by letter and number.

In:  the view, the map's squares, the sizes of the slot.
Out: ticks and crosses on the sheet, and the degrees and squares to be written.

Lengths are points from the top left corner.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from publish.figures.canvas import Point, Stroke
from publish.figures.gazetteer import Squares
from publish.figures.maps.projection import Box, View
from publish.figures.maps.sheet import Sheet
from publish.figures.sizes import Sizes, Type

TICK_EM = 0.55
CROSS_EM = 0.3  # half of an arm of the crosses where degrees meet
CORNER_EM = 1.6  # degrees nearer to a corner are not named
DEGREE_STEPS = (0.1, 0.25, 0.5, 1, 2, 5, 10)
MOST_TICKS = 7  # on one edge
SAMPLES = 200  # points of an edge at which its degrees are worked out
NUDGE = 1e-3  # degrees by which the way of a meridian is felt


@dataclass(frozen=True)
class Tick:
    """Where a meridian or parallel meets the neatline, and its way inwards."""

    label: str
    at: tuple[float, float]
    inward: tuple[float, float]
    way: tuple[float, float]


@dataclass(frozen=True)
class Degree:
    """A text at the edge: left edge, baseline, text, type, room."""

    left: float
    baseline: float
    text: str
    kind: Type
    room: BaseGeometry


Edge = tuple[Point, Point, int, str, Point, bool]


def _edges(box: Box) -> tuple[Edge, ...]:
    """Return each edge: its ends, what varies along it, its way inwards, if named."""
    return (
        ((box.left, box.bottom), (box.right, box.bottom), 0, "E", (0, -1), True),
        ((box.left, box.top), (box.right, box.top), 0, "E", (0, 1), False),
        ((box.left, box.top), (box.left, box.bottom), 1, "N", (1, 0), True),
        ((box.right, box.top), (box.right, box.bottom), 1, "N", (-1, 0), False),
    )


def graticule(view: View) -> list[Tick]:
    """Return the ticks on all four edges, those on the right and top without label."""
    ticks = []
    for start, end, axis, letter, inward, named in _edges(view.box):
        values = view.degrees(np.linspace(start, end, SAMPLES))[:, axis]
        span = float(np.ptp(values))
        step = next(
            (s for s in DEGREE_STEPS if span / s <= MOST_TICKS), DEGREE_STEPS[-1]
        )
        first = np.ceil(values.min() / step) * step
        for value in np.arange(first, values.max(), step):
            at = _meets(view, start, end, axis, value)
            if at is None:
                continue
            label = f"{value:.4g}°\u202f{letter}" if named else ""
            ticks.append(Tick(label, at, inward, _way(view, at, axis, inward)))
    return ticks


def _way(
    view: View, at: tuple[float, float], axis: int, inward: tuple[float, float]
) -> tuple[float, float]:
    """Return the way in which a meridian (axis 0) or parallel enters the map."""
    here = view.degrees(np.array([at]))[0]
    there = here + np.array([(0.0, NUDGE), (NUDGE, 0.0)][axis])
    step = view.points(there[None])[0] - at
    step = step / float(np.hypot(*step))
    step = step if step @ inward > 0 else -step
    return float(step[0]), float(step[1])


def draw_graticule(
    sheet: Sheet,
    view: View,
    squares: Squares | None,
    rooms: Sequence[BaseGeometry],
    sizes: Sizes,
) -> list[Degree]:
    """Draw ticks and crosses; return the degrees and squares to be written.

    Those that would stand in a corner or in one of the ``rooms`` are left out.
    """
    stroke = Stroke(sizes.stroke, "text")
    ticks, length = graticule(view), TICK_EM * sizes.base
    for tick in ticks:
        (x, y), (dx, dy) = tick.at, tick.way
        sheet.line([tick.at, (x + dx * length, y + dy * length)], stroke)
    wanted = [_degree(sheet, tick, sizes) for tick in ticks if tick.label]
    if squares:
        _crosses(sheet, view, squares, sizes)
        wanted += _names(sheet, view, squares, sizes)
    corner = view.box.inset(CORNER_EM * sizes.base)
    inner = shapely.union(
        shapely.box(corner.left, view.box.top, corner.right, view.box.bottom),
        shapely.box(view.box.left, corner.top, view.box.right, corner.bottom),
    )
    found: list[Degree] = []
    for one in wanted:
        if any(one.text == other.text for other in found):
            continue  # a square that is named on the better edge
        shut = [*rooms, *(other.room for other in found)]
        if inner.contains(one.room) and not any(map(one.room.intersects, shut)):
            found.append(one)
    return found


def _degree(sheet: Sheet, tick: Tick, sizes: Sizes) -> Degree:
    return _at_edge(sheet, tick.at, tick.inward, tick.label, sizes.note, sizes)


def _at_edge(
    sheet: Sheet,
    at: tuple[float, float],
    inward: tuple[float, float],
    text: str,
    kind: Type,
    sizes: Sizes,
) -> Degree:
    """Return a text just inside the edge of a map."""
    em, (x, y), (dx, dy) = sizes.base, at, inward
    cap, width = sheet.cap_height(kind), sheet.width_of(text, kind)
    if dx:
        away = (TICK_EM + 0.3) * em
        left = x + away if dx > 0 else x - away - width
        baseline = y + cap / 2
    else:
        left, away = x - width / 2, (TICK_EM + 0.35) * em
        baseline = y + away + cap if dy > 0 else y - away
    room = shapely.box(left, baseline - cap, left + width, baseline)
    return Degree(left, baseline, text, kind, shapely.buffer(room, 0.15 * em))


def _seen(view: View, squares: Squares) -> tuple[list[float], list[float]]:
    """Return the western and northern edges of the squares that a view may show."""
    box, step = view.box, squares.step
    edge = shapely.get_coordinates(shapely.segmentize(box.shape, box.width / 20))
    west, south = view.degrees(edge).min(axis=0)
    east, north = view.degrees(edge).max(axis=0)
    first = squares.west + max(0, np.floor((west - squares.west) / step)) * step
    top = squares.north - max(0, np.floor((squares.north - north) / step)) * step
    return list(np.arange(first, east, step)), list(np.arange(top, south, -step))


def _names(
    sheet: Sheet, view: View, squares: Squares, sizes: Sizes
) -> Iterator[Degree]:
    """Yield letters for top and bottom, numbers for both sides.

    Those where no degrees stand come first: the others serve where they have no room.
    """
    columns, rows = _seen(view, squares)
    half, kind = squares.step / 2, Type("display", sizes.base, 500)
    letters = [
        (west + half, squares.name(west + half, squares.north)[:1]) for west in columns
    ]
    numbers = [
        (north - half, squares.name(squares.west, north - half)[1:]) for north in rows
    ]
    edges = sorted(_edges(view.box), key=lambda edge: edge[-1])
    for start, end, axis, _, inward, _ in edges:
        for value, text in (letters, numbers)[axis]:
            at = _meets(view, start, end, axis, value)
            if text and at:
                yield _at_edge(sheet, at, inward, text, kind, sizes)


def _meets(
    view: View,
    start: tuple[float, float],
    end: tuple[float, float],
    axis: int,
    value: float,
) -> tuple[float, float] | None:
    """Return where an edge has a longitude (axis 0) or latitude, if anywhere."""
    points = np.linspace(start, end, SAMPLES)
    values = view.degrees(points)[:, axis]
    order = np.argsort(values)
    if not values.min() < value < values.max():
        return None
    x, y = (float(np.interp(value, values[order], points[order][:, i])) for i in (0, 1))
    return x, y


def _crosses(sheet: Sheet, view: View, squares: Squares, sizes: Sizes) -> None:
    """Mark the corners of all squares, so that the eye can follow them."""
    columns, rows = _seen(view, squares)
    arm, stroke = CROSS_EM * sizes.base, Stroke(sizes.stroke, "quiet")
    inner = view.box.inset(2 * arm).shape
    corners = np.array([(west, north) for west in columns for north in rows])
    for x, y in view.points(corners):
        if inner.contains(shapely.Point(x, y)):
            sheet.lines(
                [[(x - arm, y), (x + arm, y)], [(x, y - arm), (x, y + arm)]], stroke
            )
