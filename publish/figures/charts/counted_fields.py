"""Parts of a whole that may overlap: for each part the whole again, counted in squares.

Every field has as many squares as the whole, those of the part are filled. Nothing
is stacked, so nothing is added up that the sources do not add up. Lengths are points.
"""

from collections.abc import Iterator
from dataclasses import dataclass
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
MOST_PITCH, LEAST_PITCH = 1.9, 0.5  # of the base size
NUMBER_SIZE = 1.8  # of the base size
GUTTER = 1.8  # of the base size


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


@dataclass(frozen=True, slots=True)
class Plan:
    """Room of every group, the rooms of its fields, and lines that names take."""

    groups: list[Area]
    fields: list[list[Area]]
    name_lines: int


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the groups beside each other, else under; return the data table."""
    sizes = chart.sizes
    plan = _beside(chart, settings, area)
    if not _fits(chart, settings, plan):
        plan = _under(chart, settings, area)
    width = min(field.width for fields in plan.fields for field in fields)
    down = ceil(chart.value(settings.whole) / settings.per_square / settings.across)
    heads = _heads(chart, settings, plan)
    words = heads + _words_height(chart, plan)
    pitch = min(
        width / (settings.across - 1 + SQUARE),
        (plan.groups[0].height - words) / down,
        sizes.base * MOST_PITCH,
    )
    least = sizes.base * LEAST_PITCH
    count = len({room.y for room in plan.groups})
    require(pitch >= least, chart.figure, sizes, (least - pitch) * down * count)
    height = min(plan.groups[0].height, words + pitch * down)
    for number, group in enumerate(settings.groups):
        room, fields = plan.groups[number], plan.fields[number]
        y = area.y + height * round((room.y - area.y) / room.height)
        _group(chart, settings, group, plan, room, fields, y, heads, pitch)
    return _table(chart, settings)


def _beside(chart: Chart, settings: Settings, area: Area) -> Plan:
    """Return the plan with all fields in one row."""
    gutter = chart.sizes.base * GUTTER
    rooms = area.split(sum(len(g.parts) for g in settings.groups), gutter)
    groups, fields = [], []
    for group in settings.groups:
        own, rooms = rooms[: len(group.parts)], rooms[len(group.parts) :]
        width = own[-1].right - own[0].x
        groups.append(Area(own[0].x, area.y, width, area.height))
        fields.append(own)
    return Plan(groups, fields, 2)


def _under(chart: Chart, settings: Settings, area: Area) -> Plan:
    """Return the plan with a row for each group."""
    columns = max(len(group.parts) for group in settings.groups)
    rooms = area.split(columns, chart.sizes.base * GUTTER)
    height = area.height / len(settings.groups)
    groups = [
        Area(area.x, area.y + height * n, area.width, height)
        for n in range(len(settings.groups))
    ]
    return Plan(groups, [rooms[: len(group.parts)] for group in settings.groups], 1)


def _fits(chart: Chart, settings: Settings, plan: Plan) -> bool:
    """Whether numbers and names keep to the width of their fields."""
    canvas, sizes = chart.canvas, chart.sizes
    for group, fields in zip(settings.groups, plan.fields, strict=True):
        for part, room in zip(group.parts, fields, strict=True):
            number = marks.width_right(chart, part.fact, _numeral(chart))
            names = canvas.wrap(part.name, sizes.head, room.width)
            widest = max(canvas.width_of(line, sizes.head) for line in names)
            if max(number, widest) > room.width or len(names) > plan.name_lines:
                return False
    return True


def _heads(chart: Chart, settings: Settings, plan: Plan) -> float:
    """Return the height of the groups' names, broken to their rooms."""
    lines = max(
        len(chart.canvas.wrap(group.name, chart.sizes.aside, room.width))
        for group, room in zip(settings.groups, plan.groups, strict=True)
    )
    height = chart.canvas.cap_height(chart.sizes.aside) + chart.sizes.base * 0.7
    return height + chart.sizes.leading(chart.sizes.aside) * (lines - 1)


def _words_height(chart: Chart, plan: Plan) -> float:
    """Return the height of a field's number and name, and the space round them."""
    canvas, sizes = chart.canvas, chart.sizes
    names = sizes.leading(sizes.head) * plan.name_lines
    return canvas.cap_height(_numeral(chart)) + names + sizes.base * 2.4


def _numeral(chart: Chart) -> Type:
    return Type("display", chart.sizes.base * NUMBER_SIZE, 500)


def _group(
    chart: Chart,
    settings: Settings,
    group: Group,
    plan: Plan,
    room: Area,
    fields: list[Area],
    y: float,
    heads: float,
    pitch: float,
) -> None:
    """Draw a rule, the group's name and a field for each part."""
    canvas, sizes = chart.canvas, chart.sizes
    canvas.line([(room.x, y), (room.right, y)], Stroke(sizes.stroke))
    first = y + sizes.base * 0.7 + canvas.cap_height(sizes.aside)
    lines = canvas.wrap_evenly(group.name, sizes.aside, room.width)
    marks.paragraph(chart, room.x, first, lines, sizes.aside)
    baseline = y + heads + sizes.base * 0.9 + canvas.cap_height(_numeral(chart))
    for part, field in zip(group.parts, fields, strict=True):
        end = marks.numeral(chart, field.x, baseline, part.fact, _numeral(chart))
        require(end <= field.right, chart.figure, sizes, end - field.right)
        names = canvas.wrap(part.name, sizes.head, field.width)
        require(len(names) <= plan.name_lines, chart.figure, sizes, sizes.base)
        marks.paragraph(
            chart, field.x, baseline + sizes.leading(sizes.head), names, sizes.head
        )
        top = baseline + sizes.leading(sizes.head) * plan.name_lines
        _field(chart, settings, part, field.x, top + sizes.base * 0.7, pitch)


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
