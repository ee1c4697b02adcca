"""Turn the texts of a drawing into paths, so that it needs no font where it is shown.

In:  an SVG whose texts are single lines in the faces of the theme, as figures make it.
Out: the same SVG with a path for each text; kerning and marks by HarfBuzz.

Lengths are those of the drawing's view box.
"""

import xml.etree.ElementTree as ET

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen

from publish.faces import Face, Faces
from publish.shaping import shape, trace

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
    size, words = float(text.get("font-size", "0")), text.text or ""
    path = _face(faces, text).path
    glyphs, width = shape(path, words)
    spacing = float(text.get("letter-spacing", "0"))
    wide = width * size + spacing * (len(words) - 1)
    shift = wide * SHIFT[text.get("text-anchor", "start")]
    x, y = float(text.get("x", "0")) + shift, float(text.get("y", "0"))
    pen = SVGPathPen(None, ntos=lambda value: f"{value:.2f}".rstrip("0").rstrip("."))
    for glyph in glyphs:
        right = x + glyph.x * size + spacing * glyph.letter
        at = (size, 0, 0, -size, right, y - glyph.y * size)
        trace(path, glyph, TransformPen(pen, at))
    outline = ET.Element(f"{{{SVG}}}path", d=pen.getCommands())
    outline.set("aria-label", words)
    for name in ("fill", "stroke", "stroke-width", "transform"):
        if value := text.get(name):
            outline.set(name, value)
    return outline


def _face(faces: Faces, text: ET.Element) -> Face:
    family, weight = text.get("font-family", ""), int(text.get("font-weight", "400"))
    italic = text.get("font-style") == "italic"
    face = faces.of_family(family, weight=weight, italic=italic)
    if not face:
        raise KeyError((family, weight, italic))
    return face
