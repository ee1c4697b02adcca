"""A total in two or more versions, as counted dots in groups; what agrees lines up.

Groups that all versions share stand first and under one another; the rest shows
where the versions part. Lengths are points.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from publish.figures.brush import Brush
from publish.figures.canvas import Stroke, circle
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
from publish.figures.frame import Area, require

DOWN = 5  # dots in a column
GROUP_GAP = 1.6  # in pitches, at least
MOST_SPARE = 4.0  # in pitches, what may be added to a gap
DOT = 0.74  # diameter in pitches
MOST_PITCH, LEAST_PITCH = 1.6, 0.5  # of the base size
SMALLER = 0.97  # step by which the distance of dots is tried
APART = 0.5  # of the base size, least distance of two names
NAME = 7.0  # widest line of a version's name in multiples of the base size


class Group(Setting):
    """One counted group."""

    name: Words
    fact: FactKey


class Version(Setting):
    """One version: its name, its own groups, its total."""

    name: Words
    total: FactKey
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]


class Also(Setting):
    """One more number, set below and not drawn: it has another scale."""

    name: Words
    fact: FactKey


class Settings(ChartSettings):
    """``shared`` are the groups on which all versions agree."""

    side: Words
    head: Words
    dispute: RowKey
    shared: tuple[Group, ...]
    versions: Annotated[tuple[Version, ...], Field(min_length=2)]
    also: Also

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        yield from (group.fact for group in self.shared)
        for version in self.versions:
            yield version.total
            yield from (group.fact for group in version.groups)
        yield self.also.fact

    def table_rows(self) -> Iterator[tuple[str, str]]:
        """Yield the dispute that the chart shows."""
        yield "disputes", self.dispute


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the versions under one another; return the data table."""
    canvas, sizes = chart.canvas, chart.sizes
    foot = canvas.cap_height(sizes.numeral) + sizes.base * 1.5
    height = (area.height - foot) / len(settings.versions)
    words = canvas.cap_height(sizes.label) + sizes.base * 1.9
    left = area.x + _column(chart, settings)
    most = max(_columns(chart, settings, version) for version in settings.versions)
    room = area.right - left
    pitch = min(room / most, (height - words) / DOWN, sizes.base * MOST_PITCH)
    least = sizes.base * LEAST_PITCH
    lacking = (least - pitch) * DOWN * len(settings.versions)
    require(pitch >= least, chart.figure, sizes, lacking)
    while pitch * SMALLER >= least and _over(chart, settings, room, most, pitch) > 0:
        pitch *= SMALLER
    gap = GROUP_GAP * pitch + _spare(settings, room, most * pitch, pitch)
    height = min(height, words + pitch * DOWN + sizes.base)
    for number, version in enumerate(settings.versions):
        place = Area(area.x, area.y + height * number, area.width, height)
        _version(chart, settings, version, place, left, pitch, gap)
    _also(chart, settings.also, area, area.y + height * len(settings.versions))
    return _table(chart, settings)


def _column(chart: Chart, settings: Settings) -> float:
    """Return the width of the column of totals and their names."""
    canvas, sizes = chart.canvas, chart.sizes
    widths = [
        canvas.width_of(line, sizes.label)
        for version in settings.versions
        for line in _name(chart, version)
    ]
    return max(widths) + sizes.base * 2


def _name(chart: Chart, version: Version) -> list[str]:
    """Return the lines of a version's name."""
    width = chart.sizes.base * NAME
    return chart.canvas.wrap_evenly(version.name, chart.sizes.label, width)


def _columns(chart: Chart, settings: Settings, version: Version) -> float:
    """Return the width of a version in pitches."""
    groups = (*settings.shared, *version.groups)
    dots = sum(-(-chart.value(group.fact) // DOWN) for group in groups)
    return dots + GROUP_GAP * (len(groups) - 1)


def _spare(settings: Settings, room: float, wide: float, pitch: float) -> float:
    """Return how much further groups can stand apart where the dots leave room."""
    groups = max(len(settings.shared) + len(v.groups) for v in settings.versions)
    return min((room - wide) / max(1, groups - 1), MOST_SPARE * pitch)


def _over(
    chart: Chart, settings: Settings, room: float, most: float, pitch: float
) -> float:
    """Return by how much the widest name of a shared group is wider than its dots."""
    gap = GROUP_GAP * pitch + _spare(settings, room, most * pitch, pitch)
    return max(
        chart.canvas.width_of(_said(chart, group), chart.sizes.label)
        - (-(-chart.value(group.fact) // DOWN) * pitch + gap - chart.sizes.base * APART)
        for group in settings.shared
    )


def _said(chart: Chart, group: Group) -> str:
    return f"{chart.edition.say(group.fact, 'number')} {group.name}"


def _version(
    chart: Chart,
    settings: Settings,
    version: Version,
    room: Area,
    left: float,
    pitch: float,
    gap: float,
) -> None:
    """Draw a version: total and name at the left, beside them its groups of dots."""
    canvas, sizes = chart.canvas, chart.sizes
    canvas.line([(room.x, room.y), (room.right, room.y)], Stroke(sizes.stroke))
    y = room.y + sizes.base * 0.8 + canvas.cap_height(sizes.numeral)
    canvas.text(room.x, y, chart.edition.say(version.total, "number"), sizes.numeral)
    y += sizes.leading(sizes.label)
    marks.paragraph(chart, room.x, y, _name(chart, version), sizes.label)
    names = room.y + sizes.base * 0.7 + canvas.cap_height(sizes.label)
    top = names + sizes.base * 0.6
    x = left
    for group in (*settings.shared, *version.groups):
        own = group in version.groups
        wide = -(-chart.value(group.fact) // DOWN) * pitch
        said = canvas.text(x, names, _said(chart, group), sizes.label)
        limit = wide + gap - sizes.base * APART
        require(said <= limit or own, chart.figure, sizes, said - limit)
        require(x + said <= room.right, chart.figure, sizes, x + said - room.right)
        _dots(chart, settings, group, x, top, pitch, own, version)
        x += wide + gap


def _dots(
    chart: Chart,
    settings: Settings,
    group: Group,
    x: float,
    top: float,
    pitch: float,
    own: bool,
    version: Version,
) -> None:
    """Draw a group's dots column by column; open where the versions part."""
    ink, weight = chart.brush(settings.side).ink, chart.sizes.stroke * 1.4
    brush = Brush(ink, "outline" if own else "solid", weight)
    radius = pitch * DOT / 2 - (weight / 2 if own else 0)
    number = settings.versions.index(version)
    for dot in range(int(chart.value(group.fact))):
        centre = (
            x + (dot // DOWN + 0.5) * pitch - pitch * (1 - DOT) / 2,
            top + (dot % DOWN + 0.5) * pitch,
        )
        mark = circle(*centre, radius)
        brush.paint(chart.canvas, mark, f"dot-{number}-{group.fact}-{dot}")


def _also(chart: Chart, also: Also, area: Area, top: float) -> None:
    """Set the further number below the versions."""
    canvas, sizes = chart.canvas, chart.sizes
    canvas.line([(area.x, top), (area.right, top)], Stroke(sizes.stroke))
    y = top + canvas.cap_height(sizes.numeral) + sizes.base * 0.8
    end = marks.numeral(chart, area.x, y, also.fact, sizes.numeral)
    wide = canvas.text(end + sizes.base * 0.6, y, also.name, sizes.label)
    over = end + sizes.base * 0.6 + wide - area.right
    require(over <= 0, chart.figure, sizes, over)


def _table(chart: Chart, settings: Settings) -> Rows:
    say = chart.edition.say
    rows = [("", *(version.name for version in settings.versions))]
    for group in settings.shared:
        rows.append((group.name, *(say(group.fact) for _ in settings.versions)))
    for version in settings.versions:
        for group in version.groups:
            cells = [say(group.fact) if v is version else "" for v in settings.versions]
            rows.append((group.name, *cells))
    totals = [say(version.total) for version in settings.versions]
    rows.append((settings.head, *totals))
    blank = [""] * (len(settings.versions) - 1)
    rows.append((settings.also.name, say(settings.also.fact), *blank))
    return tuple(rows)
