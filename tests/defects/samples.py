"""Pieces that several faults are made of: a face, a pattern, a gradient, a profile."""

from pikepdf import Array, Dictionary, Name, Pdf, Stream


def srgb_bytes() -> bytes:
    """Return an sRGB profile: Pillow makes one."""
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def face(pdf: Pdf) -> dict:
    """Return the good file's own font under the name F1."""
    fonts = pdf.pages[0].obj.Resources.Font
    return {"F1": next(iter(fonts.values()))}


def tile(pdf: Pdf, content: str) -> Stream:
    """Return a coloured pattern with one large cell."""
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


def axial(space: object, function: object) -> Dictionary:
    """Return a linear gradient."""
    return Dictionary(
        ShadingType=2, ColorSpace=space, Coords=[80, 80, 160, 160], Function=function
    )


def type3(glyph: Stream) -> Dictionary:
    """Return a Type 3 font with one glyph for the letter a."""
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
