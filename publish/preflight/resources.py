"""What the names in a content stream stand for, read once for each dictionary."""

import pikepdf

from publish.preflight.fonts import Font, read_font
from publish.preflight.images import ImageFacts, read_image
from publish.preflight.spaces import Paint, Space, Spaces

MAX_PAINTS = 50_000


class Registry:
    """The colour spaces, fonts and images of one file; each is read once."""

    def __init__(self) -> None:
        self.spaces = Spaces()
        self.fonts: dict[object, Font] = {}
        self._resources: dict[tuple[int, int], Resources] = {}
        self._paints: dict[tuple[int, tuple[float, ...]], Paint] = {}

    def paint(self, space: Space, values: tuple[float, ...]) -> Paint:
        """Return the one ``Paint`` for a colour, so that its inks are mixed once."""
        key = (id(space), values)
        paint = self._paints.get(key)
        if paint is None or paint.space is not space:
            if len(self._paints) >= MAX_PAINTS:
                self._paints.clear()
            paint = self._paints[key] = Paint(space, values)
        return paint

    def font(self, obj: pikepdf.Dictionary) -> Font:
        """Return the facts of a font dictionary."""
        key = obj.objgen if obj.is_indirect else obj.unparse()
        if key not in self.fonts:
            self.fonts[key] = read_font(obj)
        return self.fonts[key]

    def resources(self, obj: object, outer: "Resources | None" = None) -> "Resources":
        """Return the names of a resource dictionary, or of the one around it."""
        if not isinstance(obj, pikepdf.Dictionary):
            return outer if outer is not None else Resources(pikepdf.Dictionary(), self)
        if not obj.is_indirect:
            return Resources(obj, self)
        if obj.objgen not in self._resources:
            self._resources[obj.objgen] = Resources(obj, self)
        return self._resources[obj.objgen]


class Resources:
    """One resource dictionary; every name is looked up once."""

    def __init__(self, obj: pikepdf.Dictionary, registry: Registry) -> None:
        self._obj = obj
        self._registry = registry
        self._found: dict[tuple[str, str], object] = {}
        self._spaces: dict[str, Space] = {}
        self._images: dict[str, ImageFacts] = {}
        self._space_entries: dict[str, object] | None = None
        self.has_spaces = "/ColorSpace" in obj

    def get(self, category: str, name: str) -> object | None:
        """Return the entry of a category (``Font``, ``XObject`` …), or None."""
        key = (category, name)
        if key not in self._found:
            group = self._obj.get(f"/{category}")
            entry = None
            if isinstance(group, pikepdf.Dictionary):
                entry = group.get(_key(name))
            self._found[key] = entry
        return self._found[key]

    def font(self, name: str) -> Font | None:
        """Return a font by name, or None when there is none."""
        entry = self.get("Font", name)
        if not isinstance(entry, pikepdf.Dictionary):
            return None
        return self._registry.font(entry)

    def space(self, entry: object) -> Space:
        """Return a colour space by name or object."""
        if self._space_entries is None:
            group = self._obj.get("/ColorSpace")
            known = isinstance(group, pikepdf.Dictionary)
            self._space_entries = (
                {key[1:]: value for key, value in group.items()} if known else {}
            )
        if not isinstance(entry, str):
            return self._registry.spaces.resolve(entry, self._space_entries)
        if entry not in self._spaces:
            self._spaces[entry] = self._registry.spaces.resolve(
                entry, self._space_entries
            )
        return self._spaces[entry]

    def image(self, name: str, stream: pikepdf.Stream) -> ImageFacts:
        """Return the facts of an image XObject."""
        if name not in self._images:
            self._images[name] = read_image(stream, self.space)
        return self._images[name]


def _key(name: str) -> str:
    """Return a name as pikepdf wants it: UTF-8, or surrogates for other bytes."""
    raw = name.encode("latin-1")
    return "/" + raw.decode("utf-8", "surrogateescape")
