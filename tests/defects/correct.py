"""Files without a fault, made by several programs: preflight must not refuse them."""

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.defects import access, base
from tests.defects.planting import add, form, group, image, place, separation

Make = Callable[[Path], Path]


@dataclass(frozen=True)
class Correct:
    """A file that is in order: for which printer, with which spots."""

    name: str
    profile: str
    spots: tuple[str, ...]
    make: Make = field(repr=False)

    def __str__(self) -> str:
        return self.name


CORRECT: list[Correct] = []


def correct(
    profile: str, *, spots: tuple[str, ...] = (), needs: str = ""
) -> Callable[[Make], Make]:
    """Register a maker of a correct file; ``needs`` names a program for it."""

    def register(make: Make) -> Make:
        if not needs or shutil.which(needs):
            CORRECT.append(Correct(make.__name__, profile, spots, make))
        return make

    return register


@correct("booklet")
def reportlab_press(folder: Path) -> Path:
    """ReportLab, finished for the press."""
    return base.save(base.good(), folder / "reportlab_press.pdf")


@correct("booklet")
def object_streams(folder: Path) -> Path:
    """The same with objects in compressed streams, linearised."""
    return base.save(
        base.good(),
        folder / "object_streams.pdf",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        linearize=True,
    )


@correct("booklet")
def back_cover(folder: Path) -> Path:
    """Blank pages before a printed back cover."""
    pdf = base.good()
    for page in pdf.pages[1:3]:
        page.obj.Contents = pdf.make_stream(b"")
    return base.save(pdf, folder / "back_cover.pdf")


@correct("sheetfed", spots=("PANTONE 185 C", "CutContour"))
def spots_and_marks(folder: Path) -> Path:
    """Declared spots, an overprinting cut line, marks in the registration colour."""
    pdf = base.good()
    spaces = {
        "Spot": separation("PANTONE 185 C", Name.DeviceCMYK, [0.0, 0.9, 0.7, 0.0]),
        "Cut": separation("CutContour", Name.DeviceCMYK, [0.0, 1.0, 0.0, 0.0]),
        "All": separation("All", Name.DeviceCMYK, [1.0, 1.0, 1.0, 1.0]),
    }
    content = (
        "/Spot cs 1 scn 90 90 60 60 re f /Op gs /Cut CS 1 SCN 1 w 80 80 90 90 re S "
        "/All CS 1 SCN .25 w 0 28.3 m 18 28.3 l S 28.3 0 m 28.3 18 l S"
    )
    overprint = Dictionary(OP=True, op=True, OPM=1)
    add(pdf, content, ColorSpace=spaces, ExtGState={"Op": overprint})
    return base.save(pdf, folder / "spots_and_marks.pdf")


@correct("sheetfed")
def transparency(folder: Path) -> Path:
    """Groups in CMYK, a soft mask in grey, blending, a gradient, a picture."""
    pdf = base.good()
    mask = form(pdf, "1 g 90 90 60 60 re f", Group=group(Name.DeviceGray))
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask), BM=Name.Multiply)
    function = Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[0, 0.5, 0, 0], C1=[0.5, 0, 0, 0.1], N=1
    )
    shading = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceCMYK,
        Coords=[90, 90, 150, 90],
        Function=function,
    )
    inner = form(pdf, "0 .5 .5 0 k 90 180 60 60 re f", Group=group(Name.DeviceCMYK))
    picture = image(pdf, Name.DeviceCMYK, channels=4)
    picture.SMask = image(pdf, Name.DeviceGray, channels=1)
    add(
        pdf,
        "q /Gs gs 90 90 60 60 re W n /Sh sh Q /Fm Do "
        f"q {place(60, 60, 130, 60)} /Im Do Q",
        ExtGState={"Gs": state},
        Shading={"Sh": shading},
        XObject={"Fm": inner, "Im": picture},
    )
    return base.save(pdf, folder / "transparency.pdf")


@correct("sheetfed")
def tinted_pattern(folder: Path) -> Path:
    """An uncoloured pattern in K, and indexed and 1-bit pictures."""
    pdf = base.good()
    tile = pdf.make_stream(
        b"0 0 3 3 re f",
        Type=Name.Pattern,
        PatternType=1,
        PaintType=2,
        TilingType=1,
        BBox=[0, 0, 6, 6],
        XStep=6,
        YStep=6,
        Resources=Dictionary(),
    )
    palette = Array(
        [Name.Indexed, Name.DeviceCMYK, 255, pikepdf.String(bytes(range(256)) * 4)]
    )
    bitmap = image(pdf, Name.DeviceGray, channels=1, bits=1, width=1200, height=1200)
    add(
        pdf,
        f"/Cs cs 0 0 0 .4 /P scn 90 90 60 60 re f q {place(60, 60, 60, 140)} /In Do Q "
        f"q {place(60, 60, 130, 140)} /Bi Do Q",
        Pattern={"P": tile},
        ColorSpace={"Cs": Array([Name.Pattern, Name.DeviceCMYK])},
        XObject={"In": image(pdf, palette, channels=1), "Bi": bitmap},
    )
    return base.save(pdf, folder / "tinted_pattern.pdf")


@correct("sheetfed")
def weasyprint_press(folder: Path) -> Path:
    """WeasyPrint as PDF/X-4 with a CMYK profile, finished for the press."""
    from weasyprint import HTML

    ink = "device-cmyk(0 0 0 1)"
    html = f"""<html lang=en><title>x</title><style>
      @font-face {{ font-family: Face; src: url({base.FACE.as_uri()}) }}
      @color-profile device-cmyk {{ src: url({base.ICC.as_uri()});
        components: c, m, y, k }}
      @page {{ size: 105mm 148mm; margin: 12mm; bleed: 3mm;
        background: device-cmyk(0 .05 .1 0) }}
      html {{ font: 10pt Face; color: {ink} }}
      td {{ border: .5pt solid {ink} }}</style>
      <h1>Title</h1><p>Text in one ink.</p><table><tr><td>1<td>2</table>"""
    data = HTML(string=html).write_pdf(pdf_variant="pdf/x-4")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0].obj
        trim, bleed = list(page.TrimBox), list(page.MediaBox)
        base.finish(pdf, trim=trim, bleed=bleed)
        return base.save(pdf, folder / "weasyprint_press.pdf")


@correct("sheetfed", needs="gs")
def ghostscript_press(folder: Path) -> Path:
    """Ghostscript's pdfwrite, finished for the press."""
    drawn, written = folder / "for_gs.pdf", folder / "by_gs.pdf"
    base.save(base.drawn(base.draw_page), drawn)
    subprocess.run(
        [
            *("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=pdfwrite"),
            *("-sColorConversionStrategy=CMYK", "-dCompatibilityLevel=1.6"),
            *("-o", str(written), str(drawn)),
        ],
        check=True,
        capture_output=True,
    )
    drawn.unlink()
    with pikepdf.open(written) as pdf:
        base.finish(pdf)
        path = base.save(pdf, folder / "ghostscript_press.pdf")
    written.unlink()
    return path


@correct("photocopy", needs="pdftocairo")
def poppler_copy(folder: Path) -> Path:
    """Poppler through cairo, in grey that is written as RGB."""
    drawn, path = folder / "for_poppler.pdf", folder / "poppler_copy.pdf"
    base.save(base.copy(), drawn)
    subprocess.run(["pdftocairo", "-pdf", str(drawn), str(path)], check=True)
    drawn.unlink()
    return path


@correct("sheetfed", needs="mutool")
def mupdf_press(folder: Path) -> Path:
    """MuPDF has cleaned and rewritten the press file."""
    plain, path = folder / "for_mupdf.pdf", folder / "mupdf_press.pdf"
    base.save(base.good(), plain)
    subprocess.run(
        ["mutool", "clean", "-ggg", "-s", str(plain), str(path)],
        check=True,
        capture_output=True,
    )
    plain.unlink()
    data = path.read_bytes()
    at = data.index(b"%PDF-1.")
    path.write_bytes(data[: at + 7] + b"6" + data[at + 8 :])
    return path


@correct("photocopy")
def reportlab_copy(folder: Path) -> Path:
    """ReportLab, in grey."""
    return base.save(base.copy(), folder / "reportlab_copy.pdf")


@correct("photocopy")
def cairo_copy(folder: Path) -> Path:
    """Cairo, in grey."""
    import cairocffi

    path = folder / "cairo_copy.pdf"
    surface = cairocffi.PDFSurface(str(path), 595, 842)
    context = cairocffi.Context(surface)
    context.select_font_face("sans-serif")
    context.set_font_size(14)
    context.move_to(80, 100)
    context.show_text("Set by cairo")
    context.set_line_width(1)
    context.rectangle(80, 120, 200, 90)
    context.stroke()
    surface.finish()
    return path


@correct("photocopy")
def matplotlib_copy(folder: Path) -> Path:
    """A chart by matplotlib, in grey, with Type 3 fonts."""
    path = folder / "matplotlib_copy.pdf"
    _chart(3).savefig(path)
    return path


@correct("photocopy")
def matplotlib_truetype(folder: Path) -> Path:
    """The same with TrueType fonts."""
    path = folder / "matplotlib_truetype.pdf"
    _chart(42).savefig(path)
    return path


@correct("photocopy")
def pillow_copy(folder: Path) -> Path:
    """A grey picture as a page, by Pillow."""
    from PIL import Image

    path = folder / "pillow_copy.pdf"
    Image.linear_gradient("L").resize((1240, 1754)).save(path, resolution=300)
    return path


@correct("screen")
def weasyprint_screen(folder: Path) -> Path:
    """WeasyPrint as PDF/UA-1, with what it leaves out."""
    path = folder / "weasyprint_screen.pdf"
    return base.save(access.tagged(), path, force_version="1.7")


def _chart(font_type: int):
    """Return a grey chart of A5 size; ``font_type`` is 3 or 42."""
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    matplotlib.rcParams["pdf.fonttype"] = font_type
    figure = Figure(figsize=(5.83, 4.13), dpi=100)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.2, 0.2, 0.7, 0.7))
    axes.plot([1, 2, 3], [2, 1, 3], color="0.1", linewidth=1)
    axes.bar([1, 2], [1, 1], color="0.7", hatch="//")
    axes.set_title("A chart", fontsize=14)
    axes.tick_params(labelsize=12)
    return figure
