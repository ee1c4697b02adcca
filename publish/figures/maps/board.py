"""The search behind the labels: one candidate a label, none in another's way.

In:  the candidates of each label with their prices, and which labels are neighbours.
Out: the choice that costs least of those that were tried; the same input gives the
     same choice.

Prices are whole numbers of ``UNIT``: sums do not hang on their order. Sets of
candidates are whole numbers, too, one bit a candidate.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

UNIT = 1e-6  # of a price
TRIES = 150  # of giving way, for each label, see ``Board.search``
MOST_TRIES = 18_000  # of a round: 80 labels are placed in under two seconds
ROUNDS = 3  # of searching, as long as a label has no place
PATIENCE = 6.0  # how much worse a map may become at first on the way to a better
SEED = 1920  # any fixed number: the same input gives the same map
RAZE, RAZED = 0.4, 3  # how often neighbours look anew too, and how many
EAGER = 8.0  # mean rank of the candidate that is tried
HOMELESS = 0.6  # how often a label without a place goes first


@dataclass(frozen=True)
class Candidate:
    """A place that a label may take: its owner's number, its room, its price."""

    owner: int
    box: tuple[float, float, float, float]  # left, top, right, bottom
    leader: BaseGeometry | None
    cost: float


@dataclass
class _Choice:
    """Candidates by their owners, and the same candidates as bits."""

    of: dict[int, int]
    taken: int

    def copy(self) -> "_Choice":
        return _Choice(self.of.copy(), self.taken)

    def add(self, owner: int, number: int) -> None:
        self.of[owner] = number
        self.taken |= 1 << number

    def remove(self, owner: int) -> None:
        number = self.of.pop(owner, None)
        if number is not None:
            self.taken ^= 1 << number


class Board:
    """The choice of one candidate a label, improved by giving way to each other.

    Args:
        drops: What it costs to leave out each label.
        near: The labels whose points lie nearest to each label's own.
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        drops: Sequence[float],
        near: Sequence[Sequence[int]],
    ) -> None:
        self._near = near
        self._owner = [candidate.owner for candidate in candidates]
        cost = [round(candidate.cost / UNIT) for candidate in candidates]
        self._empty = sum(round(drop / UNIT) for drop in drops)
        self._gain = [
            c - round(drops[owner] / UNIT)
            for c, owner in zip(cost, self._owner, strict=True)
        ]
        self._own: list[list[int]] = [[] for _ in drops]
        for number in sorted(range(len(cost)), key=lambda n: (cost[n], n)):
            self._own[self._owner[number]].append(number)
        self._conflicts = _conflicts(candidates)

    def search(self) -> dict[int, int]:
        """Return the candidate of each label; one that found none is not in it.

        All labels are placed in their order, then they give way where that helps.
        Ruin and recreate (Schrimpf et al. 2000): one label takes a place; those that
        it drives out, at times some neighbours, and those without a place look for
        new ones; the better map stays. The numbers are drawn from fixed seeds.
        """
        best, least = _Choice({}, 0), self._empty + 1
        for round_number in range(ROUNDS):
            choice, price = self._round(random.Random(SEED + round_number))
            if price < least:
                best, least = choice, price
            if all(block in best.of or not own for block, own in enumerate(self._own)):
                break
        return best.of

    def _round(self, draw: random.Random) -> tuple[_Choice, int]:
        """Return the best choice of one search, and its price."""
        blocks = range(len(self._own))
        now = _Choice({}, 0)
        self._settle(blocks, now)
        price = self._price(now)
        best, least = now, price
        ideal = self._empty + sum(self._gain[own[0]] for own in self._own if own)
        tries = min(MOST_TRIES, TRIES * len(blocks))
        for turn in range(tries):
            if least == ideal:
                break
            without = [b for b in blocks if b not in now.of and self._own[b]]
            often = without if without and draw.random() < HOMELESS else blocks
            block = draw.choice(often)
            if not self._own[block]:
                continue
            tried = self._give_way(now, block, draw)
            cost = self._price(tried)
            if cost <= price + PATIENCE / UNIT * (1 - turn / tries) ** 2:
                now, price = tried, cost
            if cost < least:
                best, least = tried, cost
        return best, least

    def _give_way(self, now: _Choice, block: int, draw: random.Random) -> _Choice:
        """Return the choice after a label has taken one of its places."""
        own = self._own[block]
        number = own[min(len(own) - 1, int(draw.expovariate(1 / EAGER)))]
        tried = now.copy()
        tried.remove(block)
        ousted = self._conflicts[number] & tried.taken
        while ousted:
            last = ousted.bit_length() - 1
            tried.remove(self._owner[last])
            ousted ^= 1 << last
        if draw.random() < RAZE:
            near = self._near[block]
            for other in draw.sample(near, min(RAZED, len(near))):
                tried.remove(other)
        tried.add(block, number)
        homeless = [b for b in range(len(self._own)) if b not in tried.of]
        if draw.random() < 0.5:
            draw.shuffle(homeless)
        self._settle(homeless, tried)
        return tried

    def _settle(self, blocks: Iterable[int], choice: _Choice) -> None:
        """Give each label its cheapest free candidate, if there is one."""
        for block in blocks:
            for number in self._own[block]:
                if not self._conflicts[number] & choice.taken:
                    choice.add(block, number)
                    break

    def _price(self, choice: _Choice) -> int:
        return self._empty + sum(map(self._gain.__getitem__, choice.of.values()))


def _conflicts(candidates: Sequence[Candidate]) -> list[int]:
    """Return for each candidate those of other labels whose room meets its own."""
    if not candidates:
        return []
    owner = np.array([candidate.owner for candidate in candidates])
    boxes = np.array([candidate.box for candidate in candidates])
    left, top, right, bottom = boxes.T
    meets = (left[:, None] <= right) & (top[:, None] <= bottom)
    meets = meets & meets.T
    leaders = np.array([candidate.leader for candidate in candidates], dtype=object)
    rooms = shapely.box(left, top, right, bottom)
    for others in (rooms, leaders):
        one, other = shapely.STRtree(others).query(leaders, predicate="intersects")
        meets[one, other] = meets[other, one] = True
    meets &= owner[:, None] != owner
    packed = np.packbits(meets, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]
