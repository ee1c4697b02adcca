"""A vote as counted seats; a count that nobody recorded stays open and is said.

Lengths are points.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from publish.figures.brush import Brush, rectangle, unknown
from publish.figures.canvas import circle
from publish.figures.charts.chart import (
    Chart,
    ChartSettings,
    FactKey,
    Rows,
    Setting,
    Words,
)
from publish.figures.frame import Area, require

MOST_SEAT = 2.6  # diameter in multiples of the base size
LEAST_SEAT = 0.9
SEAT_GAP = 0.22  # in diameters
GROUP_GAP = 1.1  # in diameters
OPEN_SEATS = 8.0  # room of the unknown count, in diameters


class Group(Setting):
    """How some voted; without a fact their number is not known."""

    name: Words
    fact: FactKey | None = None
    fill: Literal["solid", "hatch", "outline"] = "solid"


class Settings(ChartSettings):
    """``unknown`` is said of a group without a fact, ``number`` heads the table."""

    side: Words
    unknown: Words
    number: Words
    groups: Annotated[tuple[Group, ...], Field(min_length=2)]

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        return (group.fact for group in self.groups if group.fact)


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the groups in one line; return the data table."""
    sizes = chart.sizes
    sums = [_units(chart, group) for group in settings.groups]
    gaps = GROUP_GAP * (len(sums) - 1)
    seat = min(area.width / (sum(sums) + gaps), sizes.base * MOST_SEAT)
    text = _text_height(chart)
    seat = min(seat, area.height - text)
    least = sizes.base * LEAST_SEAT
    require(seat >= least, chart.figure, sizes, least - seat)
    spare = area.width - seat * (sum(sums) + gaps)
    top = area.y + max(0.0, (area.height - text - seat) / 2)
    x = area.x
    for group, units in zip(settings.groups, sums, strict=True):
        width = units * seat + (0 if group.fact else spare)
        _group(chart, settings, group, x, top, width, seat)
        x += width + GROUP_GAP * seat
    return _table(chart, settings)


def _units(chart: Chart, group: Group) -> float:
    """Return the room of a group in diameters of a seat."""
    if not group.fact:
        return OPEN_SEATS
    count = chart.value(group.fact)
    return max(3 + 2 * SEAT_GAP, count + (count - 1) * SEAT_GAP)


def _text_height(chart: Chart) -> float:
    canvas, sizes = chart.canvas, chart.sizes
    words = sizes.leading(sizes.label) + sizes.base * 0.9
    return canvas.cap_height(sizes.numeral) + words * 2


def _group(
    chart: Chart,
    settings: Settings,
    group: Group,
    x: float,
    top: float,
    width: float,
    seat: float,
) -> None:
    """Draw a group: number, name, and its seats or what stands for the unknown."""
    canvas, sizes = chart.canvas, chart.sizes
    y = top + canvas.cap_height(sizes.numeral)
    if group.fact:
        number = chart.edition.say(group.fact, "number")
        canvas.text(x, y, number, sizes.numeral)
    else:
        canvas.text(x, y, settings.unknown, sizes.aside)
    y += sizes.base * 0.5 + sizes.leading(sizes.label)
    wide = canvas.text(x, y, group.name, sizes.head)
    require(wide <= width + GROUP_GAP * seat, chart.figure, sizes, wide - width)
    y += sizes.base * 0.9
    if not group.fact:
        shape = rectangle(x, y, width, seat)
        canvas.shape(shape, None, unknown(sizes), "unknown")
        return
    side = chart.brush(settings.side)
    fill = side.fill if group.fill == "solid" else group.fill
    brush = Brush(side.ink, fill, sizes.stroke * 1.4)
    for number in range(int(chart.value(group.fact))):
        middle = x + seat / 2 + number * seat * (1 + SEAT_GAP)
        inset = brush.stroke_pt / 2
        mark = circle(middle, y + seat / 2, seat / 2 - inset)
        brush.paint(canvas, mark, f"seat-{group.fact}-{number}")


def _table(chart: Chart, settings: Settings) -> Rows:
    rows = [("", settings.number)]
    for group in settings.groups:
        said = chart.edition.say(group.fact, "number") if group.fact else ""
        rows.append((group.name, said or settings.unknown))
    return tuple(rows)
