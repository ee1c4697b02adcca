"""Parts of a whole that may overlap: for each part the whole again, counted in squares.

Every field has as many squares as the whole, those of the part are filled. Nothing
is stacked, so nothing is added up that the sources do not add up. Lengths are points.
"""

from collections.abc import Iterator
from math import ceil
from typing import Annotated

from pydantic import Field

from publish.figures.brush import rectangle
from publish.figures.canvas import Stroke
from publish.figures.charts import marks
from publish.figures.charts.chart import (
    Chart,
    ChartSettings,
    FactKey,
    Rows,
    Setting,
    Words,
)
from publish.figures.frame import Area, require
from publish.figures.sizes import Type

SQUARE = 0.8  # of a pitch
MOST_PITCH, LEAST_PITCH = 1.9, 0.55  # of the base size
NUMBER_SIZE = 2.0  # of the base size
GUTTER = 2.2  # of the base size


class Part(Setting):
    """One part of the whole."""

    name: Words
    fact: FactKey


class Group(Setting):
    """Parts of one sort."""

    name: Words
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]


class Settings(ChartSettings):
    """A square stands for ``per_square``; a field has ``across`` squares in a row."""

    side: Words
    whole: FactKey
    whole_is: Words
    strength: Words
    per_square: Annotated[int, Field(gt=0)]
    across: Annotated[int, Field(gt=0)]
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        yield self.whole
        for group in self.groups:
            yield from (part.fact for part in group.parts)


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the groups under one another; return the data table."""
    sizes, count = chart.sizes, len(settings.groups)
    columns = max(len(group.parts) for group in settings.groups)
    rooms = area.split(columns, sizes.base * GUTTER)
    down = ceil(chart.value(settings.whole) / settings.per_square / settings.across)
    height = area.height / count
    words = _words_height(chart)
    pitch = min(
        rooms[0].width / (settings.across - 1 + SQUARE),
        (height - words) / down,
        sizes.base * MOST_PITCH,
    )
    least = sizes.base * LEAST_PITCH
    require(pitch >= least, chart.figure, sizes, (least - pitch) * down * count)
    height = min(height, words + pitch * down)
    for number, group in enumerate(settings.groups):
        y = area.y + height * number
        _group(chart, settings, group, area, rooms, y, pitch)
    return _table(chart, settings)


def _words_height(chart: Chart) -> float:
    canvas, sizes = chart.canvas, chart.sizes
    heads = canvas.cap_height(sizes.aside) + canvas.cap_height(_numeral(chart))
    return heads + sizes.leading(sizes.head) + sizes.base * 3.6


def _numeral(chart: Chart) -> Type:
    return Type("display", chart.sizes.base * NUMBER_SIZE, 500)


def _group(
    chart: Chart,
    settings: Settings,
    group: Group,
    area: Area,
    rooms: list[Area],
    y: float,
    pitch: float,
) -> None:
    """Draw a rule, the group's name and a field for each part."""
    canvas, sizes = chart.canvas, chart.sizes
    canvas.line([(area.x, y), (area.right, y)], Stroke(sizes.stroke))
    y += sizes.base * 0.7 + canvas.cap_height(sizes.aside)
    canvas.text(area.x, y, group.name, sizes.aside)
    for part, room in zip(group.parts, rooms, strict=False):
        baseline = y + sizes.base + canvas.cap_height(_numeral(chart))
        end = marks.numeral(chart, room.x, baseline, part.fact, _numeral(chart))
        require(end <= room.right, chart.figure, sizes, end - room.right)
        name = baseline + sizes.leading(sizes.head)
        wide = canvas.text(room.x, name, part.name, sizes.head)
        require(wide <= room.width, chart.figure, sizes, wide - room.width)
        _field(chart, settings, part, room.x, name + sizes.base * 0.7, pitch)


def _field(
    chart: Chart, settings: Settings, part: Part, x: float, y: float, pitch: float
) -> None:
    """Draw the squares of the whole; fill those of the part."""
    canvas, side = chart.canvas, pitch * SQUARE
    brush, empty = chart.brush(settings.side), Stroke(chart.sizes.stroke)
    whole = ceil(chart.value(settings.whole) / settings.per_square)
    filled = chart.value(part.fact) / settings.per_square
    inset = chart.sizes.stroke / 2
    for number in range(whole):
        left = x + number % settings.across * pitch
        top = y + number // settings.across * pitch
        share = min(1.0, max(0.0, filled - number))
        if share < 1:
            square = rectangle(
                left + inset, top + inset, side - 2 * inset, side - 2 * inset
            )
            canvas.shape(square, None, empty, f"empty-{part.fact}-{number}")
        if share > 0:
            square = rectangle(left, top, side * share, side)
            brush.paint(canvas, square, f"square-{part.fact}-{number}")


def _table(chart: Chart, settings: Settings) -> Rows:
    say = chart.edition.say
    rows = [("", settings.strength), (settings.whole_is, say(settings.whole))]
    rows += [
        (part.name, say(part.fact)) for group in settings.groups for part in group.parts
    ]
    return tuple(rows)
