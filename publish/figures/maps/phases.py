"""One map in phases: a small picture each, what went before in grey.

In:  a ``Figure`` of group map with [[phases]], the edition, slot, form, theme.
Out: ``Drawn``: the SVG, the movements behind it as rows, the labels left out.

An arrow belongs to the phase of its first movement, as movements.csv tells it.
Lengths are points from the top left corner.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import shapely

from publish.domain import Edition, Figure
from publish.errors import ContentError, Fault, Faults
from publish.figures.artwork import Slot
from publish.figures.canvas import Fill, Stroke
from publish.figures.frame import Area, draw_frame, require
from publish.figures.maps.base import Feature, draw_base, lay_out_ground, read_features
from publish.figures.maps.furniture import (
    bars_size,
    draw_bars,
    draw_neatline,
    scale_bars,
)
from publish.figures.maps.labels import Terrain, place
from publish.figures.maps.legend import KeyMaker
from publish.figures.maps.lines import railways
from publish.figures.maps.movements import Course, Courses, draw_courses
from publish.figures.maps.paths import line_path, polygon_path
from publish.figures.maps.projection import Box, View, extent_metres, fit
from publish.figures.maps.sheet import Sheet
from publish.figures.maps.spec import Arrow, MapSpec, Phase, undated
from publish.figures.maps.symbols import DOT_EM, circle, draw_place
from publish.figures.maps.writing import Writer, spots
from publish.figures.sizes import Sizes
from publish.inks import Form

GAP_EM = 1.1  # between pictures
HEAD_LINES = 2.15  # room above a picture for its title and dates, in leadings
LEAST_CELL_EM = 9.0  # a narrower picture cannot be read
MARKS = 0.62  # of the full size of arrows and symbols
BEFORE_TINT = 45  # of the grey in which earlier arrows are drawn
BAR_SHARE = 0.65  # of a picture's width, for a scale bar


@dataclass(frozen=True)
class _Grid:
    """Rows and columns of pictures, all of one size."""

    columns: int
    width: float
    height: float
    scale: float


@dataclass(frozen=True)
class Panel:
    """One picture: its phase, its arrows and those of the phases before."""

    phase: Phase
    view: View
    spec: MapSpec
    courses: list[Course]
    before: list[Course]


class PhaseDrawer:
    """Draws the pictures of one map in phases."""

    def __init__(
        self,
        figure: Figure,
        spec: MapSpec,
        edition: Edition,
        sheet: Sheet,
        slot: Slot,
        form: Form,
    ) -> None:
        self._figure, self._spec, self._edition = figure, spec, edition
        self._sheet, self._form, self._slot = sheet, form, slot
        self._sizes = Sizes(slot, sheet.theme.figure)
        smaller = replace(slot, base_pt=slot.base_pt * MARKS, min_pt=0.0)
        self._marks = Sizes(smaller, sheet.theme.figure)
        self._features = read_features(spec.layers, figure.files, figure.at)
        self._ends = {key: move.to_key for key, move in edition.movements.items()}

    def draw(self) -> tuple[str, ...]:
        """Draw all pictures and the key; return the names that found no room."""
        area = draw_frame(self._sheet, self._figure, self._edition, self._sizes)
        grid, head = self._grid(area), self._head
        gap, dropped = GAP_EM * self._sizes.base, []
        cells = [
            Box(
                area.x + n % grid.columns * (grid.width + gap),
                area.y + n // grid.columns * (grid.height + head + gap) + head,
                grid.width,
                grid.height,
            )
            for n in range(len(self._spec.phases) + 1)
        ]
        for number, panel in enumerate(self.panels(cells[:-1]), start=1):
            self._title(panel, number)
            dropped += self._panel(panel)
        self._key(cells[-1], fit(self._spec.extent, self._spec.projection, cells[0]))
        return tuple(dropped)

    @property
    def _head(self) -> float:
        return HEAD_LINES * self._sizes.leading(self._sizes.label)

    def _grid(self, area: Area) -> _Grid:
        """Return the grid whose pictures are largest.

        Raises: LayoutError when they would be too small to read.
        """
        west, south, east, north = extent_metres(
            self._spec.extent, self._spec.projection
        )
        em, count = self._sizes.base, len(self._spec.phases) + 1
        found = []
        for columns in range(1, count + 1):
            rows, gap = math.ceil(count / columns), GAP_EM * em
            width = (area.width - gap * (columns - 1)) / columns
            height = (area.height - gap * (rows - 1)) / rows - self._head
            scale = min(width / (east - west), height / (north - south))
            found.append(_Grid(columns, width, height, scale))
        best = max(found, key=lambda grid: grid.scale)
        lacking = LEAST_CELL_EM * em - min(best.width, best.height)
        require(lacking <= 0, self._figure, self._sizes, lacking)
        return best

    def panels(self, cells: Sequence[Box]) -> Iterator[Panel]:
        """Yield the pictures in their order.

        Raises: ContentError for an arrow that cannot be drawn or has no phase.
        """
        rails, faults, gone = railways(self._features), Faults(), []
        self._check_phases()
        for phase, cell in zip(self._spec.phases, cells, strict=True):
            view = fit(self._spec.extent, self._spec.projection, cell)
            arrows = tuple(self._arrows(phase))
            shown = self._spec.model_copy(
                update={
                    "arrows": arrows,
                    "places": tuple(
                        m for m in self._spec.places if m.key in phase.places
                    ),
                }
            )
            courses = self._courses(shown, view, rails, faults)
            earlier = self._spec.model_copy(update={"arrows": tuple(gone)})
            before = self._courses(earlier, view, rails, faults)
            faults.raise_as(ContentError)
            yield Panel(phase, view, shown, courses, before)
            gone += arrows

    def _courses(
        self, spec: MapSpec, view: View, rails: dict, faults: Faults
    ) -> list[Course]:
        at = self._figure.at
        return Courses(
            spec, self._edition, view, self._marks, rails, at, faults
        ).lay_out()

    def _arrows(self, phase: Phase) -> Iterator[Arrow]:
        """Yield the arrows of a phase; only places that it names are dated."""
        gone = {self._edition.movements[key].to_key for key in self._keys()}
        for arrow in self._spec.arrows:
            first = self._edition.movements[arrow.legs[0].key]
            if first.phase == phase.key:
                yield undated(arrow, gone - set(phase.places), self._ends)

    def _keys(self) -> Iterator[str]:
        for arrow in self._spec.arrows:
            for leg in arrow.legs:
                if leg.key in self._edition.movements:
                    yield leg.key

    def _check_phases(self) -> None:
        known = {phase.key for phase in self._spec.phases}
        faults = Faults()
        for arrow in self._spec.arrows:
            move = self._edition.movements.get(arrow.legs[0].key)
            if move is None or move.phase not in known:
                message = f"arrow {arrow.legs[0].key!r} belongs to no phase of the map"
                hint = "add its phase, as movements.csv names it, to [[phases]]"
                faults.add(message, self._figure.at, hint)
        faults.raise_as(ContentError)

    def _title(self, panel: Panel, number: int) -> None:
        """Set number, title and dates above a picture."""
        sizes, box = self._sizes, panel.view.box
        step = sizes.leading(sizes.label)
        strong = replace(sizes.label, weight=600)
        baseline = box.top - 1.45 * step
        text = f"{number}\u2002{panel.phase.title}"
        self._sheet.text(box.left, baseline, text, strong)
        self._sheet.text(box.left, baseline + step, panel.phase.when, sizes.note)

    def _panel(self, panel: Panel) -> list[str]:
        """Draw one picture; return what found no room."""
        sheet, sizes, view = self._sheet, self._sizes, panel.view
        ground = lay_out_ground(self._features, view, sizes)
        draw_base(sheet, ground, sizes)
        self._rails(self._features, view)
        frame = view.box.shape
        for course in panel.before:
            area = shapely.intersection(shapely.simplify(course.inked, 0.05), frame)
            if not area.is_empty:
                fill = Fill("quiet", BEFORE_TINT)
                sheet.shape(polygon_path(area), fill, None)
        shown = spots(panel.spec, self._edition, view)
        writer = Writer(sheet, self._edition, panel.spec, view, sizes, self._marks)
        dots = [circle(s.at, DOT_EM[s.rank] * self._marks.base) for s in shown]
        arrows = shapely.union_all([course.area for course in panel.courses])
        placed, lost = place(
            writer.blocks(shown, panel.courses, []),
            Terrain(view.box, tuple(dots), arrows, ()),
            sizes.base,
        )
        draw_courses(sheet, panel.courses, view.box, self._form, self._marks)
        for spot in shown:
            draw_place(sheet, spot.at, spot.rank, self._marks)
        writer.write(placed, [], ground)
        draw_neatline(sheet, view.box, sizes)
        return [f"{panel.phase.key}: {block.key}" for block in lost]

    def _rails(self, features: Sequence[Feature], view: View) -> None:
        tracks = [
            shapely.intersection(
                shapely.LineString(view.points(points)), view.box.shape
            )
            for points in railways(features).values()
        ]
        line = line_path(shapely.line_merge(shapely.union_all(tracks)))
        self._sheet.shape(line, None, Stroke(self._sizes.stroke, "quiet"))

    def _key(self, cell: Box, view: View) -> None:
        """Set key and scale bars where the next picture would stand."""
        sheet, sizes = self._sheet, self._sizes
        words = self._spec.words
        maker = KeyMaker(sheet, self._figure, self._edition, sizes, self._form, words)
        top = cell.top - self._head
        key = maker.lay_out(self._spec, cell.width)
        maker.draw(key, cell.left, top)
        km, versts = maker.word("km"), maker.word("versts")
        bars = scale_bars(view, BAR_SHARE * cell.width, km, versts)
        high = bars_size(sheet, bars, sizes)[1]
        if top + key.height + high > cell.bottom:
            message = "the key has no room beside the pictures"
            hint = "take signs from key, or give the slot more height"
            raise ContentError(Fault(message, self._figure.at, hint))
        draw_bars(sheet, bars, cell.left, cell.bottom - high, sizes)
