"""Read finished drawings back: texts with measured boxes, paths with their corners.

``rendered`` turns them into pixels.

Boxes are measured with HarfBuzz, not with the library that drew; lengths are points.
"""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2
import uharfbuzz as hb
import weasyprint
from PIL import Image

from publish.faces import Faces
from publish.figures import Slot
from publish.pages.kerning import kerned
from publish.theme import Theme

PPI = 72
SVG = "{http://www.w3.org/2000/svg}"
_COMMAND = re.compile(r"([MLCQz])([^MLCQz]*)")


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, width: float, height: float, slack: float = 0.0) -> bool:
        return (
            min(self.left, self.top) >= -slack
            and self.right <= width + slack
            and self.bottom <= height + slack
        )

    def is_crossed_by(self, a: tuple[float, float], b: tuple[float, float]) -> bool:
        """Whether a straight line from a to b cuts the box (Liang and Barsky 1984)."""
        start, end = 0.0, 1.0
        sides = ((self.left, self.right), (self.top, self.bottom))
        for (low, high), p, q in zip(sides, a, b, strict=True):
            if p == q:
                if not low < p < high:
                    return False
                continue
            near, far = sorted(((low - p) / (q - p), (high - p) / (q - p)))
            start, end = max(start, near), min(end, far)
        return start < end


@dataclass(frozen=True)
class Line:
    """One text of a drawing: words, size in pt, box of its ink."""

    text: str
    size: float
    box: Box


@dataclass(frozen=True)
class Shape:
    """One path of a drawing; ``corners`` are the ends of its parts."""

    name: str
    style: dict[str, str]
    parts: tuple[tuple[tuple[float, float], ...], ...]

    @property
    def box(self) -> Box:
        xs = [x for part in self.parts for x, _ in part]
        ys = [y for part in self.parts for _, y in part]
        return Box(min(xs), min(ys), max(xs), max(ys))

    @property
    def area(self) -> float:
        total = 0.0
        for part in self.parts:
            turned = zip(part, part[1:] + part[:1], strict=True)
            total += sum(ax * by - bx * ay for (ax, ay), (bx, by) in turned)
        return abs(total) / 2


class Drawing:
    """A parsed SVG: ``width`` and ``height`` of its view box, texts, shapes."""

    def __init__(self, svg: str, faces: Faces) -> None:
        self.root = ET.fromstring(svg)
        _, _, self.width, self.height = map(float, self.root.get("viewBox").split())
        self.lines = tuple(_line(t, faces) for t in self.root.iter(f"{SVG}text"))
        self.shapes = tuple(_shape(p) for p in self.root.iter(f"{SVG}path"))

    def named(self, start: str) -> dict[str, Shape]:
        """Return the shapes whose id begins with ``start``, by the rest of it."""
        return {
            shape.name.removeprefix(start): shape
            for shape in self.shapes
            if shape.name.startswith(start)
        }


def _line(text: ET.Element, faces: Faces) -> Line:
    size = float(text.get("font-size"))
    face = faces.of_family(
        text.get("font-family"),
        weight=int(text.get("font-weight", 400)),
        italic=text.get("font-style") == "italic",
    )
    advance, left, bottom, right, top = ink(face.path, text.text)
    shift = {"start": 0, "middle": -advance / 2, "end": -advance}
    x = float(text.get("x")) + shift[text.get("text-anchor", "start")] * size
    y = float(text.get("y"))
    box = Box(x + left * size, y - top * size, x + right * size, y - bottom * size)
    return Line(text.text, size, box)


@cache
def _font(path: Path) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))


@cache
def ink(path: Path, text: str) -> tuple[float, float, float, float, float]:
    """Return advance, left, bottom, right, top of a line's ink in em."""
    font, buffer = _font(path), hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    x, edges = 0, []
    glyphs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    for info, position in glyphs:
        extents = font.get_glyph_extents(info.codepoint)
        if extents and extents.width:
            left = x + position.x_offset + extents.x_bearing
            top = extents.y_bearing
            edges.append((left, top + extents.height, left + extents.width, top))
        x += position.x_advance
    lefts, bottoms, rights, tops = zip(*edges, strict=True)
    em = font.face.upem
    found = (x, min(lefts), min(bottoms), max(rights), max(tops))
    return tuple(value / em for value in found)


def _shape(path: ET.Element) -> Shape:
    rules = [rule.partition(":") for rule in path.get("style", "").split(";")]
    style = {name.strip(): value.strip() for name, _, value in rules if name.strip()}
    parts: list[list[tuple[float, float]]] = []
    for command, numbers in _COMMAND.findall(path.get("d")):
        values = [float(number) for number in numbers.split()]
        if command == "M":
            parts.append([])
        end = (values[-2], values[-1]) if values else parts[-1][0]
        parts[-1].append(end)
    return Shape(path.get("id", ""), style, tuple(map(tuple, parts)))


def rendered(svg: str, slot: Slot, look: Theme) -> Image.Image:
    """Return a drawing as pixels, set in the publication's own faces."""
    faces = "".join(
        f"@font-face {{ font-family: '{face.family}'; font-weight: {face.weight};"
        f" font-style: {'italic' if face.italic else 'normal'};"
        f" src: url('{face.path.as_uri()}') }}"
        for face in look.faces.all
    )
    page = f"@page {{ size: {slot.width_mm}mm {slot.height_mm}mm; margin: 0 }}"
    reset = "body { margin: 0 } svg { display: block }"
    html = f"<style>{faces}{page}{reset}</style>{kerned(svg, look.faces)}"
    pdf = pypdfium2.PdfDocument(weasyprint.HTML(string=html).write_pdf())
    return pdf[0].render(scale=PPI / 72).to_pil()
