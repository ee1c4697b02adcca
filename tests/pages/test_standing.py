"""What the sections behind the chapters say of these is foretold, and checked."""

import pytest

from publish.pages import booklet, standing
from publish.pages.booklet import Book
from publish.pages.brief import Brief
from publish.pages.standing import Standing
from tests.pages.sheets import brief_of
from tests.pages.test_booklet import long_chapter
from tests.publications import copy_second


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    folder = copy_second(tmp_path_factory.mktemp("standing") / "skerry")
    (folder / "content/en/booklet/03-watch.md").write_text(long_chapter(), "utf-8")
    return brief_of(folder, "booklet")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Standing]:
    """Each standing from which the sections are set."""
    found: list[Standing] = []
    set_sections = Book.apparatus

    def apparatus(book: Book, chapters: Standing):
        found.append(chapters)
        return set_sections(book, chapters)

    monkeypatch.setattr(Book, "apparatus", apparatus)
    return found


def test_the_make_up_foretells_what_stands_where(
    brief: Brief, told: list[Standing]
) -> None:
    parts = booklet.parts_of(brief)
    (foretold,) = told
    assert foretold.behind == parts[-2].first_page
    assert foretold.chapters[-1].last_page == foretold.behind - 1
    broken = {key for key, pages in foretold.keys.items() if len(pages) > 1}
    assert broken
    assert set(foretold.anchors) == set(
        range(foretold.chapters[0].page, foretold.behind)
    )


def test_what_was_foretold_wrongly_is_set_again(
    brief: Brief, told: list[Standing], monkeypatch: pytest.MonkeyPatch
) -> None:
    right = booklet.parts_of(brief)
    foretell = standing.foretold

    def wrong(plans, first_page: int) -> Standing:
        return foretell(plans, first_page + 1)

    monkeypatch.setattr(standing, "foretold", wrong)
    again = booklet.parts_of(brief)
    assert len(told) == 3
    assert told[2] == told[0] != told[1]
    assert [part.pdf for part in again] == [part.pdf for part in right]
