"""Read the header of an ICC profile (ICC.1:2010, 7.2)."""

from dataclasses import dataclass

HEADER_BYTES = 128
COMPONENTS = {"GRAY": 1, "RGB": 3, "Lab": 3, "CMYK": 4}


@dataclass(frozen=True, slots=True)
class Header:
    """What a profile says of itself: version, class (``prtr`` …) and data space."""

    version: str
    device_class: str
    space: str
    size: int

    @property
    def components(self) -> int:
        """Channels of the data space; 0 when it is none that PDF knows."""
        return COMPONENTS.get(self.space, 0)


def read_header(data: bytes) -> Header:
    """Return the header of a profile.

    Raises: ValueError when the bytes are no ICC profile.
    """
    if len(data) < HEADER_BYTES or data[36:40] != b"acsp":
        raise ValueError("no ICC profile")
    text = data[12:20].decode("latin-1")
    return Header(
        version=f"{data[8]}.{data[9] >> 4}",
        device_class=text[:4].strip(),
        space=text[4:].strip(),
        size=int.from_bytes(data[:4], "big"),
    )
