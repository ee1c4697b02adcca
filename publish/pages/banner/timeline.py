"""The geometry of a timeline: a scale of two speeds, and flags that keep clear.

In:  moments in time, the room on paper, the sizes of the labels.
Out: places along and across the axis, in mm; nothing here draws or reads content.

The scale is honest: every column is as wide as the next, and stands for one day,
or for one hour in the part that is opened up. Labels are flags on poles. A pole
stands at its moment; no flag may lie on another flag or be crossed by a pole.
"""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NO_FIT = 1e9  # the cost of flags that cross whatever their heights
OVER_COST = 1e3  # of one mm beyond the room, against one mm of height
TURN_COST = 40.0  # mm of height that flying to the preferred side is worth
SHAPE_COST = 50.0  # mm of height that the preferred shape is worth
LONGEST_RUN = 4  # flags that the search turns at once
TOLERANCE_MM = 1e-6

APART, FIRST_LOWER, SECOND_LOWER, NEVER = range(4)  # how two flags lie to each other

Choice = tuple[bool, int]  # of a flag: leftward, shape
Choices = tuple[Choice, ...]
Relations = dict[tuple[Choice, Choice], int]


@dataclass(frozen=True)
class Column:
    """One day or hour, or the part of it that the scale shows."""

    start: datetime
    end: datetime
    hourly: bool


@dataclass(frozen=True)
class Scale:
    """Time along the axis: columns of one width, from ``x`` on, over ``length`` mm.

    ``opened`` is the part in which a column is an hour and not a day; it lies
    between ``start`` and ``end``.
    """

    start: datetime
    end: datetime
    opened: tuple[datetime, datetime]
    x: float
    length: float

    @cached_property
    def _knots(self) -> tuple[tuple[datetime, float], ...]:
        moments = (self.start, *self.opened, self.end)
        units = [0.0]
        for (a, b), unit in zip(pairwise(moments), (DAY, HOUR, DAY), strict=True):
            units.append(units[-1] + (b - a) / unit)
        rate = self.length / units[-1]
        return tuple(
            (moment, self.x + unit * rate)
            for moment, unit in zip(moments, units, strict=True)
        )

    @property
    def column_mm(self) -> float:
        """The width of one whole day or hour."""
        (a, left), (b, right) = self._knots[1:3]
        return (right - left) / ((b - a) / HOUR)

    def at(self, moment: datetime) -> float:
        """Return where a moment stands, in mm; beyond the ends the days go on."""
        knots = self._knots
        part = min(max(bisect_right([m for m, _ in knots], moment) - 1, 0), 2)
        (a, left), (b, right) = knots[part : part + 2]
        return left + (right - left) * ((moment - a) / (b - a))

    def moment(self, x: float) -> datetime:
        """Return the moment that stands at ``x`` mm: the inverse of ``at``."""
        knots = self._knots
        part = min(max(bisect_right([place for _, place in knots], x) - 1, 0), 2)
        (a, left), (b, right) = knots[part : part + 2]
        return a + (b - a) * ((x - left) / (right - left))

    def columns(self) -> Iterator[Column]:
        """Yield the columns in order; those at a change of speed may be parts."""
        moment, (first, last) = self.start, self.opened
        while moment < self.end:
            hourly = first <= moment < last
            unit = HOUR if hourly else DAY
            whole = moment.replace(minute=0, hour=moment.hour if hourly else 0) + unit
            bound = last if hourly else first if moment < first else self.end
            end = min(whole, bound)
            yield Column(moment, end, hourly)
            moment = end


def tracks(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Return a track for each span, so that spans on one track never overlap."""
    ends: list[float] = []
    found = [0] * len(spans)
    for index in sorted(range(len(spans)), key=lambda i: spans[i]):
        start, end = spans[index]
        track = next((t for t, last in enumerate(ends) if last <= start), len(ends))
        ends[track : track + 1] = [end]
        found[index] = track
    return found


@dataclass(frozen=True)
class Flag:
    """A label on a pole at ``x``; it flies to the side it prefers.

    ``shapes`` are the sizes that it can take, (width, height) in mm, best first.
    """

    key: str
    x: float
    shapes: tuple[tuple[float, float], ...]
    leftward: bool = False


@dataclass(frozen=True)
class Room:
    """The room beside the axis: ``left`` to ``right``, ``near`` to ``far`` from it.

    All in mm. ``blocks`` hang from the far side, each (left, right, its nearest
    point). No flag crosses a wall. Flags stand ``gap`` from their poles, from each
    other and from walls, at multiples of ``step``.
    """

    left: float
    right: float
    near: float
    far: float
    gap: float
    step: float
    blocks: tuple[tuple[float, float, float], ...] = ()
    walls: tuple[float, ...] = ()

    def ceiling(self, left: float, right: float) -> float:
        """Return how far from the axis a flag of this extent may reach."""
        if left < self.left or right > self.right:
            return 0.0
        if any(left - self.gap < wall < right + self.gap for wall in self.walls):
            return 0.0
        under = [
            near - self.gap
            for start, end, near in self.blocks
            if start < right + self.gap and left - self.gap < end
        ]
        return min(under, default=self.far)


@dataclass(frozen=True)
class Flown:
    """A flag in its place: its shape, its extent along the axis, its distance, in mm.

    ``room`` is how far from the axis it may reach there.
    """

    flag: Flag
    leftward: bool
    shape: int
    left: float
    right: float
    near: float
    room: float

    @property
    def far(self) -> float:
        """The distance of the far edge from the axis."""
        return self.near + self.flag.shapes[self.shape][1]

    @property
    def fits(self) -> bool:
        """Whether the flag stays within its room."""
        return self.far <= self.room + TOLERANCE_MM


def fly(flags: Sequence[Flag], room: Room) -> tuple[Flown, ...]:
    """Return every flag in place, as near to the axis as may be.

    A flag leaves the side and the shape it prefers only where that saves height.
    ``flags`` are in order of time. What ``fits`` not is placed all the same, for the
    caller to report; nothing is placed when flags and poles cross whatever their
    heights.
    """
    search = _Search(tuple(flags), room)
    found = [search.improved(start) for start in search.starts()]
    _, best = min(found, default=(NO_FIT, ()))
    return search.place(best) or ()


class _Search:
    """The heights that follow from a choice of sides and shapes, and what it costs."""

    def __init__(self, flags: tuple[Flag, ...], room: Room) -> None:
        self._flags = flags
        self._room = room

    def starts(self) -> Iterator[Choices]:
        """Yield where to search from: as preferred, all to one side, to the other."""
        yield tuple((flag.leftward, 0) for flag in self._flags)
        for leftward in (False, True):
            yield tuple((leftward, len(flag.shapes) - 1) for flag in self._flags)

    def improved(self, choices: Choices) -> tuple[float, Choices]:
        """Return the best choice that single steps lead to, with its cost."""
        cost = self._cost(choices)
        while True:
            trials = ((self._cost(trial), trial) for trial in self._neighbours(choices))
            cheapest = min(trials, default=(cost, choices))
            if cheapest[0] >= cost:
                return cost, choices
            cost, choices = cheapest

    def _neighbours(self, choices: Choices) -> Iterator[Choices]:
        """Yield the choices that turn a short run of flags, or reshape one."""
        count = len(choices)
        for length in range(1, LONGEST_RUN + 1):
            for first in range(count - length + 1):
                run = range(first, first + length)
                yield tuple(
                    (left ^ (i in run), shape)
                    for i, (left, shape) in enumerate(choices)
                )
        for index, (left, shape) in enumerate(choices):
            for other in range(len(self._flags[index].shapes)):
                if other != shape:
                    yield (*choices[:index], (left, other), *choices[index + 1 :])

    def _cost(self, choices: Choices) -> float:
        placed = self.place(choices)
        if placed is None:
            return NO_FIT
        return sum(
            OVER_COST * max(0.0, flown.far - flown.room)
            + flown.far
            + TURN_COST * (flown.leftward != flown.flag.leftward)
            + SHAPE_COST * flown.shape
            for flown in placed
        )

    def place(self, choices: Choices) -> tuple[Flown, ...] | None:
        """Return the flags at the least heights, or None where two cross for ever."""
        spots = [self._spots[i][choice] for i, choice in enumerate(choices)]
        under = self._order(choices)
        heights = [
            flag.shapes[shape][1]
            for flag, (_, shape) in zip(self._flags, choices, strict=True)
        ]
        near = _stacked(under, heights, self._room) if under is not None else None
        if near is None:
            return None
        return tuple(
            Flown(flag, left, shape, *extent, distance, ceiling)
            for flag, (left, shape), (extent, ceiling), distance in zip(
                self._flags, choices, spots, near, strict=True
            )
        )

    @cached_property
    def _spots(self) -> tuple[dict[Choice, tuple[tuple[float, float], float]], ...]:
        """For each flag and choice: the extent along the axis, the ceiling over it."""

        def spot(flag: Flag, choice: Choice) -> tuple[tuple[float, float], float]:
            extent = self._extent(flag, *choice)
            return extent, self._room.ceiling(*extent)

        return tuple({c: spot(flag, c) for c in _choices(flag)} for flag in self._flags)

    @cached_property
    def _relations(self) -> tuple[tuple[int, int, Relations], ...]:
        """For each pair that can meet: by their choices, which must lie lower."""
        found = []
        for j, second in enumerate(self._flags):
            for i, first in enumerate(self._flags[:j]):
                table = {
                    (a, b): self._relation(i, a, j, b)
                    for a in _choices(first)
                    for b in _choices(second)
                }
                if any(table.values()):
                    found.append((i, j, table))
        return tuple(found)

    def _extent(self, flag: Flag, leftward: bool, shape: int) -> tuple[float, float]:
        gap, width = self._room.gap, flag.shapes[shape][0]
        if leftward:
            return flag.x - gap - width, flag.x - gap
        return flag.x + gap, flag.x + gap + width

    def _order(self, choices: Choices) -> list[list[int]] | None:
        """Return for each flag those that must lie nearer to the axis than it."""
        under: list[list[int]] = [[] for _ in self._flags]
        for i, j, table in self._relations:
            relation = table[choices[i], choices[j]]
            if relation == NEVER:
                return None
            if relation == FIRST_LOWER:
                under[j].append(i)
            elif relation == SECOND_LOWER:
                under[i].append(j)
        return under

    def _relation(self, i: int, a: Choice, j: int, b: Choice) -> int:
        """Return how two flags must lie to each other, the first being earlier."""
        first, second = self._spots[i][a][0], self._spots[j][b][0]
        gap = self._room.gap
        if first[0] - 2 * gap >= second[1] or second[0] - 2 * gap >= first[1]:
            return APART
        crossed = self._crosses(j, first, i), self._crosses(i, second, j)
        if all(crossed):
            return NEVER
        return FIRST_LOWER if crossed[1] else SECOND_LOWER

    def _crosses(self, by: int, extent: tuple[float, float], own: int) -> bool:
        """Whether the pole of flag ``by`` would run through the extent of ``own``."""
        pole, gap = self._flags[by].x, self._room.gap
        if pole == self._flags[own].x:
            return False
        return extent[0] - gap < pole < extent[1] + gap


def _choices(flag: Flag) -> tuple[Choice, ...]:
    return tuple(
        (left, shape) for left in (False, True) for shape in range(len(flag.shapes))
    )


def _stacked(
    under: Sequence[Sequence[int]], heights: Sequence[float], room: Room
) -> list[float] | None:
    """Return how near to the axis each flag can lie, over those ``under`` it.

    None where the order runs in a circle.
    """
    near: dict[int, float] = {}
    open_ones: set[int] = set()

    def settle(index: int) -> float:
        if index in open_ones:
            return math.inf
        if index not in near:
            open_ones.add(index)
            floor = max(
                (settle(i) + heights[i] + room.gap for i in under[index]), default=0
            )
            open_ones.discard(index)
            steps = 0 if floor <= room.near else (floor - room.near) / room.step
            near[index] = (
                math.inf
                if math.isinf(steps)
                else room.near + room.step * math.ceil(round(steps, 6))
            )
        return near[index]

    found = [settle(index) for index in range(len(heights))]
    return None if any(map(math.isinf, found)) else found
