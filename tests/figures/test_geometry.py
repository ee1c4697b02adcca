"""What is drawn is what the table says: lengths, places and counts read back."""

from collections import Counter
from itertools import pairwise

import pyproj
import pytest

from publish.domain import Edition
from publish.theme import Theme
from tests.figures.conftest import SLOTS
from tests.figures.drawings import Drawing, Shape

PRECISION = 0.005  # of a value, as drawn
everywhere = pytest.mark.parametrize("slot", SLOTS)


@pytest.fixture
def drawing(artwork, look: Theme):
    def of(key: str, slot: str) -> Drawing:
        return Drawing(artwork(key, slot).svg, look.faces)

    return of


def near(value: float):
    return pytest.approx(value, rel=PRECISION)


def width(shape: Shape) -> float:
    return shape.box.right - shape.box.left


def height(shape: Shape) -> float:
    return shape.box.bottom - shape.box.top


def middle(shape: Shape) -> tuple[float, float]:
    box = shape.box
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def is_linear(points: list[tuple[float, float]], whole: float) -> bool:
    """Whether places lie on a straight scale, to 0.5 % of its length."""
    (a, low), (b, high) = min(points), max(points)
    rate = (high - low) / (b - a)
    return all(abs(low + (v - a) * rate - p) < PRECISION * whole for v, p in points)


@everywhere
def test_bars_of_both_armies_share_one_scale(
    drawing, edition: Edition, slot: str
) -> None:
    bars = drawing("army-strength", slot).named("army-strength-bar-")
    assert len(bars) == 7
    per_man = {
        key: bar.area / height(bar) / float(edition.facts[key].value)
        for key, bar in bars.items()
    }
    mean = sum(per_man.values()) / len(per_man)
    assert all(scale == near(mean) for scale in per_man.values())


def test_unknown_strengths_are_dashed_and_said(drawing) -> None:
    drawn = drawing("army-strength", "booklet")
    unknown = drawn.named("army-strength-unknown-")
    assert len(unknown) == 5
    assert all("stroke-dasharray" in shape.style for shape in unknown.values())
    assert [line.text for line in drawn.lines].count("strength not known") == 5


@everywhere
def test_oil_columns_stand_in_the_outline_of_the_base(
    drawing, edition: Edition, slot: str
) -> None:
    drawn = drawing("oil-collapse", slot)
    columns = drawn.named("oil-collapse-column-")
    for key, base in drawn.named("oil-collapse-base-").items():
        share = columns[key].area / base.area
        assert share * 100 == near(float(edition.facts[key].value))
    assert len(drawn.named("oil-collapse-mark-on-")) == 18
    assert len(drawn.named("oil-collapse-mark-off-")) == 22


def men(shapes: dict[str, Shape], per_figure: int) -> dict[str, float]:
    """Return the men drawn for each fact, cut ones by their width."""
    widths: dict[str, list[float]] = {}
    for name, shape in shapes.items():
        widths.setdefault(name.rpartition("-")[0], []).append(width(shape))
    full = max(w for found in widths.values() for w in found)
    return {key: sum(found) / full * per_figure for key, found in widths.items()}


@everywhere
def test_each_regiment_has_as_many_men_as_its_fact(
    drawing, edition: Edition, slot: str
) -> None:
    drawn = drawing("regiments", slot)
    counted = men(drawn.named("regiments-men-"), 50)
    assert len(counted) == 7
    for key, found in counted.items():
        assert found == near(float(edition.facts[key].value))
    assert len(drawn.named("regiments-missing-")) == 14


@everywhere
def test_prisoners_are_as_many_as_their_fact(
    drawing, edition: Edition, slot: str
) -> None:
    """A man cut to less than his coat is narrower by the empty edge: 60 men of 50."""
    counted = men(drawing("prisoners", slot).named("prisoners-men-"), 50)
    assert len(counted) == 3
    for key, found in counted.items():
        assert found == pytest.approx(float(edition.facts[key].value), rel=0.005, abs=1)


@everywhere
def test_squares_count_the_parts_of_the_army(
    drawing, edition: Edition, slot: str
) -> None:
    squares = drawing("army-places", slot).named("army-places-square-")
    areas: Counter[str] = Counter()
    for name, shape in squares.items():
        areas[name.rpartition("-")[0]] += shape.area
    full = max(shape.area for shape in squares.values())
    assert len(areas) == 5
    for key, area in areas.items():
        assert area / full * 1000 == near(float(edition.facts[key].value))


@everywhere
def test_deserters_and_army_stand_on_one_scale_from_zero(
    drawing, edition: Edition, slot: str
) -> None:
    drawn = drawing("desertion", slot)
    columns = drawn.named("desertion-column-")
    ground = {round(shape.box.bottom, 2) for shape in columns.values()}
    assert len(ground) == 1
    heights = {key: height(shape) for key, shape in columns.items()}
    (claim,) = drawn.named("desertion-claim-").values()
    heights["desertion-karabakh"] = ground.pop() - claim.box.top
    per_man = [h / float(edition.facts[key].value) for key, h in heights.items()]
    assert len(per_man) == 4
    assert all(rate == near(per_man[0]) for rate in per_man)


@everywhere
def test_lines_of_the_economy_end_at_what_was_left(
    drawing, edition: Edition, slot: str
) -> None:
    drawn = drawing("economy", slot)
    zero = drawn.named("economy-zero")[""].box.top
    base = drawn.named("economy-base")[""].box.top
    dots = drawn.named("economy-dot-")
    assert len(dots) == 7
    for key, dot in dots.items():
        value = float(edition.facts[key].value)
        left = 100 + value if value < 0 else value
        drawn_left = (zero - middle(dot)[1]) / (zero - base) * 100
        assert drawn_left == pytest.approx(left, abs=0.5)


@everywhere
def test_prices_rise_by_their_per_cent(drawing, edition: Edition, slot: str) -> None:
    drawn = drawing("prices", slot)
    before, bars = drawn.named("prices-before-"), drawn.named("prices-bar-")
    assert len(bars) == len(before) == 8
    assert len({round(shape.box.left, 2) for shape in before.values()}) == 1
    for key, bar in bars.items():
        rise = width(bar) / width(before[key]) * 100
        assert rise == near(float(edition.facts[key].value))


@everywhere
def test_bills_share_the_strip(drawing, edition: Edition, slot: str) -> None:
    drawn = drawing("bills", slot)
    parts = drawn.named("bills-part-")
    per_bill = {k: width(p) / float(edition.facts[k].value) for k, p in parts.items()}
    rate = next(iter(per_bill.values()))
    assert len(parts) == 3 and all(found == near(rate) for found in per_bill.values())
    (left,) = drawn.named("bills-left").values()
    named = sum(float(edition.facts[key].value) for key in parts)
    whole = float(edition.facts["parl-bills"].value)
    assert width(left) / rate == near(whole - named)
    assert "stroke-dasharray" in left.style


@everywhere
def test_votes_that_nobody_counted_are_not_counted(drawing, slot: str) -> None:
    drawn = drawing("vote", slot)
    seats = Counter(n.rpartition("-")[0] for n in drawn.named("vote-seat-"))
    assert seats == {
        "parl-vote-against": 1,
        "parl-vote-abstained": 3,
        "parl-vote-absent": 3,
    }
    assert "stroke-dasharray" in drawn.named("vote-unknown")[""].style
    assert "number not recorded" in [line.text for line in drawn.lines]


@everywhere
def test_delegates_are_counted_in_both_versions(drawing, slot: str) -> None:
    dots = drawing("founding-congress", slot).named("founding-congress-dot-")
    assert Counter(name[0] for name in dots) == {"0": 120, "1": 150}


@everywhere
def test_hours_share_the_scale_of_the_planned_days(drawing, slot: str) -> None:
    bars = drawing("five-days-planned", slot).named("five-days-planned-bar-")
    hours = {
        "plan-days": 120,
        "raid-hours": 23,
        "main-force-crosses-train-in-baku": 24,
        "advance-order-train-in-baku": 25,
        "midnight-news-train-in-baku": 28,
    }
    rate = width(bars["plan-days"]) / 120
    assert {key: width(bar) / rate for key, bar in bars.items()} == near_all(hours)
    assert len({round(bar.box.left, 2) for bar in bars.values()}) == 1


def near_all(values: dict[str, float]):
    return {key: near(value) for key, value in values.items()}


@everywhere
def test_every_work_is_one_book(drawing, edition: Edition, slot: str) -> None:
    books = drawing("books", slot).named("books-book-")
    found = Counter(name.split("-")[0] for name in books)
    works = {
        ("".join(filter(str.isalnum, source.work.casefold())), source.language.lower())
        for source in edition.sources.values()
    }
    counted = Counter(language for _, language in works)
    assert all(found[name] == counted[name] for name in found)
    assert set(found) == {"russian", "english", "azerbaijani"}


def hours_of(edition: Edition, key: str) -> float:
    event = edition.events[key]
    hour, minute = map(int, event.time.split(":"))
    return (event.start.day - 27) * 24 + hour + minute / 60


@everywhere
def test_clock_runs_evenly(drawing, edition: Edition, slot: str) -> None:
    drawn = drawing("clock", slot)
    dots = drawn.named("clock-dot-")
    points = [(hours_of(edition, key), middle(dot)[1]) for key, dot in dots.items()]
    rings = drawn.named("clock-ring-bilajari-arrival-")
    versions = zip((23, 26, 27.5), rings.values(), strict=True)
    points += [(hour, middle(ring)[1]) for hour, ring in versions]
    assert len(points) == 18
    assert is_linear(points, max(y for _, y in points) - min(y for _, y in points))


@everywhere
def test_train_runs_on_even_scales(drawing, edition: Edition, slot: str) -> None:
    """Hours across; down, the kilometres that the ellipsoid gives."""
    drawn = drawing("raid", slot)
    dots, rings = drawn.named("raid-dot-"), drawn.named("raid-ring-bilajari-")
    event = {
        "nasosnaya": "nasosnaya",
        "khirdalan": "khirdalan",
        "baku": "train-in-baku",
    }
    across = [(hours_of(edition, event[k]), middle(d)[0]) for k, d in dots.items()]
    across += [
        (hour, middle(ring)[0])
        for hour, ring in zip((23, 26, 27.5), rings.values(), strict=True)
    ]
    starts = drawn.named("raid-ring-samur-bridge-").values()
    across += [(h, middle(r)[0]) for h, r in zip((0, 3), starts, strict=True)]
    assert is_linear(across, max(x for _, x in across) - min(x for _, x in across))
    km = kilometres(edition)
    down = [(km[key], middle(dot)[1]) for key, dot in dots.items()]
    down += [(km["samur-bridge"], middle(ring)[1]) for ring in starts]
    down += [(km["bilajari"], middle(ring)[1]) for ring in rings.values()]
    assert is_linear(down, max(y for _, y in down) - min(y for _, y in down))
    assert km["baku"] == pytest.approx(195, abs=1)


def kilometres(edition: Edition) -> dict[str, float]:
    keys = [stop["place"] for stop in edition.figures["raid"].settings["stops"]]
    geod, total, found = pyproj.Geod(ellps="WGS84"), 0.0, {keys[0]: 0.0}
    for a, b in pairwise(edition.places[key] for key in keys):
        total += geod.inv(a.lon, a.lat, b.lon, b.lat)[2] / 1000
        found[b.key] = total
    return found


@everywhere
def test_tree_holds_every_unit_below_the_front(
    drawing, edition: Edition, slot: str
) -> None:
    drawn = drawing("red-order", slot)
    units = set(drawn.named("red-order-unit-"))
    settings = edition.figures["red-order"].settings
    known = {f.formation.partition(" (")[0] for f in edition.forces.values()}
    reached = {"red-front"}
    names = {"Caucasus Front"}
    for _ in known:
        below = {
            key
            for key, force in edition.forces.items()
            if force.parent in names
            or any(force.parent.startswith(f"{name}, ") for name in names)
        }
        reached |= below
        for key in below:
            formation = edition.forces[key].formation
            names.add(formation)
            names.add(formation.replace(" (mounted)", ""))
    assert units == reached - set(settings["leave_out"])
    left = {key: middle(dot)[0] for key, dot in drawn.named("red-order-unit-").items()}
    assert (
        left["red-front"] < left["red-11"] < left["red-7-cavdiv"] < left["red-38-cav"]
    )
