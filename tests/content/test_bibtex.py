"""A BibTeX file is read into the same works as CSL-JSON."""

from pathlib import Path, PurePosixPath

import pytest

from publish import content, domain
from publish.content.bibtex import read_bibtex
from publish.errors import ContentError, Faults
from publish.source import Source
from tests.publications import copy_second

AT = Source(PurePosixPath("content/bibliography.bib"))
LOGS = r"""@string{hp = "Harbour press"}
@comment{Exported by hand}

@book{harbour-log,
  author = {van der Berg, Jon and {Skerry museum} and M{\"u}ller, Jr., A. and others},
  title = {Lights of the {NORTH}: a \emph{history}},
  publisher = hp, address = {Skerry}, year = 1911, month = nov, keywords = {a, b}
}

@online{station-log, title = {Station log}, url = {http://a.b/c_d}, date = {1911/1912},
  urldate = {2024-05-03}}
"""


def test_a_work_becomes_csl() -> None:
    faults = Faults()
    (line, book), (_, page) = read_bibtex(LOGS, AT, faults)
    assert (line, len(faults)) == (4, 0)
    assert book == {
        "id": "harbour-log",
        "type": "book",
        "author": [
            {"family": "Berg", "given": "Jon", "non-dropping-particle": "van der"},
            {"literal": "Skerry museum"},
            {"family": "Müller", "given": "A.", "suffix": "Jr."},
        ],
        "title": "Lights of the NORTH: a history",
        "publisher": "Harbour press",
        "publisher-place": "Skerry",
        "issued": {"date-parts": [[1911, 11]]},
    }
    assert page["type"] == "webpage"
    assert page["URL"] == "http://a.b/c_d"
    assert page["issued"] == {"date-parts": [[1911], [1912]]}
    assert page["accessed"] == {"date-parts": [[2024, 5, 3]]}


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("year = {1911}", {"date-parts": [[1911]]}),
        ("year = 1911, month = 3", {"date-parts": [[1911, 3]]}),
        ("date = {1911-11-02}, year = 1900", {"date-parts": [[1911, 11, 2]]}),
        ("year = {c. 1911}", {"literal": "c. 1911"}),
        ("year = {1911}, month = {winter}", {"date-parts": [[1911]]}),
    ],
)
def test_dates(said: str, parts: dict) -> None:
    ((_, work),) = read_bibtex(f"@book{{a, {said}}}", AT, Faults())
    assert work["issued"] == parts


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("@book{a, title={A}}\n@book{a, title={B}}", "bib:2: a work 'a' exists"),
        ("\n@book{a, title={A\n@book{b, title={B}}", "bib:2: an entry that is no"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(written: str, message: str) -> None:
    faults = Faults()
    list(read_bibtex(written, AT, faults))
    assert message in "\n".join(map(str, faults))


def test_works_of_a_bibtex_file_are_cited(tmp_path: Path) -> None:
    folder = copy_second(tmp_path / "skerry")
    (folder / "content/bibliography.json").unlink()
    (folder / "content/bibliography.bib").write_text(LOGS, "utf-8")
    edition = domain.assemble(content.read(folder), "en")
    assert edition.notes[1].startswith("van der Berg")
    assert any("Lights of the NORTH" in work for work in edition.bibliography)


def test_a_work_in_both_files_is_a_fault(tmp_path: Path) -> None:
    folder = copy_second(tmp_path / "skerry")
    (folder / "content/bibliography.bib").write_text(LOGS, "utf-8")
    with pytest.raises(ContentError, match=r"bib:4: a work 'harbour-log' exists"):
        content.read(folder)
