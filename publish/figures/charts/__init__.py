"""Charts: one module a kind, each with its settings and one function ``draw``.

In:  a ``Figure`` of group chart, the edition whose facts it shows, slot, form, theme.
Out: ``Drawn``: the SVG and the data table behind it.
"""

from difflib import get_close_matches
from importlib import import_module

from publish.domain import Edition, Figure
from publish.errors import ContentError, Fault
from publish.figures.artwork import Drawn, Slot
from publish.figures.canvas import Canvas
from publish.figures.charts.chart import Chart
from publish.figures.frame import draw_frame
from publish.figures.sizes import Sizes
from publish.inks import Form
from publish.theme import Theme

MODULE_OF_KIND = {
    "strengths": "strengths",
    "against-base": "against_base",
    "counted-men": "counted_men",
}


def draw_chart(
    figure: Figure, edition: Edition, slot: Slot, form: Form, theme: Theme
) -> Drawn:
    """Return a chart drawn for a slot and a form.

    Raises: ContentError for an unknown kind, a wrong setting or an unknown fact;
        LayoutError when the chart does not fit the slot.
    """
    if figure.kind not in MODULE_OF_KIND:
        near = get_close_matches(figure.kind, MODULE_OF_KIND, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"use {', '.join(MODULE_OF_KIND)}"
        raise ContentError(Fault(f"unknown kind of chart {figure.kind!r}", figure.at, hint))
    kind = import_module(f"{__name__}.{MODULE_OF_KIND[figure.kind]}")
    sizes = Sizes(slot, theme.figure)
    chart = Chart(figure, edition, form, theme, sizes, Canvas(figure.key, slot, theme))
    settings = chart.read(kind.Settings)
    area = draw_frame(chart.canvas, figure, edition, sizes)
    rows = kind.draw(chart, settings, area)
    return Drawn(svg=chart.canvas.svg(), rows=rows)
