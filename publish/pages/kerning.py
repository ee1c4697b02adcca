"""Kern the texts of a drawing for the engine, which sets their letters one by one.

In:  an SVG whose texts are single lines in the faces of the theme, as figures make it.
Out: the same SVG; a text whose letters are kerned has their shifts as ``dx``, so that
     it is as wide as the figure measured it.
"""

import re
from html import unescape
from itertools import pairwise
from pathlib import Path

from publish.faces import Faces
from publish.shaping import width

LEAST_EM = 0.0005  # half a unit of the font: nothing is shifted by less
_TEXT = re.compile(r"<text ([^<>]*)>([^<>]+)</text>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def kerned(svg: str, faces: Faces) -> str:
    """Return the drawing with the kerning of its texts written out.

    Texts of other faces, and those whose letters have places already, stay as they are.
    """

    def write(text: re.Match[str]) -> str:
        of = dict(_ATTRIBUTE.findall(text[1]))
        face = faces.of_family(
            of.get("font-family", ""),
            weight=int(of.get("font-weight", "400")),
            italic=of.get("font-style") == "italic",
        )
        if not face or "dx" in of:
            return text[0]
        shifts = _shifts(face.path, unescape(text[2]), float(of["font-size"]))
        return f'<text {text[1]} dx="{shifts}">{text[2]}</text>' if shifts else text[0]

    return _TEXT.sub(write, svg)


def _shifts(path: Path, words: str, size: float) -> str:
    """Return the shift of each letter against the one before; nothing if all are 0."""
    kerns = [
        width(path, a + b) - width(path, a) - width(path, b) for a, b in pairwise(words)
    ]
    if all(abs(kern) < LEAST_EM for kern in kerns):
        return ""
    return " ".join(["0", *(f"{kern * size:.3g}" for kern in kerns)])
