"""Show a page as others see it: the three colour deficiencies, and in grey.

In and out: sRGB pictures. The matrices work on linear light.

Source: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based
Model for Simulation of Color Vision Deficiency", IEEE Transactions on Visualization
and Computer Graphics 15 (6), 2009, pp. 1291-1298, doi:10.1109/TVCG.2009.113; the
authors' table for severity 1.0. Its tritan matrix is the roughest of the three.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Matrix = tuple[tuple[float, float, float], ...]

MATRICES: Mapping[str, Matrix] = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    # luminance of linear sRGB (IEC 61966-2-1), for all three channels
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
MEANING: Mapping[str, str] = {
    "protan": "red cones missing, about 1 % of men",
    "deutan": "green cones missing, about 1 % of men",
    "tritan": "blue cones missing, rare",
    "grey": "as a copier or a grey printer shows it",
}
LEVELS = 4096  # steps of linear light on the way back to sRGB
BAND_ROWS = 256  # rows in work at a time, so that large pages need little memory


def simulate(picture: Image.Image, kind: str) -> Image.Image:
    """Return an sRGB picture as seen with one of ``MATRICES``."""
    matrix = np.array(MATRICES[kind], dtype=np.float32).T
    pixels = np.asarray(picture.convert("RGB"))
    seen = np.empty_like(pixels)
    for top in range(0, len(pixels), BAND_ROWS):
        light = _TO_LIGHT[pixels[top : top + BAND_ROWS]] @ matrix
        steps = np.clip(light, 0, 1) * (LEVELS - 1) + 0.5
        seen[top : top + BAND_ROWS] = _TO_SRGB[steps.astype(np.uint16)]
    return Image.fromarray(seen)


def _to_light(srgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return linear light for sRGB, both 0 to 1 (IEC 61966-2-1)."""
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def _to_srgb(light: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return sRGB for linear light, both 0 to 1 (IEC 61966-2-1)."""
    return np.where(
        light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055
    )


_TO_LIGHT = _to_light(np.arange(256) / 255).astype(np.float32)
_TO_SRGB = (_to_srgb(np.arange(LEVELS) / (LEVELS - 1)) * 255 + 0.5).astype(np.uint8)
