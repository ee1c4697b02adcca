"""The geometry of arrows: smooth ways, tapered shafts, dashes, heads.

In:  ways on the sheet (points) and widths.
Out: polygons on the sheet. All lengths are points.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

CURVE_STEPS = 14  # points on each span of a smooth way
HEAD_SPREAD = 2.5  # width of the head in widths of the shaft's end
HEAD_LENGTH = 1.05  # length of the head in its own widths
DOT_PITCH = 1.75  # from dot to dot of a dotted shaft, in widths of its end
HOLLOW = 0.3  # width of a hollow head's outline, in widths of the shaft's end
BARB = 0.18  # how far the head's back is notched, in its lengths


def smooth(points: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """Return a curve through points and the index at which it meets each.

    Source: Catmull-Rom spline, centripetal form (Barry and Goldman 1988).
    """
    if len(points) < 3:
        return points, list(range(len(points)))
    ends = (2 * points[0] - points[1], 2 * points[-1] - points[-2])
    knots = np.vstack([ends[0], points, ends[1]])
    curve, meets = [points[:1]], [0]
    for p0, p1, p2, p3 in zip(knots, knots[1:], knots[2:], knots[3:], strict=False):
        curve.append(_span(p0, p1, p2, p3))
        meets.append(meets[-1] + CURVE_STEPS)
    return np.vstack(curve), meets


def _span(p0: np.ndarray, p1: np.ndarray, p2: np.ndarray, p3: np.ndarray) -> np.ndarray:
    """Return the points of one span after ``p1``, ending with ``p2``."""

    def knot(t: float, a: np.ndarray, b: np.ndarray) -> float:
        return t + max(1e-6, float(np.hypot(*(b - a)))) ** 0.5

    t0 = 0.0
    t1 = knot(t0, p0, p1)
    t2 = knot(t1, p1, p2)
    t3 = knot(t2, p2, p3)
    t = np.linspace(t1, t2, CURVE_STEPS + 1)[1:, None]
    a1 = (t1 - t) / (t1 - t0) * p0 + (t - t0) / (t1 - t0) * p1
    a2 = (t2 - t) / (t2 - t1) * p1 + (t - t1) / (t2 - t1) * p2
    a3 = (t3 - t) / (t3 - t2) * p2 + (t - t2) / (t3 - t2) * p3
    b1 = (t2 - t) / (t2 - t0) * a1 + (t - t0) / (t2 - t0) * a2
    b2 = (t3 - t) / (t3 - t1) * a2 + (t - t1) / (t3 - t1) * a3
    return (t2 - t) / (t2 - t1) * b1 + (t - t1) / (t2 - t1) * b2


@dataclass(frozen=True)
class Way:
    """A way resampled at even steps: points, normals to the right, lengths."""

    points: np.ndarray
    normals: np.ndarray
    lengths: np.ndarray

    @property
    def length(self) -> float:
        """The whole length."""
        return float(self.lengths[-1])

    def at(self, length: float) -> tuple[np.ndarray, np.ndarray]:
        """Return the point and the normal at a length."""
        return tuple(
            np.array([np.interp(length, self.lengths, part[:, i]) for i in (0, 1)])
            for part in (self.points, self.normals)
        )

    def shifted(self, by: float) -> "Way":
        """Return the way moved to the right of its direction."""
        return make_way(self.points + by * self.normals, self.lengths[1])


def make_way(points: np.ndarray, step: float, calm: int = 5) -> Way:
    """Return a way through points; its normals are averaged over ``calm`` steps."""
    reach = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    count = max(3, round(float(reach[-1]) / step) + 1)
    lengths = np.linspace(0, reach[-1], count)
    even = np.column_stack([np.interp(lengths, reach, points[:, i]) for i in (0, 1)])
    along = np.gradient(even, axis=0)
    normals = np.column_stack([-along[:, 1], along[:, 0]])
    padded = np.pad(normals, ((calm, calm), (0, 0)), mode="edge")
    kernel = np.ones(2 * calm + 1) / (2 * calm + 1)
    normals = np.column_stack(
        [np.convolve(padded[:, i], kernel, "valid") for i in (0, 1)]
    )
    size = np.maximum(1e-9, np.hypot(*normals.T))[:, None]
    return Way(even, normals / size, lengths)


@dataclass(frozen=True)
class Shaft:
    """How an arrow grows: width at its start and at its head."""

    start: float
    end: float

    @property
    def head_width(self) -> float:
        """The width of the head."""
        return self.end * HEAD_SPREAD

    @property
    def head_length(self) -> float:
        """The length of the head."""
        return self.head_width * HEAD_LENGTH


def ribbon(way: Way, begin: float, end: float, shaft: Shaft) -> BaseGeometry:
    """Return the part of a tapered shaft between two lengths of its way."""
    inside = (way.lengths > begin) & (way.lengths < end)
    stops = np.concatenate([[begin], way.lengths[inside], [end]])
    points = np.column_stack(
        [np.interp(stops, way.lengths, way.points[:, i]) for i in (0, 1)]
    )
    normals = np.column_stack(
        [np.interp(stops, way.lengths, way.normals[:, i]) for i in (0, 1)]
    )
    share = stops / max(1e-9, way.length)
    half = (shaft.start + (shaft.end - shaft.start) * share)[:, None] / 2
    right, left = points + normals * half, points - normals * half
    quads = np.stack([right[:-1], right[1:], left[1:], left[:-1]], axis=1)
    return shapely.union_all(shapely.make_valid(shapely.polygons(quads)))


def dots(way: Way, begin: float, end: float, shaft: Shaft) -> BaseGeometry:
    """Return the part of a shaft between two lengths of its way as round dots."""
    count = max(1, round((end - begin) / (DOT_PITCH * shaft.end)))
    stops = begin + (np.arange(count) + 0.5) * (end - begin) / count
    points = shapely.points([way.at(stop)[0] for stop in stops])
    share = stops / max(1e-9, way.length)
    radii = (shaft.start + (shaft.end - shaft.start) * share) / 2
    return shapely.union_all(shapely.buffer(points, radii, quad_segs=6))


def hollow(head: BaseGeometry, shaft: Shaft) -> BaseGeometry:
    """Return a head as an outline of even width."""
    return head.difference(
        shapely.buffer(head, -HOLLOW * shaft.end, join_style="mitre")
    )


def head(way: Way, shaft: Shaft) -> BaseGeometry:
    """Return the head whose tip is the end of a way."""
    tip, _ = way.at(way.length)
    back, _ = way.at(max(0.0, way.length - 1.2 * shaft.head_length))
    along = (tip - back) / max(1e-9, float(np.hypot(*(tip - back))))
    across = np.array([-along[1], along[0]])
    base = tip - along * shaft.head_length
    wing = across * shaft.head_width / 2
    notch = base + along * shaft.head_length * BARB
    return shapely.Polygon([tip, base + wing, notch, base - wing])


def dashes(
    begin: float, end: float, dash: float, gap: float
) -> Sequence[tuple[float, float]]:
    """Return dashes that fill a length evenly, beginning and ending with a dash."""
    length = end - begin
    count = max(1, round((length + gap) / (dash + gap)))
    scale = length / (count * dash + (count - 1) * gap)
    step = (dash + gap) * scale
    return [(begin + i * step, begin + i * step + dash * scale) for i in range(count)]
