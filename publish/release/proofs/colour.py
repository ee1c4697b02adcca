"""Show ink on a screen: the soft proof of one page.

In:  a page as C, M, Y, K (0 no ink, 255 solid), the printing condition's ICC profile.
Out: the same page in sRGB.
"""

from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

BLACK_POINT = ImageCms.Flags.BLACKPOINTCOMPENSATION


def soft_proof(sheet: Image.Image, icc: bytes, *, paper: bool = False) -> Image.Image:
    """Return a CMYK page as sRGB.

    Relative colorimetric with black point compensation: paper is white, as the eye
    takes it to be. With ``paper``, absolute colorimetric: the paper's own white and
    the ink's own black, as beside another sheet.
    """
    shown = ImageCms.applyTransform(sheet, _transform(icc, paper))
    assert shown is not None
    return shown


@cache
def _transform(icc: bytes, paper: bool) -> Any:
    intent = ImageCms.Intent.ABSOLUTE_COLORIMETRIC
    flags = ImageCms.Flags.NONE
    if not paper:
        intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, BLACK_POINT
    return ImageCms.buildTransform(
        BytesIO(icc), ImageCms.createProfile("sRGB"), "CMYK", "RGB", intent, flags
    )
