"""Operators that paint paths, images, shadings, patterns and forms."""

from math import hypot
from typing import TYPE_CHECKING

import pikepdf

from publish.preflight import forms, shadings, streams
from publish.preflight.dispatch import op
from publish.preflight.geometry import Box, grown, meet, thinnest, transformed
from publish.preflight.images import STENCIL_BITS
from publish.preflight.operators import end_path
from publish.preflight.records import Fill, Picture, Shade, Stroke
from publish.preflight.spaces import Paint
from publish.preflight.state import State
from publish.preflight.tokens import IMAGE
from publish.units import PT_PER_INCH

if TYPE_CHECKING:
    from publish.preflight.walk import Walk

UNIT_SQUARE: Box = (0.0, 0.0, 1.0, 1.0)
HAIR = 0.01  # units; the least half-width of a stroke's box
UNCOLOURED = 2  # a PaintType: the cell takes the colour that is set with it
INLINE_KEYS = {
    "W": "Width",
    "H": "Height",
    "BPC": "BitsPerComponent",
    "CS": "ColorSpace",
    "F": "Filter",
    "IM": "ImageMask",
}


@op("S")
def stroke(walk: "Walk", operands: list) -> None:
    """Stroke the path."""
    _stroke(walk)
    end_path(walk, operands)


@op("s")
def close_and_stroke(walk: "Walk", operands: list) -> None:
    """Close and stroke the path."""
    stroke(walk, operands)


@op("f", "F")
def fill(walk: "Walk", operands: list) -> None:
    """Fill the path."""
    _fill(walk, even_odd=False)
    end_path(walk, operands)


@op("f*")
def fill_even_odd(walk: "Walk", operands: list) -> None:
    """Fill the path, leaving out what is covered twice."""
    _fill(walk, even_odd=True)
    end_path(walk, operands)


@op("B", "b", "B*", "b*")
def fill_and_stroke(walk: "Walk", operands: list) -> None:
    """Fill, then stroke."""
    _fill(walk, even_odd=True)
    _stroke(walk)
    end_path(walk, operands)


def _stroke(walk: "Walk") -> None:
    state, path = walk.state, walk.path
    if path.box is None or walk.uncoloured:
        return
    factor = thinnest(state.ctm)
    width = state.line_width * factor
    box = grown(transformed(path.box, state.ctm), max(width / 2, HAIR))
    box = meet(box, state.clip)
    paint = resolved(walk, state.stroke, box)
    walk.emit(
        Stroke(
            box,
            walk.where,
            walk.tagged,
            width * walk.sheet.unit_pt,
            paint,
            state.stroke_overprint,
            state.mode,
        )
    )


def _fill(walk: "Walk", *, even_odd: bool) -> None:
    path, state = walk.path, walk.state
    if path.box is None or walk.uncoloured:
        return
    upright = state.ctm[1] == 0 == state.ctm[2] or state.ctm[0] == 0 == state.ctm[3]
    pieces: list[Box] = [path.box]
    straight = upright and path.only_rectangles and bool(path.rectangles)
    if straight and not (even_odd and len(path.rectangles) > 1):
        pieces = path.rectangles
    walk.spend(len(pieces))
    for piece in pieces:
        _fill_piece(walk, piece, straight)


def _fill_piece(walk: "Walk", piece: Box, straight: bool) -> None:
    state, unit = walk.state, walk.sheet.unit_pt
    whole = transformed(piece, state.ctm)
    box = meet(whole, state.clip)
    walk.emit(
        Fill(
            box,
            walk.where,
            walk.tagged,
            straight or box != whole,
            (whole[2] - whole[0]) * unit if straight else 0.0,
            (whole[3] - whole[1]) * unit if straight else 0.0,
            resolved(walk, state.fill, box),
            state.fill_overprint,
            state.mode,
            state.fill_alpha,
        )
    )


def resolved(walk: "Walk", paint: Paint, box: Box | None) -> Paint:
    """Return a paint, having walked its pattern if it is one."""
    if paint.pattern:
        _pattern(walk, paint.pattern, paint.entry, box)
    return paint


def _pattern(walk: "Walk", name: str, entry: object, box: Box | None) -> None:
    if isinstance(entry, pikepdf.Stream):
        key = ("pattern", entry.objgen, walk.where)
        if key not in walk.seen:
            walk.seen.add(key)
            _cell(walk, name, entry, box)
    elif isinstance(entry, pikepdf.Dictionary):
        _shade(walk, entry.get("/Shading"), f"pattern {name}", box)


def _cell(walk: "Walk", name: str, tile: pikepdf.Stream, box: Box | None) -> None:
    """Walk the cell of a tiling pattern, as from the start of the content."""
    outer, colourless = walk.state, walk.uncoloured
    walk.state = State(walk.base, walk.sheet.media)
    walk.uncoloured = colourless or tile.get("/PaintType") == UNCOLOURED
    walk.enter(
        tile,
        f"pattern {name}",
        matrix=forms.matrix_of(tile),
        drawn=False,
        fixed_clip=box or walk.sheet.media,
    )
    walk.state, walk.uncoloured = outer, colourless


@op("sh")
def shade(walk: "Walk", operands: list) -> None:
    """Paint a shading over the clip."""
    entry = walk.resources.get("Shading", operands[0])
    if entry is None:
        walk.trouble("missing", f"there is no shading {operands[0]}")
        return
    _shade(walk, entry, f"shading {operands[0]}", walk.state.clip)


def _shade(walk: "Walk", shading: pikepdf.Object, label: str, box: Box | None) -> None:
    if not isinstance(shading, pikepdf.Dictionary | pikepdf.Stream):
        walk.trouble("syntax", f"{label} is no shading")
        return
    kind, space, faults = shadings.examine(shading, walk.resources.space)
    walk.emit(Shade(box, walk.where, walk.tagged, kind, space, faults))


@op("Do")
def paint_object(walk: "Walk", operands: list) -> None:
    """Paint a form or an image."""
    name = operands[0]
    stream = walk.resources.get("XObject", name)
    if not isinstance(stream, pikepdf.Stream):
        walk.trouble("missing", f"there is no XObject {name}")
        return
    kind = str(stream.get("/Subtype", "/none"))[1:]
    if kind == "Form":
        walk.enter_group(
            stream,
            f"form {name}",
            matrix=forms.matrix_of(stream),
            box=forms.box_of(stream),
        )
    elif kind == "Image":
        _image(walk, name, stream)
    elif kind == "PS":
        walk.trouble("postscript", f"the XObject {name} holds PostScript")
    else:
        walk.trouble("syntax", f"the XObject {name} is of no known kind")


def _image(walk: "Walk", name: str, stream: pikepdf.Stream) -> None:
    facts = walk.resources.image(name, stream)
    for kind, message in facts.troubles:
        walk.trouble(kind, message)
    _picture(
        walk, name, (facts.width, facts.height), facts.bits, facts.space, facts.filters
    )
    if facts.mask_space is not None and facts.mask_space.family != "DeviceGray":
        walk.trouble("mask", f"the soft mask of an image is {facts.mask_space.label}")


def _picture(walk, name, pixels, bits, space, filters) -> None:
    state = walk.state
    box = meet(transformed(UNIT_SQUARE, state.ctm), state.clip)
    a, b, c, d = state.ctm[:4]
    unit = walk.sheet.unit_pt / PT_PER_INCH
    across, up = hypot(a, b) * unit, hypot(c, d) * unit
    resolutions = [
        count / inches
        for count, inches in zip(pixels, (across, up), strict=True)
        if inches
    ]
    paint = None
    if space is None and not walk.uncoloured:
        paint = resolved(walk, state.fill, box)
    walk.emit(
        Picture(
            box,
            walk.where,
            walk.tagged,
            name,
            *pixels,
            bits,
            min(resolutions, default=0.0),
            space,
            paint,
            filters,
            state.fill_overprint,
        )
    )


@op(IMAGE.decode())
def inline_image(walk: "Walk", operands: list) -> None:
    """Paint an image that stands in the content itself."""
    short = operands[0]
    entry = {INLINE_KEYS.get(key, key): value for key, value in short.items()}
    stencil = entry.get("ImageMask") is True
    listed = entry.get("Filter")
    names = listed if isinstance(listed, list) else [listed] if listed else []
    filters = tuple(streams.SHORT.get(name, name) for name in names)
    pixels = int(entry["Width"]), int(entry["Height"])
    bits = STENCIL_BITS if stencil else int(entry.get("BitsPerComponent", 8))
    space = None if stencil else walk.resources.space(entry.get("ColorSpace", ""))
    if space is not None and space.family == "missing":
        walk.trouble("missing", f"there is no colour space {entry.get('ColorSpace')}")
    _picture(walk, "an inline image", pixels, bits, space, filters)
