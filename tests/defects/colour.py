"""Faults of colour: RGB wherever it can hide, spots, groups, broken spaces."""

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.defects import base
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
from tests.defects.structure import profile_bytes

RGB_FILL = f"1 0 0 rg {rectangle()} f"
BLUE = [0.0, 0.0, 1.0]


def srgb_bytes() -> bytes:
    """Return an sRGB profile: Pillow makes one."""
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


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
    add(pdf, "0 0 0 rg BT /F1 12 Tf 80 80 Td (A) Tj ET", Font=_font(pdf))


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
    add(pdf, f"/Pattern cs /P scn {rectangle()} f", Pattern={"P": _tile(pdf, RGB_FILL)})


@defect("X16")
def rgb_uncoloured_pattern(pdf: Pdf) -> None:
    """An uncoloured pattern filled in RGB."""
    tile = _tile(pdf, "0 0 5 5 re f")
    tile.PaintType = 2
    space = Array([Name.Pattern, Name.DeviceRGB])
    add(
        pdf,
        f"/Cs cs 1 0 0 /P scn {rectangle()} f",
        Pattern={"P": tile},
        ColorSpace={"Cs": space},
    )


@defect("X16")
def rgb_shading(pdf: Pdf) -> None:
    """A shading in DeviceRGB."""
    shading = _axial(Name.DeviceRGB, exponential([1.0, 0.0, 0.0], BLUE))
    add(pdf, f"{rectangle()} W n /Sh sh", Shading={"Sh": shading})


@defect("X16")
def rgb_shading_pattern(pdf: Pdf) -> None:
    """A shading in DeviceRGB behind a pattern."""
    shading = _axial(Name.DeviceRGB, exponential([1.0, 0.0, 0.0], BLUE))
    pattern = Dictionary(PatternType=2, Shading=shading)
    add(pdf, f"/Pattern cs /P scn {rectangle()} f", Pattern={"P": pattern})


@defect("X16")
def rgb_soft_mask_in_pattern(pdf: Pdf) -> None:
    """RGB inside a soft mask inside a pattern."""
    mask = form(pdf, RGB_FILL, Group=group(Name.DeviceCMYK))
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask))
    tile = _tile(pdf, "/Gs gs 0 0 0 1 k 0 0 5 5 re f")
    tile.Resources = Dictionary(ExtGState=Dictionary(Gs=state))
    add(pdf, f"/Pattern cs /P scn {rectangle()} f", Pattern={"P": tile})


@defect("X16")
def rgb_glyph(pdf: Pdf) -> None:
    """A Type 3 glyph painted in RGB."""
    glyph = pdf.make_stream(b"1000 0 d0 1 0 0 rg 0 0 750 750 re f")
    font = _type3(glyph)
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


@defect("X17")
def page_group_rgb(pdf: Pdf) -> None:
    """The page blends in RGB."""
    pdf.pages[1].obj.Group = group(Name.DeviceRGB)


@defect("X17")
def form_group_rgb(pdf: Pdf) -> None:
    """A form blends in RGB."""
    content = f"0 0 0 1 k {rectangle()} f"
    inner = form(pdf, content, Group=group(Name.DeviceRGB))
    add(pdf, "/Fm Do", XObject={"Fm": inner})


@defect("X17")
def form_group_icc_rgb(pdf: Pdf) -> None:
    """A form blends in RGB by profile."""
    space = profile(pdf, srgb_bytes(), 3)
    inner = form(pdf, f"0 0 0 1 k {rectangle()} f", Group=group(space))
    add(pdf, "/Fm Do", XObject={"Fm": inner})


@defect("X17")
def mask_group_rgb(pdf: Pdf) -> None:
    """A soft mask blends in RGB."""
    mask = form(pdf, f"1 g {rectangle()} f", Group=group(Name.DeviceRGB))
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask))
    add(pdf, f"/Gs gs 0 0 0 1 k {rectangle()} f", ExtGState={"Gs": state})


@defect("X17")
def unknown_blend_mode(pdf: Pdf) -> None:
    """A blend mode that does not exist."""
    state = Dictionary(BM=Name.Glow)
    add(pdf, f"/Gs gs 0 0 0 1 k {rectangle()} f", ExtGState={"Gs": state})


@defect("X18", severity="warning")
def icc_cmyk(pdf: Pdf) -> None:
    """CMYK by the output intent's own profile."""
    space = profile(pdf, base.ICC.read_bytes(), 4)
    add(pdf, f"/Cs cs 0 0 0 1 sc {rectangle()} f", ColorSpace={"Cs": space})


@defect("X18", severity="warning")
def group_icc_cmyk(pdf: Pdf) -> None:
    """A group in CMYK by the output intent's own profile."""
    pdf.pages[1].obj.Group = group(profile(pdf, base.ICC.read_bytes(), 4))


@defect("X21")
def transfer_function(pdf: Pdf) -> None:
    """A graphics state sets a transfer function."""
    state = Dictionary(TR=exponential([0.0], [1.0]))
    add(pdf, "/Gs gs", ExtGState={"Gs": state})


@defect("X21")
def second_transfer(pdf: Pdf) -> None:
    """TR2 is not /Default."""
    state = Dictionary(TR2=Name.Identity)
    add(pdf, "/Gs gs", ExtGState={"Gs": state})


@defect("X21")
def halftone(pdf: Pdf) -> None:
    """A halftone of type 6."""
    entry = pdf.make_stream(
        bytes(64), Type=Name.Halftone, HalftoneType=6, Width=8, Height=8
    )
    add(pdf, "/Gs gs", ExtGState={"Gs": Dictionary(HT=entry)})


@defect("X21")
def named_halftone(pdf: Pdf) -> None:
    """A halftone of type 1 with a name."""
    entry = Dictionary(
        HalftoneType=1,
        Frequency=60,
        Angle=45,
        SpotFunction=Name.Round,
        HalftoneName=String("own"),
    )
    add(pdf, "/Gs gs", ExtGState={"Gs": Dictionary(HT=entry)})


@defect("spot-inks")
def undeclared_spot(pdf: Pdf) -> None:
    """A spot that the job does not declare."""
    space = separation("PANTONE 185 C", Name.DeviceCMYK, [0.0, 0.9, 0.7, 0.0])
    add(pdf, f"/Cs cs 1 scn {rectangle()} f", ColorSpace={"Cs": space})


@defect("spot-inks", spots=("PANTONE 185 C",))
def misspelled_spot(pdf: Pdf) -> None:
    """A declared spot in another spelling."""
    space = separation("Pantone 185 C", Name.DeviceCMYK, [0.0, 0.9, 0.7, 0.0])
    add(pdf, f"/Cs cs 1 scn {rectangle()} f", ColorSpace={"Cs": space})


@defect("spot-inks")
def devicen_spot(pdf: Pdf) -> None:
    """A spot hidden in a mixture."""
    names = Array([Name.Black, Name("/PANTONE 185 C")])
    code = pdf.make_stream(
        b"{ 0 exch dup 4 1 roll 0 exch pop exch }",
        FunctionType=4,
        Domain=[0, 1, 0, 1],
        Range=[0, 1, 0, 1, 0, 1, 0, 1],
    )
    space = Array([Name.DeviceN, names, Name.DeviceCMYK, code])
    add(pdf, f"/Cs cs 0 1 scn {rectangle()} f", ColorSpace={"Cs": space})


@defect("spot-names", None, spots=("PANTONE 185 C", "Pantone 185C"))
def two_spellings(pdf: Pdf) -> None:
    """One spot under two names."""
    spaces = {
        key: separation(name, Name.DeviceCMYK, [0.0, 0.9, 0.7, 0.0])
        for key, name in (("A", "PANTONE 185 C"), ("B", "Pantone 185C"))
    }
    content = f"/A cs 1 scn {rectangle()} f /B cs 1 scn {rectangle(130)} f"
    add(pdf, content, ColorSpace=spaces)


@defect("spot-names", severity="warning", spots=("PANTONE 185 C",))
def two_alternates(pdf: Pdf) -> None:
    """One name for two colours."""
    spaces = {
        key: separation("PANTONE 185 C", Name.DeviceCMYK, end)
        for key, end in (("A", [0.0, 0.9, 0.7, 0.0]), ("B", [1.0, 0.0, 0.0, 0.0]))
    }
    content = f"/A cs 1 scn {rectangle()} f /B cs 1 scn {rectangle(130)} f"
    add(pdf, content, ColorSpace=spaces)


@defect("registration-colour")
def registration_inside(pdf: Pdf) -> None:
    """Text frames in the registration colour."""
    space = separation("All", Name.DeviceCMYK, [1.0, 1.0, 1.0, 1.0])
    add(pdf, f"/Cs CS 1 SCN 1 w {rectangle()} S", ColorSpace={"Cs": space})


@defect("broken-shading")
def short_shading(pdf: Pdf) -> None:
    """Three numbers for four channels: what WeasyPrint writes."""
    shading = _axial(Name.DeviceCMYK, exponential([1.0, 0.0, 0.0], BLUE))
    add(pdf, f"{rectangle()} W n /Sh sh", Shading={"Sh": shading})


@defect("broken-shading")
def stitched_shading(pdf: Pdf) -> None:
    """A stitched function, a part of which gives too few numbers."""
    parts = [exponential([1.0] * 4, [0.0] * 4), exponential([1.0] * 3, [0.0] * 3)]
    function = Dictionary(
        FunctionType=3,
        Domain=[0, 1],
        Functions=parts,
        Bounds=[0.5],
        Encode=[0, 1, 0, 1],
    )
    shading = _axial(Name.DeviceCMYK, function)
    add(pdf, f"{rectangle()} W n /Sh sh", Shading={"Sh": shading})


@defect("broken-shading")
def no_function(pdf: Pdf) -> None:
    """A shading without a function."""
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[80, 80, 160, 160]
    )
    add(pdf, f"{rectangle()} W n /Sh sh", Shading={"Sh": shading})


@defect("broken-space")
def wrong_channels(pdf: Pdf) -> None:
    """A profile for CMYK that is said to have three channels."""
    space = profile(pdf, profile_bytes(), 3)
    add(pdf, f"/Cs cs 0 0 0 sc {rectangle()} f", ColorSpace={"Cs": space})


@defect("broken-space", spots=("Gold",))
def short_tint(pdf: Pdf) -> None:
    """A tint transform that gives three numbers for CMYK."""
    space = separation("Gold", Name.DeviceCMYK, [0.0, 0.2, 0.6])
    add(pdf, f"/Cs cs 1 scn {rectangle()} f", ColorSpace={"Cs": space})


@defect("image-mask")
def rgb_mask(pdf: Pdf) -> None:
    """An image whose soft mask is in RGB."""
    picture = image(pdf, Name.DeviceCMYK, channels=4)
    picture.SMask = image(pdf, Name.DeviceRGB)
    add(pdf, f"{place()} /Im Do", XObject={"Im": picture})


@defect("X20")
def alternates(pdf: Pdf) -> None:
    """An image with an alternate for screens."""
    picture = image(pdf, Name.DeviceCMYK, channels=4)
    other = image(pdf, Name.DeviceCMYK, channels=4)
    picture.Alternates = [Dictionary(Image=other, DefaultForPrinting=True)]
    add(pdf, f"{place()} /Im Do", XObject={"Im": picture})


@defect("X20")
def opi(pdf: Pdf) -> None:
    """A form that stands for a picture elsewhere."""
    stand_in = form(pdf, f"0 0 0 1 k {rectangle()} f")
    stand_in.OPI = Dictionary({"/1.3": Dictionary(Version=1.3, F=String("a.tif"))})
    add(pdf, "/Fm Do", XObject={"Fm": stand_in})


def _font(pdf: Pdf) -> dict:
    """Return the good file's own font under the name F1."""
    fonts = pdf.pages[0].obj.Resources.Font
    return {"F1": next(iter(fonts.values()))}


def _tile(pdf: Pdf, content: str):
    return pdf.make_stream(
        content.encode(),
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=[0, 0, 400, 500],
        XStep=400,
        YStep=500,
        Resources=Dictionary(),
    )


def _axial(space, function) -> Dictionary:
    return Dictionary(
        ShadingType=2, ColorSpace=space, Coords=[80, 80, 160, 160], Function=function
    )


def _type3(glyph) -> Dictionary:
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 750, 750],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
        FirstChar=97,
        LastChar=97,
        Widths=[1000],
        Resources=Dictionary(),
    )
