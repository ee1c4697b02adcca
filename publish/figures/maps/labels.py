"""Place labels: candidates round each point, the best set without collisions.

In:  blocks of text with the points that they name, and what lies on the map.
Out: for each block a place on the sheet, or none: a label that finds no room is
     dropped and named, never squeezed in.

A candidate may never meet another label, a symbol, an arrow or the frame; railways,
coasts and other lines it avoids at a price. All lengths are pt.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

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
TRIES = 400  # of giving way, for each label, see ``_Board.search``
MOST_TRIES = 18_000  # of a round: 80 labels are placed in under two seconds
ROUNDS = 3  # of searching, as long as a label has no place
PATIENCE = 6.0  # how much worse a map may become at first on the way to a better
SEED = 1920  # any fixed number: the same input gives the same map
RAZE, NEIGHBOURS = 0.4, 8  # how often neighbours look anew too, and which
EAGER = 8.0  # mean rank of the candidate that is tried
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

    @property
    def width(self) -> float:
        """The width of the longest line."""
        return max(self.widths)

    @property
    def baselines(self) -> tuple[float, ...]:
        """The baselines, counted from the block's top."""
        found, down = [], 0.0
        for number, (_, kind) in enumerate(self.lines):
            step = kind.size_pt * (LEADING if number else ASCENT)
            down += step
            found.append(down)
        return tuple(found)

    @property
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


@dataclass(frozen=True)
class _Candidate:
    placed: Placed
    shape: BaseGeometry
    cost: float
    owner: int


def place(
    blocks: Sequence[Block], terrain: Terrain, em: float
) -> tuple[list[Placed], list[Block]]:
    """Return the labels in their places, and the blocks that found none."""
    order = sorted(blocks, key=lambda b: (b.rank, -len(b.lines), b.key))
    candidates = [
        candidate
        for owner, block in enumerate(order)
        for candidate in _candidates(block, terrain, em, owner)
    ]
    board = _Board(order, candidates)
    board.search()
    kept = [
        candidates[i].placed
        for i in map(board.chosen.get, range(len(order)))
        if i is not None
    ]
    return kept, [b for n, b in enumerate(order) if n not in board.chosen]


class _Board:
    """The choice of one candidate a block, improved by giving way to each other.

    Sets of candidates are whole numbers, one bit a candidate.
    """

    def __init__(
        self, order: Sequence[Block], candidates: Sequence[_Candidate]
    ) -> None:
        self._cost = [candidate.cost for candidate in candidates]
        self._owner = [candidate.owner for candidate in candidates]
        self._drop = [DROPPED / block.rank for block in order]
        self._own: list[list[int]] = [[] for _ in order]
        for number in sorted(range(len(candidates)), key=lambda n: (self._cost[n], n)):
            self._own[self._owner[number]].append(number)
        self._conflicts = [0] * len(candidates)
        shapes = [candidate.shape for candidate in candidates]
        if shapes:
            pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects").T
            for one, other in pairs.tolist():
                if self._owner[one] != self._owner[other]:
                    self._conflicts[one] |= 1 << other
        self._near = _neighbours(order)
        self.chosen: dict[int, int] = {}

    def search(self) -> None:
        """Place all blocks in their order, then let them give way where that helps.

        Ruin and recreate (Schrimpf et al. 2000): one label takes a place; those that
        it drives out, at times some neighbours, and those without a place look for
        new ones; the better map stays. The numbers are drawn from fixed seeds.
        """
        blocks = range(len(self._own))
        best, least = self.chosen, float("inf")
        for round_number in range(ROUNDS):
            chosen, price = self._round(random.Random(SEED + round_number))
            if price < least:
                best, least = chosen, price
            if all(block in best or not self._own[block] for block in blocks):
                break
        self.chosen = best

    def _round(self, draw: random.Random) -> tuple[dict[int, int], float]:
        """Return the best choice of one search, and its price."""
        blocks = range(len(self._own))
        self.chosen = {}
        self._settle(blocks, self.chosen)
        best, least = self.chosen, self._price(self.chosen)
        now = least
        tries = min(MOST_TRIES, TRIES * len(blocks))
        for turn in range(tries):
            without = [b for b in blocks if b not in self.chosen and self._own[b]]
            often = without if without and draw.random() < 0.6 else blocks
            block = draw.choice(often)
            if not self._own[block]:
                continue
            tried = self._give_way(block, draw)
            price = self._price(tried)
            if price <= now + PATIENCE * (1 - turn / tries) ** 2:
                self.chosen, now = tried, price
            if price < least:
                best, least = tried, price
        return best, least

    def _give_way(self, block: int, draw: random.Random) -> dict[int, int]:
        """Return the choice after a block has taken one of its places."""
        own = self._own[block]
        number = own[min(len(own) - 1, int(draw.expovariate(1 / EAGER)))]
        standing = self._conflicts[number]
        kept = {
            b: c for b, c in self.chosen.items() if b != block and not standing >> c & 1
        }
        if draw.random() < RAZE:
            for near in draw.sample(self._near[block], min(3, len(self._near[block]))):
                kept.pop(near, None)
        kept[block] = number
        homeless = [b for b in range(len(self._own)) if b not in kept]
        if draw.random() < 0.5:
            draw.shuffle(homeless)
        self._settle(homeless, kept)
        return kept

    def _settle(self, blocks: Iterable[int], chosen: dict[int, int]) -> None:
        """Give each block its cheapest free candidate, if there is one."""
        taken = sum(1 << number for number in chosen.values())
        for block in blocks:
            for number in self._own[block]:
                if not self._conflicts[number] & taken:
                    chosen[block] = number
                    taken |= 1 << number
                    break

    def _price(self, chosen: dict[int, int]) -> float:
        return sum(
            self._cost[chosen[block]] if block in chosen else self._drop[block]
            for block in range(len(self._own))
        )


def _neighbours(order: Sequence[Block]) -> list[list[int]]:
    """Return for each block the blocks whose points lie nearest to its own."""
    points = [shapely.MultiPoint(block.points) for block in order]
    found = []
    for number, point in enumerate(points):
        apart = shapely.distance(points, point)
        others = (int(n) for n in np.argsort(apart, kind="stable") if n != number)
        found.append(list(islice(others, NEIGHBOURS)))
    return found


def _candidates(
    block: Block, terrain: Terrain, em: float, owner: int
) -> list[_Candidate]:
    """Return the candidates of a block that are free of all that cannot move."""
    places = [one for point in block.points for one in _round(block, point, em)]
    ways = len(places) // len(block.points)
    pad = PAD_EM * em
    boxes = shapely.box(
        *np.array(
            [
                (
                    p.left - pad,
                    p.top - pad,
                    p.left + block.width + pad,
                    p.top + block.height + pad,
                )
                for p, _ in places
            ]
        ).T
    )
    inside = shapely.contains_properly(terrain.frame.inset(pad).shape, boxes)
    taken = shapely.union_all(
        [
            t
            for t in terrain.taken
            if shapely.intersects(t, shapely.box(*shapely.total_bounds(boxes)))
        ]
    )
    shapely.prepare(boxes)
    free = inside & ~shapely.intersects(boxes, taken)
    free &= ~shapely.intersects(boxes, terrain.arrows)
    cost = np.array([c for _, c in places]) + _price(boxes, terrain)
    if block.shun is not None:
        marks = [shapely.Point(point) for point in block.points for _ in range(ways)]
        between = shapely.shortest_line(boxes, marks)
        cost += SHUNNED * shapely.intersects(boxes, block.shun)
        cost += CROSSED * shapely.intersects(between, block.shun)
    for number, (placed, _) in enumerate(places):
        if placed.leader and free[number]:
            leader = shapely.LineString(placed.leader)
            free[number] = taken.distance(leader) > LEADER_GAP_EM * em
            cost[number] += CROSSED * terrain.arrows.intersects(leader)
    return [
        _Candidate(p, _with_leader(box, p), float(c), owner)
        for (p, _), box, c, ok in zip(places, boxes, cost, free, strict=True)
        if ok
    ]


def _price(boxes: np.ndarray, terrain: Terrain) -> np.ndarray:
    """Return what covering the terrain costs each box."""
    around = shapely.box(*shapely.total_bounds(boxes))
    total = np.zeros(len(boxes))
    for shape, price in terrain.costly:
        near = shapely.intersection(shape, around)
        if not near.is_empty:
            share = shapely.area(shapely.intersection(boxes, near)) / shapely.area(
                boxes
            )
            total += price * share
    return total


def _with_leader(box: BaseGeometry, placed: Placed) -> BaseGeometry:
    if placed.leader is None:
        return box
    return shapely.union(box, shapely.LineString(placed.leader))


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
