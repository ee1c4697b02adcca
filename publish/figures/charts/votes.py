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

MOST_SEAT = 2.8  # diameter in multiples of the base size
LEAST_SEAT = 1.5  # so that words fit into the open bar
SEAT_GAP = 0.22  # in diameters
GROUP_GAP = 0.9  # in diameters
WORDS_GAP = 0.8  # of the base size, between words and seats


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
    text = _text_height(chart)
    seat = min(_largest(chart, settings, area.width), area.height - text)
    least = sizes.base * LEAST_SEAT
    require(seat >= least, chart.figure, sizes, least - seat)
    widths = [_width(chart, settings, group, seat) for group in settings.groups]
    gap = GROUP_GAP * seat
    spare = area.width - sum(widths) - gap * (len(widths) - 1)
    require(spare >= 0, chart.figure, sizes, -spare)
    top = area.y + max(0.0, (area.height - text - seat) / 2)
    x = area.x
    for group, width in zip(settings.groups, widths, strict=True):
        width += 0 if group.fact else spare
        _group(chart, settings, group, x, top, width, seat)
        x += width + gap
    return _table(chart, settings)


def _largest(chart: Chart, settings: Settings, room: float) -> float:
    """Return the greatest diameter of seats at which all groups stand in a line."""
    seat, least = chart.sizes.base * MOST_SEAT, chart.sizes.base * LEAST_SEAT
    gaps = GROUP_GAP * (len(settings.groups) - 1)
    while seat > least:
        wide = sum(_width(chart, settings, group, seat) for group in settings.groups)
        if wide + gaps * seat <= room:
            return seat
        seat *= 0.97
    return least


def _width(chart: Chart, settings: Settings, group: Group, seat: float) -> float:
    """Return the width of a group: that of its words or of its seats.

    One whose number is not known is never drawn smaller than all that was counted.
    """
    canvas, sizes = chart.canvas, chart.sizes
    words = canvas.width_of(group.name, sizes.head)
    if not group.fact:
        said = canvas.width_of(settings.unknown, sizes.aside) + sizes.base * 2
        return max(words, said, _seats(sum(map(chart.value, settings.facts())), seat))
    words += _number_width(chart, group)
    return max(words, _seats(chart.value(group.fact), seat))


def _seats(count: float, seat: float) -> float:
    """Return the width of seats in a line."""
    return seat * (count + (count - 1) * SEAT_GAP)


def _number_width(chart: Chart, group: Group) -> float:
    """Return the room of a group's number, before its name."""
    said = chart.edition.say(group.fact or "", "number")
    wide = chart.canvas.width_of(said, chart.sizes.numeral)
    return wide + chart.sizes.base * 0.5


def _text_height(chart: Chart) -> float:
    return chart.canvas.cap_height(chart.sizes.numeral) + chart.sizes.base * WORDS_GAP


def _group(
    chart: Chart,
    settings: Settings,
    group: Group,
    x: float,
    top: float,
    width: float,
    seat: float,
) -> None:
    """Draw a group: number and name, below them its seats or an open bar."""
    canvas, sizes = chart.canvas, chart.sizes
    baseline = top + canvas.cap_height(sizes.numeral)
    y = top + _text_height(chart)
    if not group.fact:
        canvas.text(x, baseline, group.name, sizes.head)
        shape = rectangle(x, y, width, seat)
        canvas.shape(shape, None, unknown(sizes), "unknown")
        low = y + (seat + canvas.cap_height(sizes.aside)) / 2
        canvas.text(x + sizes.base, low, settings.unknown, sizes.aside)
        return
    said = chart.edition.say(group.fact, "number")
    canvas.text(x, baseline, said, sizes.numeral)
    canvas.text(x + _number_width(chart, group), baseline, group.name, sizes.head)
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
