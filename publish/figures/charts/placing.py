"""Place labels: spread along a line, or at the first of several places that is free.

In:  wanted places and sizes; lines and boxes that must stay clear. One unit of length.
Out: places. Spread labels keep their order, and the sum of their squared shifts is
     the least possible (isotonic regression by pooling adjacent violators).
"""

from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


def spread(
    wanted: Sequence[float], sizes: Sequence[float], low: float, high: float
) -> list[float]:
    """Return where the middles of labels come to stand, in order of ``wanted``.

    Args:
        wanted: Middles as wanted, rising.
        sizes: How much of the line each label takes, its gap included.
        low, high: Ends of the line.
    Raises: ValueError when the labels are longer than the line.
    """
    if sum(sizes) > high - low:
        raise ValueError(f"labels need {sum(sizes):.1f}, there is {high - low:.1f}")
    offsets = [sum(sizes[:i]) + size / 2 for i, size in enumerate(sizes)]
    pools: list[tuple[float, int]] = []  # mean, count
    for place, offset in zip(wanted, offsets, strict=True):
        mean, count = place - offset, 1
        while pools and pools[-1][0] > mean:
            before, number = pools.pop()
            mean = (mean * count + before * number) / (count + number)
            count += number
        pools.append((mean, count))
    starts = [mean for mean, count in pools for _ in range(count)]
    last = high - sum(sizes)
    return [
        min(max(start, low), last) + offset
        for start, offset in zip(starts, offsets, strict=True)
    ]


def first_free(
    boxes: Sequence[Box], lines: Iterable[tuple[Point, Point]], taken: Sequence[Box]
) -> int | None:
    """Return the index of the first box that no line crosses and no taken box meets."""
    lines = list(lines)
    for index, box in enumerate(boxes):
        meets = any(_meet(box, other) for other in taken)
        if not meets and not any(crosses(box, a, b) for a, b in lines):
            return index
    return None


def crosses(box: Box, a: Point, b: Point) -> bool:
    """Whether the straight line from a to b cuts a box (Liang and Barsky 1984)."""
    start, end = 0.0, 1.0
    for low, high, p, q in (
        (box[0], box[2], a[0], b[0]),
        (box[1], box[3], a[1], b[1]),
    ):
        if p == q:
            if not low < p < high:
                return False
            continue
        near, far = sorted(((low - p) / (q - p), (high - p) / (q - p)))
        start, end = max(start, near), min(end, far)
    return start < end


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )
