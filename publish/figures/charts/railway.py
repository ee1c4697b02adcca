"""A railway line: stations in order, how far along they lie, when a train was there.

In:  stops that name places and events of the tables.
Out: nodes with kilometres from the first stop and the moment, if one is known.

Distances are kilometres on the WGS 84 ellipsoid, straight from station to station
(Karney's inverse geodesic, by pyproj).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from publish.content.records import Place
from publish.domain import Edition
from publish.figures.charts.chart import RowKey, Setting
from publish.figures.charts.hours import Moment, Version, WordsOfDay, moment_of

METRES_PER_KM = 1000


class Stop(Setting):
    """A station; ``event`` is the arrival or departure, ``since`` its earliest hour.

    One that is not ``named`` counts for the distance and is not drawn.
    """

    place: RowKey
    named: bool = True
    event: RowKey | None = None
    since: RowKey | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A stop on the graph: its place, distance in km, and moment if one is known."""

    stop: Stop
    place: Place
    km: float
    moment: Moment | None


def nodes_of(
    stops: Sequence[Stop], edition: Edition, words_of_day: WordsOfDay
) -> list[Node]:
    """Return the named stops with their distances and moments, in order."""
    places = [edition.places[stop.place] for stop in stops]
    keys = [stop.event for stop in stops if stop.event]
    day = min(edition.events[key].start for key in keys)

    def moment(key: str | None) -> Moment | None:
        if not key:
            return None
        return moment_of(edition.events[key], edition, words_of_day, day)

    nodes = []
    for stop, place, km in zip(stops, places, distances(places), strict=True):
        at, since = moment(stop.event), moment(stop.since)
        if at and since:
            ends = (stop.since or "", since), (stop.event or "", at)
            versions = tuple(
                Version(m.start, edition.when(key, "time"), "") for key, m in ends
            )
            at = Moment(since.start, at.end, versions)
        if stop.named:
            nodes.append(Node(stop, place, km, at))
    return nodes


def distances(places: list[Place]) -> list[float]:
    """Return the distance of each place from the first, along the line, in km."""
    from pyproj import Geod  # heavy: only where used

    geod, total, found = Geod(ellps="WGS84"), 0.0, [0.0]
    for a, b in pairwise(places):
        total += geod.inv(a.lon, a.lat, b.lon, b.lat)[2] / METRES_PER_KM
        found.append(total)
    return found
