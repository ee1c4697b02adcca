"""Screen files: what the engine leaves out of PDF/UA-1 is put right."""

import base64
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from weasyprint import HTML

from publish.plates import finish_screen
from tests.plates.samples import FACE, job

page_validation = pytest.importorskip("page")


@cache
def tagged() -> bytes:
    picture = BytesIO()
    Image.new("L", (4, 4), 90).save(picture, "PNG")
    src = f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"
    long = "link text that is long enough to be broken over the end of the line"
    return HTML(
        string=f"""<html lang="en"><title>T</title><style>
        @font-face {{ font-family: S; src: url({FACE.as_uri()}) }}
        @page {{ size: 100mm 150mm; margin: 10mm }} body {{ font: 10pt S }}
        h2 {{ break-before: page }}</style>
        <h1>Title</h1>
        <p>See <a href="#end">the end</a> and <i lang="ru">русский</i>.</p>
        <p lang="ru">Один абзац</p>
        <p><img src="{src}" alt="A square"><img src="{src}" alt=""></p>
        <table><thead><tr><th>Name</th><th>Year</th></tr></thead>
        <tbody><tr><th>Row</th><td>1920</td></tr></tbody></table>
        <ol><li><p>First</p></li></ol>
        <p><a href="#end">To <b style="display: inline-block">the</b> close</a></p>
        <p>Before it <a href="https://example.org/">{long}</a></p>
        <h2 id="end">End</h2><img src="{src}" alt="">"""
    ).write_pdf(pdf_variant="pdf/ua-1")


def finished(**scripts: str) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(finish_screen([tagged()], job(bleed_mm=0), scripts)))


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found, todo = [], [pdf.Root.StructTreeRoot]
    while todo:
        element = todo.pop(0)
        kids = element.get("/K", [])
        kids = kids if isinstance(kids, pikepdf.Array) else [kids]
        inner = [k for k in kids if isinstance(k, pikepdf.Dictionary) and "/S" in k]
        found += inner
        todo[:0] = inner
    return found


def test_the_engine_alone_does_not_pass(tmp_path: Path) -> None:
    """Once this fails the repair of figures may go."""
    (tmp_path / "a.pdf").write_bytes(tagged())
    assert not page_validation.validate_pdf(tmp_path / "a.pdf").is_compliant


def test_the_file_is_pdf_ua(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(finish_screen([tagged()], job()))
    report = page_validation.validate_pdf(tmp_path / "a.pdf")
    assert report.profile == page_validation.ValidationProfile.PDF_UA_1
    assert report.is_compliant, [failure.message for failure in report.failures]


def test_pictures_without_words_are_decoration() -> None:
    with finished() as pdf:
        figures = [e for e in elements(pdf) if e.S == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["A square"]
        assert all(b"/Artifact BMC" in page.Contents.read_bytes() for page in pdf.pages)


def test_headings_of_tables_have_a_scope() -> None:
    with finished() as pdf:
        scopes = [str(e.A.Scope) for e in elements(pdf) if e.S == "/TH"]
        assert scopes == ["/Column", "/Column", "/Row"]


def test_links_say_their_words() -> None:
    with finished() as pdf:
        said = [str(note.Contents) for note in pdf.pages[0].Annots]
        long = "link text that is long enough to be broken over the end of the line"
        # the last is broken over two lines
        assert said == ["the end", "To the close", long, long]


def test_each_link_has_one_annotation_a_line() -> None:
    """WeasyPrint gives an inline block inside a link an annotation of its own."""
    with pikepdf.open(BytesIO(tagged())) as before, finished() as after:
        assert len(before.pages[0].Annots) == 5
        assert len(after.pages[0].Annots) == 4


def test_items_of_lists_have_a_body() -> None:
    with finished() as pdf:
        (item,) = (element for element in elements(pdf) if element.S == "/LI")
        assert [str(kid.S) for kid in item.K] == ["/Lbl", "/LBody"]
        body = item.K[1]
        assert body.K[0].S == "/P"
        assert body.K[0].P.objgen == body.objgen


def test_other_scripts_get_their_language() -> None:
    with finished(Cyrillic="ru") as pdf:
        named = {str(e.S) for e in elements(pdf) if str(e.get("/Lang", "")) == "ru"}
        assert named == {"/NonStruct", "/P"}  # the phrase and the paragraph
    with finished() as pdf:
        assert not [e for e in elements(pdf) if "/Lang" in e]


def test_title_and_language_of_the_document() -> None:
    with finished() as pdf:
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.Root.Lang) == "en"
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert str(pdf.docinfo.Title) == "A <title> & more"


def test_the_same_input_gives_the_same_bytes() -> None:
    assert finish_screen([tagged()], job()) == finish_screen([tagged()], job())


def test_the_tables_behind_the_figures_come_along() -> None:
    tables = {"oil.csv": "Year,Pud\r\n1920,19\r\n"}
    (pdf, again) = (finish_screen([tagged()], job(tables=tables)) for _ in range(2))
    assert pdf == again
    with pikepdf.open(BytesIO(pdf)) as opened:
        attached = opened.attachments["oil.csv"]
        assert attached.get_file().read_bytes().decode() == tables["oil.csv"]
        names = (str(attached.obj.F), str(attached.obj.UF))
        assert names == ("oil.csv", "oil.csv")  # both asked for by ISO 14289-1, 7.11
