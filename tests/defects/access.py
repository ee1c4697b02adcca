"""Faults of screen files, planted in what WeasyPrint writes as PDF/UA-1."""

import base64
import io
import re

import pikepdf
from pikepdf import Dictionary, Name, Pdf, String

from publish.preflight.tree import elements
from tests.defects import base
from tests.defects.planting import defect

DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="90" height="90">'
    '<circle cx="4" cy="4" r="3" fill="#123456"/></svg>'
)
PAGE = f"""<html lang="en"><head><title>A screen file</title><style>
@font-face {{ font-family: Face; src: url({base.FACE.as_uri()}) }}
@page {{ size: 148mm 210mm; margin: 20mm }} body {{ font: 11pt Face; color: #111 }}
</style></head><body><h1>One</h1><p>Text with a <a href="https://example.org">link</a>.
<h2>Two</h2><img alt="A dot" src="data:image/svg+xml;base64,{{dot}}">
<table><tr><th>Year<th>Count<tr><td>1920<td>3</table></body></html>"""


def tagged() -> Pdf:
    """Return a tagged file without a fault."""
    from weasyprint import HTML

    dot = base64.b64encode(DOT.encode()).decode()
    html = HTML(string=PAGE.replace("{dot}", dot))
    pdf = pikepdf.open(io.BytesIO(html.write_pdf(pdf_variant="pdf/ua-1")))
    for element in elements(pdf.Root):
        if element.role == "TH":
            element.obj.A = Dictionary(O=Name.Table, Scope=Name.Column)
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            annotation.Contents = String("link")
    return pdf


def _element(pdf: Pdf, role: str) -> Dictionary:
    return next(item.obj for item in elements(pdf.Root) if item.role == role)


def screen_defect(rule: str, page: int | None = None):
    """Register a fault planted in the tagged file."""
    return defect(rule, page, profile="screen", start=tagged)


@screen_defect("UA-file")
def ua_version(pdf: Pdf) -> dict:
    """The file is PDF 2.0."""
    return {"force_version": "2.0"}


@screen_defect("UA-file")
def ua_not_claimed(pdf: Pdf) -> dict:
    """The XMP packet does not claim PDF/UA."""
    del pdf.Root.Metadata
    return {"force_version": "1.7"}


@screen_defect("UA-catalog")
def not_marked(pdf: Pdf) -> None:
    """The catalog does not say that the file is tagged."""
    del pdf.Root.MarkInfo


@screen_defect("UA-catalog")
def suspects(pdf: Pdf) -> None:
    """The tags are said to be doubtful."""
    pdf.Root.MarkInfo.Suspects = True


@screen_defect("UA-catalog")
def no_language(pdf: Pdf) -> None:
    """The file has no language."""
    del pdf.Root.Lang


@screen_defect("UA-catalog")
def title_not_shown(pdf: Pdf) -> None:
    """The title is not shown."""
    del pdf.Root.ViewerPreferences


@screen_defect("UA-catalog")
def no_tree(pdf: Pdf) -> None:
    """There is no structure tree."""
    del pdf.Root.StructTreeRoot


@screen_defect("UA-security")
def script_on_screen(pdf: Pdf) -> None:
    """The file holds a script."""
    tree = Dictionary(Names=[String("a"), Dictionary(S=Name.JavaScript, JS=String(""))])
    pdf.Root.Names = Dictionary(JavaScript=tree)


@screen_defect("UA-tagged", 1)
def untagged(pdf: Pdf) -> None:
    """A line is drawn outside the structure."""
    pdf.pages[0].contents_add(b"q 2 w 60 60 m 90 60 l S Q", prepend=False)


@screen_defect("UA-annotations", 1)
def no_tab_order(pdf: Pdf) -> None:
    """A page with links does not follow the structure."""
    del pdf.pages[0].obj.Tabs


@screen_defect("UA-annotations", 1)
def silent_link(pdf: Pdf) -> None:
    """A link has no text."""
    del pdf.pages[0].obj.Annots[0].Contents


@screen_defect("UA-alternatives", 1)
def silent_figure(pdf: Pdf) -> None:
    """A figure has no alternative text."""
    del _element(pdf, "Figure").Alt


@screen_defect("UA-headings", 1)
def skipped_heading(pdf: Pdf) -> None:
    """H3 follows H1."""
    _element(pdf, "H2").S = Name.H3


@screen_defect("UA-tables", 1)
def no_scope(pdf: Pdf) -> None:
    """Heading cells have no scope."""
    for element in elements(pdf.Root):
        if element.role in ("TH", "TD") and "/A" in element.obj:
            del element.obj.A


@screen_defect("UA-text", 1)
def no_unicode(pdf: Pdf) -> None:
    """A font does not say which letters it draws."""
    for font in pdf.pages[0].obj.Resources.Font.values():
        del font.ToUnicode


@screen_defect("UA-matterhorn")
def figure_for_validator(pdf: Pdf) -> None:
    """A figure without text, as the Matterhorn protocol sees it."""
    del _element(pdf, "Figure").Alt


@screen_defect("screen-contrast", 1)
def pale_text(pdf: Pdf) -> None:
    """The text is light grey on white."""
    page = pdf.pages[0]
    page.contents_coalesce()
    drawn = page.obj.Contents.read_bytes()
    pale, found = re.subn(rb"0?\.06\d* 0?\.06\d* 0?\.06\d* rg", b".8 .8 .8 rg", drawn)
    assert found, "the page sets no text in the grey of its style"
    page.obj.Contents = pdf.make_stream(pale)
