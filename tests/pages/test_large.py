"""The large-print edition: nothing under 18 pt, and the pages of the booklet said."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from markupsafe import Markup

from publish.pages import Brief, Owner, large
from publish.pages.boxes import Galley, Strip
from publish.pages.chapters import Chapter, Item
from publish.pages.large import Placing
from publish.pages.origins import folios
from publish.pages.timetable import Numeral
from publish.preflight.printed import read_lines
from tests.pages import sheets
from tests.publications import copy_second

LEAST_PT = 18
HOUR = Numeral("", "", "", "")
CHAPTER = Chapter(
    "chapter-1", 1, Markup(), Markup(), (), "", HOUR, HOUR, "", "", (), ()
)


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    folder = copy_second(tmp_path_factory.mktemp("large") / "skerry")
    given = sheets.brief_of(folder, "booklet-large", "large-print")
    books = {p.name: p for p in given.edition.project.product}
    text = given.edition.texts["booklet/01-storm"]
    first = str(text.blocks[0].at)
    return replace(given, owner=Owner(books["booklet"], 40, {first: 7}))


@pytest.fixture(scope="module")
def file(brief: Brief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.pdf"
    path.write_bytes(large.compose(brief).pdf)
    return path


def test_no_text_is_smaller_than_large_print(file: Path) -> None:
    sizes = {
        line.size_pt
        for page in read_lines(pypdfium2.PdfDocument(file))
        for line in page
    }
    assert min(sizes) >= LEAST_PT - 0.05


def test_the_pages_of_the_booklet_are_said(file: Path) -> None:
    pages = pypdfium2.PdfDocument(file)
    words = " ".join(page.get_textpage().get_text_range() for page in pages)
    assert "Page 7 in print" in words


def test_text_is_drawn_before_a_figure_that_leaves_a_gap() -> None:
    """What a figure shows is told behind it, wherever it stands."""
    names = ("text", "figure", "figure-said", "behind")
    heights = (100.0, 150.0, 30.0, 90.0)
    strips = {
        name: Strip(height, 0, 0) for name, height in zip(names, heights, strict=True)
    }
    items = (
        Item("text", "text", "<p>Before</p>"),
        Item("figure", "block", '<div data-frame="figure">A</div>'),
        Item("behind", "text", "<p>Behind</p>"),
    )
    placing = Placing(line_mm=10, least_gap_lines=3, spare_lines=0)
    galley = Galley(2, 200, 0, strips)
    chapter = replace(CHAPTER, items=items)
    placed = large.placed(chapter, galley, placing)
    assert [item.name for item in placed.items] == ["text", "behind", "figure"]


def test_folios_name_the_first_page_of_a_block() -> None:
    rows = (
        b'{"origins": [[3, 0, 0, 1, 1, "p", "a.md:3"], [4, 0, 0, 1, 1, "p", "a.md:3"]]}'
    )
    assert folios(rows) == {"a.md:3": 3}
