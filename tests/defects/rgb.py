"""RGB wherever it can hide."""

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.defects.planting import (
    add,
    defect,
    exponential,
    form,
    group,
    image,
    place,
    profile,
    rectangle,
    separation,
)
from tests.defects.samples import axial, face, srgb_bytes, tile, type3

RGB_FILL = f"1 0 0 rg {rectangle()} f"
BLUE = [0.0, 0.0, 1.0]


@defect("X16")
def rgb_fill(pdf: Pdf) -> None:
    """An area in DeviceRGB."""
    add(pdf, RGB_FILL)


@defect("X16")
def rgb_line(pdf: Pdf) -> None:
    """A line in DeviceRGB."""
    add(pdf, "0 0 1 RG 1 w 80 80 m 120 90 l S")


@defect("X16")
def rgb_space_chosen(pdf: Pdf) -> None:
    """DeviceRGB by cs and sc."""
    add(pdf, f"/DeviceRGB cs 0 0 0 sc {rectangle()} f")


@defect("X16")
def rgb_text(pdf: Pdf) -> None:
    """Black text in DeviceRGB."""
    add(pdf, "0 0 0 rg BT /F1 12 Tf 80 80 Td (A) Tj ET", Font=face(pdf))


@defect("X16")
def rgb_form(pdf: Pdf) -> None:
    """RGB inside a form inside a form."""
    inner = form(pdf, RGB_FILL)
    outer = form(pdf, "/In Do", Resources=Dictionary(XObject=Dictionary(In=inner)))
    add(pdf, "/Out Do", XObject={"Out": outer})


@defect("X16")
def rgb_image(pdf: Pdf) -> None:
    """An image in DeviceRGB."""
    add(pdf, f"{place()} /Im Do", XObject={"Im": image(pdf, Name.DeviceRGB)})


@defect("X16")
def rgb_indexed_image(pdf: Pdf) -> None:
    """An image in a palette of DeviceRGB."""
    space = Array([Name.Indexed, Name.DeviceRGB, 255, String(bytes(768))])
    picture = image(pdf, space, channels=1)
    add(pdf, f"{place()} /Im Do", XObject={"Im": picture})


@defect("X16")
def rgb_inline_image(pdf: Pdf) -> None:
    """An inline image in RGB."""
    data = b"\x40" * (20 * 20 * 3)
    head = f"{place(4, 4)} BI /W 20 /H 20 /BPC 8 /CS /RGB ID ".encode()
    add(pdf, head + data + b"\nEI")


@defect("X16")
def rgb_stencil(pdf: Pdf) -> None:
    """A 1-bit stencil filled in RGB."""
    stencil = image(pdf, Name.DeviceGray, width=1200, height=1200, channels=1, bits=1)
    del stencil.ColorSpace
    stencil.ImageMask = True
    add(pdf, f"1 0 0 rg {place()} /Im Do", XObject={"Im": stencil})


@defect("X16")
def rgb_pattern(pdf: Pdf) -> None:
    """RGB inside a tiling pattern."""
    add(pdf, f"/Pattern cs /P scn {rectangle()} f", Pattern={"P": tile(pdf, RGB_FILL)})


@defect("X16")
def rgb_uncoloured_pattern(pdf: Pdf) -> None:
    """An uncoloured pattern filled in RGB."""
    cell = tile(pdf, "0 0 5 5 re f")
    cell.PaintType = 2
    space = Array([Name.Pattern, Name.DeviceRGB])
    add(
        pdf,
        f"/Cs cs 1 0 0 /P scn {rectangle()} f",
        Pattern={"P": cell},
        ColorSpace={"Cs": space},
    )


@defect("X16")
def rgb_shading(pdf: Pdf) -> None:
    """A shading in DeviceRGB."""
    shading = axial(Name.DeviceRGB, exponential([1.0, 0.0, 0.0], BLUE))
    add(pdf, f"{rectangle()} W n /Sh sh", Shading={"Sh": shading})


@defect("X16")
def rgb_shading_pattern(pdf: Pdf) -> None:
    """A shading in DeviceRGB behind a pattern."""
    shading = axial(Name.DeviceRGB, exponential([1.0, 0.0, 0.0], BLUE))
    pattern = Dictionary(PatternType=2, Shading=shading)
    add(pdf, f"/Pattern cs /P scn {rectangle()} f", Pattern={"P": pattern})


@defect("X16")
def rgb_soft_mask_in_pattern(pdf: Pdf) -> None:
    """RGB inside a soft mask inside a pattern."""
    mask = form(pdf, RGB_FILL, Group=group(Name.DeviceCMYK))
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask))
    cell = tile(pdf, "/Gs gs 0 0 0 1 k 0 0 5 5 re f")
    cell.Resources = Dictionary(ExtGState=Dictionary(Gs=state))
    add(pdf, f"/Pattern cs /P scn {rectangle()} f", Pattern={"P": cell})


@defect("X16")
def rgb_glyph(pdf: Pdf) -> None:
    """A Type 3 glyph painted in RGB."""
    glyph = pdf.make_stream(b"1000 0 d0 1 0 0 rg 0 0 750 750 re f")
    font = type3(glyph)
    add(pdf, "BT /T3 12 Tf 90 90 Td (a) Tj ET", Font={"T3": pdf.make_indirect(font)})


@defect("X16", spots=("PANTONE 185 C",))
def rgb_separation(pdf: Pdf) -> None:
    """A declared spot whose alternate is DeviceRGB."""
    space = separation("PANTONE 185 C", Name.DeviceRGB, [0.9, 0.0, 0.2])
    add(pdf, f"/Cs cs 1 scn {rectangle()} f", ColorSpace={"Cs": space})


@defect("X16")
def rgb_mixture(pdf: Pdf) -> None:
    """A mixture of process inks whose alternate is DeviceRGB."""
    tint = Dictionary(exponential([1.0, 1.0, 1.0], BLUE))
    names = Array([Name.Black])
    space = Array([Name.DeviceN, names, Name.DeviceRGB, tint])
    add(pdf, f"/Cs cs 1 scn {rectangle()} f", ColorSpace={"Cs": space})


@defect("X16")
def rgb_appearance(pdf: Pdf) -> None:
    """The appearance of a printer's mark is in RGB."""
    pdf.pages[1].obj.Annots = [
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.PrinterMark,
            Rect=[0, 0, 9, 9],
            AP=Dictionary(N=form(pdf, RGB_FILL)),
        )
    ]


@defect("X16")
def rgb_outside_trim(pdf: Pdf) -> None:
    """A mark in the slug is in RGB."""
    add(pdf, "1 0 0 rg 2 2 9 9 re f")


@defect("colour-space")
def icc_rgb(pdf: Pdf) -> None:
    """An area in RGB by profile."""
    space = profile(pdf, srgb_bytes(), 3)
    add(pdf, f"/Cs cs 1 0 0 sc {rectangle()} f", ColorSpace={"Cs": space})


@defect("colour-space")
def icc_rgb_image(pdf: Pdf) -> None:
    """An image in RGB by profile."""
    space = profile(pdf, srgb_bytes(), 3)
    add(pdf, f"{place()} /Im Do", XObject={"Im": image(pdf, space)})


@defect("colour-space")
def default_rgb(pdf: Pdf) -> None:
    """DeviceRGB that the resources define by a profile."""
    space = profile(pdf, srgb_bytes(), 3)
    add(pdf, RGB_FILL, ColorSpace={"DefaultRGB": space})


@defect("colour-space")
def calibrated_rgb(pdf: Pdf) -> None:
    """An area in CalRGB."""
    space = Array([Name.CalRGB, Dictionary(WhitePoint=[0.95, 1.0, 1.09])])
    add(pdf, f"/Cs cs 1 0 0 sc {rectangle()} f", ColorSpace={"Cs": space})


@defect("colour-space")
def lab(pdf: Pdf) -> None:
    """An area in Lab."""
    white = Dictionary(WhitePoint=[0.9642, 1.0, 0.8249], Range=[-128, 127, -128, 127])
    space = Array([Name.Lab, white])
    add(pdf, f"/Cs cs 50 60 30 sc {rectangle()} f", ColorSpace={"Cs": space})
