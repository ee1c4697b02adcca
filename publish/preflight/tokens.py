"""Cut a content stream into instructions, one at a time.

In:  decoded bytes. Out: (operator, operands); numbers are floats, names are
``str`` without the slash, strings are bytes, arrays lists, dictionaries dicts.

A regular expression reads numbers and operator in one step, another a whole
run of path segments: maps of 20,000 points are what decides the speed. All
repeats are possessive, so that no input makes them slow.
"""

import re
from collections.abc import Iterator
from typing import Any

SPACE = rb"\x00\t\n\f\r "
DELIMITERS = rb"()<>\[\]{}/%"
_END = rb"(?=[" + SPACE + rb"/\[(<%]|\Z)"

PATH_RUN = re.compile(rb"(?:[-+.\d" + SPACE + rb"]++[mlcvy](?=[" + SPACE + rb"]|\Z))++")
NUMERIC = re.compile(
    rb"["
    + SPACE
    + rb"]*+((?:[-+.\d]++["
    + SPACE
    + rb"]++)*+)([A-Za-z'\"][\w*]*+)"
    + _END
)
TOKEN = re.compile(
    rb"[" + SPACE + rb"]*+(?:(?P<comment>%[^\r\n]*+)"
    rb"|/(?P<name>[^" + SPACE + DELIMITERS + rb"]*+)"
    rb"|(?P<number>[-+.\d][-+.\d]*+)(?=[" + SPACE + DELIMITERS + rb"]|\Z)"
    rb"|\((?P<plain>[^()\\]*+)\)"
    rb"|(?P<string>\()"
    rb"|(?P<open><<)|(?P<close>>>)"
    rb"|<(?P<hex>[0-9A-Fa-f" + SPACE + rb"]*+)>"
    rb"|(?P<left>\[)|(?P<right>\])"
    rb"|(?P<word>[^" + SPACE + DELIMITERS + rb"]++)"
    rb"|(?P<stray>[^" + SPACE + rb"]))"
)
_PAREN = re.compile(rb"[^()\\]*+(?:\\.[^()\\]*+)*+([()])", re.DOTALL)
_ESCAPE = re.compile(rb"\\(\r\n|[0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
_NAME_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_IMAGE_END = re.compile(rb"[" + SPACE + rb"]EI(?=[" + SPACE + rb"]|\Z)")
_AFTER_IMAGE = re.compile(rb"[\x09\x0a\x0d\x20-\x7e]{0,12}\Z")
_WORDS = {b"true": True, b"false": False, b"null": None}

MAX_OPERANDS = 4096  # ISO 32000-1 Annex C speaks of 32 for DeviceN; TJ arrays are one
MAX_NESTING = 64

Instruction = tuple[bytes, list[Any]]

PATH = b"path run"  # the operands are raw bytes and the number of segments
IMAGE = b"inline image"  # the operands are the dictionary and the data
STRAY = b"stray"  # something that belongs to no instruction


def name_of(raw: bytes) -> str:
    """Return a name as text, with its #xx escapes resolved."""
    if b"#" in raw:
        raw = _NAME_HEX.sub(lambda hit: bytes([int(hit[1], 16)]), raw)
    return raw.decode("latin-1")


def numbers(raw: bytes) -> list[float]:
    """Return the numbers of a run of digits and spaces; a malformed one is 0."""
    try:
        return list(map(float, raw.split()))
    except ValueError:
        return [_number(part) for part in raw.split()]


def instructions(data: bytes) -> Iterator[Instruction]:
    """Yield the instructions of a content stream in their order."""
    at, end = 0, len(data)
    operands: list[Any] = []
    while at < end:
        if not operands:
            if run := PATH_RUN.match(data, at):
                at = run.end()
                letters = len(run[0]) - len(run[0].translate(None, b"mlcvy"))
                yield PATH, [run[0], letters]
                continue
            hit = NUMERIC.match(data, at)
            if hit and hit[2] not in _WORDS and hit[2] != b"BI":
                at = hit.end()
                yield hit[2], numbers(hit[1])
                continue
        value, at, operator = _next(data, at, 0)
        if operator == b"BI":
            dictionary, body, at = _inline_image(data, at)
            yield IMAGE, [dictionary, body]
        elif operator is not None:
            yield operator, operands
        elif value is not _NOTHING:
            operands.append(value)
            if len(operands) <= MAX_OPERANDS:
                continue
            yield STRAY, operands
        else:
            continue
        operands = []
    if operands:
        yield STRAY, operands


_NOTHING = object()


def _number(raw: bytes) -> float:
    try:
        return float(raw)
    except ValueError:
        return 0.0


def _next(data: bytes, at: int, depth: int) -> tuple[Any, int, bytes | None]:
    """Return (value, position, operator); exactly one of value, operator is set."""
    hit = TOKEN.match(data, at)
    if not hit:
        return _NOTHING, len(data), None
    kind, at = hit.lastgroup, hit.end()
    if kind == "number":
        return _number(hit["number"]), at, None
    if kind == "name":
        return name_of(hit["name"]), at, None
    if kind == "plain":
        return hit["plain"], at, None
    if kind == "hex":
        body = b"".join(hit["hex"].split())
        return bytes.fromhex((body + b"0" * (len(body) % 2)).decode()), at, None
    if kind == "string":
        return *_string(data, at), None
    if kind == "left":
        return *_items(data, at, b"]", depth), None
    if kind == "open":
        items, at = _items(data, at, b">>", depth)
        return _pairs(items), at, None
    if kind == "word":
        word = hit["word"]
        return (_WORDS[word], at, None) if word in _WORDS else (_NOTHING, at, word)
    if kind == "comment":
        return _NOTHING, at, None
    return _NOTHING, at, STRAY


def _items(data: bytes, at: int, closing: bytes, depth: int) -> tuple[list, int]:
    items: list[Any] = []
    if depth > MAX_NESTING:
        return items, len(data)
    while at < len(data):
        hit = TOKEN.match(data, at)
        if not hit:
            return items, len(data)
        if hit.lastgroup in ("right", "close"):
            return items, hit.end()
        if hit.lastgroup == "number":
            items.append(_number(hit["number"]))
            at = hit.end()
            continue
        value, at, _ = _next(data, at, depth + 1)
        if value is not _NOTHING:
            items.append(value)
    return items, at


def _pairs(items: list[Any]) -> dict[str, Any]:
    return {
        key: value
        for key, value in zip(items[::2], items[1::2], strict=False)
        if isinstance(key, str)
    }


def _string(data: bytes, at: int) -> tuple[bytes, int]:
    """Return a string with nested parentheses; ``at`` is behind the first one."""
    start, depth = at, 1
    while depth:
        hit = _PAREN.match(data, at)
        if not hit:
            return data[start:], len(data)
        at = hit.end()
        depth += 1 if hit[1] == b"(" else -1
    return _ESCAPE.sub(_unescape, data[start : at - 1]), at


def _unescape(hit: re.Match[bytes]) -> bytes:
    text = hit[1]
    if text[:1] in b"01234567":
        return bytes([int(text, 8) & 255])
    return _ESCAPED.get(text, text)


def _inline_image(data: bytes, at: int) -> tuple[dict[str, Any], bytes, int]:
    """Return dictionary, data and the position behind ``EI``."""
    items: list[Any] = []
    while at < len(data):
        value, at, operator = _next(data, at, 0)
        if operator == b"ID":
            break
        if value is not _NOTHING:
            items.append(value)
    start = at + 1
    for hit in _IMAGE_END.finditer(data, at):
        if _AFTER_IMAGE.match(data[hit.end() : hit.end() + 12]):
            return _pairs(items), data[start : hit.start()], hit.end()
    return _pairs(items), data[start:], len(data)
