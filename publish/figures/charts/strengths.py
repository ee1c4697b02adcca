"""Strengths of two sides, each with its whole and its parts, known and unknown.

The sides stand beside each other in equal room and to one scale from zero. Parts
are not stacked, because they may overlap; a part without a fact is drawn as
unknown, never as zero. Lengths are points.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from publish.figures.brush import Brush
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

OPEN_SHARE = 0.12  # of a column's width, kept for what lies beyond "more than"
LEAST_NUMERAL = 1.6  # of the base size
MAX_BAR = 1.0  # of the base size
MAX_ROW = 4.4  # of the base size


class Part(Setting):
    """A part of a side's force; without a fact its strength is not known."""

    name: Words
    fact: FactKey | None = None


class Force(Setting):
    """One side: its whole, what that is, and its parts."""

    side: Words
    name: Words
    whole: FactKey
    whole_is: Words
    parts_are: Words
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]


class Settings(ChartSettings):
    """``unknown`` is said of parts without a fact; bars are parted every ``step``."""

    unknown: Words
    strength: Words
    step: Annotated[float, Field(gt=0)]
    forces: Annotated[tuple[Force, ...], Field(min_length=2, max_length=2)]

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        for force in self.forces:
            yield force.whole
            yield from (part.fact for part in force.parts if part.fact)


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw both sides; return the data table."""
    columns = area.split(2, chart.sizes.base * 2)
    longest = max(chart.value(key) for key in settings.facts())
    per_unit = columns[0].width * (1 - OPEN_SHARE) / longest
    numeral = _numeral(chart, settings, columns[0].width)
    for force, column in zip(settings.forces, columns, strict=True):
        brush = chart.brush(force.side)
        top = _whole(chart, force, column, brush, numeral, per_unit, settings.step)
        _parts(chart, settings, force, column, brush, per_unit, top)
    return _table(chart, settings)


def _numeral(chart: Chart, settings: Settings, width: float) -> Type:
    """Return the largest numerals beside which both remarks fit; equal for both."""
    sizes = chart.sizes
    kind, least = sizes.numeral, sizes.base * LEAST_NUMERAL
    while kind.size_pt > least and not all(
        len(_remark(chart, force, width, kind)[1]) <= 2 for force in settings.forces
    ):
        kind = replace(kind, size_pt=max(least, kind.size_pt * 0.96))
    return kind


def _remark(
    chart: Chart, force: Force, width: float, kind: Type
) -> tuple[float, list[str]]:
    """Return where the remark beside a numeral begins, and its lines."""
    start = marks.width_right(chart, force.whole, kind) + chart.sizes.base * 0.3
    lines = chart.canvas.wrap_evenly(force.whole_is, chart.sizes.note, width - start)
    return start, lines


def _whole(
    chart: Chart,
    force: Force,
    column: Area,
    brush: Brush,
    numeral: Type,
    per_unit: float,
    step: float,
) -> float:
    """Draw a side's head, whole and bar; return where they end."""
    canvas, sizes = chart.canvas, chart.sizes
    canvas.line([(column.x, column.y), (column.right, column.y)], Stroke(sizes.stroke))
    y = column.y + sizes.base * 0.55 + canvas.cap_height(sizes.head)
    canvas.text(column.x, y, force.name, sizes.head)
    y += sizes.base * 0.7 + canvas.cap_height(numeral)
    marks.numeral(chart, column.x, y, force.whole, numeral)
    start, lines = _remark(chart, force, column.width, numeral)
    leading = sizes.note.size_pt * 1.15
    widest = start + max(canvas.width_of(line, sizes.note) for line in lines)
    require(widest <= column.width, chart.figure, sizes, widest - column.width)
    require(len(lines) <= 2, chart.figure, sizes, leading)
    for number, line in enumerate(reversed(lines)):
        canvas.text(column.x + start, y - number * leading, line, sizes.note)
    y += sizes.base * 0.55
    height = sizes.base * MAX_BAR
    marks.bar(
        chart,
        brush,
        force.whole,
        x=column.x,
        y=y,
        per_unit=per_unit,
        height=height,
        limit=column.right,
        step=step,
    )
    return y + height


def _parts(
    chart: Chart,
    settings: Settings,
    force: Force,
    column: Area,
    brush: Brush,
    per_unit: float,
    top: float,
) -> None:
    """Draw the rows of a side's parts in the room below ``top``."""
    canvas, sizes = chart.canvas, chart.sizes
    y = top + sizes.base * 0.6 + canvas.cap_height(sizes.aside)
    canvas.text(column.x, y, force.parts_are, sizes.aside)
    y += sizes.base * 0.5
    canvas.line([(column.x, y), (column.right, y)], Stroke(sizes.stroke))
    count = max(len(force.parts) for force in settings.forces)
    row = min((column.bottom - y) / count, sizes.base * MAX_ROW)
    words = sizes.base * 0.6 + canvas.cap_height(sizes.value)
    height = min(row - words, sizes.base * MAX_BAR * 0.8)
    least = sizes.base * 0.27
    require(height >= least, chart.figure, sizes, (least - height) * count)
    for number, part in enumerate(force.parts):
        foot = y + (number + 1) * row
        canvas.line([(column.x, foot), (column.right, foot)], Stroke(sizes.stroke))
        baseline = foot - height - sizes.base * 0.34
        end = column.x + canvas.text(column.x, baseline, part.name, sizes.label)
        if part.fact:
            start = marks.numeral_right(
                chart, column.right, baseline, part.fact, sizes.value
            )
            marks.bar(
                chart,
                brush,
                part.fact,
                x=column.x,
                y=foot - height,
                per_unit=per_unit,
                height=height,
                limit=column.right,
                step=settings.step,
            )
        else:
            start = column.right - canvas.text(
                column.right, baseline, settings.unknown, sizes.aside, anchor="end"
            )
            marks.unknown_bar(
                chart,
                column.x,
                foot - height,
                column.width,
                height,
                f"unknown-{number}",
            )
        require(start - end >= sizes.base * 0.3, chart.figure, sizes, end - start)


def _table(chart: Chart, settings: Settings) -> Rows:
    """Return the data: name, strength as said."""
    rows = [("", settings.strength)]
    for force in settings.forces:
        rows.append((force.name, chart.edition.say(force.whole)))
        for part in force.parts:
            known = chart.edition.say(part.fact) if part.fact else settings.unknown
            rows.append((part.name, known))
    return tuple(rows)
