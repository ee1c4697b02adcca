"""The type: which file serves which role, with its licence and checksum.

In:  fonts/fonts.toml and the files beside it.
Out: ``Faces``, by which every stage finds a font file; no installed font is used.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from publish.errors import Faults, LayoutError
from publish.source import Source

FONTS_TOML = PurePosixPath("fonts/fonts.toml")


@dataclass(frozen=True)
class Face:
    """One font file: a family, weight and style."""

    role: str
    family: str
    weight: int
    italic: bool
    path: Path

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points for which the file has a glyph."""
        from fontTools.ttLib import TTFont  # heavy: only where used

        with TTFont(self.path, lazy=True) as font:
            return frozenset(font.getBestCmap())

    @cached_property
    def x_height(self) -> float:
        """Height of the small x as a fraction of the type size (OS/2 sxHeight)."""
        from fontTools.ttLib import TTFont

        with TTFont(self.path, lazy=True) as font:
            return font["OS/2"].sxHeight / font["head"].unitsPerEm

    @cached_property
    def _heights(self) -> Mapping[str, tuple[float, float]]:
        """Lowest and highest point of each character, as fractions of the type size."""
        from fontTools.ttLib import TTFont

        with TTFont(self.path, lazy=True) as font:
            outlines, em = font["glyf"], font["head"].unitsPerEm
            drawn = {chr(c): outlines[name] for c, name in font.getBestCmap().items()}
            return {
                character: (glyph.yMin / em, glyph.yMax / em)
                for character, glyph in drawn.items()
                if glyph.numberOfContours
            }

    def reach(self, text: str) -> tuple[float, float]:
        """Return how far the ink of a line reaches below and above its baseline.

        As fractions of the type size; below is negative.
        """
        drawn = [self._heights[c] for c in text if c in self._heights] or [(0.0, 0.0)]
        return min(0.0, *(low for low, _ in drawn)), max(high for _, high in drawn)

    @property
    def postscript_name(self) -> str:
        """The name under which drawing libraries register the file."""
        return self.path.stem


class Faces:
    """All faces of a publication, found by role, weight and style."""

    def __init__(self, faces: Iterable[Face]) -> None:
        self.all = tuple(faces)

    def get(self, role: str, *, weight: int = 400, italic: bool = False) -> Face:
        """Return the face of ``role`` nearest to ``weight``.

        Raises: KeyError when no face has that role and style.
        """
        fitting = [f for f in self.all if f.role == role and f.italic == italic]
        if not fitting:
            raise KeyError(f"no face for role {role!r}, italic {italic}")
        return min(fitting, key=lambda face: abs(face.weight - weight))

    def of_family(
        self, family: str, *, weight: int = 400, italic: bool = False
    ) -> Face | None:
        """Return the face that a drawing calls by its family, if there is one."""
        wanted = (family, weight, italic)
        found = (f for f in self.all if (f.family, f.weight, f.italic) == wanted)
        return next(found, None)

    def family(self, role: str) -> str:
        """Return the family name of a role, as CSS and charts call it."""
        return self.get(role).family

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles, in the order of fonts.toml."""
        return tuple(dict.fromkeys(face.role for face in self.all))


def load(folder: Path) -> Faces:
    """Read ``fonts/fonts.toml`` below a publication's folder.

    Raises: LayoutError for a missing file, a wrong checksum or an incomplete entry.
    """
    at, faults, faces = Source(FONTS_TOML), Faults(), []
    try:
        entries = tomllib.loads((folder / FONTS_TOML).read_text("utf-8"))["face"]
    except (OSError, KeyError, ValueError, RecursionError) as problem:
        faults.add(f"cannot be read: {problem}", at, "list each face as [[face]]")
        faults.raise_as(LayoutError)
    if not isinstance(entries, list):
        faults.add("is no list of faces", at, "list each face as [[face]]")
        faults.raise_as(LayoutError)
    for entry in entries:
        face = _face(folder / FONTS_TOML.parent, entry, at, faults)
        if face:
            faces.append(face)
    faults.raise_as(LayoutError)
    return Faces(faces)


def _is_beside(folder: Path, name: object) -> bool:
    """Return whether a name is that of a file in the folder itself, or may become it.

    A link must not lead out of the folder.
    """
    if not isinstance(name, str) or name != PurePosixPath(name).name or "\0" in name:
        return False
    return (folder / name).resolve().parent == folder.resolve()


def _face(folder: Path, entry: dict, at: Source, faults: Faults) -> Face | None:
    wanted = {"role", "family", "weight", "italic", "file", "sha256", "licence"}
    if missing := wanted - entry.keys():
        faults.add(f"a face lacks {', '.join(sorted(missing))}", at, "add the setting")
        return None
    for name in ("file", "licence"):
        if not _is_beside(folder, entry[name]):
            faults.add(f"{name} {entry[name]!r} is not in fonts/", at, "put it there")
            return None
    path = folder / entry["file"]
    if not path.is_file():
        faults.add(f"no file fonts/{entry['file']}", at, "put the font there")
    elif hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
        faults.add(
            f"fonts/{entry['file']} is not the file that was approved",
            at,
            "restore it, or update sha256 after checking the new version",
        )
    elif not (folder / entry["licence"]).is_file():
        faults.add(f"no licence fonts/{entry['licence']}", at, "put its text there")
    else:
        return Face(
            entry["role"], entry["family"], entry["weight"], entry["italic"], path
        )
    return None
