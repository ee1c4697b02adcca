"""Round steps of a scale: of numbers by 1, 2 and 5, of hours as clocks part the day."""

from math import ceil, floor, log10

NUMBERS = (1.0, 2.0, 5.0, 10.0)
HOURS = (0.25, 0.5, 1.0, 2.0, 3.0, 6.0, 12.0, 24.0)
SLIP = 1e-9  # of a step, what counting in floats may lose


def number_step(span: float, most: int) -> float:
    """Return the least round step that parts a span into at most ``most``."""
    least = (span or 1.0) / most
    power = 10.0 ** floor(log10(least))
    return next(n * power for n in NUMBERS if n * power >= least * (1 - SLIP))


def hour_step(span: float, most: int) -> float:
    """Return the least step of a clock that parts hours into at most ``most``."""
    return next((step for step in HOURS if span <= step * most), HOURS[-1])


def ticks(low: float, high: float, step: float) -> list[float]:
    """Return the multiples of a step from ``low`` to ``high``."""
    first, last = ceil(low / step - SLIP), floor(high / step + SLIP)
    return [number * step for number in range(first, last + 1)]
