"""Regiments as counted men: filled figures for those present, outlines for the missing.

One figure stands for a fixed number of men; a remainder is a figure cut upright.
Where no former strength is known that is said; no outline is invented. Lengths
are points.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import Annotated

from pydantic import Field

from publish.figures.brush import Brush, unknown
from publish.figures.canvas import DESCENT, Path, Stroke, circle, outline
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

MAN_WIDTH = 0.40  # of his height
LEAST_PITCH, MOST_PITCH = 1.28, 1.7  # distance of men in widths
MAN_IN_ROW = 0.74  # height of a man in heights of a row
SUM_SIZE = 1.8  # of the base size
LEAST_MAN = 1.3  # height of a man in multiples of the base size

# A man in shares of his height (feet at 0, middle at 0): a head, and a long coat with
# sloping shoulders. Nothing that tells an army or a rank.
HEAD_HEIGHT, HEAD_RADIUS = 0.888, 0.104
HALF_COAT = (
    (0.136, 0.0),
    (0.144, 0.3),
    (0.2, 0.36),
    (0.192, 0.62),
    (0.172, 0.69),
    (0.136, 0.735),
    (0.08, 0.76),
)


class Row(Setting):
    """One unit; ``former`` only where its former strength is known."""

    name: Words
    fact: FactKey
    former: FactKey | None = None


class Sum(Setting):
    """The total of the rows."""

    name: Words
    fact: FactKey


class Settings(ChartSettings):
    """``missing`` names outlines, ``unknown`` rows that have none."""

    side: Words
    per_figure: Annotated[int, Field(gt=0)]
    missing: Words
    unknown: Words
    strength: Words
    former: Words
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
    sum: Sum

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        for row in self.rows:
            yield row.fact
            if row.former:
                yield row.former
        yield self.sum.fact


@dataclass(frozen=True, slots=True)
class Plan:
    """Right edge of numerals, left edge of men, height of rows and men, men's pitch."""

    numeral_x: float
    men_x: float
    row: float
    man: float
    pitch: float

    def man_x(self, count: float) -> float:
        """Return the left edge of the man after ``count`` men."""
        return self.men_x + self.pitch * ceil(count)


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the rows and their sum; return the data table."""
    plan = _plan(chart, settings, area)
    y = area.y
    for known, run in groupby(settings.rows, key=lambda row: bool(row.former)):
        rows = list(run)
        most = max(chart.value(row.fact) for row in rows) / settings.per_figure
        bracket = plan.man_x(most) + chart.sizes.base
        right = area.right if known else bracket
        top = y
        for row in rows:
            edge = right if y > area.y and (known or y > top) else area.right
            _rule(chart, area.x, edge, y, 1)
            _row(chart, settings, row, plan, area.x, y)
            y += plan.row + (_note_height(chart) if row.former else 0)
        if not known:
            _unknown(chart, settings.unknown, bracket, area.right, top, y)
    _rule(chart, area.x, area.right, y, 2)
    _sum(chart, settings.sum, plan, area.x, y)
    return _table(chart, settings)


def _plan(chart: Chart, settings: Settings, area: Area) -> Plan:
    """Fit columns to the widest texts, and men to the room that is left."""
    sizes, total = chart.sizes, _total(chart)
    widths = [
        chart.canvas.width_of(row.name, sizes.label)
        + marks.width_right(chart, row.fact, sizes.value)
        for row in settings.rows
    ]
    widths.append(
        chart.canvas.width_of(settings.sum.name, sizes.head)
        + marks.width_right(chart, settings.sum.fact, total)
    )
    numeral_x = area.x + max(widths) + sizes.base
    men_x = numeral_x + sizes.base * 1.2
    noted = sum(bool(row.former) for row in settings.rows) * _note_height(chart)
    row = (area.height - _sum_height(chart) - noted) / len(settings.rows)
    most = max(chart.value(row.former or row.fact) for row in settings.rows)
    pitch = (area.right - men_x) / (most / settings.per_figure)
    man = min(row * MAN_IN_ROW, pitch / LEAST_PITCH / MAN_WIDTH)
    lacking = sizes.base * LEAST_MAN - man
    require(lacking <= 0, chart.figure, sizes, lacking * len(settings.rows))
    pitch = min(pitch, man * MAN_WIDTH * MOST_PITCH)
    return Plan(numeral_x, men_x, row, man, pitch)


def _row(
    chart: Chart, settings: Settings, row: Row, plan: Plan, x: float, top: float
) -> None:
    """Draw a row's name, numeral, men and missing men."""
    canvas, sizes = chart.canvas, chart.sizes
    baseline = top + (plan.row + canvas.cap_height(sizes.value)) / 2
    canvas.text(x, baseline, row.name, sizes.label)
    marks.numeral_right(chart, plan.numeral_x, baseline, row.fact, sizes.value)
    foot = top + (plan.row + plan.man) / 2
    count = chart.value(row.fact) / settings.per_figure
    brush = chart.brush(settings.side)
    _men(chart, brush, plan, 0, count, foot, f"men-{row.fact}")
    if row.former:
        whole = chart.value(row.former) / settings.per_figure
        empty = Brush(brush.ink, "outline", sizes.stroke)
        _men(chart, empty, plan, count, whole, foot, f"missing-{row.fact}")
        note = top + plan.row + canvas.cap_height(sizes.aside)
        canvas.text(plan.man_x(count), note, settings.missing, sizes.aside)


def _men(
    chart: Chart,
    brush: Brush,
    plan: Plan,
    first: float,
    last: float,
    foot: float,
    part: str,
) -> None:
    """Draw the men from ``first`` to ``last``; a last part of a man is cut upright."""
    for number in range(ceil(first), ceil(last)):
        share = min(1.0, last - number)
        x = plan.men_x + number * plan.pitch
        brush.paint(chart.canvas, man(x, foot, plan.man, share), f"{part}-{number}")


def man(x: float, foot: float, height: float, share: float = 1) -> Path:
    """Return a standing man in two shapes, cut to the left ``share`` of his width."""
    width = height * MAN_WIDTH
    middle = x + width / 2
    half = [(u * height, foot - v * height) for u, v in HALF_COAT]
    coat = [(middle - u, y) for u, y in half]
    coat += [(middle + u, y) for u, y in reversed(half)]
    head = circle(middle, foot - HEAD_HEIGHT * height, HEAD_RADIUS * height)
    whole = Path.make_compound_path(head, outline(coat))
    if share >= 1:
        return whole
    from shapely import Polygon, box  # heavy: only where used

    window = box(x, foot - height, x + width * share, foot)
    pieces = [Polygon(shape).intersection(window) for shape in whole.to_polygons()]
    cut = [outline(p.exterior.coords[:-1]) for p in pieces if not p.is_empty]
    return Path.make_compound_path(*cut)


def _unknown(
    chart: Chart, words: str, x: float, right: float, top: float, bottom: float
) -> None:
    """Draw a bracket beside rows and say what is not known of them."""
    canvas, sizes = chart.canvas, chart.sizes
    inset, tick = sizes.base * 0.5, sizes.base * 0.5
    corners = [
        (x, top + inset),
        (x + tick, top + inset),
        (x + tick, bottom - inset),
        (x, bottom - inset),
    ]
    canvas.line(corners, unknown(sizes))
    start = x + tick + sizes.base * 0.7
    lines = canvas.wrap_evenly(words, sizes.aside, right - start)
    widest = max(canvas.width_of(line, sizes.aside) for line in lines)
    require(start + widest <= right, chart.figure, sizes, start + widest - right)
    leading = sizes.leading(sizes.aside)
    y = (top + bottom - leading * (len(lines) - 1) + canvas.cap_height(sizes.aside)) / 2
    for number, line in enumerate(lines):
        canvas.text(start, y + number * leading, line, sizes.aside)


def _sum(chart: Chart, total: Sum, plan: Plan, x: float, top: float) -> None:
    """Set the sum below its rule, as in an account."""
    kind = _total(chart)
    baseline = top + chart.sizes.base * 0.75 + chart.canvas.cap_height(kind)
    chart.canvas.text(x, baseline, total.name, chart.sizes.head)
    marks.numeral_right(chart, plan.numeral_x, baseline, total.fact, kind)


def _total(chart: Chart) -> Type:
    return Type("display", chart.sizes.base * SUM_SIZE, 500)


def _sum_height(chart: Chart) -> float:
    room = chart.sizes.base * 0.75 + chart.sizes.head.size_pt * DESCENT
    return chart.canvas.cap_height(_total(chart)) + room


def _note_height(chart: Chart) -> float:
    return chart.canvas.cap_height(chart.sizes.aside) + chart.sizes.base * 0.6


def _rule(chart: Chart, left: float, right: float, y: float, weight: int) -> None:
    stroke = Stroke(chart.sizes.stroke * weight)
    chart.canvas.line([(left, y), (right, y)], stroke)


def _table(chart: Chart, settings: Settings) -> Rows:
    """Return the data: name, strength and former strength as said."""
    say = chart.edition.say
    rows = [("", settings.strength, settings.former)]
    for row in settings.rows:
        former = say(row.former) if row.former else settings.unknown
        rows.append((row.name, say(row.fact), former))
    rows.append((settings.sum.name, say(settings.sum.fact), ""))
    return tuple(rows)
