"""What a layout asks of its finished pages: ``[checks]`` of its layout.toml.

Each check has a severity: an error refuses the file, "off" leaves the check out.
Lengths are millimetres, em the size of the type.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Severity = Literal["error", "warning", "note", "off"]
Positive = Annotated[float, Field(gt=0)]


class Limits(BaseModel):
    """From where on something is a fault: ``[checks.limits]``.

    ``gap_em`` is the widest space between two words of a justified line, ``hyphens``
    the most lines in turn that end in one, ``below_heading`` and ``on_page`` the
    fewest lines under a heading and on a page. ``off_line_mm`` is how far running
    text may miss the lines that facing pages share; their distance is ``line_mm`` of
    the layout's ``[styles.makeup]``, without which they are not compared.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    gap_em: Positive = 0.7
    hyphens: Annotated[int, Field(ge=1)] = 2
    below_heading: Annotated[int, Field(ge=1)] = 3
    on_page: Annotated[int, Field(ge=1)] = 5
    off_line_mm: Positive = 0.3


class Checks(BaseModel):
    """The severity of each check, and the limits."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    clipped: Severity = "error"
    overset: Severity = "error"
    overlap: Severity = "error"
    small_figure: Severity = "error"
    foot_heading: Severity = "error"
    widow: Severity = "warning"
    stretched: Severity = "warning"
    hyphens: Severity = "warning"
    empty: Severity = "warning"
    baselines: Severity = "warning"
    limits: Limits = Limits()
