"""Rules for transparency: in which colours objects are blended."""

from collections.abc import Iterator

from publish.preflight.job import Job
from publish.preflight.records import BlendMode, Group
from publish.preflight.rules.registry import Hit, page_rule, press
from publish.preflight.sheet import Sheet

BLEND_MODES = frozenset(
    {
        *("Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten"),
        *("ColorDodge", "ColorBurn", "HardLight", "SoftLight", "Difference"),
        *("Exclusion", "Hue", "Saturation", "Color", "Luminosity"),
    }
)  # ISO 32000-1, tables 136 and 137


@page_rule(
    "X17",
    of=press,
    why="blending in RGB turns every ink beneath into four-colour mixtures",
    do="give the group /CS /DeviceCMYK",
    source="ISO 15930-7; print-standards X17",
)
def blend_space(sheet: Sheet, job: Job) -> Iterator[Hit]:
    """Groups blend in a space that fits the intent; blend modes are known ones."""
    wanted = job.profile.space
    for record in sheet.records:
        if isinstance(record, Group) and record.space is not None:
            space = record.space
            fits = space.model in ("grey", wanted)
            if space.model == "rgb" and wanted != "rgb":
                yield Hit(
                    f"the {record.where.label} blends in {space.label}",
                    box=record.box,
                    measured=space.label,
                    limit="DeviceCMYK",
                )
            elif not fits:
                yield Hit(
                    f"the {record.where.label} blends in {space.label}, which none can",
                    box=record.box,
                )
        elif isinstance(record, BlendMode) and not BLEND_MODES & set(record.names):
            asked = ", ".join(record.names) or "none"
            yield Hit(f"there is no blend mode {asked}{record.where}")
