"""Everything that resources of a file name, drawn or not.

PDF/X forbids some things where they are only named: a font that is not embedded,
a transfer function in a graphics state.
"""

from collections.abc import Iterator

import pikepdf

from publish.preflight.job import Job
from publish.preflight.sheet import resources_of

MAX_DEPTH = 24
HOLDERS = ("/XObject", "/Pattern", "/ExtGState", "/Font")

Seen = set[tuple[int, int]]
Entry = tuple[str, pikepdf.Object]


def named(job: Job) -> Iterator[tuple[str, pikepdf.Object, int]]:
    """Yield category, object and first page of each font and graphics state."""
    seen: Seen = set()
    for sheet in job.sheets:
        for start in (resources_of(sheet.obj), *_of_annotations(sheet.obj)):
            for category, entry in _inside(start, seen, 0):
                yield category, entry, sheet.number
    form = job.root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        for category, entry in _inside(form.get("/DR"), seen, 0):
            yield category, entry, 1


def _inside(resources: object, seen: Seen, depth: int) -> Iterator[Entry]:
    if not isinstance(resources, pikepdf.Dictionary) or depth > MAX_DEPTH:
        return
    if _known(resources, seen):
        return
    for category in HOLDERS:
        group = resources.get(category)
        for entry in group.values() if isinstance(group, pikepdf.Dictionary) else ():
            if not isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
                continue
            if _known(entry, seen):
                continue
            yield category, entry
            yield from _inside(entry.get("/Resources"), seen, depth + 1)
            if category == "/ExtGState":
                yield from _of_state(entry, seen, depth)


def _of_state(state: pikepdf.Object, seen: Seen, depth: int) -> Iterator[Entry]:
    mask, font = state.get("/SMask"), state.get("/Font")
    form = mask.get("/G") if isinstance(mask, pikepdf.Dictionary) else None
    if isinstance(form, pikepdf.Stream):
        yield from _inside(form.get("/Resources"), seen, depth + 1)
    if isinstance(font, pikepdf.Array) and isinstance(font[0], pikepdf.Dictionary):
        yield "/Font", font[0]


def _known(obj: pikepdf.Object, seen: Seen) -> bool:
    """Whether an indirect object was seen before; it is from now on."""
    if not obj.is_indirect:
        return False
    known = obj.objgen in seen
    seen.add(obj.objgen)
    return known


def _of_annotations(page: pikepdf.Dictionary) -> Iterator[object]:
    entry = page.get("/Annots")
    for annotation in entry.as_list() if isinstance(entry, pikepdf.Array) else ():
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        group = annotation.get("/AP")
        normal = group.get("/N") if isinstance(group, pikepdf.Dictionary) else None
        if isinstance(normal, pikepdf.Stream):
            yield normal.get("/Resources")
        elif isinstance(normal, pikepdf.Dictionary):
            for part in normal.values():
                if isinstance(part, pikepdf.Stream):
                    yield part.get("/Resources")
