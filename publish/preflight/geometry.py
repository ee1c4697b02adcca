"""Boxes of PDF, and what matrices do to them: ISO 32000-1, 8.3.

A box is (x0, y0, x1, y1) with x0 <= x1, y0 <= y1.
"""

from math import hypot

from publish.matrix import Matrix

Box = tuple[float, float, float, float]


def transformed(box: Box, matrix: Matrix) -> Box:
    """Return the upright box around a transformed box."""
    x0, y0, x1, y1 = box
    a, b, c, d, e, f = matrix
    if b == 0 == c:
        xs, ys = (a * x0 + e, a * x1 + e), (d * y0 + f, d * y1 + f)
        return min(xs), min(ys), max(xs), max(ys)
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return min(xs), min(ys), max(xs), max(ys)


def meet(first: Box | None, second: Box | None) -> Box | None:
    """Return what two boxes share, or None; None for a box means no limit twice."""
    if first is None or second is None:
        return None
    x0, y0 = max(first[0], second[0]), max(first[1], second[1])
    x1, y1 = min(first[2], second[2]), min(first[3], second[3])
    return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def overlaps(first: Box | None, second: Box, by: float = 0.0) -> bool:
    """Whether two boxes share more than ``by`` units in both directions."""
    return (
        first is not None
        and min(first[2], second[2]) - max(first[0], second[0]) > by
        and min(first[3], second[3]) - max(first[1], second[1]) > by
    )


def inside(inner: Box, outer: Box, slack: float = 0.0) -> bool:
    """Whether a box lies in another, up to ``slack`` units."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def grown(box: Box, by: float) -> Box:
    """Return a box that is larger by ``by`` units on each side."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def thinnest(matrix: Matrix) -> float:
    """Return the smallest factor by which a matrix scales any direction.

    The smaller singular value of its linear part.
    """
    a, b, c, d = matrix[:4]
    half_sum, half_difference = hypot(a + d, b - c) / 2, hypot(a - d, b + c) / 2
    return abs(half_sum - half_difference)


def text_height(matrix: Matrix) -> float:
    """Return the factor for the height of type, measured across the baseline.

    Slanting the letters does not make them taller.
    """
    a, b, c, d = matrix[:4]
    along = hypot(a, b)
    return abs(a * d - b * c) / along if along else hypot(c, d)
