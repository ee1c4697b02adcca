"""A changed word changes the pages that it must, and no others."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from publish.pages import booklet
from publish.pages.flow import Flowed
from publish.shelf import Shelf
from tests.pages.sheets import brief_of
from tests.pages.test_booklet import long_chapter
from tests.publications import copy_second

CHAPTER = "content/en/booklet/03-watch.md"


class Work:
    """A booklet that is composed again and again, with a shelf."""

    def __init__(self, folder: Path) -> None:
        self.folder = copy_second(folder / "skerry")
        self.write(long_chapter())
        self._shelf = Shelf(folder / "shelf")

    def write(self, text: str) -> None:
        (self.folder / CHAPTER).write_text(text, "utf-8")

    def composed(self) -> Flowed:
        brief = brief_of(self.folder, "booklet")
        return booklet.composed(replace(brief, shelf=self._shelf))


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Work:
    return Work(tmp_path_factory.mktemp("stable"))


@pytest.fixture(scope="module")
def before(work: Work) -> Flowed:
    return work.composed()


def test_a_word_as_long_changes_its_page_alone(work: Work, before: Flowed) -> None:
    words = long_chapter()
    middle = words.index("lamp", len(words) // 2)
    work.write(words[:middle] + "lamb" + words[middle + 4 :])
    after = work.composed()
    (changed,) = differing(before, after)
    here = before.anchors["chapter-3"]
    assert here < changed < here + 9


def test_a_longer_text_changes_its_chapter_alone(work: Work, before: Flowed) -> None:
    words = long_chapter()
    middle = words.index("\n\n", len(words) // 2)
    work.write(words[:middle] + " A lamp." * 9 + words[middle:])
    after = work.composed()
    changed = differing(before, after)
    chapter, behind = before.anchors["chapter-3"], before.anchors["chronology"]
    assert chapter < changed[0]
    assert after.anchors["chronology"] == behind  # so nothing points elsewhere
    assert changed[-1] < behind


def test_what_stays_is_set_from_the_shelf_alike(work: Work, before: Flowed) -> None:
    work.write(long_chapter())
    assert work.composed().pdf == before.pdf


def differing(before: Flowed, after: Flowed) -> Sequence[int]:
    """Return the pages, from 1, that do not look the same."""
    both = zip(looks(before.pdf), looks(after.pdf), strict=True)
    return [n for n, (one, other) in enumerate(both, start=1) if one != other]


def looks(pdf: bytes) -> list[str]:
    """Return a digest of each page as rendered."""
    pages = pypdfium2.PdfDocument(pdf)
    return [sha256(page.render(scale=1).buffer).hexdigest() for page in pages]
