"""Index values as columns against the outline of their base, and a counted row.

The outline is the base (100); what is filled is what was left. Below, every mark
stands for one of a whole, those of the part are filled. Lengths are points.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from publish.figures.brush import Brush, rectangle
from publish.figures.canvas import Fill, Stroke, circle
from publish.figures.charts.chart import (
    Chart,
    ChartSettings,
    FactKey,
    Rows,
    Setting,
    Words,
)
from publish.figures.frame import Area, require

BASE = 100.0  # what an index counts from; facts.csv, qualifier "index"
COLUMN_SHARE = 0.36  # of the room of one value
LEAST_COLUMN = 5.0  # height of the outline in multiples of the base size
GROUP = 10  # marks that stand together, so that they can be counted
GROUP_GAP = 0.7  # in pitches
MARK_SHARE = 0.78  # diameter in pitches


class Column(Setting):
    """One value of the base."""

    name: Words
    fact: FactKey


class Count(Setting):
    """A part of a whole, counted in marks."""

    name: Words
    part: FactKey
    whole: FactKey


class Settings(ChartSettings):
    """``base_is`` names the outline; ``side`` gives the ink."""

    side: Words
    base_is: Words
    value: Words
    columns: Annotated[tuple[Column, ...], Field(min_length=1, max_length=4)]
    count: Count

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        yield from (column.fact for column in self.columns)
        yield from (self.count.part, self.count.whole)


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw columns and counted row; return the data table."""
    brush, sizes = chart.brush(settings.side), chart.sizes
    top = _count(chart, settings.count, area, brush)
    upper = Area(area.x, area.y, area.width, top - sizes.base * 0.8 - area.y)
    rooms = upper.split(len(settings.columns), sizes.base * 2)
    below = _fits_below(chart, settings, rooms[0])
    for column, room in zip(settings.columns, rooms, strict=True):
        _column(chart, settings, column, room, brush, below)
    return _table(chart, settings)


def _column(
    chart: Chart,
    settings: Settings,
    column: Column,
    room: Area,
    brush: Brush,
    below: bool,
) -> None:
    """Draw one value: head, outline of the base, what is left, and its numeral."""
    canvas, sizes = chart.canvas, chart.sizes
    rule = Stroke(sizes.stroke)
    canvas.line([(room.x, room.y), (room.right, room.y)], rule)
    y = room.y + sizes.base * 0.6 + canvas.cap_height(sizes.head)
    canvas.text(room.x, y, column.name, sizes.head)
    place = _outline(chart, room)
    fill_top = place.bottom - place.height * chart.value(column.fact) / BASE
    base = rectangle(place.x, place.y, place.width, place.height)
    canvas.shape(base, None, rule, f"base-{column.fact}")
    left = rectangle(place.x, fill_top, place.width, place.bottom - fill_top)
    brush.paint(canvas, left, f"column-{column.fact}")
    _fall(chart, place.x + place.width / 2, place.y, fill_top)
    canvas.line([(place.right, fill_top), (room.right, fill_top)], rule)

    x = place.right + sizes.base * 0.7
    base_line = place.y + canvas.cap_height(sizes.aside)
    canvas.text(x, base_line, settings.base_is, sizes.aside)
    number, unit = _said(chart, column.fact)
    if below:
        baseline = fill_top + sizes.base * 0.6 + canvas.cap_height(sizes.numeral)
    else:
        baseline = fill_top - sizes.base * 0.5 - sizes.leading(sizes.label)
    canvas.text(x, baseline, number, sizes.numeral)
    canvas.text(x, baseline + sizes.leading(sizes.label), unit, sizes.label)
    over = base_line + sizes.base * 0.4 - baseline + canvas.cap_height(sizes.numeral)
    wide = x + canvas.width_of(unit, sizes.label) - room.right
    require(max(over, wide) <= 0, chart.figure, sizes, max(over, wide))


def _outline(chart: Chart, room: Area) -> Area:
    """Return where the outline of the base stands below a head."""
    sizes = chart.sizes
    top = room.y + sizes.base * 1.4 + chart.canvas.cap_height(sizes.head)
    height, least = room.bottom - top, sizes.base * LEAST_COLUMN
    require(height >= least, chart.figure, sizes, least - height)
    return Area(room.x, top, room.width * COLUMN_SHARE, height)


def _fits_below(chart: Chart, settings: Settings, room: Area) -> bool:
    """Whether every numeral fits beside what is left; else all stand above it."""
    sizes = chart.sizes
    needed = sizes.base * 0.6 + sizes.leading(sizes.label)
    needed += chart.canvas.cap_height(sizes.numeral)
    height = _outline(chart, room).height
    return all(
        height * chart.value(column.fact) / BASE >= needed
        for column in settings.columns
    )


def _said(chart: Chart, key: str) -> tuple[str, str]:
    """Return a fact's number and its unit apart."""
    number = chart.edition.say(key, "number")
    return number, chart.edition.say(key, "plain").replace(number, "").strip()


def _fall(chart: Chart, x: float, top: float, bottom: float) -> None:
    """Draw an arrow through what is lost."""
    head, gap = chart.sizes.base * 0.4, chart.sizes.base * 0.6
    tip = bottom - gap
    chart.canvas.line([(x, top + gap), (x, tip - head)], Stroke(chart.sizes.stroke))
    corners = [(x - head / 2, tip - head), (x + head / 2, tip - head), (x, tip)]
    chart.canvas.polygon(corners, Fill("text"))


def _count(chart: Chart, count: Count, area: Area, brush: Brush) -> float:
    """Draw the counted row on the lower edge; return where its block begins."""
    canvas, sizes = chart.canvas, chart.sizes
    part, whole = int(chart.value(count.part)), int(chart.value(count.whole))
    gaps = (whole - 1) // GROUP
    pitch = area.width / (whole - 1 + MARK_SHARE + gaps * GROUP_GAP)
    radius = min(pitch * MARK_SHARE, sizes.base * 1.3) / 2
    middle = area.bottom - radius - sizes.stroke
    for number in range(whole):
        x = area.x + radius + pitch * (number + number // GROUP * GROUP_GAP)
        name = f"mark-{'on' if number < part else 'off'}-{number}"
        mark = circle(x, middle, radius - sizes.stroke / 2)
        if number < part:
            brush.paint(canvas, mark, name)
        else:
            canvas.shape(mark, None, Stroke(sizes.stroke), name)
    baseline = middle - radius - sizes.base * 0.6
    end = area.x + canvas.text(
        area.x, baseline, chart.edition.say(count.part, "number"), sizes.numeral
    )
    canvas.text(end + sizes.base * 0.6, baseline, count.name, sizes.label)
    top = baseline - canvas.cap_height(sizes.numeral) - sizes.base * 0.7
    canvas.line([(area.x, top), (area.right, top)], Stroke(sizes.stroke))
    return top


def _table(chart: Chart, settings: Settings) -> Rows:
    """Return the data: name, value as said."""
    say, count = chart.edition.say, settings.count
    rows = [("", settings.value)]
    rows.extend((column.name, say(column.fact)) for column in settings.columns)
    rows.append((count.name, say(count.part, "number")))
    return tuple(rows)
