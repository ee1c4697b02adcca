"""Images: size, colour space and everything about them that a press refuses.

In:  an image XObject. Out: ``ImageFacts``, without decoding the picture.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pikepdf

from publish.preflight.spaces import CMYK, GREY, MODELS, RGB, Space
from publish.preflight.streams import StreamFault, filters_of, inflated_size

JPX_SPACES = {16: RGB, 17: GREY, 12: CMYK, 18: RGB}  # ISO 15444-1, EnumCS; 18 is sYCC
FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
STENCIL_BITS = 1
MAX_PLAIN = 512 * 2**20  # bytes of a decoded picture whose length is checked

Troubles = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """One image: pixels, bits a channel, space (None for a stencil), filters.

    ``troubles`` are (kind, message) pairs, see ``records.Trouble``.
    """

    width: int
    height: int
    bits: int
    space: Space | None
    filters: tuple[str, ...]
    mask_space: Space | None
    troubles: Troubles


def read_image(
    stream: pikepdf.Stream, space_of: Callable[[object], Space]
) -> ImageFacts:
    """Return the facts of an image; what cannot be read becomes a trouble."""
    troubles: list[tuple[str, str]] = []
    width, height = _whole(stream, "/Width"), _whole(stream, "/Height")
    filters = filters_of(stream)
    stencil = _flag(stream, "/ImageMask")
    bits = STENCIL_BITS if stencil else _whole(stream, "/BitsPerComponent") or 8
    space = None if stencil else _space(stream, filters, space_of)
    if width < 1 or height < 1:
        troubles.append(("damaged", f"an image says it is {width} × {height} pixels"))
    if "/OPI" in stream:
        troubles.append(("opi", "an image refers to another file by OPI"))
    if "/Alternates" in stream:
        troubles.append(("alternates", "an image has alternate versions"))
    if "/F" in stream and isinstance(stream["/F"], pikepdf.Dictionary | pikepdf.String):
        troubles.append(("external", "the data of an image lie in another file"))
    else:
        troubles += _data_troubles(stream, filters, width, height, bits, space)
    mask = stream.get("/SMask")
    mask_space = None
    if isinstance(mask, pikepdf.Stream):
        mask_space = space_of(mask.get("/ColorSpace"))
    return ImageFacts(width, height, bits, space, filters, mask_space, tuple(troubles))


def _space(
    stream: pikepdf.Stream,
    filters: tuple[str, ...],
    space_of: Callable[[object], Space],
) -> Space:
    entry = stream.get("/ColorSpace")
    if entry is None and "JPXDecode" in filters:
        return _jpx_space(stream)
    if isinstance(entry, pikepdf.Name):
        return space_of(str(entry)[1:])
    return space_of(entry)


def _jpx_space(stream: pikepdf.Stream) -> Space:
    """Return the space that a JPEG 2000 file names itself."""
    data = bytes(stream.get_raw_stream_buffer())[:4096]
    at = data.find(b"colr")
    if at >= 0 and data[at + 4 : at + 5] == b"\x01":
        number = int.from_bytes(data[at + 7 : at + 11], "big")
        return JPX_SPACES.get(number, RGB)
    size = data.find(b"ihdr")
    channels = int.from_bytes(data[size + 12 : size + 14], "big") if size >= 0 else 3
    return {"grey": GREY, "cmyk": CMYK}.get(MODELS.get(channels, "rgb"), RGB)


def _data_troubles(
    stream: pikepdf.Stream,
    filters: tuple[str, ...],
    width: int,
    height: int,
    bits: int,
    space: Space | None,
) -> Troubles:
    """Compare what the dictionary promises with what the data hold."""
    try:
        raw = bytes(stream.get_raw_stream_buffer())
    except (pikepdf.PdfError, RuntimeError) as problem:
        return (("damaged", f"an image cannot be read: {problem}"),)
    channels = space.n if space is not None else 1
    if filters == ("DCTDecode",):
        found = jpeg_frame(raw)
        if found is None:
            return (("damaged", "an image says it is a JPEG, and its data are none"),)
        if channels and found[2] != channels:
            label = space.label if space else "a stencil"
            return (
                ("damaged", f"a JPEG of {found[2]} channels is said to be {label}"),
            )
    if filters in ((), ("FlateDecode",)) and width > 0 < height and channels:
        wanted = height * ((width * channels * bits + 7) // 8)
        if filters and "/DecodeParms" in stream:
            return ()
        limit = min(wanted, MAX_PLAIN)
        try:
            got = inflated_size(raw, limit - 1) if filters else len(raw)
        except StreamFault as problem:
            return (("damaged", f"the data of an image: it {problem}"),)
        if got < limit:
            return (("damaged", f"an image holds {got} bytes of {wanted}"),)
    return ()


def jpeg_frame(data: bytes) -> tuple[int, int, int] | None:
    """Return (width, height, channels) of a JPEG, or None when it is none."""
    if data[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            at += 1
            continue
        marker = data[at + 1]
        if marker in FRAME_MARKERS:
            height = int.from_bytes(data[at + 5 : at + 7], "big")
            width = int.from_bytes(data[at + 7 : at + 9], "big")
            return width, height, data[at + 9]
        if marker in (0xFF, 0x01) or 0xD0 <= marker <= 0xD8:
            at += 2 if marker != 0xFF else 1
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _whole(stream: pikepdf.Stream, key: str) -> int:
    try:
        return int(stream.get(key, 0))
    except (TypeError, ValueError):
        return 0


def _flag(stream: pikepdf.Stream, key: str) -> bool:
    entry = stream.get(key)
    return isinstance(entry, bool) and entry
