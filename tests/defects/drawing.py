"""Faults of drawing: lines, pictures, overprint, edges, ink, content."""

from pikepdf import Dictionary, Name, Pdf

from tests.defects import base
from tests.defects.planting import (
    add,
    defect,
    form,
    image,
    place,
    rectangle,
    separation,
)
from tests.defects.samples import face, tile
from tests.defects.wording import OVERPRINT, keep_one, text_defect, words


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
    add(pdf, content, Font=face(pdf), XObject={"Im": picture})


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
    add(pdf, content, Font=face(pdf), ExtGState={"Op0": state})


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
    keep_one(pdf, 10)
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


@defect("missing-resource")
def no_such_image(pdf: Pdf) -> None:
    """A picture that is not in the file."""
    add(pdf, "/Lost Do")


@defect("missing-resource")
def no_suchfont(pdf: Pdf) -> None:
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
    add(pdf, "0 0 0 .4 k " + words("/F1 12 Tf"), 1, Font=face(pdf))


@defect("line-width")
def thin_border(pdf: Pdf) -> None:
    """A border of 0.1 pt, drawn as a frame of two rectangles."""
    outer, inner = rectangle(60, 60, 80, 40), rectangle(60.1, 60.1, 79.8, 39.8)
    add(pdf, f"0 0 0 1 k {inner} {outer} f*")


@defect("line-width")
def hairline_in_pattern(pdf: Pdf) -> None:
    """A hatching of lines of 0.05 pt."""
    cell = tile(pdf, "0 0 0 1 K .05 w 0 0 m 400 500 l S")
    add(pdf, f"/Pattern cs /P scn {rectangle()} f", Pattern={"P": cell})


@defect("image-resolution")
def coarse_picture_in_pattern(pdf: Pdf) -> None:
    """A picture of 36 ppi in a tiling pattern."""
    cell = tile(pdf, "100 0 0 100 0 0 cm /Im Do")
    picture = image(pdf, Name.DeviceCMYK, channels=4, width=50, height=50)
    cell.Resources = Dictionary(XObject=Dictionary(Im=picture))
    add(pdf, f"/Pattern cs /P scn {rectangle()} f", Pattern={"P": cell})


@defect("line-width")
def thin_outline(pdf: Pdf) -> None:
    """Letters drawn as outlines of 0.1 pt."""
    text_defect(pdf, "1 Tr .1 w 0 0 0 1 K " + words("/F1 24 Tf"))


@defect("image-page", severity="note")
def page_of_one_image(pdf: Pdf) -> None:
    """A page that is one picture."""
    x0, y0, x1, y1 = base.BLEED_BOX
    picture = image(pdf, Name.DeviceCMYK, channels=4, width=1400, height=2000)
    pdf.pages[1].obj.Contents = pdf.make_stream(b"")
    content = f"{x1 - x0} 0 0 {y1 - y0} {x0} {y0} cm /Im Do"
    add(pdf, content, XObject={"Im": picture})


@defect("X22")
def inline_lzw(pdf: Pdf) -> None:
    """An inline image that is compressed with LZW."""
    data = b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01"
    head = f"{place(4, 4)} BI /W 9 /H 1 /BPC 8 /CS /G /F /LZW ID ".encode()
    add(pdf, head + data + b"\nEI")


@defect("copier-contrast", 1, profile="photocopy", start=base.copy, severity="warning")
def text_on_tint(pdf: Pdf) -> None:
    """Black text on K 30 for a copier."""
    ground = f"0 0 0 .3 k {rectangle(30, 40, 100, 30)} f "
    add(pdf, ground + "0 g " + words("/F1 14 Tf"), 1, Font=face(pdf))
