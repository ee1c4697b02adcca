"""Rules for fonts: what is embedded, and what should not be there."""

from collections.abc import Iterator

import pikepdf

from publish.preflight import sheet as sheets
from publish.preflight.fonts import Font
from publish.preflight.job import Job
from publish.preflight.rules.registry import Hit, any_file, file_rule, press

MAX_DEPTH = 24
HOLDERS = ("/XObject", "/Pattern", "/ExtGState", "/Font")


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
            yield Hit(
                f"the font {font.name} ({font.kind}) {said}",
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
    seen: set[tuple[int, int]] = set()
    known: set[int] = set()
    for sheet in job.sheets:
        starts = [sheets.resources(sheet.obj), *_appearance_resources(sheet.obj)]
        for start in starts:
            for obj in _fonts_in(start, seen, 0):
                font = job.registry.font(obj)
                if id(font) not in known:
                    known.add(id(font))
                    yield font, sheet.number


def _fonts_in(
    resources: object, seen: set[tuple[int, int]], depth: int
) -> Iterator[pikepdf.Dictionary]:
    if not isinstance(resources, pikepdf.Dictionary) or depth > MAX_DEPTH:
        return
    if resources.is_indirect:
        if resources.objgen in seen:
            return
        seen.add(resources.objgen)
    for holder in HOLDERS:
        group = resources.get(holder)
        for entry in group.values() if isinstance(group, pikepdf.Dictionary) else ():
            if not isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
                continue
            if holder == "/Font":
                yield entry
            if entry.is_indirect:
                if entry.objgen in seen:
                    continue
                seen.add(entry.objgen)
            yield from _fonts_in(entry.get("/Resources"), seen, depth + 1)
            mask = entry.get("/SMask")
            form = mask.get("/G") if isinstance(mask, pikepdf.Dictionary) else None
            if holder == "/ExtGState" and isinstance(form, pikepdf.Stream):
                yield from _fonts_in(form.get("/Resources"), seen, depth + 1)
            if holder == "/ExtGState" and isinstance(entry.get("/Font"), pikepdf.Array):
                font = entry["/Font"][0]
                if isinstance(font, pikepdf.Dictionary):
                    yield font


def _appearance_resources(page: pikepdf.Dictionary) -> Iterator[object]:
    entry = page.get("/Annots")
    for annotation in entry.as_list() if isinstance(entry, pikepdf.Array) else ():
        group = (
            annotation.get("/AP")
            if isinstance(annotation, pikepdf.Dictionary)
            else None
        )
        normal = group.get("/N") if isinstance(group, pikepdf.Dictionary) else None
        if isinstance(normal, pikepdf.Stream):
            yield normal.get("/Resources")
        elif isinstance(normal, pikepdf.Dictionary):
            for part in normal.values():
                if isinstance(part, pikepdf.Stream):
                    yield part.get("/Resources")
