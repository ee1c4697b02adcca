"""Turn the texts of a drawing into paths, so that it needs no font where it is shown.

In:  an SVG whose texts are single lines in the faces of the theme, as figures make it.
Out: the same SVG with a path for each text; kerning and marks by HarfBuzz.

Lengths are those of the drawing's view box.
"""

import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import uharfbuzz as hb
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen

from publish.faces import Face, Faces

SVG = "http://www.w3.org/2000/svg"
SHIFT = {"start": 0.0, "middle": -0.5, "end": -1.0}  # of the width of a line


def outlined(svg: str, faces: Faces) -> str:
    """Return the drawing with its texts as paths; each keeps its words as a label.

    Raises: KeyError when a text is set in a face that the theme lacks.
    """
    ET.register_namespace("", SVG)
    root = ET.fromstring(svg)
    for parent in root.iter():
        for index, child in enumerate(parent):
            if child.tag == f"{{{SVG}}}text":
                parent[index] = _path(child, faces)
    return ET.tostring(root, encoding="unicode")


def _path(text: ET.Element, faces: Faces) -> ET.Element:
    """Return a path with the outlines of one text."""
    size = float(text.get("font-size", "0"))
    face = _face(faces, text)
    words, font = text.text or "", _font(face.path)
    scale = size / font.face.upem
    buffer = hb.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    advance = sum(position.x_advance for position in buffer.glyph_positions)
    x = (
        float(text.get("x", "0"))
        + advance * scale * SHIFT[text.get("text-anchor", "start")]
    )
    y = float(text.get("y", "0"))
    pen = SVGPathPen(None, ntos=lambda value: f"{value:.2f}".rstrip("0").rstrip("."))
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        left, low = x + place.x_offset * scale, y - place.y_offset * scale
        font.draw_glyph_with_pen(
            info.codepoint, TransformPen(pen, (scale, 0, 0, -scale, left, low))
        )
        x += place.x_advance * scale
    path = ET.Element(f"{{{SVG}}}path", d=pen.getCommands())
    path.set("aria-label", words)
    for name in ("fill", "stroke", "stroke-width", "transform"):
        if value := text.get(name):
            path.set(name, value)
    return path


def _face(faces: Faces, text: ET.Element) -> Face:
    wanted = (
        text.get("font-family"),
        int(text.get("font-weight", "400")),
        text.get("font-style") == "italic",
    )
    for face in faces.all:
        if (face.family, face.weight, face.italic) == wanted:
            return face
    raise KeyError(wanted)


@cache
def _font(path: Path) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
