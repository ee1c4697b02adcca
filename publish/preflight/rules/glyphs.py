"""Rules for glyphs: letters that the embedded font does not hold.

A missing letter prints as an empty box or as nothing. Only fonts whose codes can
be followed to a glyph for certain are judged.
"""

import io
from collections.abc import Callable, Iterator

import pikepdf

from publish.preflight.fonts import Font
from publish.preflight.job import Job
from publish.preflight.rules.registry import Hit, any_file, file_rule
from publish.preflight.streams import StreamFault, decoded

MAX_PROGRAM = 48 * 2**20  # bytes of one font program
BLANKS = frozenset({"space", "nbspace", "nonbreakingspace", "uni00A0", ".null"})
SYMBOLIC = 4  # bit 3 of the descriptor's flags
MAC, MICROSOFT = 1, 3  # platforms of a cmap
UNICODE = ((MICROSOFT, 1), (MICROSOFT, 10))
IDENTITY = ("/Identity-H", "/Identity-V")
CODECS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}

Known = Callable[[int], bool]


@file_rule(
    "missing-glyph",
    of=any_file,
    why="a letter that the font does not hold prints as an empty box, or not at all",
    do="set the text in a font that has the letter, and embed it whole",
    source="ISO 14289-1, 7.21.8; GWG 2022: .notdef",
)
def missing(job: Job) -> Iterator[Hit]:
    """Every code that is drawn has a glyph."""
    for font in job.registry.fonts.values():
        if not font.used or not font.embedded:
            continue
        knows = _reader(font)
        if knows is None:
            continue
        for page, codes in sorted(font.used.items()):
            absent = sorted(code for code in codes if not knows(code))
            if absent:
                listed = ", ".join(f"{code:#06x}" for code in absent[:5])
                yield Hit(
                    f"{len(absent)} characters have no glyph in {font.name}: {listed}",
                    page=page,
                    measured=f"{len(absent)} missing",
                    limit="0",
                )


@file_rule(
    "font-program",
    of=any_file,
    why="a font that cannot be read is replaced by another, or stops the press",
    do="export again; install the font anew where it is damaged",
    source="ISO 32000-1, 9.9",
)
def programs(job: Job) -> Iterator[Hit]:
    """Embedded font programs can be read."""
    for font in job.registry.fonts.values():
        if font.used and font.embedded and font.kind != "Type3":
            fault = _program_fault(font)
            if fault:
                message = f"the embedded font {font.name} {fault}"
                yield Hit(message, page=min(font.used))


def _program(font: Font) -> tuple[str, bytes]:
    """Return (key, bytes) of the embedded program.

    Raises: StreamFault when it cannot be read.
    """
    for key in ("/FontFile2", "/FontFile3", "/FontFile"):
        stream = font.descriptor.get(key)
        if isinstance(stream, pikepdf.Stream):
            return key, decoded(stream, MAX_PROGRAM)
    raise StreamFault("is not there")


def _program_fault(font: Font) -> str:
    try:
        key, data = _program(font)
    except StreamFault as fault:
        return str(fault)
    starts = {
        "/FontFile2": (b"\x00\x01\x00\x00", b"true", b"OTTO", b"ttcf"),
        "/FontFile3": (b"\x01", b"OTTO", b"\x00\x01\x00\x00", b"true"),
        "/FontFile": (b"%!", b"\x80\x01"),
    }[key]
    return "" if data.startswith(starts) else "is no font program"


def _reader(font: Font) -> Known | None:
    """Return a test of codes, or None where codes cannot be followed."""
    try:
        if font.kind == "Type3":
            return _type3(font)
        key, data = _program(font)
        if font.kind == "Type0":
            return _composite(font, key, data)
        if font.kind == "TrueType" and key == "/FontFile2":
            return _truetype(font, data)
        if key == "/FontFile3":
            return _compact(font, data)
    except Exception as problem:  # fontTools raises what it likes on bad programs
        if isinstance(problem, MemoryError | RecursionError):
            raise
        return None
    return None


def _type3(font: Font) -> Known:
    procedures = font.obj.get("/CharProcs")
    names = (
        set(procedures.keys()) if isinstance(procedures, pikepdf.Dictionary) else set()
    )
    return lambda code: f"/{font.differences.get(code)}" in names


def _composite(font: Font, key: str, data: bytes) -> Known | None:
    encoding = font.obj.get("/Encoding")
    if not isinstance(encoding, pikepdf.Name) or encoding not in IDENTITY:
        return None
    descendant = font.obj["/DescendantFonts"][0]
    if key == "/FontFile3" and data[:4] != b"OTTO":
        return _cff_codes(data)
    from fontTools.ttLib import TTFont

    program = TTFont(io.BytesIO(data), lazy=True, fontNumber=0)
    count = program["maxp"].numGlyphs
    mapping = descendant.get("/CIDToGIDMap")
    if isinstance(mapping, pikepdf.Stream):
        table = decoded(mapping)
        return lambda cid: (
            0 < int.from_bytes(table[2 * cid : 2 * cid + 2], "big") < count
        )
    if data[:4] == b"OTTO" and "CFF " in program:
        return _cff_codes(program.reader["CFF "])
    return lambda cid: 0 < cid < count


def _cff_codes(data: bytes) -> Known | None:
    """Return a test of character identifiers for a bare CFF font."""
    from fontTools.cffLib import CFFFontSet

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    top = fonts[0]
    names = top.charset
    if hasattr(top, "ROS"):
        known = {int(name[3:]) for name in names if name.startswith("cid")}
        return lambda cid: cid in known and cid != 0
    return lambda cid: 0 < cid < len(names)


def _truetype(font: Font, data: bytes) -> Known | None:
    from fontTools.ttLib import TTFont

    program = TTFont(io.BytesIO(data), lazy=True, fontNumber=0)
    if "cmap" not in program:
        return None
    tables = {(t.platformID, t.platEncID): t.cmap for t in program["cmap"].tables}
    glyphs = set(program.getGlyphOrder()[1:])
    names = _names(font)
    symbols, mac = tables.get((MICROSOFT, 0), {}), tables.get((MAC, 0), {})
    unicode = {
        text: name
        for (platform, kind), table in tables.items()
        if platform == 0 or (platform, kind) in UNICODE
        for text, name in table.items()
    }

    def knows(code: int) -> bool:
        name, text = names.get(code, ("", ""))
        if name in BLANKS or text in ("", " ", "\xa0") or name in glyphs:
            return bool(name or text) or _direct(code)
        return ord(text[0]) in unicode or _direct(code)

    def _direct(code: int) -> bool:
        at = (symbols.get(code), symbols.get(0xF000 | code), mac.get(code))
        return any(glyph and glyph != ".notdef" for glyph in at)

    return knows


def _compact(font: Font, data: bytes) -> Known | None:
    """Return a test of codes for a simple font in CFF."""
    from fontTools.cffLib import CFFFontSet
    from fontTools.encodings.StandardEncoding import StandardEncoding

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    top = fonts[0]
    glyphs = set(top.charset) - {".notdef"}
    built_in = top.Encoding
    if not isinstance(built_in, list):
        built_in = StandardEncoding if built_in == "StandardEncoding" else []
    if not built_in:
        return None
    names = _names(font)

    def knows(code: int) -> bool:
        name = names[code][0] if code in names else built_in[code]
        return name in glyphs or name in BLANKS

    return knows


def _names(font: Font) -> dict[int, tuple[str, str]]:
    """Return (glyph name, text) by code, as the font's encoding says."""
    from fontTools.agl import UV2AGL, toUnicode

    encoding = font.obj.get("/Encoding")
    base = encoding
    if isinstance(encoding, pikepdf.Dictionary):
        base = encoding.get("/BaseEncoding")
    codec = CODECS.get(str(base)) if base is not None else None
    names: dict[int, tuple[str, str]] = {}
    for code in range(256) if codec else ():
        text = bytes([code]).decode(codec, "ignore")
        if text:
            names[code] = UV2AGL.get(ord(text), ""), text
    for code, name in font.differences.items():
        names[code] = name, toUnicode(name)
    return names
