"""Symbols at points: places in three ranks, assumed places, bodies of troops.

Sizes follow the slot's base size; lengths are points.
"""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from publish.figures.canvas import Canvas, Fill, Point, Stroke
from publish.figures.maps.paths import polygon_path
from publish.figures.sizes import Sizes
from publish.inks import Form

DOT_EM = {1: 0.3, 2: 0.21, 3: 0.16}  # radius by rank
ASSUMED_EM = 0.3
FORCE_EM = (0.95, 0.58)  # width and height of a body of troops
CIRCLE_SEGMENTS = 8  # to a quarter


def circle(at: Point, radius: float) -> BaseGeometry:
    """Return a round area."""
    return shapely.buffer(shapely.Point(at), radius, quad_segs=CIRCLE_SEGMENTS)


def draw_place(canvas: Canvas, at: Point, rank: int, sizes: Sizes) -> None:
    """Draw a place: a ringed dot, a dot, or a small open dot."""
    radius, hair = DOT_EM[rank] * sizes.base, sizes.stroke
    ring = Stroke(1.4 * hair, "text")
    if rank == 2:
        canvas.shape(
            polygon_path(circle(at, radius)), Fill("text"), Stroke(hair, "stock")
        )
        return
    canvas.shape(polygon_path(circle(at, radius)), Fill("stock"), ring)
    if rank == 1:
        canvas.shape(polygon_path(circle(at, radius * 0.45)), Fill("text"), None)


def draw_assumed(canvas: Canvas, at: Point, sizes: Sizes) -> None:
    """Draw a place whose position is only assumed: a broken ring."""
    radius = ASSUMED_EM * sizes.base
    canvas.shape(polygon_path(circle(at, radius)), Fill("stock"), None)
    turns = np.linspace(0, 2 * np.pi, 33)
    ring = np.column_stack(
        [at[0] + radius * np.cos(turns), at[1] + radius * np.sin(turns)]
    )
    pieces = [ring[start : start + 6] for start in range(0, 32, 8)]
    canvas.lines(
        [[tuple(p) for p in piece] for piece in pieces], Stroke(1.4 * sizes.stroke)
    )


def force_box(at: Point, sizes: Sizes) -> BaseGeometry:
    """Return the room of a body of troops."""
    width, height = (part * sizes.base for part in FORCE_EM)
    return shapely.box(
        at[0] - width / 2, at[1] - height / 2, at[0] + width / 2, at[1] + height / 2
    )


def draw_force(canvas: Canvas, at: Point, side: str, form: Form, sizes: Sizes) -> None:
    """Draw a body of troops: a bar in the ink of its side."""
    look = canvas.theme.side(side)
    edge = Stroke(sizes.stroke, "text" if form == "photocopy" else look.ink)
    fill = Fill(look.ink if look.fill == "solid" else "stock")
    box = polygon_path(force_box(at, sizes))
    canvas.shape(box, None, Stroke(3 * sizes.keyline, "stock"))
    canvas.shape(box, fill, edge)
