"""Tiles cover the picture, overlap as asked and lie where they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.plates.tiling import Tiling, best_tiling, row_label

SIDES = st.floats(50, 6000)
A4, A3 = (210.0, 297.0), (297.0, 420.0)


@given(st.tuples(SIDES, SIDES), st.sampled_from((A4, A3)), st.sampled_from((0, 10, 50)))
def test_tiles_cover_the_picture(
    picture: tuple[float, float], sheet: tuple[float, float], overlap: float
) -> None:
    tiling = Tiling(picture, sheet, overlap)
    tiles = {(tile.row, tile.column): tile.box_mm for tile in tiling}
    assert len(tiles) == tiling.rows * tiling.columns
    assert tiles[0, 0][0] == 0
    assert tiles[0, 0][3] == picture[1]
    last = tiles[tiling.rows - 1, tiling.columns - 1]
    assert last[2] == pytest.approx(picture[0])
    assert last[1] == pytest.approx(0, abs=1e-5)
    for (row, column), (left, bottom, right, top) in tiles.items():
        assert right - left <= tiling.tile_mm[0] + 1e-9
        assert top - bottom <= tiling.tile_mm[1] + 1e-9
        assert right > left
        assert top > bottom
        if (row, column + 1) in tiles:
            assert right - tiles[row, column + 1][0] == pytest.approx(overlap)
        if (row + 1, column) in tiles:
            assert tiles[row + 1, column][3] - bottom == pytest.approx(overlap)


@given(st.tuples(SIDES, SIDES))
def test_no_tile_is_spare(picture: tuple[float, float]) -> None:
    tiling = Tiling(picture, A4, 10)
    width, height = tiling.tile_mm
    if tiling.columns > 1:
        assert (tiling.columns - 1) * (width - 10) + 10 < picture[0] + 1e-3
    if tiling.rows > 1:
        assert (tiling.rows - 1) * (height - 10) + 10 < picture[1] + 1e-3


def test_the_sheet_lies_the_way_that_saves_paper() -> None:
    assert best_tiling((277, 190), A4, 10).sheet_mm == (297, 210)
    assert best_tiling((190, 277), A4, 10).sheet_mm == (210, 297)


def test_labels() -> None:
    assert [row_label(row) for row in (0, 1, 25, 26, 51, 52)] == [
        "A", "B", "Z", "AA", "AZ", "BA",
    ]  # fmt: skip
    assert [tile.label for tile in Tiling((300, 500), A4, 10)] == [
        "A1",
        "A2",
        "B1",
        "B2",
    ]
