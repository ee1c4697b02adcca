"""Everything that a PDF's pages can paint, each object once.

In:  an open PDF. Out: its resource dictionaries, with the form or page that owns
them. Pages, form XObjects, patterns, soft masks and drawn fonts are followed.
"""

from collections.abc import Iterator

from pikepdf import Object, Pdf, Stream

Key = tuple[int, int]


def owners(pdf: Pdf) -> Iterator[Object]:
    """Yield every page, form, pattern and soft mask group that has resources."""
    seen: set[Key] = set()
    todo = [page.obj for page in pdf.pages]
    while todo:
        owner = todo.pop()
        if owner.is_indirect:
            if owner.objgen in seen:
                continue
            seen.add(owner.objgen)
        yield owner
        todo.extend(_inside(owner))


def graphics_states(owner: Object) -> list[Object]:
    """Return the ExtGState dictionaries of one owner."""
    return _values(owner.get("/Resources"), "/ExtGState")


def soft_masks(pdf: Pdf) -> set[Key]:
    """Return the keys of all groups that serve as soft masks."""
    return {
        mask.G.objgen
        for owner in owners(pdf)
        for state in graphics_states(owner)
        if (mask := state.get("/SMask")) is not None and "/G" in _as_dict(mask)
    }


def _inside(owner: Object) -> Iterator[Object]:
    resources = owner.get("/Resources")
    yield from _values(resources, "/XObject")
    yield from _values(resources, "/Pattern")
    for state in graphics_states(owner):
        mask = _as_dict(state.get("/SMask"))
        if "/G" in mask:
            yield mask["/G"]
    for font in _values(resources, "/Font"):
        if font.get("/Subtype") == "/Type3":
            yield font


def _values(resources: Object | None, kind: str) -> list[Object]:
    group = resources.get(kind) if resources is not None else None
    return [value for _, value in group.items()] if group is not None else []


def _as_dict(value: Object | None) -> Object | dict:
    return value if hasattr(value, "keys") or isinstance(value, Stream) else {}
