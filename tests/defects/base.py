"""A small press file that has no fault, to plant faults into.

In:  drawing functions for ReportLab, or PDFs of other programs.
Out: PDF/X-4 files with boxes, output intent, XMP and Info, A6 with 3 mm bleed.
"""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

REPOSITORY = Path(__file__).parents[2]
ICC = REPOSITORY / "layouts/icc/ISOcoated_v2_300_bas.icc"
FACE = REPOSITORY / "fonts/SourceSans3-Regular.ttf"
FONT = "SourceSans3"
MM = 72 / 25.4
WIDTH, HEIGHT, BLEED, SLUG = 105 * MM, 148 * MM, 3 * MM, 10 * MM
MEDIA = (0.0, 0.0, WIDTH + 2 * SLUG, HEIGHT + 2 * SLUG)
TRIM = (SLUG, SLUG, SLUG + WIDTH, SLUG + HEIGHT)
BLEED_BOX = (SLUG - BLEED, SLUG - BLEED, SLUG + WIDTH + BLEED, SLUG + HEIGHT + BLEED)
LEFT, LOWER = TRIM[0], TRIM[1]

Draw = Callable[[Canvas], None]

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<xmp:CreateDate>2026-01-02T03:04:05+04:00</xmp:CreateDate>
<xmp:ModifyDate>2026-01-02T03:04:05+04:00</xmp:ModifyDate>
<xmp:MetadataDate>2026-01-02T03:04:05+04:00</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:6f1f3a52-0000-4000-8000-000000000000</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A press file</rdf:li></rdf:Alt>
</dc:title>
<pdf:Trapped>False</pdf:Trapped>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def draw_page(canvas: Canvas) -> None:
    """Draw a correct page: ground in the bleed, a line, a title, K-only text."""
    x0, y0, x1, y1 = BLEED_BOX
    canvas.setFillColorCMYK(0.02, 0.04, 0.1, 0)
    canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=0, fill=1)
    canvas.setStrokeColorCMYK(0, 0, 0, 1)
    canvas.setLineWidth(0.5)
    canvas.line(LEFT + 40, LOWER + 200, LEFT + 200, LOWER + 200)
    canvas.setFillColorCMYK(0.9, 0.45, 0.45, 0.45)
    text(canvas, "Title", 24, 40, 330)
    black(canvas)
    text(canvas, "Text in one ink, over the ground.", 9, 40, 300)


def draw_copy(canvas: Canvas) -> None:
    """Draw a page for a copier: grey only, large type, a line of 1 pt."""
    canvas.setStrokeGray(0)
    canvas.setLineWidth(1)
    canvas.line(LEFT + 40, LOWER + 200, LEFT + 200, LOWER + 200)
    canvas.setFillGray(0)
    text(canvas, "Title", 24, 40, 330)
    text(canvas, "Text to be copied.", 12, 40, 300)


def black(canvas: Canvas) -> None:
    """Set K 100 that overprints."""
    canvas.setFillColorCMYK(0, 0, 0, 1)
    canvas.setFillOverprint(True)
    canvas.setOverprintMask(1)


def text(canvas: Canvas, words: str, size: float, x: float, y: float) -> None:
    """Set a line of text; x and y are points from the trim's lower left."""
    canvas.setFont(FONT, size)
    canvas.drawString(LEFT + x, LOWER + y, words)


def drawn(*pages: Draw) -> pikepdf.Pdf:
    """Return pages drawn by ReportLab, not finished for the press."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, str(FACE)))
    buffer = io.BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=MEDIA[2:],
        pageCompression=0,
        initialFontName=FONT,
        invariant=1,
    )
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    buffer.seek(0)
    return pikepdf.open(buffer)


def finish(
    pdf: pikepdf.Pdf,
    *,
    trim: Sequence[float] = TRIM,
    bleed: Sequence[float] = BLEED_BOX,
) -> pikepdf.Pdf:
    """Make a file a PDF/X-4: boxes, output intent, XMP, Info."""
    for page in pdf.pages:
        for key in ("/CropBox", "/ArtBox", "/Annots"):
            if key in page.obj:
                del page.obj[key]
        page.obj.TrimBox, page.obj.BleedBox = list(trim), list(bleed)
    profile = pdf.make_stream(ICC.read_bytes(), N=4)
    pdf.Root.OutputIntents = [
        pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent,
            S=pikepdf.Name.GTS_PDFX,
            OutputConditionIdentifier=pikepdf.String("FOGRA39"),
            RegistryName=pikepdf.String("http://www.color.org"),
            Info=pikepdf.String("ISO Coated v2 300 % (FOGRA39L)"),
            DestOutputProfile=profile,
        )
    ]
    metadata = pdf.make_stream(XMP.encode())
    metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = metadata
    for key in ("/OpenAction", "/PageMode", "/Names", "/Outlines", "/Version"):
        if key in pdf.Root:
            del pdf.Root[key]
    pdf.trailer.Info = pdf.make_indirect(
        pikepdf.Dictionary(
            Title=pikepdf.String("A press file"),
            CreationDate=pikepdf.String("D:20260102030405+04'00'"),
            ModDate=pikepdf.String("D:20260102030405+04'00'"),
            Trapped=FALSE,
        )
    )
    return pdf


FALSE = pikepdf.Name("/False")


def save(pdf: pikepdf.Pdf, path: Path, **how: object) -> Path:
    """Write a file as PDF 1.6 with an ID, unless told otherwise."""
    settings: dict[str, object] = {
        "force_version": "1.6",
        "deterministic_id": True,
        "object_stream_mode": pikepdf.ObjectStreamMode.disable,
        "fix_metadata_version": False,
    }
    pdf.save(path, **(settings | how))
    return path


def good() -> pikepdf.Pdf:
    """Return a file of four pages without a fault."""
    return finish(drawn(*[draw_page] * 4))


def copy() -> pikepdf.Pdf:
    """Return a file of one page for a black-only copier, without a fault."""
    pdf = drawn(draw_copy)
    pdf.pages[0].obj.TrimBox = list(TRIM)
    return pdf
