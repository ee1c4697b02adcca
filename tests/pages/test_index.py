"""The index: pages as ranges, names as in a list, every number true."""

import re
from pathlib import Path

import pypdfium2
import pytest

from publish.pages import booklet
from publish.pages.index import ranges, turned
from tests.pages import sheets
from tests.publications import copy_second

WATCH = """---
title: The long watch
span: [light-fails, relief]
---

{person:holm} kept the log at {place:skerry}.

"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The pages of a booklet whose last chapter names a person on several pages."""
    folder = copy_second(tmp_path_factory.mktemp("index") / "skerry")
    filler = "The lamp burned low and the log lay open on the table. " * 60
    chapter = WATCH + f"{filler}\n\n" * 3 + "The rowers came for {person:holm}.\n"
    Path(folder, "content/en/booklet/03-watch.md").write_text(chapter, "utf-8")
    flowed = booklet.composed(sheets.brief_of(folder, "booklet"))
    pages = pypdfium2.PdfDocument(flowed.pdf)
    return [page.get_textpage().get_text_range() for page in pages]


def test_pages_that_follow_one_another_become_a_range() -> None:
    said = [str(found) for found in ranges((9, 4, 5, 6, 9, 12), {})]
    assert said == ["4\N{EN DASH}6", "9", "12"]


@pytest.mark.parametrize(
    ("name", "filed"),
    [("Ada Holm", "Holm, Ada"), ("Berg", "Berg"), ("Nuri Pasha", "Nuri Pasha")],
)
def test_names_are_filed_under_the_surname(name: str, filed: str) -> None:
    assert turned(name, ["Pasha"]) == filed


def test_the_index_names_just_the_pages_that_name_the_person(texts: list[str]) -> None:
    (row,) = re.findall(
        r"Holm, \w+\s+([\d\u2013, ]+)", " ".join(texts).replace("\xa0", " ")
    )
    shown = set()
    for part in row.split(","):
        first, _, last = part.strip().partition("\N{EN DASH}")
        shown.update(range(int(first), int(last or first) + 1))
    rear = next(n for n, text in enumerate(texts) if text.startswith("Chronology"))
    named = {n for n, text in enumerate(texts[:rear], 1) if "Holm" in text}
    assert shown == named
