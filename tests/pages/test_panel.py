"""A panel is read from where the visitor stands, and fits its wall."""

import re
from dataclasses import replace as replace_parts
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish import theme
from publish.errors import LayoutError
from publish.layouts import load_layout
from publish.pages import Pages, compose, legible
from publish.pages.strip import strip_of
from publish.pages.writing import map_credits
from publish.units import mm, pt
from tests.pages.sheets import X_HIGH, brief_of, composed, signs, spaces, text_fills
from tests.publications import REPOSITORY, copy_second, replace

SETTING_MM = 0.03  # an x-height as set, against the number of the rule


@pytest.fixture(scope="module")
def panel() -> Pages:
    """The shipped panel."""
    return composed(REPOSITORY, "panel-raid")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_second(tmp_path / "museum")


def refused(folder: Path) -> str:
    with pytest.raises(LayoutError) as error:
        composed(folder, "panel")
    return str(error.value)


def test_it_is_one_page_of_trim_and_bleed(panel: Pages) -> None:
    assert panel.count == 1
    with pikepdf.open(BytesIO(panel.pdf)) as pdf:
        (page,) = pdf.pages
        assert [round(mm(float(side)), 1) for side in page.trimbox] == [0, 0, 594, 841]
        sheet = [round(mm(float(side)), 1) for side in page.mediabox]
        assert sheet == [-5, -5, 599, 846]


def test_type_as_set_is_as_high_as_its_reading_distance_asks(panel: Pages) -> None:
    """Measured on the page: 0.6 m for the story, 4.5 mm for all but credits."""
    lowest: dict[str, float] = {}
    for sign in signs(panel):
        if sign.text in X_HIGH:
            face = sign.face.rstrip(",")
            lowest[face] = min(sign.height, lowest.get(face, sign.height))
    assert lowest["Source-Serif-4"] >= legible.least_x_height_mm(0.6) - SETTING_MM
    assert lowest["Oswald"] >= legible.least_x_height_mm(0.75) - SETTING_MM
    small_print = mm(legible.WALL_SMALL_PRINT_PT * 0.486)
    assert min(lowest.values()) >= small_print
    others = [height for face, height in lowest.items() if face != "Source-Sans-3"]
    assert min(others) >= legible.LEAST_X_HEIGHT_MM - SETTING_MM


def test_the_title_is_read_from_three_metres(panel: Pages) -> None:
    """Its sizes are the medium Oswald's; the largest flat letter is the title's."""
    title = [
        sign.height
        for sign in signs(panel)
        if sign.face == "Oswald-Medium" and sign.text in "mnru"
    ]
    assert max(title) >= legible.least_x_height_mm(3) - SETTING_MM


def test_nothing_readable_leaves_the_safe_zone(panel: Pages) -> None:
    safe = brief_of(REPOSITORY, "panel-raid").layout.safe_mm
    for sign in signs(panel):
        assert safe <= sign.left and sign.right <= 594 - safe, sign
        assert safe <= sign.bottom and sign.top <= 841 - safe, sign


def test_press_pages_hold_no_rgb(panel: Pages) -> None:
    assert spaces(panel) <= {"/DeviceCMYK", "/DeviceGray"}


def test_text_is_black_ink_alone(folder: Path) -> None:
    """Four inks would show their register in small type."""
    assert text_fills(composed(folder, "panel")) == {(0, 0, 0, 1)}


def test_a_long_section_is_refused_with_line_and_amount(folder: Path) -> None:
    text = folder / "content/en/panel/light.md"
    replace(text, "The boats stayed in.", "The boats stayed in. " * 22)
    assert refused(folder).startswith(
        "content/en/panel/light.md:9: text overflows frame 'section 1' by "
    )


def test_the_advice_is_enough(folder: Path) -> None:
    """Cutting as many words as advised makes the text fit."""
    text = folder / "content/en/panel/light.md"
    replace(text, "The boats stayed in.", "The boats stayed in. " * 22)
    told = refused(folder)
    words = int(told.partition("cut about ")[2].split()[0])
    replace(text, "The boats stayed in. " * (-(-words // 4) + 1), "")
    assert composed(folder, "panel").count == 1


def test_all_overflows_are_told_together(folder: Path) -> None:
    text = folder / "content/en/panel/light.md"
    replace(text, "The boats stayed in.", "The boats stayed in. " * 22)
    replace(text, "light went out\n", "light went out for long hours\n")
    told = refused(folder)
    assert "frame 'title'" in told and "frame 'section 1'" in told


def test_too_many_words_are_counted(folder: Path) -> None:
    text = folder / "content/en/panel/light.md"
    replace(text, "title: The night the", "title: The long, long night in which the")
    assert refused(folder).startswith(
        "content/en/panel/light.md:1: title has 10 words, at most 8; cut 2"
    )


def test_each_column_needs_its_section(folder: Path) -> None:
    replace(folder / "content/en/panel/light.md", "## The dark\n", "")
    assert "2 sections where the panel has 3 columns" in refused(folder)


def test_type_under_the_minimum_is_refused(folder: Path) -> None:
    layout = folder / "layouts/panel/layout.toml"
    replace(layout, "[styles.type.body] ", "[styles.type.body]\nsize_pt = 30 #")
    told = refused(folder)
    assert told.startswith(
        "layouts/panel/layout.toml: type.body is 30 pt, under the 33.3"
    )


def test_a_greater_distance_makes_larger_type(folder: Path) -> None:
    layout = folder / "layouts/panel/layout.toml"
    replace(layout, "metres = 0.6", "metres = 2")
    assert "text overflows frame 'section 1'" in refused(folder)


def test_weak_contrast_is_refused(folder: Path) -> None:
    layout = folder / "layouts/panel/layout.toml"
    replace(layout, "[styles.type.body] ", '[styles.type.body]\nink = "brass" #')
    assert "type.body: brass on paper has a contrast of 2." in refused(folder)


def test_a_size_that_is_not_drawn_is_refused(folder: Path) -> None:
    replace(folder / "publish.toml", "[594, 841]", "[841, 1189]")
    assert "is drawn for 594 x 841 mm" in refused(folder)


def test_labels_of_the_strip_do_not_meet(folder: Path) -> None:
    edition = brief_of(REPOSITORY, "panel-raid").edition
    for text in filter(lambda text: text.span, edition.texts.values()):
        strip = strip_of(text, edition)
        labels = sorted((*strip.labels, strip.here), key=lambda label: label.start)
        assert all(a.end < b.start for a, b in pairwise(labels))
        assert 0 <= strip.start <= strip.end <= 1


@given(metres=st.floats(0.1, 30))
def test_sizes_follow_the_distance(metres: float) -> None:
    face = theme.load(REPOSITORY).faces.get("text")
    role = legible.Role(face="text", metres=metres, leading=1.3)
    size = legible.least_size_pt(face, role)
    assert mm(size * face.x_height) == pytest.approx(max(4.5, 9.3 * metres))


def test_contrast_is_that_of_wcag() -> None:
    assert legible.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert legible.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_fitted_line_fills_its_box() -> None:
    """Width binds for a long line, height for a short one."""
    face = theme.load(REPOSITORY).faces.get("display", weight=600)
    role = legible.Role(face="display", weight=600, metres=1, leading=1)
    style = legible.Style("numeral", role, face, 1)
    assert legible.fitted(style, "03:00", 350, 1e4).size_pt > 400
    assert legible.fitted(style, "1", 350, 81).size_pt == pytest.approx(
        pt(100), rel=0.01
    )


def test_a_figure_larger_than_its_box_is_refused() -> None:
    """Figures are never scaled down; one that is too wide or high is named."""
    brief = brief_of(REPOSITORY, "panel-raid")
    for width, height, box in ((540, 100, "530 x 147"), (350, 300, "350 x 281")):
        artworks = {
            key: replace_parts(artwork, width_mm=width, height_mm=height)
            for key, artwork in brief.artworks.items()
        }
        with pytest.raises(LayoutError, match=f"larger than its box of {box} mm"):
            compose(replace_parts(brief, artworks=artworks))


def test_a_map_says_whose_data_it_shows() -> None:
    brief = brief_of(REPOSITORY, "panel-overview")
    assert "GeoNames" in map_credits(brief)
    assert map_credits(brief_of(REPOSITORY, "panel-oil")) == ""


def test_no_figure_of_the_walls_is_drawn_larger_than_its_box() -> None:
    """Found here in a moment, not when the ten panels are set."""
    layout = load_layout(REPOSITORY, "panel")
    boxes = layout.styles["figure_mm"], layout.styles["wide_mm"]
    for file in sorted((REPOSITORY / "content/en/panel").glob("*.md")):
        for key in re.findall(r"^::: figure (\S+)$", file.read_text(), re.M):
            is_map = (REPOSITORY / f"content/maps/{key}.toml").exists()
            slot = layout.slot_for(key, "map" if is_map else "chart")
            width, height = boxes[slot.width_mm > boxes[0][0]]
            assert slot.width_mm <= width and slot.height_mm <= height, key
