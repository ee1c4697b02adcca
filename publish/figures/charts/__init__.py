"""Charts: one module a kind, each with its settings and one function ``draw``.

In:  a ``Figure`` of group chart, the edition whose facts it shows, slot, form, theme.
Out: ``Drawn``: the SVG and the data table behind it.
"""

from dataclasses import replace
from difflib import get_close_matches
from importlib import import_module
from types import ModuleType

from publish.domain import Edition, Figure
from publish.errors import ContentError, Fault
from publish.figures.artwork import Drawn, Slot
from publish.figures.canvas import Canvas
from publish.figures.charts.chart import Chart, read_settings, refs_of
from publish.figures.frame import draw_frame
from publish.figures.sizes import Sizes
from publish.inks import Form
from publish.theme import Theme

KINDS = (
    "against-base",
    "bars",
    "clock-strip",
    "counted-fields",
    "counted-men",
    "counted-rows",
    "dot-range",
    "durations",
    "index-lines",
    "index-slope",
    "library",
    "order-of-battle",
    "over-time",
    "rises",
    "share-strip",
    "strengths",
    "train-graph",
    "versions",
    "votes",
)


def draw_chart(
    figure: Figure, edition: Edition, slot: Slot, form: Form, theme: Theme
) -> Drawn:
    """Return a chart drawn for a slot and a form.

    Raises: ContentError for an unknown kind, a wrong setting or an unknown fact;
        LayoutError when the chart does not fit the slot.
    """
    kind, sizes = _module(figure), Sizes(slot, theme.figure)
    settings = read_settings(figure, edition, kind.Settings)
    refs = dict.fromkeys((*figure.refs, *refs_of(settings, edition)))
    figure = replace(figure, refs=tuple(refs))
    chart = Chart(figure, edition, form, theme, sizes, Canvas(figure.key, slot, theme))
    area = draw_frame(chart.canvas, figure, edition, sizes)
    rows = kind.draw(chart, settings, area)
    return Drawn(svg=chart.canvas.svg(), rows=rows)


def _module(figure: Figure) -> ModuleType:
    """Return the module that draws a figure's kind.

    Raises: ContentError when there is none.
    """
    if figure.kind not in KINDS:
        near = get_close_matches(figure.kind, KINDS, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"use {', '.join(KINDS)}"
        raise ContentError(
            Fault(f"unknown kind of chart {figure.kind!r}", figure.at, hint)
        )
    return import_module(f"{__name__}.{figure.kind.replace('-', '_')}")
