"""Digests of PDF objects by what they hold, whatever their numbers in the file.

In:  a page, a font. Out: a digest that is the same for the very same content.

What merely leads elsewhere is left out: parents, destinations, places in a tree.
"""

import hashlib

import pikepdf

from publish.preflight.sheet import Sheet, resources_of

ELSEWHERE = frozenset(
    ("/Parent", "/P", "/Dest", "/B", "/StructParent", "/StructParents", "/Popup")
)

Key = tuple[int, int]


class Fingerprints:
    """Digests of the objects of one file; shared ones are read once."""

    def __init__(self) -> None:
        self._known: dict[Key, str] = {}

    def page(self, sheet: Sheet) -> str:
        """Return the digest of all that is painted on a page or asked of it."""
        told = (sheet.number, sheet.boxes, sheet.malformed, sheet.rotate)
        units = (sheet.user_unit, sheet.scale, sheet.struct_parents)
        resources = self.of(resources_of(sheet.obj))
        return _hash(repr((*told, *units)), self._inside(sheet.obj), resources)

    def of(self, value: object) -> str:
        """Return the digest of an object with all that it refers to."""
        if not isinstance(value, pikepdf.Object):
            return repr(value)
        if not value.is_indirect:
            return self._inside(value)
        key = value.objgen
        if key not in self._known:
            self._known[key] = "itself"  # where it refers to itself
            self._known[key] = self._inside(value)
        return self._known[key]

    def _inside(self, value: pikepdf.Object) -> str:
        if isinstance(value, pikepdf.Array):
            return _hash("[", *map(self.of, value.as_list()))
        if isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
            pairs = (
                part
                for name, entry in sorted(value.items())
                if name not in ELSEWHERE
                for part in (name, self.of(entry))
            )
            stream = isinstance(value, pikepdf.Stream)
            return _hash("<", *pairs, value.read_raw_bytes() if stream else b"")
        return value.unparse().decode("latin-1")


def _hash(*parts: str | bytes) -> str:
    found = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "replace")
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.hexdigest()
