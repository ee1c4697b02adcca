"""Notes and bibliography come from the works, and say what the citations say."""

import csv
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from publish import content, domain
from publish.content.nodes import Cite
from publish.domain import Edition
from publish.domain.citing import folded
from publish.errors import ContentError
from tests.publications import REPOSITORY, copy_second, replace

CHICAGO = "chicago-notes-bibliography-16th-edition"
# What a style may say in other words: the copy that was read, conjunctions, languages.
WORDING = re.compile(
    r"\(in \w+\)|Archived from the original on|Retrieved|archived|accessed"
    r"|\bpp?\.|\band\b|\bvə\b"
)
DASHES = re.compile(r"\s*[-\u2010-\u2015]\s*")


@pytest.fixture(scope="module")
def edition() -> Edition:
    return domain.assemble(content.read(REPOSITORY), "en")


@pytest.fixture(scope="module")
def cited() -> Mapping[int, str]:
    with (REPOSITORY / "content/sources.csv").open(encoding="utf-8", newline="") as f:
        return {int(row["number"]): row["citation"] for row in csv.DictReader(f)}


def meaning(text: str) -> list[str]:
    """Return what a citation says: its words and numbers, in alphabetical order."""
    plain = DASHES.sub("-", WORDING.sub(" ", text))
    return sorted(re.findall(r"[^\W_]+(?:-[^\W_]+)*", plain.casefold()))


def parts(text: str) -> set[str]:
    return {part for word in meaning(text) for part in word.split("-")}


def test_every_note_says_what_its_citation_says(
    edition: Edition, cited: Mapping[int, str]
) -> None:
    """All of the references: nothing is added, nor lost to note and list of works."""
    assert len(cited) == len(edition.notes) == 344
    works = [parts(work) for work in edition.bibliography]
    differ = {}
    for number, citation in cited.items():
        said, printed = parts(citation), parts(edition.notes[number])
        whole = any(said <= printed | work for work in works)
        if not whole or printed - said:
            differ[number] = (citation, edition.notes[number])
    assert differ == {}


def test_notes_are_set_as_print_asks(edition: Edition) -> None:
    assert edition.notes[34] == "Дарабади 2013, p.\N{NO-BREAK SPACE}211."
    assert (
        edition.notes[9] == "Ибрагимов and Исламов 1971, pp.\N{NO-BREAK SPACE}211–212."
    )
    assert edition.notes[92].startswith("Hovannisian 1997a, ")
    assert edition.notes[3] == "“Russian Civil War”, Encyclopædia Britannica."
    for note in edition.notes.values():
        assert note.endswith((".", ".”")), note
        assert "  " not in note and ".." not in note and "ibid" not in note.lower()


def test_the_bibliography_has_each_work_once_in_order(edition: Edition) -> None:
    works = edition.bibliography
    assert len(works) == len(set(works)) > 130
    assert list(works) == sorted(works, key=folded)
    assert "Дарабади 2013." in works
    assert "İsmayıllı, Sevda, “Gizli" in "\n".join(works)


def test_a_short_note_leads_to_its_entry(edition: Edition) -> None:
    """A reader finds the work of a note by its first words and its year."""
    works = [work.casefold() for work in edition.bibliography]
    for number, source in edition.sources.items():
        if source.type == "book" and source.year:
            lead = edition.notes[number].split(", p")[0].rstrip(".").casefold()
            first, year = lead.removesuffix(f" {source.year}"), str(source.year)
            found = any(work.startswith(first) and year in work for work in works)
            assert found, edition.notes[number]


def test_another_style_says_the_same(tmp_path: Path, cited: Mapping[int, str]) -> None:
    """A publication names its style: Chicago keeps years and pages too."""
    folder = copy_second(tmp_path / "skerry")
    for name in ("sources.csv", "bibliography.json"):
        (folder / "content" / name).write_bytes(
            (REPOSITORY / "content" / name).read_bytes()
        )
    replace(folder / "publish.toml", 'csl = "short-notes"', f'csl = "{CHICAGO}"')
    notes = domain.assemble(content.read(folder), "en").notes
    assert notes[34] == "Дарабади, 2013, 211."
    for number, citation in cited.items():
        # Chicago leaves out when a dated page was read, and where it was kept.
        numbers = set(
            re.findall(r"\d{3,}", re.sub(r"(Archived|Retrieved).*", "", citation))
        )
        assert numbers <= set(re.findall(r"\d{3,}", notes[number])), notes[number]


def test_a_zotero_export_is_cited(tmp_path: Path) -> None:
    """Fields that no style prints, names with particles and ranges do no harm."""
    folder = copy_second(tmp_path / "skerry")
    (folder / "content/bibliography.json").write_text(
        """[{"id": "http://zotero.org/users/1/items/AB", "type": "book",
        "citation-key": "berg1911", "note": "Citation Key: berg1911", "ISBN": "1",
        "custom": {"a": [1]}, "categories": ["x"], "volume": 2, "language": "de-DE",
        "author": [{"family": "Berg", "given": "Jon", "non-dropping-particle": "van"},
                   {"literal": "Skerry museum"}],
        "issued": {"date-parts": [["1911", 5], ["1912"]]}, "title": "Lights",
        "publisher": "Harbour press", "publisher-place": "Skerry"}]""",
        "utf-8",
    )
    sources = folder / "content/sources.csv"
    text = sources.read_text("utf-8")
    for key in ("harbour-log", "station-log"):
        text = text.replace(key, "http://zotero.org/users/1/items/AB")
    sources.write_text(text, "utf-8")
    edition = domain.assemble(content.read(folder), "en")
    assert edition.notes[1].startswith("van Berg and Skerry museum 1911")
    (work,) = edition.bibliography
    assert "Lights. Skerry: Harbour press" in work


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("[@station-log, p. 41]", "Station log 1911, p. 41."),
        ("[@station-log, pp. 41-43]", "Station log 1911, pp. 41\N{EN DASH}43."),
        ("[@2, p. 41]", "Station log 1911, p. 41."),
        ("[@station-log]", "Station log 1911."),
        ("[@station-log, p. 40]", "Station log 1911, p. 40."),
        ("[@2]", "Station log 1911, p. 40."),
    ],
)
def test_a_work_is_cited_with_its_page(tmp_path: Path, written: str, note: str) -> None:
    folder = copy_second(tmp_path / "skerry")
    text = folder / "content/en/booklet/02-relief.md"
    replace(text, ".[@1] {person:berg}", f".{written} {{person:berg}}")
    edition = domain.assemble(content.read(folder), "en")
    (first, *_) = edition.texts["booklet/02-relief"].blocks
    cite = next(node for node in first.children if isinstance(node, Cite))
    said = [edition.notes[number].replace("\xa0", " ") for number in cite.refs]
    assert said == [note]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[@station-lag, p. 4]", "unknown fact or work 'station-lag'; did you mean"),
        ("[@oil-left, p. 4]", "'oil-left' is cited with a page; a page belongs to"),
        ("[@2, ch. 4]", "no citation: '@2, ch. 4'; write [@27; @32, p. 5]"),
    ],
)
def test_a_citation_that_leads_nowhere(
    tmp_path: Path, written: str, message: str
) -> None:
    folder = copy_second(tmp_path / "skerry")
    text = folder / "content/en/booklet/02-relief.md"
    replace(text, ".[@1] {person:berg}", f".{written} {{person:berg}}")
    with pytest.raises(ContentError) as caught:
        domain.assemble(content.read(folder), "en")
    assert f"02-relief.md:7: {message}" in str(caught.value)


def test_a_reference_to_no_work_names_the_nearest(tmp_path: Path) -> None:
    folder = copy_second(tmp_path / "skerry")
    replace(folder / "content/sources.csv", "harbour-log,", "harbor-log,")
    with pytest.raises(ContentError) as caught:
        domain.assemble(content.read(folder), "en")
    expected = (
        "content/sources.csv:2: unknown work 'harbor-log'; did you mean 'harbour-log'?"
    )
    assert expected in str(caught.value)


def test_an_unknown_style_names_those_that_there_are(tmp_path: Path) -> None:
    folder = copy_second(tmp_path / "skerry")
    replace(folder / "publish.toml", 'csl = "short-notes"', 'csl = "mla"')
    with pytest.raises(ContentError, match=r"mla\.csl: there is no such file; use chi"):
        content.read(folder)
