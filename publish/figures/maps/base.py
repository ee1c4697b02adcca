"""The ground of a map: sea, lakes, coast, rivers, borders.

In:  the layers of a map (GeoJSON in degrees) and the view.
Out: geometry on the sheet, clipped to the frame and simplified to what the
     printed line can show; ``draw_base`` paints it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as File

import shapely
from shapely.geometry import shape as read_shape
from shapely.geometry.base import BaseGeometry

from publish.errors import ContentError, Fault
from publish.figures.canvas import Canvas, Fill, Stroke
from publish.figures.maps.paths import line_path, polygon_path
from publish.figures.maps.projection import Box, View
from publish.figures.maps.spec import Layer
from publish.figures.sizes import Sizes
from publish.source import Source

DETAIL = 0.5  # geometry finer than this share of the thinnest line is dropped
SMALLEST = 4.0  # water bodies under this many square line widths are dropped
SHORE_EM = 0.55  # width of the deeper band of sea along the coast
SEA_TINT, SHORE_TINT = 70, 100
DASHED = (4.0, 3.0)  # inferred courses
BORDER_DASH = (5.0, 2.2, 1.0, 2.2)


@dataclass(frozen=True)
class Feature:
    """One line or area of the base map, in degrees."""

    kind: str
    key: str
    inferred: bool
    shape: BaseGeometry


def read_features(
    layers: Sequence[Layer], files: Mapping[str, File], at: Source
) -> list[Feature]:
    """Return what the layers draw, without the water bodies that they omit.

    Raises: ContentError when a file is no GeoJSON.
    """
    found = []
    for layer in layers:
        if "relief" in layer.draw:
            continue
        try:
            features = _features(files[layer.file].read_text("utf-8"))
        except (
            ValueError,
            KeyError,
            TypeError,
            shapely.errors.ShapelyError,
        ) as problem:
            message = f"{layer.file} is no GeoJSON: {problem}"
            raise ContentError(Fault(message, at, "export it again")) from problem
        omitted = [shapely.Point(position) for position in layer.omit]
        found += [
            one
            for one in features
            if one.kind in layer.draw
            and not (one.kind == "water" and any(map(one.shape.contains, omitted)))
        ]
    return found


@lru_cache(maxsize=8)
def _features(collection: str) -> tuple[Feature, ...]:
    """Return the features of a GeoJSON; maps of one region share its file."""
    return tuple(_feature(one) for one in json.loads(collection)["features"])


def _feature(feature: dict) -> Feature:
    properties = feature["properties"]
    shape = read_shape(feature["geometry"])
    if shape.geom_type.endswith("Polygon"):
        shape = shapely.make_valid(shape)
    inferred = properties.get("accuracy") == "inferred"
    return Feature(properties["kind"], properties.get("key", ""), inferred, shape)


@dataclass(frozen=True)
class Ground:
    """The base map on the sheet, in pt."""

    water: BaseGeometry
    open_water: BaseGeometry  # beyond the deeper band along the shore
    rivers: BaseGeometry
    inferred_rivers: BaseGeometry
    borders: BaseGeometry

    @property
    def land_lines(self) -> tuple[BaseGeometry, ...]:
        """All lines on land."""
        return self.rivers, self.inferred_rivers, self.borders


def lay_out_ground(features: Sequence[Feature], view: View, sizes: Sizes) -> Ground:
    """Return the base map of a view, clipped and simplified."""
    tolerance = DETAIL * sizes.stroke
    frame = view.box.shape

    def lines(kind: str, inferred: bool = False) -> BaseGeometry:
        chosen = [
            f.shape for f in features if f.kind == kind and f.inferred == inferred
        ]
        merged = shapely.line_merge(shapely.union_all(view_clip(chosen, view)))
        return shapely.simplify(merged, tolerance)

    water = shapely.make_valid(_water(features, view, sizes))
    shore = SHORE_EM * sizes.base
    open_water = shapely.simplify(
        shapely.buffer(water, -shore, quad_segs=3), sizes.stroke
    )
    return Ground(
        shapely.intersection(water, frame),
        shapely.intersection(open_water, frame),
        lines("river"),
        lines("river", inferred=True),
        _less(lines("border"), lines("river"), sizes.stroke),
    )


def _water(features: Sequence[Feature], view: View, sizes: Sizes) -> BaseGeometry:
    """Return all water worth drawing, a little beyond the frame."""
    beyond = view.box.inset(-2 * SHORE_EM * sizes.base)

    def parts(kind: str) -> list[BaseGeometry]:
        return view_clip([f.shape for f in features if f.kind == kind], view, beyond)

    least = SMALLEST * sizes.stroke**2
    water = shapely.union_all([part for part in parts("water") if part.area > least])
    water = shapely.difference(water, shapely.union_all(parts("island")))
    return shapely.simplify(water, DETAIL * sizes.stroke)


def view_clip(
    shapes: Sequence[BaseGeometry], view: View, box: Box | None = None
) -> list[BaseGeometry]:
    """Return geometries in degrees as those on the sheet, cut at a box or the frame."""
    frame = (box or view.box).shape
    return [shapely.intersection(view.geometry(one), frame) for one in shapes]


def _less(lines: BaseGeometry, others: BaseGeometry, width: float) -> BaseGeometry:
    """Return lines where they do not run along ``others`` anyway."""
    return shapely.difference(lines, shapely.buffer(others, 1.5 * width))


def draw_base(canvas: Canvas, ground: Ground, sizes: Sizes) -> None:
    """Paint sea, lakes, coast, rivers and borders, from below upwards."""
    hair = sizes.stroke
    inner = ground.open_water
    canvas.shape(polygon_path(ground.water), Fill("sea", SHORE_TINT), None, "sea")
    if not inner.is_empty:
        canvas.shape(polygon_path(inner), Fill("sea", SEA_TINT), None)
    river = Stroke(hair, "water", 55)
    _draw(canvas, ground.rivers, river)
    _draw(canvas, ground.inferred_rivers, Stroke(hair, "water", 55, DASHED))
    _draw(canvas, ground.borders, Stroke(hair, "quiet", 85, BORDER_DASH))
    canvas.shape(polygon_path(ground.water), None, Stroke(hair, "water", 80))


def _draw(canvas: Canvas, lines: BaseGeometry, stroke: Stroke) -> None:
    if not lines.is_empty:
        canvas.shape(line_path(lines), None, stroke)
