"""Convert pictures to the inks of the press, through the printer's own profile.

In:  a PDF whose pictures may be RGB, and the profile's ICC data.
Out: the same PDF with DeviceCMYK (or DeviceGray) pictures in place of RGB ones.

Relative colorimetric with black point compensation: paper stays paper and shadows
keep their drawing. Text and vector colours are never converted.
"""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Name

from publish.inks import Space

QUALITY = 95  # JPEG; print-standards W9 asks for 95 or more
SMALLEST_PX = 16  # pictures this small are stored without loss


def convert(pdf: pikepdf.Pdf, icc: bytes, space: Space) -> None:
    """Replace every RGB picture of a PDF, wherever it is used.

    ``space`` is that of the profile: ``cmyk`` converts through ``icc``, ``grey``
    keeps the lightness; ``rgb`` leaves pictures as they are.
    """
    if space == "rgb":
        return
    for stream in _rgb_pictures(pdf):
        image = pikepdf.PdfImage(stream).as_pil_image().convert("RGB")
        converted = image.convert("L") if space == "grey" else _to_cmyk(image, icc)
        _store(stream, converted)


def _rgb_pictures(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    for item in pdf.objects:
        if (
            isinstance(item, pikepdf.Stream)
            and item.get("/Subtype") == Name.Image
            and _is_rgb(item.get("/ColorSpace"))
        ):
            yield item


def _is_rgb(space: pikepdf.Object | None) -> bool:
    if space is None:
        return False
    if isinstance(space, pikepdf.Array) and len(space) > 1:
        family = space[0]
        if family == Name.Indexed:
            return _is_rgb(space[1])
        if family == Name.ICCBased:
            return int(space[1].get("/N", 0)) == 3
        return family == Name.CalRGB
    return space == Name.DeviceRGB


def _to_cmyk(image, icc: bytes):
    from PIL import ImageCms

    transform = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(icc)),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    return ImageCms.applyTransform(image, transform)


def _store(stream: pikepdf.Stream, image) -> None:
    colour = Name.DeviceGray if image.mode == "L" else Name.DeviceCMYK
    for key in ("/Decode", "/DecodeParms", "/Intent", "/Metadata"):
        if key in stream:
            del stream[key]
    stream.ColorSpace = colour
    stream.BitsPerComponent = 8
    stream.Width, stream.Height = image.size
    if min(image.size) <= SMALLEST_PX:
        stream.write(image.tobytes())
        return
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY, subsampling=0)
    stream.write(buffer.getvalue(), filter=Name.DCTDecode)
    if image.mode == "CMYK":
        # Pillow stores CMYK the way Photoshop does, with 255 for no ink.
        stream.Decode = pikepdf.Array([1, 0] * 4)
