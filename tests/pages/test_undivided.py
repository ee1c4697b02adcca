"""Set in parts or in one run, a booklet is the same: text, places, links, numbers.

The numbers of the pages are found by the engine in the one case, foretold in the other.
"""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from publish.pages.flow import bind
from tests.pages import sheets
from tests.pages.test_booklet import long_chapter
from tests.publications import copy_second
from tests.undivided import Undivided

NEAR_PT = 0.02
# The engine names a glyph by the first letter that it stood for: faces that parts
# share or not may call a hyphen or a raised figure by another of its names.
SAME = str.maketrans("‐\N{SOFT HYPHEN}²³¹", "--231")

Word = tuple[str, float, float]


@pytest.fixture(scope="module", params=["press", "screen"])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[bytes, bytes]:
    folder = copy_second(tmp_path_factory.mktemp("undivided") / "skerry")
    (folder / "content/en/booklet/03-watch.md").write_text(long_chapter(), "utf-8")
    whole = Undivided(sheets.brief_of(folder, "booklet", request.param))
    return bind(whole.parts).pdf, whole.pdf()


def test_every_letter_stands_in_its_place(both: tuple[bytes, bytes]) -> None:
    parts, whole = map(list, map(letters, both))
    assert len(parts) == len(whole) > 20
    for number, (page, expected) in enumerate(zip(parts, whole, strict=True), start=1):
        said, places = zip(*page, strict=True) if page else ((), ())
        told, wanted = zip(*expected, strict=True) if expected else ((), ())
        assert said == told, number
        for here, there in zip(places, wanted, strict=True):
            assert here == pytest.approx(there, abs=NEAR_PT), number


def test_every_link_leads_to_the_same_page(both: tuple[bytes, bytes]) -> None:
    # The engine links each box inside a link once more, on the same line.
    parts, whole = (list(dict.fromkeys(links(pdf))) for pdf in both)
    assert parts == whole
    assert len(parts) > 20


def test_bookmarks_are_the_same(both: tuple[bytes, bytes]) -> None:
    parts, whole = map(bookmarks, both)
    assert parts == whole
    assert len(parts) > 10


def letters(pdf: bytes) -> Iterator[list[tuple[str, tuple[float, float]]]]:
    """Yield the letters of each page, and where each begins."""
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        found = []
        for index in range(text.count_chars()):
            said = text.get_text_range(index, 1).translate(SAME)
            if said.strip():
                left, bottom, _, _ = text.get_charbox(index, loose=True)
                found.append((said, (left, bottom)))
        yield found


def links(pdf: bytes) -> Iterator[tuple[int, int, int, int | str]]:
    """Yield page, foot and head of each link, and to where it leads."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = {page.objgen: n for n, page in enumerate(opened.pages, start=1)}
        tree = pikepdf.NameTree(opened.Root.Names.Dests)
        for number, page in enumerate(opened.pages, start=1):
            for link in page.obj.get("/Annots", ()):
                _, foot, _, head = (round(float(edge)) for edge in link.Rect)
                if "/Dest" in link:
                    to = pages[tree[str(link.Dest)][0].objgen]
                else:
                    to = str(link.A.URI)
                yield number, foot, head, to


def bookmarks(pdf: bytes) -> list[tuple[int, str, int]]:
    """Return the level, the title and the page of each bookmark."""
    document = pypdfium2.PdfDocument(pdf)
    return [
        (mark.level, mark.get_title(), mark.get_dest().get_index())
        for mark in document.get_toc()
    ]
