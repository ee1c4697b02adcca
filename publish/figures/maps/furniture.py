"""What helps to read a map: neatline, scale bars, north.

In:  the view, what the map shows, the map's words.
Out: furniture on the canvas, and the rooms that it takes.

Lengths are points; distances on the ground kilometres and versts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from publish.figures.canvas import Fill, Stroke
from publish.figures.maps.projection import (
    METRES_PER_KM,
    METRES_PER_VERST,
    Box,
    View,
)
from publish.figures.maps.sheet import Sheet
from publish.figures.sizes import Sizes

NICE = (1, 2, 4, 10, 20, 40, 100, 200, 400, 1000)
BAR_EM = 0.42  # height of a scale bar
NORTH_EM = 4.4  # side of the room of the arrow to the north


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


def draw_north(sheet: Sheet, view: View, room: Box, word: str, sizes: Sizes) -> None:
    """Draw an arrow to the north within a square room, its word at the tip."""
    middle = np.array([room.left + room.width / 2, room.top + room.height / 2])
    angle = np.radians(view.lambert.turn)
    north = np.array([-np.sin(angle), -np.cos(angle)])
    across = np.array([-north[1], north[0]])
    reach, em, kind = room.width * 0.3, sizes.base, sizes.note
    tip, foot = middle + north * reach, middle - north * reach
    sheet.line([tuple(foot), tuple(tip)], Stroke(1.5 * sizes.stroke))
    back = tip - north * 0.7 * em
    wings = [back + across * 0.25 * em, back - across * 0.25 * em]
    sheet.polygon([tuple(tip), *map(tuple, wings)], Fill("text"))
    x, y = tip + north * 0.75 * em
    sheet.text(
        float(x), float(y) + sheet.cap_height(kind) / 2, word, kind, anchor="middle"
    )


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
