"""The words of a tagged PDF, by page and marked content number.

In:  an open PDF with fonts that carry ToUnicode maps.
Out: {(page, MCID): text}, for structure repairs that need to know what is said.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from pikepdf import Array, Dictionary, Object, Page, Pdf, Stream, String
from pikepdf import parse_content_stream as parse

from publish.plates.reach import Key

_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.S)
_CODE = re.compile(rb"<([0-9A-Fa-f\s]*)>|\[([^]]*)\]")

CMap = Mapping[bytes, str]


def text_by_mark(pdf: Pdf) -> dict[tuple[Key, int], str]:
    """Return the text of every marked content sequence of the pages."""
    found: dict[tuple[Key, int], str] = {}
    maps: dict[Key, CMap] = {}
    for page in pdf.pages:
        for number, text in _page_text(page, maps).items():
            found[page.obj.objgen, number] = text
    return found


def _page_text(page: Page, maps: dict[Key, CMap]) -> dict[int, str]:
    text: dict[int, str] = defaultdict(str)
    marks: list[int | None] = []
    fonts = page.resources.get("/Font", Dictionary())
    current: CMap = {}
    for instruction in parse(page):
        name, operands = str(instruction.operator), instruction.operands
        if name in ("BDC", "BMC"):
            marks.append(_mark(operands))
        elif name == "EMC" and marks:
            marks.pop()
        elif name == "Tf":
            current = _cmap(fonts.get(operands[0]), maps)
        elif name in ("Tj", "TJ", "'", '"'):
            number = next((mark for mark in reversed(marks) if mark is not None), None)
            if number is not None:
                text[number] += _decoded(operands[-1], current)
    return text


def _mark(operands: Any) -> int | None:
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, Dictionary) and "/MCID" in properties:
        return int(properties.MCID)
    return None


def _decoded(shown: Object, codes: CMap) -> str:
    strings = list(shown) if isinstance(shown, Array) else [shown]
    width = len(next(iter(codes), b""))
    if not width:
        return ""
    raw = b"".join(bytes(part) for part in strings if isinstance(part, String))
    parts = (raw[i : i + width] for i in range(0, len(raw), width))
    return "".join(codes.get(part, "") for part in parts)


def _cmap(font: Object | None, maps: dict[Key, CMap]) -> CMap:
    stream = font.get("/ToUnicode") if font is not None else None
    if not isinstance(stream, Stream):
        return {}
    if stream.objgen not in maps:
        maps[stream.objgen] = _read_cmap(stream.read_bytes())
    return maps[stream.objgen]


def _read_cmap(data: bytes) -> CMap:
    """Return the codes of a ToUnicode map (Adobe technical note 5411)."""
    codes: dict[bytes, str] = {}
    for kind, body in _SECTION.findall(data):
        tokens = _CODE.findall(body)
        if kind == b"char":
            for (code, _), (target, _) in zip(tokens[::2], tokens[1::2], strict=False):
                codes[_hex(code)] = _unicode(_hex(target))
            continue
        for (low, _), (high, _), (first, several) in zip(
            tokens[::3], tokens[1::3], tokens[2::3], strict=False
        ):
            codes.update(_range(_hex(low), _hex(high), first, several))
    return codes


def _range(low: bytes, high: bytes, first: bytes, several: bytes) -> dict[bytes, str]:
    start, end = int.from_bytes(low, "big"), int.from_bytes(high, "big")
    if several:
        targets = [_unicode(_hex(code)) for code, _ in _CODE.findall(several)]
    else:
        base = _unicode(_hex(first))
        targets = [
            base[:-1] + chr(ord(base[-1]) + step) for step in range(end - start + 1)
        ]
    return {
        (start + step).to_bytes(len(low), "big"): target
        for step, target in enumerate(targets)
    }


def _hex(code: bytes) -> bytes:
    return bytes.fromhex(code.decode("ascii"))


def _unicode(code: bytes) -> str:
    return code.decode("utf-16-be", "replace")
