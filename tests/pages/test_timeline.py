"""The geometry of the timeline: an honest scale, and flags that keep clear."""

from datetime import datetime, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publish.pages.banner.timeline import DAY, HOUR, Flag, Room, Scale, fly, tracks

NOON = datetime(1911, 11, 1, 12)


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    """Scales of some days, opened for some hours in the middle."""
    start = draw(st.datetimes(datetime(1800, 1, 1), datetime(2000, 1, 1)))
    start = start.replace(hour=0, minute=0, second=0, microsecond=0)
    before, hours, after = (draw(st.integers(1, most)) for most in (500, 100, 500))
    opened = (start + before * HOUR, start + (before + hours) * HOUR)
    length = draw(st.floats(100, 10_000))
    return Scale(start, opened[1] + after * HOUR, opened, x=50, length=length)


def moment_of(scale: Scale, share: float) -> datetime:
    return scale.start + (scale.end - scale.start) * share


@given(scales(), st.floats(0, 1), st.floats(0, 1))
def test_later_stands_further_on(scale: Scale, one: float, other: float) -> None:
    first, second = sorted(moment_of(scale, share) for share in (one, other))
    assume(second - first > timedelta(seconds=1))
    assert scale.at(first) < scale.at(second)


@given(scales(), st.floats(0, 1))
def test_a_place_leads_back_to_its_moment(scale: Scale, share: float) -> None:
    moment = moment_of(scale, share)
    assert abs(scale.moment(scale.at(moment)) - moment) < timedelta(seconds=1)


@given(scales())
def test_the_scale_has_no_jump(scale: Scale) -> None:
    """A second is never wider than a second of the opened hours."""
    second = timedelta(seconds=1)
    for knot in (scale.start, *scale.opened, scale.end):
        step = scale.at(knot + second) - scale.at(knot - second)
        assert 0 < step <= 2 * scale.column_mm / 3600 * (1 + 1e-6)


@given(scales())
def test_columns_fill_the_scale_and_none_is_wider_than_an_hour(scale: Scale) -> None:
    columns = list(scale.columns())
    assert (columns[0].start, columns[-1].end) == (scale.start, scale.end)
    for column, following in pairwise(columns):
        assert column.end == following.start
    for column in columns:
        width = scale.at(column.end) - scale.at(column.start)
        whole = column.end - column.start == (HOUR if column.hourly else DAY)
        assert width <= scale.column_mm * (1 + 1e-9)
        assert not whole or width == pytest.approx(scale.column_mm)


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30)), max_size=12))
def test_spans_on_one_track_never_overlap(pairs: list[tuple[int, int]]) -> None:
    spans = [(float(start), float(start + length)) for start, length in pairs]
    found = tracks(spans)
    for i, j in combinations(range(len(spans)), 2):
        if found[i] == found[j]:
            assert spans[i][1] <= spans[j][0] or spans[j][1] <= spans[i][0]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.integers(20, 120), st.integers(10, 40)),
        max_size=7,
    )
)
def test_flags_and_poles_never_cross(given_flags: list[tuple[int, int, int]]) -> None:
    flags = [
        Flag(str(n), float(x), ((float(width), float(height)),))
        for n, (x, width, height) in enumerate(sorted(given_flags))
    ]
    room = Room(left=-500, right=1500, near=10, far=10_000, gap=4, step=5)
    placed = fly(flags, room)
    assert len(placed) == len(flags)
    for one, other in combinations(placed, 2):
        beside = one.right <= other.left or other.right <= one.left
        assert beside or one.far <= other.near or other.far <= one.near
    for flown in placed:
        for other in placed:
            crossed = other.left < flown.flag.x < other.right
            assert not crossed or flown.far <= other.near


def test_a_flag_turns_away_from_a_wall() -> None:
    room = Room(left=0, right=500, near=10, far=100, gap=4, step=5, walls=(120,))
    (flown,) = fly([Flag("a", 100, ((60.0, 20.0),))], room)
    assert flown.leftward
    assert flown.fits


def test_a_flag_takes_the_shape_that_fits() -> None:
    block = (0.0, 500.0, 50.0)
    room = Room(0, 500, near=10, far=100, gap=4, step=5, blocks=(block,))
    (flown,) = fly([Flag("a", 100, ((60.0, 60.0), (120.0, 30.0)))], room)
    assert flown.shape == 1
    assert flown.fits


def test_what_does_not_fit_is_placed_and_says_so() -> None:
    room = Room(0, 500, near=10, far=20, gap=4, step=5)
    (flown,) = fly([Flag("a", 100, ((60.0, 60.0),))], room)
    assert not flown.fits
