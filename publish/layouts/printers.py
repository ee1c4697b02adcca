"""Read a printer profile: ``layouts/printers/<name>.toml``, what one press accepts.

Each limit stands in the file with its source as a comment; a user adds a file.
"""

import tomllib
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from publish.errors import Faults, LayoutError
from publish.inks import Space
from publish.source import Source

Positive = Annotated[float, Field(gt=0)]

NotNegative = Annotated[float, Field(ge=0)]


def _within(path: str) -> str:
    """Return a path below the publication's folder, or refuse it."""
    named = PurePosixPath(path)
    if named.is_absolute() or ".." in named.parts or "\0" in path:
        raise ValueError("leads out of the publication's folder")
    return path


class Limits(BaseModel):
    """Thresholds: ink in percent, ppi at final size, lengths in pt or mm."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ink_error: Positive
    ink_warning: Positive
    ppi_error: NotNegative
    ppi_warning: NotNegative
    bitmap_ppi_error: NotNegative
    bitmap_ppi_warning: NotNegative
    line_error_pt: NotNegative
    line_warning_pt: NotNegative
    line_multi_ink_pt: NotNegative
    text_error_pt: NotNegative
    text_warning_pt: NotNegative
    text_multi_ink_pt: NotNegative
    rich_black_text_pt: NotNegative
    safe_mm: NotNegative


class PrinterProfile(BaseModel):
    """One way to print: standard, colour, bleed, marks and limits."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    title: str
    standard: Literal["PDF/X-4", "PDF/UA-1", "none"]
    space: Space
    icc: Annotated[str, AfterValidator(_within)]
    intent: str
    intent_info: str
    bleed_mm: NotNegative
    marks: bool
    pages_multiple: Annotated[int, Field(ge=1)]
    limits: Limits


def load_printer(folder: Path, name: str) -> PrinterProfile:
    """Read one profile of a publication, or of the toolkit's own set.

    Raises: LayoutError naming the file and every wrong setting.
    """
    path = PurePosixPath("layouts/printers", f"{name}.toml")
    at, faults = Source(path), Faults()
    try:
        table = tomllib.loads((folder / path).read_text("utf-8"))
        return PrinterProfile.model_validate({"name": name, **table})
    except FileNotFoundError:
        known = sorted(file.stem for file in (folder / path.parent).glob("*.toml"))
        faults.add(
            f"no printer profile {name!r}",
            at,
            f"use {', '.join(known)} or add the file",
        )
    except ValidationError as problem:
        for error in problem.errors():
            faults.add(
                f"{'.'.join(map(str, error['loc']))}: {error['msg']}", at, "mend it"
            )
    except (ValueError, RecursionError) as problem:
        faults.add(f"is not TOML: {problem}", at, "mend the line that it names")
    faults.raise_as(LayoutError)
    raise AssertionError
