"""Durations on one scale of hours from zero: a plan, and how long it took.

A duration is a fact in hours or days, or the time between two events with clock
times; it is then worked out here. Lengths are points.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Self

from babel import Locale
from pydantic import Field, model_validator

from publish.domain.wording import say_number
from publish.figures.brush import rectangle
from publish.figures.canvas import Stroke
from publish.figures.charts import marks
from publish.figures.charts.chart import (
    Chart,
    ChartSettings,
    FactKey,
    RowKey,
    Rows,
    Setting,
    Words,
)
from publish.figures.charts.hours import DAY, hours_between
from publish.figures.frame import Area, require

HOURS_OF_UNIT = {"hours": 1.0, "days": DAY}
BAR = 1.1  # of the base size
LEAST_ROW = 1.9  # of the base size
MOST_ROW = 5.2
NUMERAL_SHARE = 0.9  # type size of the hours, at most, in heights of a row


class Row(Setting):
    """One duration: a fact, or the time from ``start`` to ``end``."""

    name: Words
    fact: FactKey | None = None
    start: RowKey | None = None
    end: RowKey | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.fact) == bool(self.start and self.end):
            raise ValueError("give a fact, or start and end")
        return self


class Settings(ChartSettings):
    """``plan`` stands first, as an outline parted by days; ``rows`` follow it.

    ``head`` stands over the times in the data table.
    """

    side: Words
    plan: Row
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
    rows_are: Words
    head: Words
    dispute: RowKey

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        return (row.fact for row in (self.plan, *self.rows) if row.fact)

    def table_rows(self) -> Iterator[tuple[str, str]]:
        """Yield the events between which time is counted, and the dispute."""
        for row in self.rows:
            if row.start and row.end:
                yield from (("events", row.start), ("events", row.end))
        yield "disputes", self.dispute


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the plan and the rows; return the data table."""
    canvas, sizes = chart.canvas, chart.sizes
    per_hour = area.width / _hours(chart, settings.plan)
    y = _plan(chart, settings, area, per_hour)
    y += sizes.base * 1.1 + canvas.cap_height(sizes.aside)
    canvas.text(area.x, y, settings.rows_are, sizes.aside)
    y += sizes.base * 0.6
    count = len(settings.rows)
    height = min((area.bottom - y) / count, sizes.base * MOST_ROW)
    least = sizes.base * LEAST_ROW
    require(height >= least, chart.figure, sizes, (least - height) * count)
    for row in settings.rows:
        canvas.line([(area.x, y), (area.right, y)], Stroke(sizes.stroke))
        _row(chart, settings, row, area, y, height, per_hour)
        y += height
    rows = [(settings.plan.name, chart.edition.say(settings.plan.fact or ""))]
    rows += [(row.name, _said(chart, row)) for row in settings.rows]
    return (("", settings.head), *rows)


def _hours(chart: Chart, row: Row) -> float:
    if row.fact:
        return chart.value(row.fact) * HOURS_OF_UNIT[chart.fact(row.fact).unit]
    events = chart.edition.events
    return hours_between(events[row.start or ""], events[row.end or ""])


def _number(chart: Chart, row: Row) -> str:
    if row.fact:
        return chart.edition.say(row.fact, "number")
    return say_number(Decimal(f"{_hours(chart, row):g}"), chart.edition.language)


def _said(chart: Chart, row: Row) -> str:
    """Return a duration in words; one that is worked out is said as a fact is."""
    if row.fact:
        return chart.edition.say(row.fact)
    words, hours = chart.edition.words, Decimal(f"{_hours(chart, row):g}")
    forms = words.units["hours"]
    category = Locale(words.language).plural_form(hours)
    return forms.get(category, forms["other"]).format(_number(chart, row))


def _plan(chart: Chart, settings: Settings, area: Area, per_hour: float) -> float:
    """Draw the plan as an outline of days; return its lower edge."""
    canvas, sizes = chart.canvas, chart.sizes
    bar = sizes.base * BAR
    baseline = area.y + canvas.cap_height(sizes.value)
    top = baseline + sizes.base * 0.55
    key = settings.plan.fact or ""
    canvas.text(area.x, baseline, settings.plan.name, sizes.head)
    canvas.text(area.right, baseline, chart.edition.say(key), sizes.value, anchor="end")
    hours = _hours(chart, settings.plan)
    whole = rectangle(area.x, top, hours * per_hour, bar)
    canvas.shape(whole, None, Stroke(sizes.stroke), f"bar-{key}")
    days = [DAY * day for day in range(1, round(hours / DAY))]
    canvas.lines(
        [[(area.x + h * per_hour, top + p) for p in (0, bar)] for h in days],
        Stroke(sizes.stroke),
    )
    return top + bar


def _row(
    chart: Chart,
    settings: Settings,
    row: Row,
    area: Area,
    y: float,
    height: float,
    per_hour: float,
) -> None:
    """Draw one duration: bar, then its hours and what is counted."""
    canvas, sizes = chart.canvas, chart.sizes
    hours, bar = _hours(chart, row), min(height * 0.5, sizes.base * 1.9)
    top = y + (height - bar) / 2
    end = area.x + hours * per_hour
    name = f"bar-{row.fact or f'{row.start}-{row.end}'}"
    shape = rectangle(area.x, top, end - area.x, bar)
    chart.brush(settings.side).paint(canvas, shape, name)
    x = end + sizes.base * 0.8
    size = min(sizes.numeral.size_pt, height * NUMERAL_SHARE)
    numeral = replace(sizes.numeral, size_pt=size)
    baseline = y + (height + canvas.cap_height(numeral)) / 2
    x += canvas.text(x, baseline, _number(chart, row), numeral)
    x += sizes.base * 0.9
    lines = canvas.wrap_evenly(row.name, sizes.label, area.right - x)
    require(len(lines) <= 2, chart.figure, sizes, sizes.leading(sizes.label))
    middle = y + height / 2 + canvas.cap_height(sizes.label) / 2
    first = middle - sizes.leading(sizes.label) * (len(lines) - 1) / 2
    marks.paragraph(chart, x, first, lines, sizes.label)
