"""Draw one map: ground, lines, movements, then what is written on it.

In:  a ``Figure`` of group map, the edition, slot, form, theme.
Out: ``Drawn``: the SVG, the movements behind it as rows, the labels left out.

Positions are degrees on WGS 84, lengths points from the top left corner.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from publish.domain import Edition, Figure
from publish.figures.artwork import Drawn, Slot
from publish.figures.canvas import Fill, Stroke
from publish.figures.maps.areas import AreaText, AreaWriter
from publish.figures.maps.base import draw_base
from publish.figures.maps.forces import draw_body
from publish.figures.maps.furniture import draw_bars, draw_neatline, draw_north
from publish.figures.maps.graticule import draw_graticule
from publish.figures.maps.incidents import draw_sign, sign_shape
from publish.figures.maps.labels import Placed, Terrain, place
from publish.figures.maps.lines import draw_railways
from publish.figures.maps.movements import draw_courses, say_when
from publish.figures.maps.phases import PhaseDrawer
from publish.figures.maps.relief import relief_png
from publish.figures.maps.scene import Scene, lay_out, read_map
from publish.figures.maps.sheet import Sheet
from publish.figures.maps.spec import PHASES, MapSpec
from publish.figures.maps.symbols import (
    ASSUMED_EM,
    DOT_EM,
    circle,
    draw_assumed,
    draw_place,
)
from publish.figures.maps.writing import Writer
from publish.inks import Form
from publish.theme import Theme

RELIEF_PPI = 240.0  # read in the hand
RELIEF_PPI_FAR = 150.0  # read from the distance of a wall text
FAR_MIN_PT = 18.0  # smallest type from which a slot is read from a distance
GREAT = 1  # rank of places that are drawn even without their names
# What it costs a label to cover these, see ``labels.Terrain``.
RAIL_PRICE, COAST_PRICE, LINE_PRICE = 12.0, 2.0, 1.0
LINE_ROOM_EM = 0.12  # width that a line counts with, on both sides


def draw_map(
    figure: Figure, edition: Edition, slot: Slot, form: Form, theme: Theme
) -> Drawn:
    """Return a map drawn for a slot and a form.

    Raises: ContentError for a setting, file, movement or place that cannot be used;
        LayoutError when the map does not fit the slot.
    """
    if figure.kind == PHASES:
        figure, spec = read_map(figure, edition)
        sheet = Sheet(figure.key, slot, theme)
        drawer = PhaseDrawer(figure, spec, edition, sheet, slot, form)
        dropped = drawer.draw()
        return Drawn(sheet.svg(), table(spec, edition), dropped)
    scene = lay_out(figure, edition, slot, form, theme)
    painted = paint(scene, edition, form)
    return Drawn(scene.sheet.svg(), table(scene.spec, edition), painted.dropped)


@dataclass(frozen=True)
class Painted:
    """What was written on a map, and the labels that found no room."""

    labels: list[Placed]
    areas: list[AreaText]
    dropped: tuple[str, ...]


def paint(scene: Scene, edition: Edition, form: Form) -> Painted:
    """Draw a scene, from below upwards."""
    sheet, sizes, view, ground = scene.sheet, scene.sizes, scene.view, scene.ground
    _relief(scene, form)
    draw_base(sheet, ground, sizes)
    arrows = [course.area for course in scene.courses]
    solid = _solid(scene)
    rooms = [*solid, *arrows]
    # The index of places, which names squares, stands where a map has its frame whole.
    squares = None if sizes.slot.bare else scene.spec.squares
    degrees = draw_graticule(sheet, view, squares, rooms, sizes)
    draw_railways(sheet, scene.rails, view, scene.marks)
    taken = [*solid, *(degree.room for degree in degrees)]
    areas = AreaWriter(sheet, view, sizes)
    wet = [area for area in scene.spec.areas if area.kind != "land"]
    dry = [area for area in scene.spec.areas if area.kind == "land"]
    coast = ground.water.boundary
    waters, lost = areas.place(wet, [*taken, *arrows], coast)
    for text in waters:
        areas.write(text)
    writer = Writer(sheet, edition, scene.spec, view, sizes, scene.marks)
    blocks = writer.blocks(scene.spots, scene.courses, scene.troops)
    terrain = _terrain(scene, [*taken, *(text.room for text in waters)])
    placed, left_out = place(blocks, terrain, sizes.base)
    written = [one.box.shape for one in placed]
    written += [shapely.LineString(one.leader) for one in placed if one.leader]
    written += [text.room for text in waters]
    lands, lost_lands = areas.place(
        dry, [*taken, *arrows, *written, ground.water], coast
    )
    for text in lands:
        writer.area_halo(text, ground)
        areas.write(text)
    draw_courses(sheet, scene.courses, view.box, form, scene.marks)
    dropped = tuple(block.key for block in left_out)
    _symbols(scene, form, dropped)
    writer.write(placed, degrees, ground)
    _furniture(scene)
    draw_neatline(sheet, view.box, sizes)
    names = tuple(area.text for area in (*lost, *lost_lands))
    return Painted(placed, [*waters, *lands], (*dropped, *names))


def _relief(scene: Scene, form: Form) -> None:
    """Place the relief; the photocopier would turn it into dirt."""
    layers = [layer for layer in scene.spec.layers if "relief" in layer.draw]
    if form == "photocopy":
        return
    far = scene.sizes.slot.min_pt >= FAR_MIN_PT
    for layer in layers:
        assert layer.bounds is not None
        png = relief_png(
            scene.figure.files[layer.file],
            layer.bounds,
            layer.level,
            scene.view,
            RELIEF_PPI_FAR if far else RELIEF_PPI,
        )
        scene.sheet.picture(png, scene.view.box)


def _symbols(scene: Scene, form: Form, dropped: Sequence[str]) -> None:
    """Draw places, troops and signs.

    A place or a bar without its name says little, a circle still tells a strength.
    """
    for body in scene.troops:
        if body.radius or body.mark.key not in dropped:
            draw_body(scene.sheet, body, form, scene.marks)
    for spot in sorted(scene.spots, key=lambda s: (s.assumed, -s.rank)):
        if spot.key in dropped and spot.rank > GREAT:
            continue
        if spot.assumed:
            draw_assumed(scene.sheet, spot.at, scene.marks)
        else:
            draw_place(scene.sheet, spot.at, spot.rank, scene.marks)
    for sign, at in scene.signs:
        draw_sign(scene.sheet, sign, at, scene.marks)


def _solid(scene: Scene) -> list[BaseGeometry]:
    """Return what neither labels nor leaders may meet: symbols, key and bars."""
    em, marks = scene.marks.base, scene.marks
    dots = [
        circle(
            spot.at,
            em * (ASSUMED_EM if spot.assumed else DOT_EM[spot.rank]),
        )
        for spot in scene.spots
    ]
    troops = [body.shape(marks) for body in scene.troops]
    signs = [sign_shape(sign, at, marks) for sign, at in scene.signs]
    return [*dots, *troops, *signs, *scene.furniture, *scene.fold]


def _terrain(scene: Scene, taken: Sequence[BaseGeometry]) -> Terrain:
    """Return what labels must and should keep clear of."""
    ground, view, room = scene.ground, scene.view, LINE_ROOM_EM * scene.sizes.base
    tracks = shapely.union_all(
        [shapely.LineString(view.points(points)) for points in scene.rails.values()]
    )
    quiet = shapely.union_all(ground.land_lines)
    return Terrain(
        frame=view.box,
        taken=tuple(taken),
        arrows=shapely.union_all([c.area for c in scene.courses]),
        costly=(
            (_band(tracks, room), RAIL_PRICE),
            (_band(ground.water.boundary, room), COAST_PRICE),
            (_band(quiet, room), LINE_PRICE),
        ),
    )


def _band(line: BaseGeometry, half: float) -> BaseGeometry:
    """Return a line as a band, no finer than labels need it."""
    return shapely.buffer(shapely.simplify(line, half / 2), half, quad_segs=1)


def _furniture(scene: Scene) -> None:
    """Draw key and bars, on a ground of their own where they would cover the map."""
    lines_below = shapely.union_all(
        [scene.ground.water.boundary, *scene.ground.land_lines]
    )
    for room in scene.furniture:
        if scene.view.box.shape.contains(room) and lines_below.intersects(room):
            left, top, right, bottom = room.bounds
            corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
            scene.sheet.polygon(
                corners, Fill("stock"), Stroke(scene.sizes.stroke, "quiet")
            )
    scene.keys.draw(scene.key, scene.key_box.left, scene.key_box.top)
    bars = scene.bars_box
    draw_bars(scene.sheet, scene.bars, bars.left, bars.top, scene.sizes)
    if room := scene.north_box:
        north = scene.keys.word("north")
        draw_north(scene.sheet, scene.view, room, north, scene.sizes)


def table(spec: MapSpec, edition: Edition) -> tuple[tuple[str, ...], ...]:
    """Return the movements of a map as rows, header first."""
    heads = spec.columns
    rows = [(heads.when, heads.unit, heads.side, heads.origin, heads.to, heads.basis)]
    for arrow in spec.arrows:
        for leg in arrow.legs:
            move = edition.movements[leg.key]
            basis = heads.stated if move.from_basis == "stated" else heads.inferred
            side = edition.words.sides.get(move.side, move.side)
            when = say_when(edition, leg, move)
            rows.append((when, move.unit, side, move.origin, move.to, basis))
    return tuple(rows)
