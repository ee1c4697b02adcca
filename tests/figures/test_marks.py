"""Guides are cut where texts stand, and leave no stubs between them."""

from publish.figures.charts.marks import _cut

LEFT, RIGHT = (0.0, 5.0), (100.0, 5.0)


def pieces(*spans: tuple[float, float]) -> list[tuple[float, float]]:
    """Return what boxes over these spans leave of a level line."""
    boxes = [(start, 0.0, end, 10.0) for start, end in spans]
    return [(a[0], b[0]) for a, b in _cut(LEFT, RIGHT, boxes, 10.0)]


def test_a_line_is_cut_at_texts() -> None:
    assert pieces((20, 40), (60, 70)) == [(0, 20), (40, 60), (70, 100)]


def test_a_stub_between_two_texts_is_left_out() -> None:
    assert pieces((20, 40), (45, 70)) == [(0, 20), (70, 100)]


def test_a_short_end_stays_with_what_it_leads_to() -> None:
    assert pieces((4, 97)) == [(0, 4), (97, 100)]
