"""What a screen reader says: the structure tree in order equals the text in order."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from publish import plates
from publish.content.nodes import Heading, Paragraph, plain
from publish.domain import Edition
from publish.pages import compose
from publish.pages.keyed import squeezed
from publish.plates.marked_text import text_by_mark
from publish.plates.structure import kids, marks
from tests.pages import sheets
from tests.plates.samples import job
from tests.publications import copy_second

HYPHEN = "\N{HYPHEN}"


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, str]:
    """Return the edition, and all words of the booklet's structure tree in order."""
    folder: Path = copy_second(tmp_path_factory.mktemp("order") / "skerry")
    brief = sheets.brief_of(folder, "booklet", "screen")
    finished = plates.finish_screen(compose(brief).parts, job())
    with pikepdf.open(BytesIO(finished)) as pdf:
        words = text_by_mark(pdf)
        tree = kids(pdf.Root.StructTreeRoot)
        said = "".join(words.get(mark, "") for root in tree for mark in marks(root))
    return brief.edition, squeezed(said.replace(HYPHEN, ""))


def test_headings_and_paragraphs_are_said_in_the_order_of_the_text(spoken) -> None:
    edition, said = spoken
    found = []
    for key in ("booklet/01-storm", "booklet/02-relief"):
        for block in edition.texts[key].blocks:
            if isinstance(block, Heading | Paragraph):
                first = squeezed("".join(plain(block.children)).split(". ")[0])
                assert first.rstrip(".") in said, first
                found.append(said.index(first.rstrip(".")))
    assert len(found) >= 2
    assert found == sorted(found)


def test_front_matter_is_said_first_and_sources_last(spoken) -> None:
    edition, said = spoken
    names = (
        edition.title,
        edition.label("contents"),
        "The storm",
        edition.label("sources"),
    )
    places = [said.index(squeezed(name)) for name in names[:3]]
    places.append(said.rindex(squeezed(names[3])))
    assert places == sorted(places)
