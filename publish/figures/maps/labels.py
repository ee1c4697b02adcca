"""Place labels: candidates round each point, the best set without collisions.

In:  blocks of text with the points that they name, and what lies on the map.
Out: for each block a place on the sheet, or none: a label that finds no room is
     dropped and named, never squeezed in.

A candidate may never meet another label, a symbol, an arrow or the frame; railways,
coasts and other lines it avoids at a price. All lengths are pt.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from publish.figures.maps.board import Board, Candidate
from publish.figures.maps.projection import Box
from publish.figures.sizes import Type

ASCENT, DESCENT = 0.72, 0.22  # of the type size, above and below the baseline
LEADING = 1.08  # within a block
COMPASS = {
    "E": (1, 0),
    "NE": (1, -1),
    "SE": (1, 1),
    "W": (-1, 0),
    "NW": (-1, -1),
    "SW": (-1, 1),
    "N": (0, -1),
    "S": (0, 1),
}
# What a direction costs, best first: Imhof 1975, Positioning names on maps.
COST = {
    "E": 0.0,
    "NE": 0.1,
    "SE": 0.15,
    "W": 0.3,
    "NW": 0.4,
    "SW": 0.45,
    "N": 0.5,
    "S": 0.5,
}
PREFERRED = -1.0
LEADERS_EM = (0.8, 1.6, 2.5, 3.6, 4.8)  # how far a label on a leader stands away
LEADER_TURNS = 16  # directions of leaders
LEADER_GAP_EM = 0.12  # between a leader and what it joins
LEVEL = 0.3  # sine of the angle within which a direction counts as level or upright
LEADER_COST = 1.6  # for the nearest ring; grows with the distance
CROSSED = 8.0  # price of a leader, or a label beside its arrow, across an arrow
SHUNNED = 2.0  # price of standing where a label seems to name something else
PAD_EM = 0.12  # room between labels
NEIGHBOURS = 8  # of a label, that may look for new places together with it
DROPPED = 120.0  # what it costs to drop a label, divided by its rank


@dataclass(frozen=True)
class Block:
    """Some lines of text that name a point, or one of several points.

    ``radius`` is the room to keep round the point; lower ``rank`` goes first;
    ``shun`` is what the label would seem to name, if it stood there.
    """

    key: str
    lines: tuple[tuple[str, Type], ...]
    widths: tuple[float, ...]
    points: tuple[tuple[float, float], ...]
    radius: float
    rank: int
    prefer: str | None = None
    leader: bool = True
    shun: BaseGeometry | None = None

    @cached_property
    def width(self) -> float:
        """The width of the longest line."""
        return max(self.widths)

    @cached_property
    def baselines(self) -> tuple[float, ...]:
        """The baselines, counted from the block's top."""
        found, down = [], 0.0
        for number, (_, kind) in enumerate(self.lines):
            step = kind.size_pt * (LEADING if number else ASCENT)
            down += step
            found.append(down)
        return tuple(found)

    @cached_property
    def height(self) -> float:
        """From the first ascender to the last descender."""
        return self.baselines[-1] + DESCENT * self.lines[-1][1].size_pt


@dataclass(frozen=True)
class Placed:
    """A block in its place: the top left corner, the side it hangs on, a leader."""

    block: Block
    left: float
    top: float
    anchor: str
    leader: tuple[tuple[float, float], tuple[float, float]] | None

    @property
    def box(self) -> Box:
        """The room that the text covers."""
        return Box(self.left, self.top, self.block.width, self.block.height)

    @property
    def line(self) -> BaseGeometry | None:
        """The leader as geometry."""
        return shapely.LineString(self.leader) if self.leader else None

    def edges(self, pad: float) -> tuple[float, float, float, float]:
        """Return the edges of the box, moved out: left, top, right, bottom."""
        right, bottom = self.left + self.block.width, self.top + self.block.height
        return self.left - pad, self.top - pad, right + pad, bottom + pad


@dataclass(frozen=True)
class Terrain:
    """What labels must keep clear of, and what they should.

    ``taken`` are boxes and symbols, which leaders avoid too; ``arrows`` leaders may
    cross; ``costly`` are geometries, each with the price of covering it with a whole
    label.
    """

    frame: Box
    taken: tuple[BaseGeometry, ...]
    arrows: BaseGeometry
    costly: tuple[tuple[BaseGeometry, float], ...]


def place(
    blocks: Sequence[Block], terrain: Terrain, em: float
) -> tuple[list[Placed], list[Block]]:
    """Return the labels in their places, and the blocks that found none."""
    order = sorted(blocks, key=lambda b: (b.rank, -len(b.lines), b.key))
    ground = _Ground(terrain, em)
    found = [one for n, block in enumerate(order) for one in ground.free(block, n)]
    drops = [DROPPED / block.rank for block in order]
    chosen = Board([one for _, one in found], drops, _neighbours(order)).search()
    kept = [found[chosen[n]][0] for n in range(len(order)) if n in chosen]
    return kept, [block for n, block in enumerate(order) if n not in chosen]


def _neighbours(order: Sequence[Block]) -> list[list[int]]:
    """Return for each block the blocks whose points lie nearest to its own."""
    points = [shapely.MultiPoint(block.points) for block in order]
    found = []
    for number, point in enumerate(points):
        apart = shapely.distance(points, point)
        others = (int(n) for n in np.argsort(apart, kind="stable") if n != number)
        found.append(list(islice(others, NEIGHBOURS)))
    return found


class _Ground:
    """The terrain, made ready to be asked about many places."""

    def __init__(self, terrain: Terrain, em: float) -> None:
        self._terrain, self._em, self._pad = terrain, em, PAD_EM * em
        self._frame = terrain.frame.inset(self._pad).shape
        self._taken = shapely.STRtree(terrain.taken)
        for shape in (self._frame, terrain.arrows):
            shapely.prepare(shape)

    def free(self, block: Block, owner: int) -> list[tuple[Placed, Candidate]]:
        """Return a block where it meets nothing that cannot move, with the prices."""
        tried = [
            one for point in block.points for one in _round(block, point, self._em)
        ]
        places = [placed for placed, _ in tried]
        edges = np.array([placed.edges(self._pad) for placed in places])
        leaders = np.array([placed.line for placed in places], dtype=object)
        kept = np.flatnonzero(self._clear(shapely.box(*edges.T), leaders))
        boxes, leaders = shapely.box(*edges[kept].T), leaders[kept]
        cost = np.array([price for _, price in tried])[kept] + self._cover(boxes)
        cost += CROSSED * shapely.intersects(self._terrain.arrows, leaders)
        if block.shun is not None:
            ways = len(places) // len(block.points)
            points = shapely.points(np.array(block.points))[kept // ways]
            cost += _shunned(block.shun, boxes, points)
        return [
            (places[n], Candidate(owner, tuple(edges[n]), leader, float(price)))
            for n, leader, price in zip(kept, leaders, cost, strict=True)
        ]

    def _clear(self, boxes: np.ndarray, leaders: np.ndarray) -> np.ndarray:
        """Return which boxes, with their leaders, meet nothing that cannot move."""
        clear = shapely.contains_properly(self._frame, boxes)
        clear &= ~shapely.intersects(self._terrain.arrows, boxes)
        clear[self._taken.query(boxes, predicate="intersects")[0]] = False
        gap = LEADER_GAP_EM * self._em
        clear[self._taken.query(leaders, predicate="dwithin", distance=gap)[0]] = False
        return clear

    def _cover(self, boxes: np.ndarray) -> np.ndarray:
        """Return what covering the terrain costs each box."""
        total = np.zeros(len(boxes))
        if not len(boxes):
            return total
        bounds = shapely.total_bounds(boxes)
        for shape, price in self._terrain.costly:
            near = shapely.clip_by_rect(shape, *bounds)
            if not near.is_empty:
                covered = shapely.area(shapely.intersection(boxes, near))
                total += price * covered / shapely.area(boxes)
        return total


def _shunned(shun: BaseGeometry, boxes: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return what it costs boxes to stand by, or beyond, what they do not name."""
    shapely.prepare(shun)
    between = shapely.shortest_line(boxes, points)
    cost = SHUNNED * shapely.intersects(shun, boxes)
    return cost + CROSSED * shapely.intersects(shun, between)


def _round(
    block: Block, point: tuple[float, float], em: float
) -> list[tuple[Placed, float]]:
    """Return a block on all sides of a point, with the price of each side."""
    found = [
        (
            _beside(block, point, COMPASS[side], block.radius),
            PREFERRED if side == block.prefer else COST[side],
        )
        for side in COMPASS
    ]
    if block.leader:
        for ring, away in enumerate(LEADERS_EM):
            for turn in range(LEADER_TURNS):
                angle = 2 * np.pi * turn / LEADER_TURNS
                way = (float(np.cos(angle)), float(np.sin(angle)))
                placed = _beside(block, point, way, block.radius + away * em)
                weight = (
                    1 + 2 / block.rank**2
                )  # first of all the great names stand near
                cost = weight * LEADER_COST * (1 + 0.4 * ring) + 0.01 * turn
                found.append((_led(placed, point, em), cost))
    return found


def _beside(
    block: Block, point: tuple[float, float], way: tuple[float, float], away: float
) -> Placed:
    """Return a block beside a point; to its sides its first line is level with it."""
    size = max(1e-9, float(np.hypot(*way)))
    x, y = (p + away * w / size for p, w in zip(point, way, strict=True))
    first = block.baselines[0] - 0.32 * block.lines[0][1].size_pt
    dx, dy = (0 if abs(w / size) < LEVEL else int(np.sign(w)) for w in way)
    left = {1: x, -1: x - block.width, 0: x - block.width / 2}[dx]
    top = {1: y, -1: y - block.height, 0: y - first}[dy]
    if dx and dy:  # at a corner the block is let down a little towards the point
        top -= dy * 0.25 * block.lines[0][1].size_pt
    anchor = {1: "start", -1: "end", 0: "middle"}[dx]
    return Placed(block, left, top, anchor, None)


def _led(placed: Placed, point: tuple[float, float], em: float) -> Placed:
    """Return a placed block with a line from its point, clear of both."""
    box, (x, y) = placed.box.inset(-LEADER_GAP_EM * em), point
    end = (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom))
    if placed.anchor != "middle" and placed.top < y < placed.box.bottom:
        end = (end[0], y)
    size = max(1e-9, float(np.hypot(end[0] - x, end[1] - y)))
    share = min(1.0, (placed.block.radius - LEADER_GAP_EM * em) / size)
    start = (x + (end[0] - x) * share, y + (end[1] - y) * share)
    return replace(placed, leader=(start, end))
