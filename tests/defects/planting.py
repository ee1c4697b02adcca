"""Plant one fault in a copy of the good file.

A fault is a function that changes an opened press file; the decorator says which
rule must find it, on which page, for which printer, how gravely.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from tests.defects import base

Plant = Callable[[Pdf], dict[str, Any] | None]


@dataclass(frozen=True)
class Defect:
    """A file with one fault: what must be found, and how the file is made."""

    name: str
    rule: str
    page: int | None
    profile: str
    severity: str
    spots: tuple[str, ...]
    ink: bool
    make: Callable[[Path], Path] = field(repr=False)

    def __str__(self) -> str:
        return self.name


DEFECTS: list[Defect] = []

UNTOUCHED = {
    "stream_decode_level": pikepdf.StreamDecodeLevel.none,
    "compress_streams": False,
}  # settings that keep streams as they are


def defect(
    rule: str,
    page: int | None = 2,
    *,
    profile: str = "booklet",
    severity: str = "error",
    spots: tuple[str, ...] = (),
    ink: bool = False,
    start: Callable[[], Pdf] = base.good,
    file: str = "",
) -> Callable[[Plant], Plant]:
    """Register a fault planted in ``start``; ``file`` is the name where that counts."""

    def register(plant: Plant) -> Plant:
        def make(folder: Path) -> Path:
            with start() as pdf:
                how = plant(pdf) or {}
                return base.save(pdf, folder / f"{file or plant.__name__}.pdf", **how)

        name = plant.__name__
        DEFECTS.append(Defect(name, rule, page, profile, severity, spots, ink, make))
        return plant

    return register


def raw_defect(
    rule: str, page: int | None = None, *, profile: str = "booklet"
) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Register a fault that is made in the bytes of the saved good file."""

    def register(change: Callable[[Path], None]) -> Callable[[Path], None]:
        def make(folder: Path) -> Path:
            with base.good() as pdf:
                path = base.save(pdf, folder / f"{change.__name__}.pdf")
            change(path)
            return path

        name = change.__name__
        DEFECTS.append(Defect(name, rule, page, profile, "error", (), False, make))
        return change

    return register


def add(
    pdf: Pdf, content: str | bytes, page: int = 2, **resources: Mapping[str, Any]
) -> None:
    """Add content to a page, with entries for its resources by category."""
    leaf = pdf.pages[page - 1]
    own = pdf.make_indirect(Dictionary(leaf.obj.Resources))
    leaf.obj.Resources = own
    for category, entries in resources.items():
        group = own.get(f"/{category}", Dictionary())
        group = Dictionary(group)
        for key, value in entries.items():
            group[f"/{key}"] = value
        own[f"/{category}"] = group
    data = content.encode("latin-1") if isinstance(content, str) else content
    leaf.contents_add(b"q", prepend=True)
    leaf.contents_add(b"Q q\n" + data + b"\nQ", prepend=False)


def rectangle(
    x: float = 60, y: float = 60, width: float = 60, height: float = 60
) -> str:
    """Return a path: a rectangle from the trim's lower left corner, in points."""
    return f"{base.LEFT + x:.2f} {base.LOWER + y:.2f} {width} {height} re"


def place(width: float = 60, height: float = 60, x: float = 60, y: float = 60) -> str:
    """Return the matrix that sets a unit square on the trim."""
    return f"{width} 0 0 {height} {base.LEFT + x:.2f} {base.LOWER + y:.2f} cm"


def form(pdf: Pdf, content: str, **entries: Any) -> pikepdf.Stream:
    """Return a form XObject as large as the sheet."""
    return pdf.make_stream(
        content.encode("latin-1"),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([float(value) for value in base.MEDIA]),
        **entries,
    )


def group(space: Any) -> Dictionary:
    """Return a transparency group that blends in a space."""
    return Dictionary(Type=Name.Group, S=Name.Transparency, CS=space)


def image(
    pdf: Pdf,
    space: Any,
    *,
    width: int = 250,
    height: int = 250,
    channels: int = 3,
    bits: int = 8,
    **entries: Any,
) -> pikepdf.Stream:
    """Return an image of one flat value."""
    row = (width * channels * bits + 7) // 8
    return pdf.make_stream(
        b"\x40" * (row * height),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=bits,
        ColorSpace=space,
        **entries,
    )


def exponential(start: list[float], end: list[float]) -> Dictionary:
    """Return a function from one number to as many as the lists hold."""
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=start, C1=end, N=1)


def separation(name: str, alternate: Any, end: list[float]) -> Array:
    """Return the colour space of a spot ink."""
    tint = exponential([0.0] * len(end), end)
    return Array([Name.Separation, Name("/" + name), alternate, tint])


def profile(pdf: Pdf, data: bytes, channels: int) -> Array:
    """Return an ICC-based colour space."""
    return Array([Name.ICCBased, pdf.make_indirect(pdf.make_stream(data, N=channels))])
