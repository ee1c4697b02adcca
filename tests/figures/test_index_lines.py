"""Lines of a made-up publication: to scale in time and value, broken where unknown."""

from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from publish.errors import ContentError
from tests.conftest import Golden
from tests.figures.drawings import Drawing, Shape, rendered
from tests.figures.museum import Museum
from tests.publications import copy_second, replace

PRECISION = 0.005  # of the height or width of the lines
LAYOUTS = ("booklet", "handout", "panel")
BASE = "oil-{}-1905"
SPEC = "content/charts/burned.toml"
TWICE = '"none"\nfacts = [\n    "oil-harbour-1905",'


@pytest.fixture(scope="module")
def museum(tmp_path_factory: pytest.TempPathFactory) -> Museum:
    return Museum(copy_second(tmp_path_factory.mktemp("burned") / "skerry"))


def drawn(museum: Museum, layout: str = "booklet", form: str = "press") -> Drawing:
    svg = museum.draw("burned", museum.slot("burned", layout), form).svg
    return Drawing(svg, museum.look.faces)


def middle(shape: Shape) -> tuple[float, float]:
    box = shape.box
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def value(museum: Museum, key: str) -> float:
    return float(museum.edition.facts[key].value)


def index(museum: Museum, key: str) -> float:
    line = key.split("-")[1]
    return value(museum, key) / value(museum, BASE.format(line)) * 100


@pytest.mark.parametrize("layout", LAYOUTS)
def test_values_lie_to_scale_against_their_base(museum: Museum, layout: str) -> None:
    dots = drawn(museum, layout).named("burned-dot-")
    assert len(dots) == 17
    places = {index(museum, key): middle(dot)[1] for key, dot in dots.items()}
    (low, foot), (high, top) = min(places.items()), max(places.items())
    for at, y in places.items():
        wanted = foot + (at - low) / (high - low) * (top - foot)
        assert y == pytest.approx(wanted, abs=PRECISION * (foot - top))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_dates_lie_to_scale(museum: Museum, layout: str) -> None:
    dots = drawn(museum, layout).named("burned-dot-oil-skerry-")
    days = {date(int(year), 1, 1).toordinal(): dot for year, dot in dots.items()}
    (first, a), (last, b) = min(days.items()), max(days.items())
    left, right = middle(a)[0], middle(b)[0]
    for day, dot in days.items():
        wanted = left + (day - first) / (last - first) * (right - left)
        assert middle(dot)[0] == pytest.approx(wanted, abs=PRECISION * (right - left))


def test_values_without_a_base_start_at_zero(tmp_path: Path) -> None:
    folder = copy_second(tmp_path / "skerry")
    replace(folder / SPEC, 'base = "1905"\n', "")
    museum = Museum(folder)
    shapes = drawn(museum)
    (foot,) = shapes.named("burned-foot").values()
    heights = {
        value(museum, key): foot.box.top - middle(dot)[1]
        for key, dot in shapes.named("burned-dot-").items()
    }
    rate = heights[max(heights)] / max(heights)
    for number, height in heights.items():
        assert height == pytest.approx(number * rate, abs=PRECISION * max(heights))


def test_a_line_breaks_where_nothing_is_known(museum: Museum) -> None:
    shapes = drawn(museum)
    dots = shapes.named("burned-dot-oil-harbour-")
    gap = (middle(dots["1907"])[0], middle(dots["1909"])[0])
    assert len(shapes.named("burned-line-")) == 6
    for line in shapes.named("burned-line-").values():
        for (a, _), (b, _) in pairwise(line.parts[0]):
            assert b <= gap[0] + 0.01 or a >= gap[1] - 0.01
    assert [line.text for line in shapes.lines].count("log lost") == 3


def test_every_line_is_named_at_its_end(museum: Museum) -> None:
    shapes = drawn(museum)
    dots = shapes.named("burned-dot-")
    for name, key in (("Skerry light", "skerry"), ("Harbour light", "harbour")):
        (line,) = (line for line in shapes.lines if line.text == name)
        x, y = middle(dots[f"oil-{key}-1911"])
        assert line.box.left > x
        assert line.box.top < y < line.box.bottom


@pytest.mark.parametrize("form", ["press", "screen", "photocopy"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_texts_keep_apart_and_clear_of_lines(
    museum: Museum, layout: str, form: str
) -> None:
    shapes = drawn(museum, layout, form)
    for one, other in combinations(shapes.lines, 2):
        assert not one.box.overlaps(other.box), (one, other)
    for shape in shapes.shapes:
        for part in shape.parts:
            for a, b in pairwise(part):
                assert not any(line.box.is_crossed_by(a, b) for line in shapes.lines)


def test_the_table_says_values_and_gaps(museum: Museum) -> None:
    rows = museum.draw("burned", museum.slot("burned", "booklet")).rows
    assert rows[0] == ("Year", "Skerry light", "Harbour light", "Pier light")
    assert rows[3] == ("1907", "1,360 (91.9)", "700 (112.9)", "log lost")
    assert rows[4] == ("1908", "log lost", "log lost", "log lost")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('base = "1905"', 'base = "1904"', "'Skerry light' has no value above zero"),
        ('"none"\nfacts = [', TWICE, "'oil-skerry-1905' has the date of 'oil-harb"),
        ('base = "1905"', 'base = "in May"', "String should match pattern"),
    ],
)
def test_wrong_lines_are_reported(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    folder = copy_second(tmp_path / "skerry")
    replace(folder / SPEC, old, new)
    with pytest.raises(ContentError, match=told) as caught:
        drawn(Museum(folder))
    assert SPEC in str(caught.value)


@pytest.mark.parametrize("form", ["press", "photocopy"])
def test_lines_look_as_approved(museum: Museum, golden: Golden, form: str) -> None:
    layout = "booklet" if form == "press" else "handout"
    slot = museum.slot("burned", layout)
    svg = museum.look.palette.paint(museum.draw("burned", slot, form).svg, "rgb")
    image = rendered(svg, slot, museum.look)
    golden.check(f"skerry-burned-{layout}-{form}", image, tolerance=4.0)
