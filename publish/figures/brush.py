"""Fill areas so that they part in grey: solid, hatch or outline.

On a photocopy every ink becomes black: dark inks solid, others hatched, so that
no meaning hangs on a tint. Hatches are drawn as lines cut to the shape, not as
patterns or clips, which printers' programs treat in their own ways.

Lengths are points.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from publish.figures.canvas import Canvas, Fill, Path, Point, Stroke, outline
from publish.figures.sizes import Sizes
from publish.inks import Form
from publish.theme import Side, Theme

SOLID_GREY = 70  # percent of K from which a copier prints solid black safely
LEAST_HATCH = 3.5  # pitches: a smaller area would show a stray line, and is solid
HATCH_PITCH = 4.0  # distance of hatch lines in widths of their stroke


@dataclass(frozen=True, slots=True)
class Brush:
    """How an area is filled: ``solid``, ``hatch`` or ``outline``, in one ink."""

    ink: str
    fill: str
    stroke_pt: float

    @property
    def edge(self) -> Stroke:
        """The line round an area."""
        return Stroke(self.stroke_pt, self.ink)

    def paint(self, canvas: Canvas, path: Path, part: str = "") -> None:
        """Fill a path."""
        least = path.get_extents().size.min() / (HATCH_PITCH * self.stroke_pt)
        if self.fill == "solid" or (self.fill == "hatch" and least < LEAST_HATCH):
            canvas.shape(path, Fill(self.ink), None, part)
            return
        canvas.shape(path, Fill("stock"), self.edge, part)
        if self.fill == "hatch":
            for corners in path.to_polygons():
                canvas.lines(self._hatch(corners), self.edge)

    def _hatch(self, corners: Sequence[Point]) -> list[list[Point]]:
        """Return lines at 45 degrees, cut to a polygon."""
        from shapely import LineString, Polygon  # heavy: only where used

        area = Polygon(corners)
        left, top, right, bottom = area.bounds
        reach, step = bottom - top, self.stroke_pt * HATCH_PITCH * 2**0.5
        lines, x = [], left - reach + step / 2
        while x < right:
            cut = area.intersection(LineString([(x, bottom), (x + reach, top)]))
            parts = getattr(cut, "geoms", [cut])
            lines.extend(list(p.coords) for p in parts if p.length > self.stroke_pt)
            x += step
        return lines


def brush_for(side: Side, form: Form, theme: Theme, sizes: Sizes) -> Brush:
    """Return the brush of a side in a form."""
    if form != "photocopy":
        return Brush(side.ink, side.fill, sizes.stroke)
    if side.fill != "solid":
        return Brush("text", side.fill, sizes.stroke)
    dark = theme.palette[side.ink].grey >= SOLID_GREY
    return Brush("text", "solid" if dark else "hatch", sizes.stroke)


def unknown(sizes: Sizes) -> Stroke:
    """Return the line that means "not known": dashed, black, round nothing."""
    return Stroke(sizes.stroke * 1.2, "text", dash=(3.2, 2.2))


def rectangle(x: float, y: float, width: float, height: float) -> Path:
    """Return a rectangle from its top left corner and size."""
    return outline([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
