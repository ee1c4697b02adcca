"""Rules for fonts: what is embedded, and what should not be there."""

from collections.abc import Iterator

from publish.preflight.fonts import Font
from publish.preflight.job import Job
from publish.preflight.named import named
from publish.preflight.rules.registry import Hit, any_file, copier, file_rule, press

STANDARD = {"Symbol", "ZapfDingbats"} | {
    f"{family}{style}"
    for family, styles in (
        ("Helvetica", ("", "-Bold", "-Oblique", "-BoldOblique")),
        ("Courier", ("", "-Bold", "-Oblique", "-BoldOblique")),
        ("Times", ("-Roman", "-Bold", "-Italic", "-BoldItalic")),
    )
    for style in styles
}  # ISO 32000-1, 9.6.2.2: every device has these, or something like them


@file_rule(
    "X13",
    of=any_file,
    why="a font that is not in the file is replaced by another: lines break anew, "
    "letters change or vanish",
    do="embed every font, also those that are named and draw nothing",
    source="ISO 15930-7; ISO 14289-1, 7.21.3; print-standards X13",
)
def embedded(job: Job) -> Iterator[Hit]:
    """Every font that is referenced is embedded."""
    for font, page in referenced(job):
        if not font.embedded:
            drawn = min(font.used, default=None)
            said = (
                "is not embedded" if drawn else "is named, draws nothing, not embedded"
            )
            known = font.name in STANDARD and copier(job.profile)
            yield Hit(
                f"the font {font.name} ({font.kind}) {said}",
                "warning" if known else "error",
                page=drawn or page,
                measured="not embedded",
                limit="embedded",
            )


@file_rule(
    "courier",
    of=press,
    why="Courier usually stands in for a font that was missing when the file was made",
    do="check that Courier is meant; else export again with the right font installed",
    source="GWG 2015/2022: Courier in use",
)
def courier(job: Job) -> Iterator[Hit]:
    """No text is set in Courier."""
    for font, _ in referenced(job):
        if font.name.startswith("Courier") and font.used:
            yield Hit(f"text is set in {font.name}", "warning", page=min(font.used))


def referenced(job: Job) -> Iterator[tuple[Font, int]]:
    """Yield each font that any resources of the file name, with its first page."""
    known: set[int] = set()
    for category, entry, page in named(job):
        if category == "/Font":
            font = job.registry.font(entry)
            if id(font) not in known:
                known.add(id(font))
                yield font, page
