"""Dots and ranges: numbers of the party, hours of a made-up night."""

from itertools import combinations
from pathlib import Path

import pytest

from publish.errors import ContentError
from publish.figures import Slot
from tests.figures.conftest import SLOTS
from tests.figures.drawings import Drawing, Shape
from tests.figures.museum import Museum
from tests.publications import copy_second, replace

PRECISION = 0.005  # of the longest distance
NIGHT = {  # hours from the midnight that begins 2 November 1911
    "dot-light-fails": 22 + 10 / 60,
    "ring-lamp-lit-0": 24 + 6 + 50 / 60,
    "ring-lamp-lit-1": 24 + 7 + 10 / 60,
    "dot-boat-out-from": 24 + 11.0,
    "dot-boat-out-to": 24 + 13.0,
}
NOON = """
[[rows]]
event = "boat-out"
name.en = "The boat puts out"

[words_of_day]
noon = [11, 13]
"""


def middle(shape: Shape) -> float:
    return (shape.box.left + shape.box.right) / 2


@pytest.fixture(scope="module")
def museum(tmp_path_factory: pytest.TempPathFactory) -> Museum:
    folder = copy_second(tmp_path_factory.mktemp("night") / "skerry")
    with (folder / "content/charts/night.toml").open("a") as spec:
        spec.write(NOON)
    return Museum(folder)


@pytest.mark.parametrize("slot", SLOTS)
def test_numbers_lie_to_scale_from_zero(artwork, edition, look, slot: str) -> None:
    drawn = Drawing(artwork("party-numbers", slot).svg, look.faces)
    (zero,) = drawn.named("party-numbers-zero").values()
    places = drawn.named("party-numbers-dot-") | drawn.named("party-numbers-ring-")
    assert len(places) == 8
    values = {key: float(edition.facts[key].value) for key in places}
    most = max(values, key=lambda key: values[key])
    whole = middle(places[most]) - zero.box.left
    for key, shape in places.items():
        share = (middle(shape) - zero.box.left) / whole
        assert share == pytest.approx(values[key] / values[most], abs=PRECISION)


def test_a_range_joins_its_ends(artwork, look) -> None:
    drawn = Drawing(artwork("party-numbers").svg, look.faces)
    dots = drawn.named("party-numbers-dot-")
    for low, bar in drawn.named("party-numbers-range-rising-").items():
        ends = (dots[f"rising-{low}"], dots[f"rising-{low.replace('low', 'high')}"])
        assert bar.box.left == pytest.approx(middle(ends[0]), abs=0.01)
        assert bar.box.right == pytest.approx(middle(ends[1]), abs=0.01)


def test_what_differs_is_named_and_what_is_unknown_is_dashed(artwork, look) -> None:
    drawn = Drawing(artwork("party-numbers").svg, look.faces)
    said = [line.text for line in drawn.lines]
    assert {"120 or 150", "accounts differ", "no number given"} <= set(said)
    (line,) = drawn.named("party-numbers-unknown-").values()
    assert "stroke-dasharray" in line.style
    assert artwork("party-numbers").rows[5][1] == "no number given"


@pytest.mark.parametrize("layout", ["booklet", "handout", "panel"])
def test_hours_lie_to_scale(museum: Museum, layout: str) -> None:
    svg = museum.draw("night", museum.slot("night", layout)).svg
    drawn = Drawing(svg, museum.look.faces).named("night-")
    first, last = (drawn[key] for key in ("dot-light-fails", "dot-boat-out-to"))
    per_hour = (middle(last) - middle(first)) / (37 - NIGHT["dot-light-fails"])
    for key, hour in NIGHT.items():
        place = middle(first) + (hour - NIGHT["dot-light-fails"]) * per_hour
        assert middle(drawn[key]) == pytest.approx(place, abs=15 * per_hour * PRECISION)


@pytest.mark.parametrize("form", ["press", "screen", "photocopy"])
def test_texts_of_another_museum_keep_apart(museum: Museum, form: str) -> None:
    for layout in ("booklet", "handout", "panel"):
        svg = museum.draw("night", museum.slot("night", layout), form).svg
        lines = Drawing(svg, museum.look.faces).lines
        assert not [a for a, b in combinations(lines, 2) if a.box.overlaps(b.box)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'event = "light-fails"',
            'facts = ["keepers"]',
            "rows facts, or give them event",
        ),
        (
            'event = "lamp-lit"',
            'event = "lamp-lit"\nfacts = ["keepers"]',
            "give facts or an event",
        ),
        ('event = "lamp-lit"\n', "", "about an event, or two facts"),
        ('event = "lamp-lit"', 'event = "relief"', "neither an hour nor a part of"),
    ],
)
def test_wrong_rows_are_reported(tmp_path: Path, old: str, new: str, told: str) -> None:
    folder = copy_second(tmp_path / "skerry")
    replace(folder / "content/charts/night.toml", old, new)
    slot = Slot(name="night", width_mm=127, height_mm=64, base_pt=7.4, min_pt=7)
    with pytest.raises(ContentError, match=told) as caught:
        Museum(folder).draw("night", slot)
    assert "content/charts/night.toml" in str(caught.value)
