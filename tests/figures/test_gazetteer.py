"""Places are found by the squares of the reference map."""

from pathlib import Path

import pytest

from publish import content, domain
from publish.domain import Edition
from publish.figures.gazetteer import Squares, gazetteer
from tests.publications import copy_second

SQUARES = Squares(west=44, north=44)


@pytest.mark.parametrize(
    ("longitude", "latitude", "name"),
    [
        (44.0, 44.0, "A1"),
        (46.93, 39.99, "C5"),
        (43.9, 42.0, ""),
        (46.0, 44.1, ""),
        (71.0, 42.0, ""),
    ],
)
def test_squares_count_letters_eastwards_and_numbers_southwards(
    longitude: float, latitude: float, name: str
) -> None:
    assert SQUARES.name(longitude, latitude) == name


def test_places_on_the_reference_map_have_a_square(edition: Edition) -> None:
    found = gazetteer(edition)
    assert found.title == edition.figures["campaign"].title
    assert found.squares["agdam"] == "C5"


def test_places_beyond_the_map_have_none(edition: Edition) -> None:
    assert not {"mudros", "enzeli", "london"} & set(gazetteer(edition).squares)


def test_a_publication_without_squares_has_no_gazetteer(tmp_path: Path) -> None:
    folder = copy_second(tmp_path)
    assert gazetteer(domain.assemble(content.read(folder), "en")) is None
