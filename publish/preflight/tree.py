"""The structure tree of a tagged file, read in the order of reading."""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

MAX_ELEMENTS = 200_000
MAX_ROLES = 16


@dataclass(frozen=True, slots=True)
class Element:
    """One structure element; ``role`` is its standard type."""

    role: str
    obj: pikepdf.Dictionary
    page: tuple[int, int] | None

    @property
    def alternative(self) -> str:
        """The text that stands for the element."""
        for key in ("/Alt", "/ActualText"):
            value = self.obj.get(key)
            if isinstance(value, pikepdf.String) and str(value).strip():
                return str(value)
        return ""

    def attribute(self, key: str) -> pikepdf.Object | None:
        """Return an attribute (``/Scope``), or None."""
        entry = self.obj.get("/A")
        items = entry.as_list() if isinstance(entry, pikepdf.Array) else [entry]
        for item in items:
            if isinstance(item, pikepdf.Dictionary) and key in item:
                return item[key]
        return None


def elements(root: pikepdf.Dictionary) -> Iterator[Element]:
    """Yield the elements of a catalog's structure tree; each object once."""
    tree = root.get("/StructTreeRoot")
    if not isinstance(tree, pikepdf.Dictionary):
        return
    roles = tree.get("/RoleMap")
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[pikepdf.Object, tuple[int, int] | None]] = [(tree, None)]
    count = 0
    while waiting and count < MAX_ELEMENTS:
        node, page = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        if node.is_indirect:
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        count += 1
        own = node.get("/Pg")
        page = own.objgen if isinstance(own, pikepdf.Dictionary) else page
        kind = node.get("/S")
        if isinstance(kind, pikepdf.Name):
            yield Element(_standard(str(kind), roles), node, page)
        children = node.get("/K")
        listed = (
            children.as_list() if isinstance(children, pikepdf.Array) else [children]
        )
        waiting += [(child, page) for child in reversed(listed)]


def _standard(name: str, roles: pikepdf.Object | None) -> str:
    """Return the standard type that a name is mapped to."""
    for _ in range(MAX_ROLES):
        mapped = roles.get(name) if isinstance(roles, pikepdf.Dictionary) else None
        if not isinstance(mapped, pikepdf.Name) or str(mapped) == name:
            break
        name = str(mapped)
    return name[1:]
