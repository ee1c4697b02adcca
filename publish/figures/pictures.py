"""Prepare a picture for its slot: turned upright, no finer than the press can show.

In:  ``content/pictures/<key>.toml`` with its file, credit and licence.
Out: an SVG that holds the picture alone, fitted into the slot; caption and credit
     are set by the page.

The picture stays in sRGB, or grey for the photocopier; ``plates`` converts it
through the printer's own profile.
"""

import base64
import io
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from publish.domain.edition import Edition, Figure
from publish.errors import ContentError, Fault, Faults
from publish.figures.artwork import Drawn, Slot
from publish.inks import SPACE_OF_FORM, Form
from publish.theme import Theme
from publish.units import MM_PER_INCH

PPI = 300  # at final size; print-standards target for colour pictures
MAX_PIXELS = 120_000_000  # a larger file is refused before it is unpacked
QUALITY = 95  # JPEG

Said = Annotated[str, StringConstraints(min_length=1)]


class Picture(BaseModel):
    """What a picture's specification says beyond the common settings."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: Said
    credit: Said
    licence: Said


def draw_picture(
    figure: Figure, edition: Edition, slot: Slot, form: Form, theme: Theme
) -> Drawn:
    """Return the picture, as large as its slot allows.

    Raises: ContentError for a wrong setting, a file that is no picture, or one too
        small for its slot.
    """
    picture = _checked(figure)
    data, width_mm, height_mm = _prepared(
        figure, figure.files[picture.file], slot, form
    )
    encoded = base64.b64encode(data).decode("ascii")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm:.2f}mm" '
        f'height="{height_mm:.2f}mm" viewBox="0 0 {width_mm:.2f} {height_mm:.2f}">'
        f'<image width="{width_mm:.2f}" height="{height_mm:.2f}" '
        f'href="data:image/jpeg;base64,{encoded}"/></svg>'
    )
    rows = (("credit", "licence"), (picture.credit, picture.licence))
    return Drawn(svg=svg, rows=rows, size_mm=(width_mm, height_mm))


def _checked(figure: Figure) -> Picture:
    try:
        return Picture.model_validate(dict(figure.settings))
    except ValidationError as problem:
        faults = Faults()
        for error in problem.errors():
            name = ".".join(map(str, error["loc"]))
            faults.add(f"{name}: {error['msg']}", figure.at, "say it in the file")
        faults.raise_as(ContentError)
        raise


def _prepared(
    figure: Figure, path: Path, slot: Slot, form: Form
) -> tuple[bytes, float, float]:
    """Return JPEG bytes and the size in mm at which the picture fits the slot."""
    from PIL import Image, ImageOps

    try:
        image = Image.open(path)
        if image.width * image.height > MAX_PIXELS:
            raise ContentError(
                Fault(
                    f"{path.name} has more than {MAX_PIXELS:,} pixels",
                    figure.at,
                    "scale it down",
                )
            )
        image = ImageOps.exif_transpose(image)
    except (OSError, SyntaxError) as problem:
        fault = Fault(
            f"{path.name} is no picture: {problem}", figure.at, "save it as JPEG or PNG"
        )
        raise ContentError(fault) from problem
    mode = "L" if SPACE_OF_FORM[form] == "grey" else "RGB"
    image = image.convert(mode)
    scale = min(slot.width_mm / image.width, slot.height_mm / image.height)
    width_mm, height_mm = image.width * scale, image.height * scale
    wanted = round(width_mm / MM_PER_INCH * PPI)
    if image.width > wanted:
        image = image.resize((wanted, round(wanted * image.height / image.width)))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY, subsampling=0, icc_profile=None)
    return buffer.getvalue(), width_mm, height_mm
