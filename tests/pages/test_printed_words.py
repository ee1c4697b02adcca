"""No page of the shipped booklet speaks of how its tables were gathered."""

import re
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace

import pytest

from publish import content, domain, theme
from publish.layouts import load_layout
from publish.pages import Brief, booklet
from publish.pages.boxes import Galley, Strip
from publish.pages.flow import Part, Typesetter
from tests.publications import REPOSITORY

WORKSHOP = re.compile(r"seed-errors|infobox|\bE\d\d\b")
PICTURE = SimpleNamespace(svg="<svg/>", alt="", width_mm=127, height_mm=99)


class Strips(dict[str, Strip]):
    """Every block is one line high."""

    def __missing__(self, name: str) -> Strip:
        return Strip(4.2, 0.0, 0.0)


@pytest.fixture(scope="module")
def built() -> list[str]:
    """The HTML of every part of the booklet, in each language, unset."""
    found: list[str] = []

    def noted(_: Typesetter, html: str, *, first_page: int = 1) -> Part:
        found.append(html)
        return Part(first_page, 1, b"", defaultdict(int), {}, (), {}, ())

    def measured(_: Typesetter, html: str) -> Galley:
        return Galley(1, 180.6, 0.0, Strips())

    project = content.read(Path(REPOSITORY)).project
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Typesetter, "set", noted)
        patch.setattr(Typesetter, "galley", measured)
        for language in project.publication.languages:
            set_all(language)
    return found


def set_all(language: str) -> None:
    edition = domain.assemble(content.read(REPOSITORY), language)
    (product,) = (p for p in edition.project.product if p.kind == "booklet")
    layout = load_layout(REPOSITORY, product.layout)
    artworks = defaultdict(lambda: PICTURE)
    looks = theme.load(REPOSITORY)
    booklet.parts_of(Brief(product, edition, layout, looks, "screen", artworks))


def test_no_text_names_the_notes_of_the_tables(built: list[str]) -> None:
    texts = [re.sub(r"<[^>]*>", " ", html) for html in built]
    assert sum(map(len, texts)) > 100_000
    hits = [
        text[max(0, hit.start() - 60) : hit.end() + 20]
        for text in texts
        for hit in WORKSHOP.finditer(text)
    ]
    assert not hits
