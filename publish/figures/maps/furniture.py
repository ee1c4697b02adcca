"""What helps to read a map: neatline, degrees, scale bar, key.

In:  the view, what the map shows, the map's words.
Out: furniture on the canvas, and the rooms that it takes.

Lengths are points; distances on the ground kilometres and versts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from publish.figures.canvas import Fill, Stroke
from publish.figures.maps.projection import (
    METRES_PER_KM,
    METRES_PER_VERST,
    Box,
    View,
)
from publish.figures.maps.sheet import Sheet
from publish.figures.sizes import Sizes, Type

TICK_EM = 0.55
CORNER_EM = 1.6  # degrees nearer to a corner are not named
DEGREE_STEPS = (0.25, 0.5, 1, 2, 5, 10)
MOST_TICKS = 9  # on one edge
NICE = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
BAR_EM = 0.42  # height of a scale bar


@dataclass(frozen=True)
class Bar:
    """A scale bar: a round distance in a unit, and its length on the sheet."""

    unit: str
    distance: float
    length: float


def scale_bars(view: View, most: float, km: str, versts: str) -> tuple[Bar, Bar]:
    """Return bars in kilometres and versts, so named, at most ``most`` pt long.

    The scale is that of the map's middle; within the extent of a conic map
    between its standard parallels it holds to a few parts in a thousand.
    """
    ground = METRES_PER_KM / local_scale(view)
    per_verst = METRES_PER_VERST / METRES_PER_KM
    longest = max((n for n in NICE if n * ground * per_verst <= most), default=NICE[0])
    return (
        Bar(km, longest, longest * ground),
        Bar(versts, longest, longest * ground * per_verst),
    )


def local_scale(view: View) -> float:
    """Return metres on the ground for one pt at the middle of the map."""
    import pyproj  # heavy: only where used

    x = view.box.left + view.box.width / 2
    y = view.box.top + view.box.height / 2
    reach = view.box.width / 4
    ends = view.degrees(np.array([[x - reach, y], [x + reach, y]]))
    _, _, metres = pyproj.Geod(ellps="WGS84").inv(*ends[0], *ends[1])
    return metres / (2 * reach)


def draw_bars(
    sheet: Sheet, bars: Sequence[Bar], x: float, y: float, sizes: Sizes
) -> float:
    """Draw scale bars below each other from a top left corner; return the bottom."""
    kind, height = sizes.note, BAR_EM * sizes.base
    down = y
    for bar in bars:
        baseline = down + sheet.cap_height(kind)
        half = bar.length / 2
        top = baseline + 0.35 * sizes.base
        for number, fill in enumerate(("text", "stock")):
            left = x + number * half
            corners = [
                (left, top),
                (left + half, top),
                (left + half, top + height),
                (left, top + height),
            ]
            sheet.polygon(corners, Fill(fill), Stroke(sizes.stroke))
        sheet.text(x, baseline, "0", kind)
        sheet.text(x + half, baseline, f"{bar.distance / 2:g}", kind, anchor="middle")
        sheet.text(x + bar.length, baseline, f"{bar.distance:g}", kind, anchor="middle")
        end = x + bar.length + sheet.width_of(f"{bar.distance:g}", kind) / 2
        sheet.text(end + 0.3 * sizes.base, baseline, bar.unit, kind)
        down = top + height + 0.6 * sizes.base
    return down


def bars_size(sheet: Sheet, bars: Sequence[Bar], sizes: Sizes) -> tuple[float, float]:
    """Return width and height of scale bars as ``draw_bars`` sets them."""
    kind = sizes.note
    width = max(
        bar.length
        + sheet.width_of(f"{bar.distance:g}", kind) / 2
        + 0.3 * sizes.base
        + sheet.width_of(bar.unit, kind)
        for bar in bars
    )
    each = sheet.cap_height(kind) + (0.35 + BAR_EM + 0.6) * sizes.base
    return width, each * len(bars)


@dataclass(frozen=True)
class Tick:
    """Where a meridian or parallel meets the neatline."""

    label: str
    at: tuple[float, float]
    inward: tuple[float, float]


def graticule(view: View) -> list[Tick]:
    """Return the ticks on all four edges, those on the right and top without label."""
    box = view.box
    edges = (
        ((box.left, box.bottom), (box.right, box.bottom), 0, "E", (0, -1), True),
        ((box.left, box.top), (box.right, box.top), 0, "E", (0, 1), False),
        ((box.left, box.top), (box.left, box.bottom), 1, "N", (1, 0), True),
        ((box.right, box.top), (box.right, box.bottom), 1, "N", (-1, 0), False),
    )
    ticks = []
    for start, end, axis, letter, inward, named in edges:
        points = np.linspace(start, end, 200)
        values = view.degrees(points)[:, axis]
        order = np.argsort(values)
        span = float(np.ptp(values))
        step = next(
            (s for s in DEGREE_STEPS if span / s <= MOST_TICKS), DEGREE_STEPS[-1]
        )
        first = np.ceil(values.min() / step) * step
        for value in np.arange(first, values.max(), step):
            x, y = (
                np.interp(value, values[order], points[order][:, i]) for i in (0, 1)
            )
            label = f"{value:g}°\u202f{letter}" if named else ""
            ticks.append(Tick(label, (float(x), float(y)), inward))
    return ticks


@dataclass(frozen=True)
class Degree:
    """A degree to be written at its tick: left edge, baseline, text, type, room."""

    left: float
    baseline: float
    text: str
    kind: Type
    room: BaseGeometry


def draw_graticule(
    sheet: Sheet, view: View, rooms: Sequence[BaseGeometry], sizes: Sizes
) -> list[Degree]:
    """Draw ticks along the edges; return the degrees to be written beside them.

    Those that would stand in a corner or in one of the ``rooms`` are left out.
    """
    found, stroke = [], Stroke(sizes.stroke, "text")
    corner = view.box.inset(CORNER_EM * sizes.base)
    inner = shapely.union(
        shapely.box(corner.left, view.box.top, corner.right, view.box.bottom),
        shapely.box(view.box.left, corner.top, view.box.right, corner.bottom),
    )
    for tick in graticule(view):
        (x, y), (dx, dy), length = tick.at, tick.inward, TICK_EM * sizes.base
        sheet.line([tick.at, (x + dx * length, y + dy * length)], stroke)
        degree = _degree(sheet, tick, sizes)
        free = inner.contains(degree.room) and not any(
            map(degree.room.intersects, rooms)
        )
        if tick.label and free:
            found.append(degree)
    return found


def _degree(sheet: Sheet, tick: Tick, sizes: Sizes) -> Degree:
    kind, em, (x, y), (dx, dy) = sizes.note, sizes.base, tick.at, tick.inward
    cap, width = sheet.cap_height(kind), sheet.width_of(tick.label, kind)
    if dx:
        left, baseline = x + dx * (TICK_EM + 0.3) * em, y + cap / 2
    else:
        left, baseline = x - width / 2, y + dy * (TICK_EM + 0.35) * em
    room = shapely.box(left, baseline - cap, left + width, baseline)
    return Degree(left, baseline, tick.label, kind, shapely.buffer(room, 0.15 * em))


def draw_neatline(sheet: Sheet, box: Box, sizes: Sizes) -> None:
    """Draw the frame of the map, over all that it cuts."""
    width = 1.5 * sizes.stroke
    inner = box.inset(width / 2)
    corners = [
        (inner.left, inner.top),
        (inner.right, inner.top),
        (inner.right, inner.bottom),
        (inner.left, inner.bottom),
    ]
    sheet.polygon(corners, None, Stroke(width))
