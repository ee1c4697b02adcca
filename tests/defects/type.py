"""Faults of type: size, inks, edges, fonts, glyphs."""

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.defects import base
from tests.defects.planting import add, defect, form, rectangle
from tests.defects.samples import face, type3
from tests.defects.wording import OVERPRINT, keep_one, text_defect, words


@defect("text-size")
def small_text(pdf: Pdf) -> None:
    """Text of 4 pt."""
    text_defect(pdf, "0 0 0 1 k " + words("/F1 4 Tf"))


@defect("text-size")
def text_scaled_by_matrix(pdf: Pdf) -> None:
    """Text of 12 pt that its matrix makes 3 pt."""
    text_defect(pdf, "0 0 0 1 k BT /F1 12 Tf .25 0 0 .25 80 80 Tm (Letters) Tj ET")


@defect("text-size")
def text_scaled_by_form(pdf: Pdf) -> None:
    """Text of 12 pt in a form that is placed at a third."""
    resources = Dictionary(
        Font=Dictionary(**face(pdf)), ExtGState=Dictionary(Op=OVERPRINT)
    )
    inner = form(pdf, "/Op gs 0 0 0 1 k " + words("/F1 12 Tf"), Resources=resources)
    add(pdf, ".33 0 0 .33 60 60 cm /Fm Do", XObject={"Fm": inner})


@defect("text-size", severity="warning")
def rather_small_text(pdf: Pdf) -> None:
    """Text of 5.5 pt."""
    text_defect(pdf, "0 0 0 1 k " + words("/F1 5.5 Tf"))


@defect("text-size", 1, profile="large-format", file="banner_1-10")
def small_text_at_scale(pdf: Pdf) -> None:
    """Type of 1 pt in a file at 1:10."""
    keep_one(pdf, 10)
    text_defect(pdf, "0 0 0 1 k " + words("/F1 1 Tf"), page=1)


@defect("rich-black-text")
def rich_black_text(pdf: Pdf) -> None:
    """Text of 9 pt in black of four inks."""
    text_defect(pdf, ".5 .4 .4 1 k " + words(), overprint=False)


@defect("text-inks", severity="warning")
def small_coloured_text(pdf: Pdf) -> None:
    """Text of 7 pt in two inks."""
    text_defect(pdf, "0 .9 .9 0 k " + words("/F1 7 Tf"), overprint=False)


@defect("text-inks", severity="warning")
def small_white_text(pdf: Pdf) -> None:
    """White text of 7 pt on a dark ground."""
    ground = f"1 .5 0 .2 k {rectangle(30, 40, 100, 30)} f "
    text_defect(pdf, ground + "0 0 0 0 k " + words("/F1 7 Tf"), overprint=False)


@defect("safe-zone")
def text_cut_off(pdf: Pdf) -> None:
    """A word that runs out of the page."""
    text_defect(pdf, "0 0 0 1 k " + words(x=base.TRIM[2] - 12))


@defect("safe-zone", severity="warning")
def text_near_edge(pdf: Pdf) -> None:
    """A word 1 mm from the edge."""
    text_defect(pdf, "0 0 0 1 k " + words(x=base.LEFT + base.MM))


@defect("X13")
def standardfont(pdf: Pdf) -> None:
    """Helvetica, not embedded."""
    add(pdf, "/Op gs 0 0 0 1 k " + words("/He 9 Tf"), **helvetica())


@defect("X13")
def unusedfont(pdf: Pdf) -> None:
    """Helvetica is named, draws nothing, is not embedded."""
    add(pdf, "", **helvetica())


@defect("X13")
def font_in_form(pdf: Pdf) -> None:
    """A font that is not embedded, deep in unused resources."""
    inner = form(pdf, "", Resources=Dictionary(Font=Dictionary(**helvetica()["Font"])))
    add(pdf, "", XObject={"Fm": inner})


@defect("X13")
def lost_program(pdf: Pdf) -> None:
    """An embedded font whose program is gone."""
    font = Dictionary(face(pdf)["F1"])
    font.FontDescriptor = Dictionary(font.FontDescriptor)
    del font.FontDescriptor.FontFile2
    content = "/Op gs 0 0 0 1 k " + words("/Lost 9 Tf")
    add(
        pdf,
        content,
        Font={"Lost": pdf.make_indirect(font)},
        ExtGState={"Op": OVERPRINT},
    )


@defect("font-program")
def damaged_program(pdf: Pdf) -> None:
    """An embedded font whose program is garbage."""
    font = Dictionary(face(pdf)["F1"])
    font.FontDescriptor = Dictionary(font.FontDescriptor)
    font.FontDescriptor.FontFile2 = pdf.make_stream(b"garbage" * 50)
    content = "/Op gs 0 0 0 1 k " + words("/Bad 9 Tf")
    add(
        pdf, content, Font={"Bad": pdf.make_indirect(font)}, ExtGState={"Op": OVERPRINT}
    )


@defect("courier", severity="warning")
def courier(pdf: Pdf) -> None:
    """Text in Courier."""
    glyph = pdf.make_stream(b"600 0 d0 0 0 0 1 k 0 0 500 500 re f")
    font = type3(glyph)
    font.Name = Name("/Courier")
    add(pdf, "BT /T3 12 Tf 90 90 Td (a) Tj ET", Font={"T3": pdf.make_indirect(font)})


@defect("missing-glyph")
def missing_glyph(pdf: Pdf) -> None:
    """A code for which the font holds no letter."""
    glyph = pdf.make_stream(b"600 0 d0 0 0 0 1 k 0 0 500 500 re f")
    font = pdf.make_indirect(type3(glyph))
    add(pdf, "BT /T3 12 Tf 90 90 Td (ab) Tj ET", Font={"T3": font})


@defect("missing-glyph")
def notdef(pdf: Pdf) -> None:
    """Glyph 0 of a composite font."""
    add(pdf, "/Op gs 0 0 0 1 k " + words("/F0 9 Tf", say="<0000>"), **_composite(pdf))


@defect("X13", 1)
def font_of_form_fields(pdf: Pdf) -> None:
    """A font for form fields that is not embedded."""
    resources = Dictionary(Font=Dictionary(**helvetica()["Font"]))
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), DR=resources)


def helvetica() -> dict:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
    )
    return {"Font": {"He": font}, "ExtGState": {"Op": OVERPRINT}}


def _composite(pdf: Pdf) -> dict:
    """Return the good file's font program as a composite font."""
    descriptor = face(pdf)["F1"].FontDescriptor
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/AAAAAA+Face"),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=descriptor,
        CIDToGIDMap=Name.Identity,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/AAAAAA+Face"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
    )
    return {"Font": {"F0": pdf.make_indirect(font)}, "ExtGState": {"Op": OVERPRINT}}
