"""Covers: as wide as the book is thick, with letters only where they fit."""

from dataclasses import replace

import pypdfium2
import pytest

from publish.content.settings import Paper
from publish.errors import LayoutError
from publish.pages import Brief, Owner, Pages, cover
from publish.pages.spine import FlatCover, spine_mm
from publish.units import mm
from tests.pages import sheets
from tests.publications import copy_second

OFFSET = Paper(name="offset", gsm=100, bulk=1.2)
BOARD = Paper(name="board", gsm=250, bulk=1.2)


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    folder = copy_second(tmp_path_factory.mktemp("cover") / "skerry")
    (folder / "content/en/cover").mkdir()
    back = folder / "content/en/cover/back.md"
    back.write_text("---\ntitle: One night\n---\n\nA lamp goes out.[@2]\n", "utf-8")
    given = sheets.brief_of(folder, "cover", "press")
    books = {p.name: p for p in given.edition.project.product}
    product = given.product.model_copy(update={"texts": ("cover/*",)})
    return replace(given, product=product, owner=Owner(books["booklet"], 40))


def made(brief: Brief, pages: int, **changed: object) -> tuple[Pages, str]:
    """Return the cover of a book and its words."""
    book = brief.owner.product.model_copy(update=changed)
    done = cover.compose(replace(brief, owner=Owner(book, pages)))
    (page,) = pypdfium2.PdfDocument(done.pdf)
    return done, page.get_textpage().get_text_range()


def test_the_spine_is_half_the_pages_and_two_boards(brief: Brief) -> None:
    book = brief.owner.product.model_copy(
        update={"binding": "perfect", "paper": OFFSET}
    )
    assert spine_mm(book, 200, BOARD) == pytest.approx(12.6)
    flat = FlatCover((148, 210), 12.6)
    assert flat.trim_mm == (308.6, 210)
    assert flat.folds_mm == (148, 160.6)
    assert flat.lettering_mm == pytest.approx(10.6)
    assert FlatCover((148, 210), 4.9).lettering_mm == 0


def test_a_stitched_book_has_one_fold_and_no_spine(brief: Brief) -> None:
    done, words = made(brief, 40)
    assert done.trim_mm == (296, 210)
    assert done.folds_mm == (148,)
    assert words.count("Skerry 1911") == 1


def test_a_thick_book_is_named_on_its_spine(brief: Brief) -> None:
    thick, words = made(brief, 120, binding="perfect", paper=OFFSET)
    assert thick.trim_mm[0] == pytest.approx(296 + 60 * 0.12 + 2 * 0.225)
    (page,) = pypdfium2.PdfDocument(thick.pdf)
    assert mm(page.get_width()) == pytest.approx(thick.trim_mm[0] + 6, abs=0.1)
    assert words.count("Skerry 1911") == 2
    _, thin = made(brief, 60, binding="perfect", paper=OFFSET)
    assert thin.count("Skerry 1911") == 1


def test_the_back_holds_the_text_of_the_content(brief: Brief) -> None:
    _, words = made(brief, 40)
    assert "One night" in words
    assert "A lamp goes out." in words


def test_an_event_without_an_hour_is_refused(brief: Brief) -> None:
    with pytest.raises(LayoutError, match="no event 'relief' with an hour"):
        made(brief, 40, cover=("relief",))
