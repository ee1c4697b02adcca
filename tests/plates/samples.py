"""Small PDFs of known content, and readings of finished files."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from reportlab.pdfgen.canvas import Canvas
from weasyprint import HTML

from publish.layouts import PrinterProfile, load_printer
from publish.plates import Job
from publish.units import pt

REPOSITORY = Path(__file__).parents[2]
TRIM_MM, BLEED_MM = (100.0, 70.0), 3.0
ICC = REPOSITORY / "layouts/icc/ISOcoated_v2_300_bas.icc"
FACE = REPOSITORY / "fonts/SourceSerif4-Regular.ttf"
STYLE = f"""
@color-profile device-cmyk {{ src: url({ICC.as_uri()}); components: c, m, y, k }}
@font-face {{ font-family: S; src: url({FACE.as_uri()}) }}
@page {{
  size: {TRIM_MM[0]}mm {TRIM_MM[1]}mm; bleed: {BLEED_MM}mm; margin: 10mm;
  background: device-cmyk(.4 0 0 0);
}}
html, a {{ color: device-cmyk(0 0 0 1); font: 10pt S }}
h1 {{ font-size: 20pt; font-weight: normal }}
.white {{ background: device-cmyk(1 0 0 0); color: device-cmyk(0 0 0 0) }}
.rich {{ color: device-cmyk(.6 .4 .4 1) }}
"""
BODY = """
<h1>Large</h1>
<p>Small <a href="https://example.org">link</a> <a href="#end">inside</a></p>
<p class=white>white</p><p class=rich>rich</p>
<p id=end style="break-before: page">Two</p>
"""
SVG = """<svg width="60" height="40" fill="device-cmyk(0 0 0 1)">
<g opacity=".5"><rect width="30" height="20" fill="device-cmyk(0 1 0 0)"/>
<rect x="10" y="10" width="30" height="20" fill="device-cmyk(0 0 1 0)"/></g></svg>"""


@cache
def woven(body: str = BODY) -> bytes:
    """Return trim pages plus bleed as WeasyPrint makes them."""
    html = f'<html lang="en"><title>T</title><style>{STYLE}</style>{body}'
    return HTML(string=html).write_pdf(pdf_variant="pdf/x-4")


def drawn(turned: int = 0) -> bytes:
    """Return a ReportLab page: bleed from the origin, no TrimBox, all in grey."""
    out = BytesIO()
    width, height = (pt(side + 2 * BLEED_MM) for side in TRIM_MM)
    canvas = Canvas(out, pagesize=(width, height), invariant=1)
    canvas.setFillGray(0.5)
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.rect(pt(BLEED_MM), pt(BLEED_MM), 20, 20, stroke=0, fill=1)
    canvas.setPageRotation(turned)
    canvas.save()
    return out.getvalue()


def raw(content: bytes, **resources: pikepdf.Object) -> bytes:
    """Return one page of trim and bleed with a content stream written by hand."""
    pdf = pikepdf.new()
    width, height = (pt(side + 2 * BLEED_MM) for side in TRIM_MM)
    page = pdf.add_blank_page(page_size=(width, height))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Courier,
    )
    page.obj.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F=font), **resources
    )
    page.obj.Contents = pdf.make_stream(content)
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def job(**changed: object) -> Job:
    """Return the job of the samples."""
    settings = {
        "title": "A <title> & more",
        "author": "An author",
        "language": "en",
        "product": "card",
        "file": "card_en_press.pdf",
        "trim_mm": TRIM_MM,
        "bleed_mm": BLEED_MM,
        "date": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        "document_id": "a hash",
    }
    return Job(**(settings | changed))


def printer(name: str = "sheetfed") -> PrinterProfile:
    """Return a printer profile of the repository."""
    return load_printer(REPOSITORY, name)


def painted(pdf: pikepdf.Pdf, page: int = 0) -> Iterator[tuple[str, list, bool, bool]]:
    """Yield (operator, colour, fill and stroke overprint) of painted things."""
    resources = pdf.pages[page].obj.Resources
    now: dict = {"fill": [], "stroke": [], "op": False, "OP": False}
    kept: list[dict] = []
    for instruction in pikepdf.parse_content_stream(pdf.pages[page]):
        name, operands = str(instruction.operator), list(instruction.operands)
        if name == "q":
            kept.append(dict(now))
        elif name == "Q":
            now = kept.pop()
        elif name in ("k", "g", "rg", "scn", "sc"):
            now["fill"] = [float(n) for n in operands]
        elif name in ("K", "G", "RG", "SCN", "SC"):
            now["stroke"] = [float(n) for n in operands]
        elif name == "gs":
            state = resources.ExtGState[operands[0]]
            now["OP"] = bool(state.get("/OP", now["OP"]))
            now["op"] = bool(state.get("/op", now["op"]))
        elif name in ("Tj", "TJ", "f"):
            yield name, now["fill"], now["op"], now["OP"]
        elif name == "S":
            yield name, now["stroke"], now["op"], now["OP"]
