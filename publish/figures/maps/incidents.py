"""Signs for what happened at a point: fighting, unrest, guns, a cut line, ships.

Sizes follow the slot's base size; lengths are points.
"""

from collections.abc import Mapping

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from publish.figures.canvas import Canvas, Fill, Point, Stroke
from publish.figures.maps.paths import polygon_path
from publish.figures.maps.spec import Mark
from publish.figures.maps.symbols import circle
from publish.figures.sizes import Sizes

RADIUS_EM = 0.62
RAYS, INNER = 8, 0.46  # of a burst; inner radius in outer radii
HULL = ((-1.0, -0.1), (1.0, -0.1), (0.6, 0.55), (-0.6, 0.55))
FUNNEL = ((-0.2, -0.1), (-0.2, -0.75), (0.2, -0.75), (0.2, -0.1))
GUN = ((-0.75, 0.6), (0.75, 0.6), (0.0, -0.75))
BAR = ((-0.16, -0.9), (0.16, -0.9), (0.16, 0.9), (-0.16, 0.9))


def sign_shape(sign: Mark, at: Point, sizes: Sizes) -> BaseGeometry:
    """Return the outline of a sign at a point."""
    shapes: Mapping[str, BaseGeometry] = {
        "clash": _burst(),
        "unrest": _burst(),
        "guns": shapely.Polygon(GUN),
        "fleet": shapely.union(shapely.Polygon(HULL), shapely.Polygon(FUNNEL)),
        "stop": circle((0, 0), 0.55),
        "cut": shapely.union_all(
            [_slanted(shapely.Polygon(BAR), shift) for shift in (-0.4, 0.4)]
        ),
    }
    size = RADIUS_EM * sizes.base
    return shapely.transform(shapes[sign], lambda points: points * size + at)


def draw_sign(canvas: Canvas, sign: Mark, at: Point, sizes: Sizes) -> None:
    """Draw a sign: solid, but hollow for unrest without fighting."""
    path, hair = polygon_path(sign_shape(sign, at, sizes)), sizes.stroke
    canvas.shape(path, None, Stroke(3.2 * sizes.keyline, "stock"))
    fill = Fill("stock") if sign in ("unrest", "stop") else Fill("text")
    canvas.shape(path, fill, Stroke(1.2 * hair, "text"))


def _burst() -> BaseGeometry:
    turns = np.arange(2 * RAYS) * np.pi / RAYS
    radii = np.where(np.arange(2 * RAYS) % 2, INNER, 1.0)
    return shapely.Polygon(
        np.column_stack([radii * np.sin(turns), -radii * np.cos(turns)])
    )


def _slanted(shape: BaseGeometry, shift: float) -> BaseGeometry:
    return shapely.transform(
        shape, lambda p: np.column_stack([p[:, 0] - 0.35 * p[:, 1] + shift, p[:, 1]])
    )
