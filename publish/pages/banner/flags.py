"""Hang the labels of the banner: great hours far out, the rest near the strip.

In:  stations in order of time, the frame, the letters of the disputes.
Out: text and poles on the sheet; where everything came to stand.

On each side of the strip the great hours and the dates of the opened days share
the outer tier, their tops on one line. The other labels find room between it and
the strip. What is known by the day alone is listed where most room is left.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import groupby

from publish.errors import Faults
from publish.pages.banner.axis import (
    Heading,
    date_block,
    fading_bar,
    marks,
    month_block,
    month_spans,
    opened_days,
    pole,
)
from publish.pages.banner.frame import Frame
from publish.pages.banner.labels import Label, day_list, labels_of
from publish.pages.banner.sheet import Box, Layer, Sheet
from publish.pages.banner.stations import EVENTS_CSV, Station
from publish.pages.banner.timeline import DAY, Flag, Flown, Room, fly

SEARCH_STEP_MM = 5.0
AMPLE_MM = 50.0  # room around a list beyond which more is no gain
LEAN = 100.0  # mm of distance from the strip, or of further room, worth one of room


@dataclass
class Side:
    """One side of the strip while it fills: what stands there, and the faults."""

    frame: Frame
    sheet: Sheet
    lane: str
    letters: Mapping[str, str]
    faults: Faults
    flown: list[Flown] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)

    @property
    def depth(self) -> float:
        """How far out from the edge of the strip text may stand."""
        return abs(self.frame.limit(self.lane) - self.frame.edge(self.lane))

    def box(self, left: float, right: float, near: float, far: float) -> Box:
        """Return the box between two distances from the strip."""
        edge, outward = self.frame.edge(self.lane), self.frame.outward(self.lane)
        low, high = sorted((edge + outward * near, edge + outward * far))
        return Box(left, low, right, high)

    def near(self, box: Box) -> float:
        """Return how far from the strip a box begins."""
        edge = self.frame.edge(self.lane)
        return min(abs(box.low - edge), abs(box.high - edge))


def hang(
    frame: Frame,
    sheet: Sheet,
    shown: Sequence[Station],
    letters: Mapping[str, str],
    covered: Mapping[str, Sequence[Box]],
    faults: Faults,
) -> tuple[Flown, ...]:
    """Hang every label; return the flags of both sides in their places.

    ``covered`` is what headings cover on each side already.
    """
    flown: list[Flown] = []
    for lane in frame.style.lanes:
        here = [station for station in shown if station.lane == lane]
        side = Side(frame, sheet, lane, letters, faults, taken=list(covered[lane]))
        reach = marks(frame, sheet, lane, [s for s in here if not s.hourless])
        tier = _great_hours(side, [s for s in here if s.first_rank and not s.hourless])
        if lane == "above":
            _dates(side)
        rest = [s for s in here if not s.first_rank and not s.hourless]
        _others(side, rest, reach, tier)
        _lists(side, [s for s in here if s.hourless], reach)
        if lane == "above":
            _months(side)
        flown.extend(side.flown)
    return tuple(flown)


def _great_hours(side: Side, great: Sequence[Station]) -> tuple[float, ...]:
    """Fill the outer tier; return where its poles stand."""
    if not great:
        return ()
    labels = {s.key: labels_of(side.frame, [s], side.letters) for s in great}
    tier = max(label.height for (label,) in labels.values())
    flags = [
        Flag(s.key, side.frame.x(s), ((labels[s.key][0].width, tier),)) for s in great
    ]
    room = _room(side, near=side.depth - tier, walls=())
    for flown in _fly(side, flags, room):
        _plant(side, flown, labels[flown.flag.key][flown.shape], great=True)
    return tuple(flag.x for flag in flags)


def _dates(side: Side) -> None:
    """Set the date of each opened day at the first free place of the outer tier."""
    frame = side.frame
    for day in opened_days(frame):
        end = min(day + DAY, frame.scale.opened[1])
        _slide(side, day, end, partial(date_block, frame, day))


def _months(side: Side) -> None:
    """Name each month at the first free place over its day columns."""
    for first, end in month_spans(side.frame):
        _slide(side, first, end, partial(month_block, side.frame, first))


def _slide(
    side: Side, start: datetime, end: datetime, draw: Callable[[float], Heading]
) -> None:
    """Set a heading at the first free place between two moments."""
    scale, gap = side.frame.scale, side.frame.style.flags.gap
    x = scale.at(start) + gap
    heading = draw(x)
    while hit := [b for b in side.taken if b.overlaps(heading.box.grown(gap))]:
        x = max(box.right for box in hit) + 2 * gap
        heading = draw(x)
    if heading.box.right > scale.at(end):
        side.faults.add(
            f"the heading {heading.lines[0].text!r} finds no room",
            side.frame.style.at,
            "show fewer events there",
        )
    side.sheet.add(Layer.STRIP, *heading.rules)
    side.sheet.write(*heading.lines)
    side.taken.append(heading.box)


def _others(
    side: Side, rest: Sequence[Station], reach: float, tier: Sequence[float]
) -> None:
    """Hang what is left, as near to the strip as it may be."""
    frame = side.frame
    groups = [
        list(group)
        for _, group in groupby(rest, lambda s: (s.start, s.end, s.versions))
    ]
    labels = {group[0].key: labels_of(frame, group, side.letters) for group in groups}
    flags = [
        Flag(
            group[0].key,
            frame.x(group[0]),
            tuple((label.width, label.height) for label in labels[group[0].key]),
            leftward=group[0].middle < frame.scale.opened[0],
        )
        for group in groups
    ]
    bounds = (frame.scale.at(moment) for moment in frame.scale.opened)
    room = _room(side, near=reach + frame.style.flags.near, walls=(*tier, *bounds))
    for flown in _fly(side, flags, room):
        _plant(side, flown, labels[flown.flag.key][flown.shape], great=False)


def _lists(side: Side, hourless: Sequence[Station], reach: float) -> None:
    """Set the list of each day where most room is left."""
    frame = side.frame
    for start, group in groupby(hourless, lambda station: station.start):
        day = list(group)
        label = day_list(frame, day, side.letters)
        end = min(start + DAY, frame.scale.opened[1])
        along = frame.scale.at(start), frame.scale.at(end)
        nearest = reach + frame.style.flags.near
        free = list(_free(side, label, along, (nearest, side.depth)))
        if not free:
            side.faults.add(
                f"the list of day {day[0].key!r} finds no room",
                EVENTS_CSV,
                f"shorten titles, or leave some out in {frame.style.at.path}",
            )
            continue
        _, box = max(free, key=lambda pair: pair[0])
        bar = replace(box, low=box.high - frame.style.marks.bar)
        fading_bar(frame, side.sheet, bar, frame.style.lanes[side.lane].ink)
        side.sheet.write(*label.lines(box.left, box.high))
        side.taken.append(box)


def _free(
    side: Side, label: Label, along: tuple[float, float], across: tuple[float, float]
) -> Iterator[tuple[float, Box]]:
    """Yield the places where a label fits, each with its merit.

    Room around it counts, up to ``AMPLE_MM``; then distance from the strip and
    further room.
    """
    gap, width, height = side.frame.style.flags.gap, label.width, label.height
    strip = side.box(*along, -1, 0)
    for level in _steps(across[0], across[1] - height):
        for left in _steps(along[0] + gap, along[1] - gap - width):
            box = side.box(left, left + width, level, level + height)
            clear = min(box.distance(other) for other in (strip, *side.taken))
            clear = min(clear, left - along[0], along[1] - box.right)
            if clear >= gap:
                yield min(clear, AMPLE_MM) + level / LEAN + clear / LEAN, box


def _steps(start: float, end: float) -> Iterator[float]:
    for number in range(max(0, int((end - start) / SEARCH_STEP_MM) + 1)):
        yield start + number * SEARCH_STEP_MM


def _room(side: Side, near: float, walls: Sequence[float]) -> Room:
    style = side.frame.style
    return Room(
        left=style.room.title + style.room.gutter,
        right=side.frame.width - style.room.key - style.room.gutter / 2,
        near=near,
        far=side.depth,
        gap=style.flags.gap,
        step=style.flags.step,
        blocks=tuple(
            (box.left, box.right, side.near(box))
            for box in side.taken
            if side.near(box) > 0
        ),
        walls=tuple(walls),
    )


def _fly(side: Side, flags: Sequence[Flag], room: Room) -> Iterator[Flown]:
    """Yield the flags in place, and note those that do not fit."""
    placed = fly(flags, room)
    if flags and not placed:
        side.faults.add(
            f"the labels {side.lane} the strip cross one another",
            side.frame.style.at,
            "show fewer events",
        )
    for flown in placed:
        if not flown.fits:
            side.faults.add(
                f"event {flown.flag.key!r} does not fit the banner: its label reaches "
                f"{flown.far:.0f} mm from the strip, {flown.room:.0f} mm are free",
                EVENTS_CSV,
                f"shorten its title, or leave it out in {side.frame.style.at.path}",
            )
        side.flown.append(flown)
        yield flown


def _plant(side: Side, flown: Flown, label: Label, *, great: bool) -> None:
    """Draw a pole and hang its label on it."""
    frame, style = side.frame, side.frame.style
    box = side.box(flown.left, flown.right, flown.near, flown.far)
    end = box.high if frame.outward(side.lane) > 0 else box.high - label.height
    ink = style.lanes[side.lane].ink if great else "text"
    width = style.marks.first_pole if great else style.marks.hair
    start = frame.edge(side.lane)
    pole(frame, side.sheet, flown.flag.x, (start, end), ink=ink, width=width)
    edge = flown.right if flown.leftward else flown.left
    side.sheet.write(*label.lines(edge, box.high, flown.leftward))
    stem = side.box(flown.flag.x - width / 2, flown.flag.x + width / 2, 0, flown.far)
    side.taken.extend((box, stem))
