"""Faults of colour: groups, spots, transfer functions, broken spaces."""

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.defects import base
from tests.defects.intent import profile_bytes
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
from tests.defects.samples import axial, srgb_bytes


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
    shading = axial(Name.DeviceCMYK, exponential([1.0] * 3, [0.0] * 3))
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
    shading = axial(Name.DeviceCMYK, function)
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
