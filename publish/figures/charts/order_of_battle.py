"""An order of battle as a tree: unit below unit, commander, strength.

Read from the table of forces by its column ``parent``. A strength that no source
gives is said once, beside all the rows for which it is lacking. Lengths are points.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from publish.content.records import Force
from publish.figures.brush import unknown
from publish.figures.canvas import Fill, Stroke, circle
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

INDENT = 1.5  # of the base size, a level
MOST_ROW, LEAST_ROW = 1.9, 1.3  # of the base size
NODE = 0.24  # radius in multiples of the base size
ADDRESS = 0.5  # of the base size, between node and name
_ASIDE = re.compile(r"\s*\(.*?\)")  # what a formation's name adds in brackets


class Strength(Setting):
    """A strength that is known: the force's key and the fact."""

    force: RowKey
    fact: FactKey


class Apart(Setting):
    """Units that are named elsewhere but not in this order of battle."""

    name: Words
    forces: Annotated[tuple[RowKey, ...], Field(min_length=1)]


class Settings(ChartSettings):
    """``root`` is the highest unit; ``leave_out`` are forces that are not units."""

    side: Words
    root: RowKey
    leave_out: tuple[RowKey, ...] = ()
    strengths: tuple[Strength, ...] = ()
    apart: Apart
    disputes: tuple[RowKey, ...]
    unit: Words
    commander: Words
    strength: Words
    unknown: Words

    def facts(self) -> Iterator[str]:
        """Yield the keys of the facts that the chart draws."""
        return (strength.fact for strength in self.strengths)

    def table_rows(self) -> Iterator[tuple[str, str]]:
        """Yield the forces and disputes that the settings name."""
        named = (s.force for s in self.strengths)
        for key in (self.root, *self.leave_out, *named, *self.apart.forces):
            yield "forces", key
        yield from (("disputes", key) for key in self.disputes)


@dataclass(frozen=True, slots=True)
class Node:
    """One row: a force or the name of a group, its level, the row above it."""

    name: str
    level: int
    above: int | None
    force: Force | None


def draw(chart: Chart, settings: Settings, area: Area) -> Rows:
    """Draw the tree and what stands apart; return the data table."""
    canvas, sizes = chart.canvas, chart.sizes
    forces = chart.edition.forces
    nodes = list(_tree(chart, settings))
    apart = [
        Node(forces[key].formation, 0, None, forces[key])
        for key in settings.apart.forces
    ]
    head = canvas.cap_height(sizes.aside) + sizes.base * 0.8
    lines = _apart(chart, settings, apart, area.width)
    foot = sizes.leading(sizes.note) * len(lines) + sizes.base * 0.7
    row = min((area.height - head - foot) / len(nodes), sizes.base * MOST_ROW)
    least = sizes.base * LEAST_ROW
    require(row >= least, chart.figure, sizes, (least - row) * len(nodes))
    names = max(_name_end(chart, node) for node in nodes)
    commander = area.x + names + sizes.base * 1.4
    _heads(chart, settings, area, commander)
    top = area.y + head
    canvas.line([(area.x, top), (area.right, top)], Stroke(sizes.stroke))
    _branches(chart, nodes, area.x, top, row)
    for number, node in enumerate(nodes):
        _row(chart, settings, node, area, top + number * row, row, commander)
    _unknown(chart, settings, nodes, area, top, row)
    y = top + len(nodes) * row + sizes.base * 0.3
    canvas.line([(area.x, y), (area.right, y)], Stroke(sizes.stroke))
    y += sizes.base * 0.55 + canvas.cap_height(sizes.note)
    marks.paragraph(chart, area.x, y, lines, sizes.note)
    return _table(chart, settings, (*nodes, *apart))


def _apart(
    chart: Chart, settings: Settings, apart: list[Node], width: float
) -> list[str]:
    """Return the lines that name the units outside the tree, run on."""
    names = ", ".join(node.name for node in apart)
    return chart.canvas.wrap(f"{settings.apart.name}: {names}", chart.sizes.note, width)


def _tree(chart: Chart, settings: Settings) -> Iterator[Node]:
    """Yield the rows of the tree in reading order."""
    forces = [
        force
        for force in chart.edition.forces.values()
        if force.key not in settings.leave_out
    ]
    count = 0

    def below(force: Force, level: int, above: int | None) -> Iterator[Node]:
        nonlocal count
        number, count = count, count + 1
        yield Node(force.formation, level, above, force)
        name = _ASIDE.sub("", force.formation)
        for child in (f for f in forces if f.parent == name):
            yield from below(child, level + 1, number)
        start = f"{name}, "
        groups = dict.fromkeys(f.parent for f in forces if f.parent.startswith(start))
        for group in groups:
            here, count = count, count + 1
            yield Node(group.removeprefix(start), level + 1, number, None)
            for child in (f for f in forces if f.parent == group):
                yield from below(child, level + 2, here)

    yield from below(chart.edition.forces[settings.root], 0, None)


def _x(chart: Chart, node: Node) -> float:
    """Return how far right of the edge a node stands."""
    return chart.sizes.base * (NODE + node.level * INDENT)


def _name_end(chart: Chart, node: Node) -> float:
    kind = chart.sizes.label if node.force else chart.sizes.aside
    start = _x(chart, node) + chart.sizes.base * (NODE + ADDRESS)
    return start + chart.canvas.width_of(node.name, kind)


def _heads(chart: Chart, settings: Settings, area: Area, commander: float) -> None:
    canvas, sizes = chart.canvas, chart.sizes
    y = area.y + canvas.cap_height(sizes.aside)
    end = area.x + canvas.text(area.x, y, settings.unit, sizes.aside)
    require(end < commander, chart.figure, sizes, end - commander)
    end = commander + canvas.text(commander, y, settings.commander, sizes.aside)
    start = area.right - canvas.text(
        area.right, y, settings.strength, sizes.aside, anchor="end"
    )
    require(end < start, chart.figure, sizes, end - start)


def _branches(
    chart: Chart, nodes: list[Node], left: float, top: float, row: float
) -> None:
    """Draw the lines from each unit down to those below it."""
    sizes, lines = chart.sizes, []
    for number, node in enumerate(nodes):
        if node.above is None:
            continue
        x = left + _x(chart, nodes[node.above])
        y = top + (number + 0.5) * row
        start = top + (node.above + 0.5) * row + sizes.base * NODE
        lines.append(
            [(x, start), (x, y), (left + _x(chart, node) - sizes.base * NODE, y)]
        )
    chart.canvas.lines(lines, Stroke(sizes.stroke))


def _row(
    chart: Chart,
    settings: Settings,
    node: Node,
    area: Area,
    top: float,
    row: float,
    commander: float,
) -> None:
    """Draw a node with its name, its commander and, if known, its strength."""
    canvas, sizes = chart.canvas, chart.sizes
    middle = top + row / 2
    x = area.x + _x(chart, node)
    ink = chart.brush(settings.side).ink
    mark = circle(x, middle, sizes.base * NODE)
    if node.force:
        canvas.shape(mark, Fill(ink), None, f"unit-{node.force.key}")
    baseline = middle + canvas.cap_height(sizes.label) / 2
    start = x + sizes.base * (NODE + ADDRESS)
    if not node.force:
        canvas.text(
            x - sizes.base * NODE + sizes.base * 0.4, baseline, node.name, sizes.aside
        )
        return
    canvas.text(start, baseline, node.name, sizes.label)
    if _led(node.force):
        canvas.text(commander, baseline, node.force.commander, sizes.label)
    fact = _strength(settings, node)
    if fact:
        said = chart.edition.say(fact)
        canvas.text(area.right, baseline, said, sizes.value, anchor="end")


def _led(force: Force) -> bool:
    """Whether the table names a commander, and does not say that none is named."""
    return bool(force.commander) and not force.commander.startswith("no ")


def _strength(settings: Settings, node: Node) -> str | None:
    facts = {s.force: s.fact for s in settings.strengths}
    return facts.get(node.force.key) if node.force else None


def _unknown(
    chart: Chart,
    settings: Settings,
    nodes: list[Node],
    area: Area,
    top: float,
    row: float,
) -> None:
    """Draw brackets beside the rows without a strength, and say so once in each."""
    canvas, sizes = chart.canvas, chart.sizes
    run: list[int] = []
    runs: list[list[int]] = []
    for number, node in enumerate(nodes):
        if _strength(settings, node):
            run = []
        elif run:
            run.append(number)
        else:
            run = [number]
            runs.append(run)
    width = canvas.width_of(settings.unknown, sizes.aside)
    for rows in runs:
        first, last = top + rows[0] * row, top + (rows[-1] + 1) * row
        middle = (first + last) / 2 + canvas.cap_height(sizes.aside) / 2
        canvas.text(area.right, middle, settings.unknown, sizes.aside, anchor="end")
        if len(rows) < 2:
            continue
        x = area.right - width - sizes.base * 0.9
        inset, tick = row * 0.25, sizes.base * 0.45
        corners = [
            (x - tick, first + inset),
            (x, first + inset),
            (x, last - inset),
            (x - tick, last - inset),
        ]
        canvas.line(corners, unknown(sizes))


def _table(chart: Chart, settings: Settings, nodes: tuple[Node, ...]) -> Rows:
    rows = [(settings.unit, settings.commander, settings.strength)]
    for node in nodes:
        if node.force:
            fact = _strength(settings, node)
            said = chart.edition.say(fact) if fact else settings.unknown
            led = node.force.commander if _led(node.force) else ""
            rows.append((node.name, led, said))
    return tuple(rows)
