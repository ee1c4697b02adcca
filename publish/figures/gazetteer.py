"""Where places are found: squares by letter and number on the reference map.

In:  the edition, one of whose maps may have [squares].
Out: the square of each place within that map's extent.

Positions are degrees on WGS 84. Nothing here needs a drawing library.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from publish.domain import Edition, Figure

LETTERS = 26


class Squares(BaseModel):
    """Squares by which places are found: letters eastwards, numbers southwards.

    The first has its north-west corner at ``west`` and ``north``; all are ``step``
    degrees wide and high.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    west: Annotated[float, Field(ge=-180, le=180)]
    north: Annotated[float, Field(ge=-90, le=90)]
    step: Annotated[float, Field(gt=0)] = 1.0

    def name(self, longitude: float, latitude: float) -> str:
        """Return the square of a position, such as C2; nothing outside them all."""
        column = math.floor((longitude - self.west) / self.step)
        row = math.floor((self.north - latitude) / self.step)
        if row < 0 or not 0 <= column < LETTERS:
            return ""
        return f"{chr(ord('A') + column)}{row + 1}"


@dataclass(frozen=True)
class Gazetteer:
    """The title of the reference map, and the square of each place on it by key."""

    title: str
    squares: Mapping[str, str]


def gazetteer(edition: Edition) -> Gazetteer | None:
    """Return the squares of the places on the first map that has squares, if any."""
    for figure in edition.figures.values():
        if figure.group == "map" and "squares" in figure.settings:
            squares = Squares.model_validate(dict(figure.settings["squares"]))
            found = {
                key: squares.name(place.lon, place.lat)
                for key, place in edition.places.items()
                if place.lon is not None
                and place.lat is not None
                and _holds(figure, place.lon, place.lat)
            }
            return Gazetteer(figure.title, found)
    return None


def _holds(figure: Figure, longitude: float, latitude: float) -> bool:
    """Whether a position lies in the extent of a map, which is all sure to be seen."""
    extent = figure.settings["extent"]
    return (
        extent["west"] <= longitude <= extent["east"]
        and extent["south"] <= latitude <= extent["north"]
    )
