"""Fonts of a file: what is embedded, how wide glyphs are, which codes were drawn.

In:  font dictionaries. Out: one ``Font`` each, made once for a file.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import pikepdf

THOUSANDTH = 0.001
DEFAULT_WIDTH = 500.0  # of an em of 1000, where a font gives no widths
CID_DEFAULT_WIDTH = 1000.0  # ISO 32000-1, table 117, DW
MAX_WIDTHS = 70_000
SUBSET = re.compile(r"\A[A-Z]{6}\+")
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(eq=False)
class Font:
    """One font of a file, and the codes that were drawn with it on each page."""

    name: str
    kind: str
    embedded: bool
    obj: pikepdf.Dictionary
    descriptor: pikepdf.Dictionary | None
    double_byte: bool
    widths: dict[int, float]
    default_width: float
    unicode: bool
    type3_scale: float = THOUSANDTH
    glyph_unit: float = THOUSANDTH
    used: dict[int, set[int]] = field(default_factory=dict)

    def codes(self, text: bytes) -> list[int]:
        """Return the character codes of a string."""
        if not self.double_byte:
            return list(text)
        return [text[at] << 8 | text[at + 1] for at in range(0, len(text) - 1, 2)]

    @cached_property
    def differences(self) -> dict[int, str]:
        """The glyph names that the encoding gives itself (ISO 32000-1, 9.6.6)."""
        encoding = self.obj.get("/Encoding")
        entry = encoding.get("/Differences") if _is_dictionary(encoding) else None
        names: dict[int, str] = {}
        code = 0
        for item in entry.as_list() if isinstance(entry, pikepdf.Array) else ():
            if isinstance(item, pikepdf.Name):
                names[code] = str(item)[1:]
                code += 1
            else:
                code = _code(item)
        return names

    def advance(self, codes: list[int]) -> float:
        """Return the width of codes in thousandths of the size."""
        get, default = self.widths.get, self.default_width
        return sum([get(code, default) for code in codes])


def read_font(obj: pikepdf.Dictionary) -> Font:
    """Return the facts of a font dictionary; a malformed one is not embedded."""
    kind = _text(obj.get("/Subtype"))
    name = _text(obj.get("/BaseFont")) or _text(obj.get("/Name")) or "without a name"
    inner = obj
    if kind == "Type0":
        descendants = obj.get("/DescendantFonts")
        if isinstance(descendants, pikepdf.Array) and len(descendants):
            inner = descendants[0]
    descriptor = inner.get("/FontDescriptor") if _is_dictionary(inner) else None
    descriptor = descriptor if _is_dictionary(descriptor) else None
    embedded = kind == "Type3" or bool(
        descriptor is not None
        and any(isinstance(descriptor.get(key), pikepdf.Stream) for key in PROGRAMS)
    )
    return Font(
        name=SUBSET.sub("", name).rstrip(","),
        kind=kind or "no kind",
        embedded=embedded,
        obj=obj,
        descriptor=descriptor,
        double_byte=kind == "Type0",
        widths=_quiet(_cid_widths if kind == "Type0" else _widths, inner),
        default_width=_quiet_float(inner, "/DW", CID_DEFAULT_WIDTH)
        if kind == "Type0"
        else DEFAULT_WIDTH,
        unicode="/ToUnicode" in obj,
        type3_scale=_type3_scale(obj) if kind == "Type3" else THOUSANDTH,
        glyph_unit=_glyph_unit(obj) if kind == "Type3" else THOUSANDTH,
    )


def _code(item: object) -> int:
    try:
        return int(item)
    except (TypeError, ValueError):
        return 0


def _is_dictionary(obj: object) -> bool:
    return isinstance(obj, pikepdf.Dictionary)


def _text(entry: object) -> str:
    return str(entry).removeprefix("/") if isinstance(entry, pikepdf.Name) else ""


def _quiet(
    reader: Callable[[pikepdf.Dictionary], dict[int, float]], obj: object
) -> dict[int, float]:
    """Read widths; where they are malformed, go by the default width."""
    try:
        return reader(obj) if isinstance(obj, pikepdf.Dictionary) else {}
    except (TypeError, ValueError, IndexError, KeyError):
        return {}


def _quiet_float(obj: object, key: str, default: float) -> float:
    try:
        return float(obj.get(key, default))
    except (AttributeError, TypeError, ValueError):
        return default


def _widths(obj: pikepdf.Dictionary) -> dict[int, float]:
    first = int(obj.get("/FirstChar", 0))
    values = obj.get("/Widths")
    if not isinstance(values, pikepdf.Array):
        return {}
    return {first + at: float(value) for at, value in enumerate(values.as_list()[:256])}


def _cid_widths(obj: pikepdf.Dictionary) -> dict[int, float]:
    """Read /W: ``c [w1 w2 …]`` and ``first last w`` (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    entry = obj.get("/W")
    items = entry.as_list() if isinstance(entry, pikepdf.Array) else []
    at = 0
    while at + 1 < len(items) and len(widths) < MAX_WIDTHS:
        first, second = int(items[at]), items[at + 1]
        if isinstance(second, pikepdf.Array):
            for step, value in enumerate(second.as_list()):
                widths[first + step] = float(value)
            at += 2
        else:
            last, value = min(int(second), first + MAX_WIDTHS), float(items[at + 2])
            widths.update(dict.fromkeys(range(first, last + 1), value))
            at += 3
    return widths


def _type3_scale(obj: pikepdf.Dictionary) -> float:
    """Return the size of a thousandth of an em in text space units.

    The usual matrix is 0.001; where it is another, the height of the font's box
    stands for the em.
    """
    try:
        matrix = [float(value) for value in obj["/FontMatrix"]]
        scale = abs(matrix[3]) or abs(matrix[1])
        if abs(scale - THOUSANDTH) < THOUSANDTH / 10:
            return THOUSANDTH
        box = [float(value) for value in obj["/FontBBox"]]
        return abs(box[3] - box[1]) * scale / 1000 or scale
    except (KeyError, TypeError, ValueError, IndexError):
        return THOUSANDTH


def _glyph_unit(obj: pikepdf.Dictionary) -> float:
    """Return the width of one glyph unit of a Type 3 font in text space."""
    try:
        return abs(float(obj["/FontMatrix"][0]))
    except (KeyError, TypeError, ValueError, IndexError):
        return THOUSANDTH
