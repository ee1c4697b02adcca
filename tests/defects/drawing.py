"""Faults of drawing: type, lines, pictures, overprint, edges, fonts, content."""

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.defects import base
from tests.defects.colour import _font, _type3
from tests.defects.planting import (
    add,
    defect,
    form,
    image,
    place,
    rectangle,
    separation,
)

OVERPRINT = Dictionary(OP=True, op=True, OPM=1)


def words(
    size: str = "/F1 9 Tf", x: float = 80, y: float = 80, say: str = "(Letters)"
) -> str:
    """Return a text object at a place on the sheet."""
    return f"BT {size} {x} {y} Td {say} Tj ET"


def text_defect(pdf: Pdf, content: str, overprint: bool = True, page: int = 2) -> None:
    """Add text in the good file's own font."""
    states = {"Op": OVERPRINT} if overprint else {}
    before = "/Op gs " if overprint else ""
    add(pdf, before + content, page, Font=_font(pdf), ExtGState=states)


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
        Font=Dictionary(**_font(pdf)), ExtGState=Dictionary(Op=OVERPRINT)
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
    _large(pdf, 10)
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


@defect("black-knockout", severity="warning")
def knockout(pdf: Pdf) -> None:
    """Small black text that knocks out of a coloured ground."""
    ground = f"0 .3 .6 0 k {rectangle(30, 40, 100, 30)} f "
    text_defect(pdf, ground + "0 0 0 1 k " + words(), overprint=False)


@defect("black-knockout", severity="warning")
def knockout_grey(pdf: Pdf) -> None:
    """Small text in DeviceGray black on a picture."""
    picture = image(pdf, Name.DeviceCMYK, channels=4)
    content = f"q {place()} /Im Do Q 0 g " + words(x=base.LEFT + 70, y=base.LOWER + 80)
    add(pdf, content, Font=_font(pdf), XObject={"Im": picture})


@defect("white-overprint")
def white_overprint(pdf: Pdf) -> None:
    """A white area that overprints."""
    content = f"/Op gs 0 0 0 0 k {rectangle()} f"
    add(pdf, content, ExtGState={"Op": OVERPRINT})


@defect("white-overprint")
def white_text_overprint(pdf: Pdf) -> None:
    """White text that overprints."""
    text_defect(pdf, "1 g " + words("/F1 20 Tf"))


@defect("white-overprint")
def white_line_overprint(pdf: Pdf) -> None:
    """A white line that overprints, by OP alone."""
    state = Dictionary(OP=True)
    add(pdf, "/Op gs 0 0 0 0 K 2 w 80 80 m 160 80 l S", ExtGState={"Op": state})


@defect("X23", severity="warning")
def overprint_mode_0(pdf: Pdf) -> None:
    """Black text overprints with OPM 0."""
    state = Dictionary(OP=True, op=True, OPM=0)
    content = "/Op0 gs 0 0 0 1 k " + words()
    add(pdf, content, Font=_font(pdf), ExtGState={"Op0": state})


@defect("technical-overprint", severity="warning", spots=("CutContour",))
def cut_line_knocks_out(pdf: Pdf) -> None:
    """A cut line that knocks out."""
    space = separation("CutContour", Name.DeviceCMYK, [0.0, 1.0, 0.0, 0.0])
    add(pdf, f"/Cs CS 1 SCN 1 w {rectangle()} S", ColorSpace={"Cs": space})


@defect("line-width")
def hairline(pdf: Pdf) -> None:
    """A line of no width: as thin as the device can."""
    add(pdf, "0 0 0 1 K 0 w 80 80 m 160 80 l S")


@defect("line-width")
def thin_line(pdf: Pdf) -> None:
    """A line of 0.1 pt."""
    add(pdf, "0 0 0 1 K .1 w 80 80 m 160 80 l S")


@defect("line-width")
def line_scaled_thin(pdf: Pdf) -> None:
    """A line of 1 pt in a drawing at a tenth."""
    add(pdf, "0 0 0 1 K .1 0 0 .1 80 80 cm 1 w 0 0 m 800 0 l S")


@defect("line-width")
def line_by_state(pdf: Pdf) -> None:
    """A line whose width stands in a graphics state."""
    content = "/Gs gs 0 0 0 1 K 80 80 m 160 80 l S"
    add(pdf, content, ExtGState={"Gs": Dictionary(LW=0.05)})


@defect("line-width")
def line_in_inks(pdf: Pdf) -> None:
    """A line of 0.2 pt in three inks."""
    add(pdf, ".5 .5 .5 0 K .2 w 80 80 m 160 80 l S")


@defect("line-width")
def filled_hairline(pdf: Pdf) -> None:
    """A rule drawn as a rectangle 0.05 pt high."""
    add(pdf, f"0 0 0 1 k {rectangle(60, 60, 80, 0.05)} f")


@defect("line-width", severity="warning")
def rather_thin_line(pdf: Pdf) -> None:
    """A line of 0.2 pt in one ink."""
    add(pdf, "0 0 0 1 K .2 w 80 80 m 160 80 l S")


@defect("line-width", 1, profile="photocopy", start=base.copy, severity="warning")
def thin_line_for_copier(pdf: Pdf) -> None:
    """A line of 0.4 pt for a copier."""
    add(pdf, "0 G .4 w 80 80 m 160 80 l S", 1)


@defect("image-resolution")
def coarse_picture(pdf: Pdf) -> None:
    """A picture of 100 ppi."""
    picture = image(pdf, Name.DeviceCMYK, channels=4, width=100, height=100)
    add(pdf, f"{place(72, 72)} /Im Do", XObject={"Im": picture})


@defect("image-resolution")
def stretched_picture(pdf: Pdf) -> None:
    """A picture with enough pixels across, and too few down."""
    picture = image(pdf, Name.DeviceGray, channels=1, width=300, height=60)
    add(pdf, f"{place(72, 72)} /Im Do", XObject={"Im": picture})


@defect("image-resolution")
def coarse_bitmap(pdf: Pdf) -> None:
    """A 1-bit picture of 300 ppi."""
    picture = image(pdf, Name.DeviceGray, channels=1, bits=1, width=300, height=300)
    add(pdf, f"{place(72, 72)} /Im Do", XObject={"Im": picture})


@defect("image-resolution", severity="warning")
def rather_coarse_picture(pdf: Pdf) -> None:
    """A picture of 200 ppi."""
    picture = image(pdf, Name.DeviceCMYK, channels=4, width=200, height=200)
    add(pdf, f"{place(72, 72)} /Im Do", XObject={"Im": picture})


@defect("image-resolution", 1, profile="large-format", file="panel_1-10")
def coarse_picture_at_scale(pdf: Pdf) -> None:
    """A picture of 300 ppi in a file at 1:10."""
    _large(pdf, 10)
    picture = image(pdf, Name.DeviceCMYK, channels=4, width=300, height=300)
    add(pdf, f"{place(72, 72)} /Im Do", 1, XObject={"Im": picture})


@defect("bleed-reach")
def picture_ends_at_trim(pdf: Pdf) -> None:
    """A picture that ends at the trim."""
    picture = image(pdf, Name.DeviceCMYK, channels=4)
    add(pdf, f"{place(60, 60, 0, 60)} /Im Do", XObject={"Im": picture})


@defect("bleed-reach")
def area_ends_in_bleed(pdf: Pdf) -> None:
    """An area that reaches 1 mm into the bleed."""
    x = -1 * base.MM
    add(pdf, f"0 .5 .5 0 k {rectangle(x, 60, 60, 60)} f")


@defect("bleed-reach")
def clipped_at_trim(pdf: Pdf) -> None:
    """A picture that reaches the bleed, and is clipped at the trim."""
    picture = image(pdf, Name.DeviceCMYK, channels=4)
    clip = rectangle(0, 0, base.WIDTH, base.HEIGHT)
    content = f"{clip} W n {place(60, 60, -20, 60)} /Im Do"
    add(pdf, content, XObject={"Im": picture})


@defect("safe-zone")
def text_cut_off(pdf: Pdf) -> None:
    """A word that runs out of the page."""
    text_defect(pdf, "0 0 0 1 k " + words(x=base.TRIM[2] - 12))


@defect("safe-zone", severity="warning")
def text_near_edge(pdf: Pdf) -> None:
    """A word 1 mm from the edge."""
    text_defect(pdf, "0 0 0 1 k " + words(x=base.LEFT + base.MM))


@defect("total-ink", ink=True)
def too_much_ink(pdf: Pdf) -> None:
    """An area of 330 %."""
    add(pdf, f".8 .8 .8 .9 k {rectangle()} f")


@defect("total-ink", ink=True)
def ink_by_overprint(pdf: Pdf) -> None:
    """Two areas that add up to 340 % by overprinting."""
    content = f"1 1 0 0 k {rectangle()} f /Op gs 0 0 .7 .7 k {rectangle()} f"
    add(pdf, content, ExtGState={"Op": OVERPRINT})


@defect("total-ink")
def too_much_ink_painted(pdf: Pdf) -> None:
    """An area of 360 %, seen without rendering."""
    add(pdf, f".9 .9 .9 .9 k {rectangle()} f")


@defect("total-ink", ink=True, severity="warning")
def much_ink(pdf: Pdf) -> None:
    """An area of 290 %."""
    add(pdf, f".7 .7 .7 .8 k {rectangle()} f")


@defect("X13")
def standard_font(pdf: Pdf) -> None:
    """Helvetica, not embedded."""
    add(pdf, "/Op gs 0 0 0 1 k " + words("/He 9 Tf"), **_helvetica())


@defect("X13")
def unused_font(pdf: Pdf) -> None:
    """Helvetica is named, draws nothing, is not embedded."""
    add(pdf, "", **_helvetica())


@defect("X13")
def font_in_form(pdf: Pdf) -> None:
    """A font that is not embedded, deep in unused resources."""
    inner = form(pdf, "", Resources=Dictionary(Font=Dictionary(**_helvetica()["Font"])))
    add(pdf, "", XObject={"Fm": inner})


@defect("X13")
def lost_program(pdf: Pdf) -> None:
    """An embedded font whose program is gone."""
    font = Dictionary(_font(pdf)["F1"])
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
    font = Dictionary(_font(pdf)["F1"])
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
    font = _type3(glyph)
    font.Name = Name("/Courier")
    add(pdf, "BT /T3 12 Tf 90 90 Td (a) Tj ET", Font={"T3": pdf.make_indirect(font)})


@defect("missing-glyph")
def missing_glyph(pdf: Pdf) -> None:
    """A code for which the font holds no letter."""
    glyph = pdf.make_stream(b"600 0 d0 0 0 0 1 k 0 0 500 500 re f")
    font = pdf.make_indirect(_type3(glyph))
    add(pdf, "BT /T3 12 Tf 90 90 Td (ab) Tj ET", Font={"T3": font})


@defect("missing-glyph")
def notdef(pdf: Pdf) -> None:
    """Glyph 0 of a composite font."""
    add(pdf, "/Op gs 0 0 0 1 k " + words("/F0 9 Tf", say="<0000>"), **_composite(pdf))


@defect("missing-resource")
def no_such_image(pdf: Pdf) -> None:
    """A picture that is not in the file."""
    add(pdf, "/Lost Do")


@defect("missing-resource")
def no_such_font(pdf: Pdf) -> None:
    """A font that is not in the file."""
    add(pdf, words("/Lost 9 Tf"))


@defect("content")
def unknown_operator(pdf: Pdf) -> None:
    """An operator that does not exist."""
    add(pdf, "1 2 xyz")


@defect("content")
def wrong_operands(pdf: Pdf) -> None:
    """A colour of two numbers."""
    add(pdf, f".2 .3 k {rectangle()} f")


@defect("content")
def form_in_itself(pdf: Pdf) -> None:
    """A form that draws itself."""
    inner = form(pdf, "/Fm Do")
    inner.Resources = Dictionary(XObject=Dictionary(Fm=inner))
    add(pdf, "/Fm Do", XObject={"Fm": inner})


@defect("content", severity="warning")
def unbalanced(pdf: Pdf) -> None:
    """A Q without a q."""
    add(pdf, "Q Q")


@defect("damaged-data")
def short_image(pdf: Pdf) -> None:
    """A picture that holds half its bytes."""
    picture = image(pdf, Name.DeviceCMYK, channels=2)
    picture.ColorSpace = Name.DeviceCMYK
    add(pdf, f"{place()} /Im Do", XObject={"Im": picture})


@defect("damaged-data")
def jpeg_channels(pdf: Pdf) -> None:
    """A JPEG of three channels that is said to be CMYK."""
    import io

    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (250, 250), (90, 120, 30)).save(buffer, "JPEG")
    picture = image(pdf, Name.DeviceCMYK, channels=4)
    picture.write(buffer.getvalue(), filter=Name.DCTDecode)
    add(pdf, f"{place()} /Im Do", XObject={"Im": picture})


@defect("copier-colour", 1, profile="photocopy", start=base.copy)
def colour_for_copier(pdf: Pdf) -> None:
    """A coloured area for a black-only copier."""
    add(pdf, f"0 .9 .9 0 k {rectangle()} f", 1)


@defect("copier-contrast", 1, profile="photocopy", start=base.copy)
def pale_text_for_copier(pdf: Pdf) -> None:
    """Text in K 40 for a copier."""
    add(pdf, "0 0 0 .4 k " + words("/F1 12 Tf"), 1, Font=_font(pdf))


def _helvetica() -> dict:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
    )
    return {"Font": {"He": font}, "ExtGState": {"Op": OVERPRINT}}


def _composite(pdf: Pdf) -> dict:
    """Return the good file's font program as a composite font."""
    descriptor = _font(pdf)["F1"].FontDescriptor
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


def _large(pdf: Pdf, scale: int) -> None:
    """Keep one page, with the bleed that 5 mm make at a scale."""
    del pdf.pages[1:]
