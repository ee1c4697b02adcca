"""One page as the press sees it: boxes, rotation, unit, and what the walk found."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from publish.preflight.geometry import Box
from publish.preflight.records import MARKS, Mark, Record
from publish.units import MM_PER_INCH, PT_PER_INCH

MAX_PARENTS = 64
BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
INHERITED = ("MediaBox", "CropBox", "Rotate", "Resources")
LETTER: Box = (0.0, 0.0, 612.0, 792.0)  # what viewers assume without a MediaBox


@dataclass(eq=False)
class Sheet:
    """A page: its boxes as written (absent ones are missing from ``boxes``).

    ``scale`` is 10 for a file made at 1:10. ``records`` is filled by the walk.
    """

    number: int
    obj: pikepdf.Dictionary
    boxes: dict[str, Box]
    malformed: tuple[str, ...]
    rotate: int
    user_unit: float
    scale: float
    records: list[Record] = field(default_factory=list)
    struct_parents: bool = False

    @property
    def media(self) -> Box:
        """The sheet of the file; US Letter where the page gives none."""
        return self.boxes.get("MediaBox", LETTER)

    @property
    def trim(self) -> Box:
        """The finished format, or the nearest thing to it that the page gives."""
        for name in ("TrimBox", "ArtBox", "CropBox"):
            if name in self.boxes:
                return self.boxes[name]
        return self.media

    @property
    def has_trim(self) -> bool:
        """Whether the page says where it is cut."""
        return "TrimBox" in self.boxes or "ArtBox" in self.boxes

    @property
    def bleed(self) -> Box:
        """The area that artwork may fill, by ISO 32000-1, 14.11.2."""
        return self.boxes.get("BleedBox", self.boxes.get("CropBox", self.media))

    @property
    def unit_pt(self) -> float:
        """Points at final size for one unit of the page."""
        return self.user_unit * self.scale

    def final_mm(self, units: float) -> float:
        """Return millimetres at final size for a length in page units."""
        return units * self.unit_pt / PT_PER_INCH * MM_PER_INCH

    def units(self, final_mm: float) -> float:
        """Return page units for a length in millimetres at final size."""
        return final_mm * PT_PER_INCH / MM_PER_INCH / self.unit_pt

    def place(self, box: Box | None) -> Box | None:
        """Return a box in millimetres of the file from the trim's upper left."""
        if box is None:
            return None
        left, top = self.trim[0], self.trim[3]
        factor = self.user_unit / PT_PER_INCH * MM_PER_INCH
        x0, y0, x1, y1 = box
        spots = (x0 - left, top - y1, x1 - left, top - y0)
        return tuple(round(value * factor, 2) + 0.0 for value in spots)

    def marks(self) -> Iterator[Mark]:
        """Yield what is drawn on the sheet itself, in the order of painting."""
        return (
            r
            for r in self.records
            if isinstance(r, MARKS) and r.where.drawn and r.box is not None
        )


def read_sheet(number: int, obj: pikepdf.Dictionary, scale: float) -> Sheet:
    """Return a page's boxes; what cannot be read is named in ``malformed``."""
    boxes, malformed = {}, []
    for name in BOXES:
        entry = _inherited(obj, name) if name in INHERITED else obj.get(f"/{name}")
        if entry is None:
            continue
        box = _box(entry)
        if box is None:
            malformed.append(name)
        else:
            boxes[name] = box
    rotate = _number(_inherited(obj, "Rotate"), 0)
    unit = _number(obj.get("/UserUnit"), 1.0)
    if unit <= 0:
        malformed.append("UserUnit")
    return Sheet(
        number=number,
        obj=obj,
        boxes=boxes,
        malformed=tuple(malformed),
        rotate=int(rotate) % 360,
        user_unit=unit if unit > 0 else 1.0,
        scale=scale,
        struct_parents="/StructParents" in obj,
    )


def resources_of(obj: pikepdf.Dictionary) -> pikepdf.Object | None:
    """Return the resources of a page, its own or inherited."""
    return _inherited(obj, "Resources")


def _inherited(obj: pikepdf.Dictionary, name: str) -> pikepdf.Object | None:
    node = obj
    for _ in range(MAX_PARENTS):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if (entry := node.get(f"/{name}")) is not None:
            return entry
        node = node.get("/Parent")
    return None


def _box(entry: pikepdf.Object) -> Box | None:
    try:
        a, b, c, d = (float(value) for value in entry.as_list())
    except (AttributeError, TypeError, ValueError, pikepdf.PdfError):
        return None
    box = (min(a, c), min(b, d), max(a, c), max(b, d))
    return box if box[2] > box[0] and box[3] > box[1] else None


def _number(entry: object, default: float) -> float:
    try:
        return default if entry is None else float(entry)
    except (TypeError, ValueError):
        return default
