"""Lines are measured as they are set: kerned, with the marks and widths of the face."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from publish import shaping
from tests.publications import REPOSITORY

FACE = REPOSITORY / "fonts/SourceSans3-Regular.ttf"


def advance(path: Path, character: str) -> float:
    with TTFont(path) as font:
        width, _ = font["hmtx"][font.getBestCmap()[ord(character)]]
        return width / font["head"].unitsPerEm


def test_a_letter_is_as_wide_as_its_font_says() -> None:
    assert shaping.width(FACE, "H") == pytest.approx(advance(FACE, "H"))


def test_pairs_are_kerned() -> None:
    apart = shaping.width(FACE, "T") + shaping.width(FACE, "o")
    assert shaping.width(FACE, "To") < apart


def test_nothing_has_no_width() -> None:
    assert shaping.shape(FACE, "") == ([], 0.0)
