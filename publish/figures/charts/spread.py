"""Spread labels along a line: each as near as can be to its place, none on another.

In:  wanted middles, sizes, the ends of the line; in one unit of length.
Out: middles in the same order. The sum of squared shifts is the least possible
     (isotonic regression by pooling adjacent violators).
"""

from collections.abc import Sequence


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
