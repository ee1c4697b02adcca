"""Labels keep their order, never overlap and move as little as can be."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.figures.charts.placing import crosses, first_free, spread

PLACES = st.lists(st.floats(0, 100), min_size=1, max_size=8).map(sorted)


@given(PLACES, st.floats(0.5, 12))
def test_spread_labels_touch_at_most(wanted: list[float], size: float) -> None:
    found = spread(wanted, [size] * len(wanted), 0, 100)
    assert all(b - a >= size - 1e-6 for a, b in pairwise(found))
    assert found[0] >= size / 2 - 1e-6 and found[-1] <= 100 - size / 2 + 1e-6


def test_labels_with_room_stay_where_they_are() -> None:
    assert spread([10, 50, 90], [4, 4, 4], 0, 100) == [10, 50, 90]
    assert spread([50, 50], [10, 10], 0, 100) == [45, 55]


def test_too_many_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="labels need 12"):
        spread([1, 2, 3], [4, 4, 4], 0, 10)


def test_first_free_place_avoids_lines_and_texts() -> None:
    boxes = [(0, 0, 10, 10), (20, 0, 30, 10), (40, 0, 50, 10)]
    assert first_free(boxes, [((-5, 5), (15, 5))], [(25, 5, 26, 6)]) == 2
    assert first_free(boxes[:1], [((-5, -5), (15, 15))], []) is None
    assert not crosses(boxes[0], (0, 12), (12, 12))
