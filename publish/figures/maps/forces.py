"""Bodies of troops: bars where a map only says who stood there, circles by strength.

In:  the forces of a map, their strengths in the edition, the view.
Out: bodies with their room on the sheet; ``draw_body`` paints one.

Circles are proportional by area. A strength that no source tells is a broken ring
of one size; one that may be counted elsewhere, too, is a hollow circle.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from publish.content.records import Force
from publish.domain import Edition
from publish.figures.canvas import Canvas, Fill, Point, Stroke
from publish.figures.maps.paths import polygon_path
from publish.figures.maps.projection import View
from publish.figures.maps.spec import ForceMark, MapSpec, Men
from publish.figures.maps.symbols import circle, draw_force, force_box
from publish.figures.sizes import Sizes
from publish.inks import Form

UNKNOWN_EM = 0.62  # radius of a ring for a strength that nobody tells
UNKNOWN_DASH = (2.6, 1.8)


@dataclass(frozen=True)
class Body:
    """A body of troops at a point; ``radius`` is 0 for a bar."""

    mark: ForceMark
    at: Point
    side: str
    radius: float
    known: bool

    def shape(self, sizes: Sizes) -> BaseGeometry:
        """Return what it covers."""
        return (
            circle(self.at, self.radius) if self.radius else force_box(self.at, sizes)
        )

    def reach_em(self, sizes: Sizes) -> float:
        """Return how far it reaches sideways, in em."""
        left, _, right, _ = self.shape(sizes).bounds
        return (right - left) / 2 / sizes.base


def bodies(spec: MapSpec, edition: Edition, view: View, sizes: Sizes) -> Iterator[Body]:
    """Yield the bodies that stand on the map, the largest first."""
    found = [
        body_at(mark, edition.forces[mark.key], spec.men, view.point(*mark.at), sizes)
        for mark in spec.forces
        if mark.at is not None
    ]
    yield from sorted(found, key=lambda body: -body.radius)


def body_at(
    mark: ForceMark, force: Force, men: Men | None, at: Point, sizes: Sizes
) -> Body:
    """Return the body of a force at a point of the sheet."""
    if men is None:
        return Body(mark, at, force.side, 0.0, known=True)
    known = force.strength is not None and force.strength_unit in men.units
    em = men.radius_em(float(force.strength or 0)) if known else UNKNOWN_EM
    return Body(mark, at, force.side, em * sizes.base, known)


def draw_body(canvas: Canvas, body: Body, form: Form, sizes: Sizes) -> None:
    """Paint a body of troops in the ink of its side."""
    if not body.radius:
        draw_force(canvas, body.at, body.side, form, sizes)
        return
    look, path = canvas.theme.side(body.side), polygon_path(body.shape(sizes))
    ink = "text" if form == "photocopy" else look.ink
    canvas.shape(path, None, Stroke(3 * sizes.keyline, "stock"))
    if not body.known:
        dashed = Stroke(1.6 * sizes.stroke, ink, dash=UNKNOWN_DASH)
        canvas.shape(path, Fill("stock"), dashed)
    elif body.mark.overlap or look.fill != "solid":
        canvas.shape(path, Fill("stock"), Stroke(2 * sizes.stroke, ink))
    else:
        canvas.shape(path, Fill(look.ink), Stroke(sizes.stroke, ink))


def covered(spec: MapSpec, edition: Edition, view: View, sizes: Sizes) -> BaseGeometry:
    """Return what all bodies cover."""
    found = bodies(spec, edition, view, sizes)
    return shapely.union_all([body.shape(sizes) for body in found])
