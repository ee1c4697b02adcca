"""Geometry of shapely as paths of the canvas, rounded to what print can show."""

import numpy as np
import shapely
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

DECIMALS = 2  # of a point: under 0.004 mm


def polygon_path(shape: BaseGeometry) -> Path:
    """Return the polygons of a geometry, holes included, as one path."""
    rings = [
        ring
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    if not rings:
        raise ValueError(f"{shape.geom_type} holds no polygon")
    return Path.make_compound_path(
        *(Path(_rounded(ring), closed=True) for ring in rings)
    )


def line_path(shape: BaseGeometry) -> Path:
    """Return the lines of a geometry as one path."""
    lines = [
        part for part in shapely.get_parts(shape) if part.geom_type == "LineString"
    ]
    return Path.make_compound_path(*(Path(_rounded(line)) for line in lines))


def _rounded(shape: BaseGeometry) -> np.ndarray:
    return np.round(shapely.get_coordinates(shape), DECIMALS)
