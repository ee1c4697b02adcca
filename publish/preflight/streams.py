"""Decode streams within a budget, so that no file can fill the memory.

In:  a pikepdf stream or raw bytes with filter names. Out: bytes.
qpdf decodes without looking at the size; here every step has a ceiling.
"""

import base64
import binascii
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
from pikepdf import settings

MAX_DECODED = 96 * 2**20  # bytes of one content stream, function or font program
MAX_QPDF = 192 * 2**20  # bytes that qpdf may decode by itself (object streams)
MAX_WARNINGS = 500  # of qpdf, before it gives the file up
MAX_ITEMS = 2_000_000  # of one array or dictionary
CHUNK = 2**16
INFLATE_STEP = 2**20

SHORT = {
    "A85": "ASCII85Decode",
    "AHx": "ASCIIHexDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
    "Fl": "FlateDecode",
    "LZW": "LZWDecode",
    "RL": "RunLengthDecode",
}
PICTURE_FILTERS = frozenset({"DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode"})
LZW_CLEAR, LZW_END = 256, 257


class StreamFault(Exception):
    """A stream cannot be decoded: damaged, of an unknown kind, or too big."""


@contextmanager
def qpdf_limits() -> Iterator[None]:
    """Bound what qpdf decodes while a file is read; restores its limits."""
    before = settings.set_qpdf_limits(
        doc_max_warnings=MAX_WARNINGS,
        parser_max_container_size=MAX_ITEMS,
        flate_max_memory=MAX_QPDF,
        run_length_max_memory=MAX_QPDF,
        png_max_memory=MAX_QPDF,
        tiff_max_memory=MAX_QPDF,
    )
    try:
        yield
    finally:
        settings.set_qpdf_limits(**before)


def filters_of(holder: pikepdf.Object) -> tuple[str, ...]:
    """Return the filter names of a stream or inline image dictionary, in full."""
    entry = holder.get("/Filter")
    if entry is None:
        entry = holder.get("/F")
    names = entry if isinstance(entry, pikepdf.Array) else [entry]
    plain = (
        str(name).removeprefix("/") for name in names if isinstance(name, pikepdf.Name)
    )
    return tuple(SHORT.get(name, name) for name in plain)


def decoded(stream: pikepdf.Stream, limit: int = MAX_DECODED) -> bytes:
    """Return the decoded bytes of a stream.

    Raises: StreamFault when it is damaged, ends in a picture filter, or would
        grow past ``limit`` bytes.
    """
    try:
        data = stream.read_raw_bytes()
        names = filters_of(stream)
        plain = unpack(data, names, limit)
        if _predicted(stream):
            plain = stream.read_bytes()
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as problem:
        raise StreamFault(f"cannot be read: {problem}") from problem
    return plain


def unpack(data: bytes, names: tuple[str, ...], limit: int = MAX_DECODED) -> bytes:
    """Return bytes decoded through a chain of filters.

    Raises: StreamFault as ``decoded`` does.
    """
    for name in names:
        if name not in DECODERS:
            raise StreamFault(f"has the filter {name}, which holds no plain data")
        data = DECODERS[name](data, limit)
        if len(data) > limit:
            raise StreamFault(f"grows past {limit // 2**20} MB when it is decoded")
    return data


def inflated_size(data: bytes, limit: int) -> int:
    """Return how long Flate data are when decoded, without keeping them.

    Stops at ``limit``. Raises: StreamFault when the data are damaged.
    """
    total = sum(len(part) for part in _inflate(data, limit))
    return total


def _predicted(stream: pikepdf.Stream) -> bool:
    parms = stream.get("/DecodeParms", stream.get("/DP"))
    items = parms if isinstance(parms, pikepdf.Array) else [parms]
    return any(
        isinstance(item, pikepdf.Dictionary) and int(item.get("/Predictor", 1)) > 1
        for item in items
    )


def _inflate(data: bytes, limit: int) -> Iterator[bytes]:
    worker, total = zlib.decompressobj(), 0
    try:
        part = worker.decompress(data, INFLATE_STEP)
        while part:
            yield part
            total += len(part)
            if total > limit or worker.eof:
                break
            part = worker.decompress(worker.unconsumed_tail, INFLATE_STEP)
    except zlib.error as problem:
        raise StreamFault(f"is damaged: {problem}") from problem
    if data and not worker.eof and total <= limit:
        raise StreamFault("ends before its compressed data do")


def _flate(data: bytes, limit: int) -> bytes:
    return b"".join(_inflate(data, limit))


def _hex(data: bytes, limit: int) -> bytes:
    body = b"".join(data.split(b">")[0].split())
    try:
        return binascii.unhexlify(body + b"0" * (len(body) % 2))
    except binascii.Error as problem:
        raise StreamFault(f"is damaged: {problem}") from problem


def _base85(data: bytes, limit: int) -> bytes:
    body = data.strip().removeprefix(b"<~").split(b"~")[0]
    try:
        return base64.a85decode(body)
    except ValueError as problem:
        raise StreamFault(f"is damaged: {problem}") from problem


def _run_length(data: bytes, limit: int) -> bytes:
    parts, at, size = [], 0, 0
    while at < len(data) and data[at] != 128 and size <= limit:
        count = data[at]
        if count < 128:
            part = data[at + 1 : at + 2 + count]
            at += count + 2
        else:
            part = data[at + 1 : at + 2] * (257 - count)
            at += 2
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _lzw(data: bytes, limit: int) -> bytes:
    """Decode LZW with early change, as PDF writes it (ISO 32000-1, 7.4.4.2)."""
    table = [bytes([byte]) for byte in range(256)] + [b"", b""]
    parts, size, width, held, bits = [], 0, 9, 0, 0
    last = b""
    for byte in data:
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & (1 << width) - 1
        if code == LZW_END or size > limit:
            break
        if code == LZW_CLEAR:
            del table[258:]
            width, last = 9, b""
            continue
        if code > len(table) or (code == len(table) and not last):
            raise StreamFault("is damaged: no such LZW code")
        part = table[code] if code < len(table) else last + last[:1]
        if last and len(table) < 4096:
            table.append(last + part[:1])
        width = min(12, max(9, (len(table) + 1).bit_length()))
        parts.append(part)
        size += len(part)
        last = part
    return b"".join(parts)


DECODERS = {
    "FlateDecode": _flate,
    "ASCIIHexDecode": _hex,
    "ASCII85Decode": _base85,
    "RunLengthDecode": _run_length,
    "LZWDecode": _lzw,
}
