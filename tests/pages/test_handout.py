"""A handout fills its sheet, can be punched, copied in black and read aloud."""

from dataclasses import replace as replace_parts
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from page import validate_pdf_bytes

from publish.content.nodes import Block, Directive, Paragraph, Str
from publish.errors import ContentError, LayoutError
from publish.layouts import load_layout
from publish.pages import Brief, Pages, compose
from publish.pages.legible import HAND_SMALL_PRINT_PT, HAND_TEXT_PT
from publish.plates import Job, finish_screen
from publish.units import mm
from tests.pages.sheets import X_HIGH, brief_of, composed, signs, spaces, text_fills
from tests.publications import REPOSITORY, copy_second, replace

A4_MM, LETTER_MM = (210.0, 297.0), (215.9, 279.4)
BINDING_MM, EDGE_MM = 20, 10
TAIL_BLOCKS = 2  # left out, so that the filler finds room
SETTING_MM = 0.02  # an x-height as set, against the number of the rule


@pytest.fixture(scope="module")
def press() -> Pages:
    """The shipped handout."""
    return composed(REPOSITORY, "handout-raid")


@pytest.fixture(scope="module")
def screen() -> Pages:
    return composed(REPOSITORY, "handout-raid", "screen")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_second(tmp_path / "museum")


def refused(folder: Path) -> str:
    with pytest.raises(LayoutError) as error:
        composed(folder, "handout")
    return str(error.value)


def test_it_is_one_sheet_in_every_form(press: Pages, screen: Pages) -> None:
    assert press.count == screen.count == 2
    for pages, bleed in ((press, 3), (screen, 0)):
        with pikepdf.open(BytesIO(pages.pdf)) as pdf:
            for page in pdf.pages:
                box = [mm(float(side)) for side in page.mediabox]
                assert box[2] - box[0] == pytest.approx(A4_MM[0] + 2 * bleed, abs=0.1)
                assert box[3] - box[1] == pytest.approx(A4_MM[1] + 2 * bleed, abs=0.1)


def test_binding_edge_and_margins_are_clear(press: Pages) -> None:
    """Bound at the left of a front page and at the right of its back."""
    for sign in signs(press):
        inner, outer = sign.left, A4_MM[0] - sign.right
        if sign.page % 2 == 0:
            inner, outer = outer, inner
        assert inner >= BINDING_MM - SETTING_MM, sign
        assert outer >= EDGE_MM - SETTING_MM, sign


def test_it_lies_within_letter_too(press: Pages) -> None:
    spare = (A4_MM[1] - LETTER_MM[1]) / 2 + EDGE_MM
    for sign in signs(press):
        assert sign.bottom >= spare and sign.top <= A4_MM[1] - spare, sign


def test_reading_text_is_clear_print(press: Pages) -> None:
    """12 pt and more in the reading face, 9 pt and more anywhere."""
    faces = brief_of(REPOSITORY, "handout-raid").theme.faces
    text = mm(HAND_TEXT_PT * faces.get("text").x_height)
    small = mm(HAND_SMALL_PRINT_PT * faces.get("label").x_height)
    heights = [(s.face, s.height) for s in signs(press) if s.text in X_HIGH]
    assert min(h for face, h in heights if "Serif" in face) >= text - SETTING_MM
    assert min(h for _, h in heights) >= small - SETTING_MM


def test_press_pages_hold_no_rgb(press: Pages) -> None:
    assert spaces(press) <= {"/DeviceCMYK", "/DeviceGray"}


def test_text_is_black_ink_alone(press: Pages) -> None:
    assert text_fills(press) == {(0, 0, 0, 1)}


def test_it_survives_a_copier() -> None:
    """The photocopy form of the same pages is set in black alone."""
    copy = composed(REPOSITORY, "handout-raid", "photocopy")
    assert copy.count == 2
    assert all(fill[:3] == (0, 0, 0) for fill in text_fills(copy))


def test_the_screen_form_can_be_read_aloud(screen: Pages) -> None:
    job = Job(
        title="Handout",
        author="A museum",
        language="en",
        product="handout-raid",
        file="handout-raid.pdf",
        trim_mm=A4_MM,
        bleed_mm=0,
        date=datetime(2026, 1, 15, tzinfo=UTC),
        document_id="test",
    )
    report = validate_pdf_bytes(finish_screen(screen.parts, job))
    assert not report.failures, report


def test_headings_descend_without_a_gap(screen: Pages) -> None:
    with pikepdf.open(BytesIO(screen.pdf)) as pdf:
        levels = [int(tag[2:]) for tag in tags(pdf) if tag[1:] in ("H1", "H2", "H3")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def tags(pdf: pikepdf.Pdf) -> list[str]:
    """Return the types of the structure elements in reading order."""
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Dictionary):
            found.append(str(element.get("/S", "")))
            kids = element.get("/K", [])
            kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
            waiting.extend(reversed(kids))
    return found


def test_a_long_text_is_refused_with_its_amount(folder: Path) -> None:
    text = folder / "content/en/handout/light.md"
    replace(
        text, "burned again at", "was lit again by hand, " * 160 + "burned again at"
    )
    told = refused(folder)
    assert told.startswith(
        "content/en/handout/light.md: the text takes 2 pages where 1 are stated, "
    )
    assert "mm too much; cut about " in told


def test_a_short_text_is_refused(folder: Path) -> None:
    replace(folder / "layouts/handout/layout.toml", "pages = 1", "pages = 2")
    assert "the text fills 1 of 2 pages" in refused(folder)


def test_a_missing_part_is_named(folder: Path) -> None:
    text = folder / "content/en/handout/light.md"
    replace(text, "standfirst: A night watch, hour by hour.\n", "")
    assert "light.md:1: front matter has no standfirst" in refused(folder)


def test_small_type_is_refused(folder: Path) -> None:
    replace(folder / "layouts/handout/layout.toml", "size_pt = 12\n", "size_pt = 11\n")
    assert "type.body is 11 pt, under the 12.0 pt" in refused(folder)


def test_a_label_that_no_one_wrote_is_named(folder: Path) -> None:
    replace(folder / "content/en/words.toml", 'aims = "Aims"\n', "")
    with pytest.raises(ContentError, match=r"words\.toml: no label 'aims'"):
        composed(folder, "handout")


def sheets_until(last: int, folder: Path = REPOSITORY) -> list[Brief]:
    """Return briefs whose figure slides down the page, a line or so each time."""
    brief = brief_of(REPOSITORY, "handout-oil")
    layout = load_layout(folder, "handout")
    text = brief.edition.texts["handout/oil"]
    place = next(i for i, block in enumerate(text.blocks) if is_figure(block))
    line = Paragraph((Str("One line before the figure."),), text.at.at(1))
    found = []
    for lines in range(8, last, 4):
        blocks = (*text.blocks[:place], *[line] * lines, *text.blocks[place:])
        texts = {"handout/oil": replace_parts(text, blocks=blocks[:-TAIL_BLOCKS])}
        edition = replace_parts(brief.edition, texts=texts)
        found.append(replace_parts(brief, edition=edition, layout=layout))
    return found


def is_figure(block: Block) -> bool:
    return isinstance(block, Directive) and block.name == "figure"


def told(brief: Brief) -> str:
    """Return what a brief is refused for, or nothing."""
    try:
        compose(brief)
    except LayoutError as error:
        return str(error)
    return ""


def test_a_figure_at_the_foot_goes_over_whole() -> None:
    """Wherever the figure falls, nothing is lost; at most there are pages too many."""
    for brief in sheets_until(60):
        assert "not on the pages" not in told(brief)


def test_what_the_typesetter_loses_is_a_fault(tmp_path: Path) -> None:
    """With figures spanning columns, the engine drops pictures without a warning."""
    folder = tmp_path / "museum"
    copy_second(folder)
    css, template = (folder / f"layouts/handout/handout.{e}" for e in ("css", "html"))
    replace(
        css, "; break-inside: avoid }\nfigure img", "; column-span: all }\nfigure img"
    )
    replace(css, ".columns {", "main {")
    replace(template, '<div class="columns">', "")
    replace(template, "</div>\n{% endif %}", "{% endif %}")
    lost = [told(brief) for brief in sheets_until(60, folder)]
    assert any(
        "oil.md:20: figure 'oil-collapse' is called, but its picture is not" in fault
        for fault in lost
    )


@pytest.fixture(scope="module")
def letter() -> Pages:
    """The shipped handout on US Letter: nothing but its size is another."""
    brief = brief_of(REPOSITORY, "handout-raid")
    product = brief.product.model_copy(update={"trim_mm": LETTER_MM})
    return compose(replace_parts(brief, product=product))


def test_it_is_one_sheet_of_letter_too(letter: Pages) -> None:
    assert letter.count == 2
    with pikepdf.open(BytesIO(letter.pdf)) as pdf:
        box = [mm(float(side)) for side in pdf.pages[0].mediabox]
    assert box[2] - box[0] == pytest.approx(LETTER_MM[0] + 2 * 3, abs=0.1)
    assert box[3] - box[1] == pytest.approx(LETTER_MM[1] + 2 * 3, abs=0.1)


def test_the_type_area_is_the_same_on_letter(press: Pages, letter: Pages) -> None:
    """Every sign stands where it does on A4, moved with the paper."""
    wider, lower = LETTER_MM[0] - A4_MM[0], (LETTER_MM[1] - A4_MM[1]) / 2
    for there, here in zip(signs(press), signs(letter), strict=True):
        moved = 0 if there.page % 2 else wider  # the outer margin is at the left
        assert (here.text, here.page) == (there.text, there.page)
        assert here.left - there.left == pytest.approx(moved, abs=0.1)
        assert here.top - there.top == pytest.approx(lower, abs=0.1)
