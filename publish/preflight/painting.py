"""Operators that paint paths, images, shadings, patterns and forms."""

from math import hypot

import pikepdf

from publish.preflight.dispatch import op
from publish.preflight.forms import box_of, enter_group, matrix_of
from publish.preflight.geometry import Box, grown, inside, thinnest, transformed
from publish.preflight.images import STENCIL_BITS, ImageFacts
from publish.preflight.interpreter import Interpreter
from publish.preflight.operators import end_path
from publish.preflight.records import Fill, Picture, Shade, Stroke
from publish.preflight.shadings import examine
from publish.preflight.spaces import Paint
from publish.preflight.state import State
from publish.preflight.streams import SHORT
from publish.preflight.tokens import IMAGE
from publish.units import PT_PER_INCH

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
def stroke(walk: Interpreter, operands: list) -> None:
    """Stroke the path."""
    _stroke(walk)
    end_path(walk, operands)


@op("s")
def close_and_stroke(walk: Interpreter, operands: list) -> None:
    """Close and stroke the path."""
    stroke(walk, operands)


@op("f", "F")
def fill(walk: Interpreter, operands: list) -> None:
    """Fill the path."""
    _fill(walk, even_odd=False)
    end_path(walk, operands)


@op("f*")
def fill_even_odd(walk: Interpreter, operands: list) -> None:
    """Fill the path, leaving out what is covered twice."""
    _fill(walk, even_odd=True)
    end_path(walk, operands)


@op("B", "b", "B*", "b*")
def fill_and_stroke(walk: Interpreter, operands: list) -> None:
    """Fill, then stroke."""
    _fill(walk, even_odd=True)
    _stroke(walk)
    end_path(walk, operands)


def _stroke(walk: Interpreter) -> None:
    state, path = walk.state, walk.path
    if path.box is None or walk.uncoloured:
        return
    factor = thinnest(state.ctm)
    width = state.line_width * factor
    box = grown(transformed(path.box, state.ctm), max(width / 2, HAIR))
    box = walk.visible(box)
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


def _fill(walk: Interpreter, *, even_odd: bool) -> None:
    path, state = walk.path, walk.state
    if path.box is None or walk.uncoloured:
        return
    upright = state.ctm[1] == 0 == state.ctm[2] or state.ctm[0] == 0 == state.ctm[3]
    pieces: list[Box] = [path.box]
    straight = upright and path.only_rectangles and bool(path.rectangles)
    if straight:
        pieces = _strips(path.rectangles) if even_odd else path.rectangles
    walk.spend(len(pieces))
    for piece in pieces:
        _fill_piece(walk, piece, straight)


def _strips(rectangles: list[Box]) -> list[Box]:
    """Return the four sides of a frame of two rectangles; others as they are.

    Borders are often drawn so: the outer and the inner edge, filled even-odd.
    """
    if len(rectangles) != 2:
        return rectangles
    outer, inner = sorted(rectangles, key=_area, reverse=True)
    if not inside(inner, outer, HAIR):
        return rectangles
    sides = (
        (outer[0], outer[1], inner[0], outer[3]),
        (inner[2], outer[1], outer[2], outer[3]),
        (outer[0], outer[1], outer[2], inner[1]),
        (outer[0], inner[3], outer[2], outer[3]),
    )
    return [side for side in sides if _area(side) > 0]


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _fill_piece(walk: Interpreter, piece: Box, straight: bool) -> None:
    state, unit = walk.state, walk.sheet.unit_pt
    whole = transformed(piece, state.ctm)
    box = walk.visible(whole)
    walk.emit(
        Fill(
            box,
            walk.where,
            walk.tagged,
            straight or (box != whole and not walk.where.tiled),
            (whole[2] - whole[0]) * unit if straight else 0.0,
            (whole[3] - whole[1]) * unit if straight else 0.0,
            resolved(walk, state.fill, box),
            state.fill_overprint,
            state.mode,
            state.fill_alpha,
        )
    )


def resolved(walk: Interpreter, paint: Paint, box: Box | None) -> Paint:
    """Return a paint, having walked its pattern if it is one."""
    if paint.pattern:
        _pattern(walk, paint.pattern, paint.entry, box)
    return paint


def _pattern(walk: Interpreter, name: str, entry: object, box: Box | None) -> None:
    if isinstance(entry, pikepdf.Stream):
        key = ("pattern", entry.objgen, walk.where)
        if key not in walk.seen:
            walk.seen.add(key)
            _cell(walk, name, entry, box)
    elif isinstance(entry, pikepdf.Dictionary):
        _shade(walk, entry.get("/Shading"), f"pattern {name}", box)


def _cell(walk: Interpreter, name: str, tile: pikepdf.Stream, box: Box | None) -> None:
    """Walk the cell of a tiling pattern, as from the start of the content."""
    outer, colourless = walk.state, walk.uncoloured
    walk.state = State(walk.base, box)
    walk.uncoloured = colourless or tile.get("/PaintType") == UNCOLOURED
    walk.enter(
        tile,
        f"pattern {name}",
        matrix=matrix_of(tile),
        tiled=True,
    )
    walk.state, walk.uncoloured = outer, colourless


@op("sh")
def shade(walk: Interpreter, operands: list) -> None:
    """Paint a shading over the clip."""
    entry = walk.resources.get("Shading", operands[0])
    if entry is None:
        walk.trouble("missing", f"there is no shading {operands[0]}")
        return
    _shade(walk, entry, f"shading {operands[0]}", walk.state.clip)


def _shade(
    walk: Interpreter, shading: pikepdf.Object, label: str, box: Box | None
) -> None:
    if not isinstance(shading, pikepdf.Dictionary | pikepdf.Stream):
        walk.trouble("syntax", f"{label} is no shading")
        return
    kind, space, faults = examine(shading, walk.resources.space)
    walk.emit(Shade(box, walk.where, walk.tagged, kind, space, faults))


@op("Do")
def paint_object(walk: Interpreter, operands: list) -> None:
    """Paint a form or an image."""
    name = operands[0]
    stream = walk.resources.get("XObject", name)
    if not isinstance(stream, pikepdf.Stream):
        walk.trouble("missing", f"there is no XObject {name}")
        return
    kind = str(stream.get("/Subtype", "/none"))[1:]
    if kind == "Form":
        enter_group(
            walk,
            stream,
            f"form {name}",
            matrix=matrix_of(stream),
            box=box_of(stream),
        )
    elif kind == "Image":
        _image(walk, name, stream)
    elif kind == "PS":
        walk.trouble("postscript", f"the XObject {name} holds PostScript")
    else:
        walk.trouble("syntax", f"the XObject {name} is of no known kind")


def _image(walk: Interpreter, name: str, stream: pikepdf.Stream) -> None:
    facts = walk.resources.image(name, stream)
    for kind, message in facts.troubles:
        walk.trouble(kind, message)
    _picture(walk, facts, inline=False)
    if facts.mask_space is not None and facts.mask_space.family != "DeviceGray":
        walk.trouble("mask", f"the soft mask of an image is {facts.mask_space.label}")


def _picture(walk: Interpreter, facts: ImageFacts, *, inline: bool) -> None:
    state = walk.state
    box = walk.visible(transformed(UNIT_SQUARE, state.ctm))
    a, b, c, d = state.ctm[:4]
    unit = walk.sheet.unit_pt / PT_PER_INCH
    across, up = hypot(a, b) * unit, hypot(c, d) * unit
    sides = ((facts.width, across), (facts.height, up))
    resolutions = [pixels / inches for pixels, inches in sides if inches]
    paint = None
    if facts.space is None and not walk.uncoloured:
        paint = resolved(walk, state.fill, box)
    walk.emit(
        Picture(
            box,
            walk.where,
            walk.tagged,
            facts.width,
            facts.height,
            facts.bits,
            min(resolutions, default=0.0),
            facts.space,
            paint,
            facts.filters,
            state.fill_overprint,
            inline,
        )
    )


@op(IMAGE.decode())
def inline_image(walk: Interpreter, operands: list) -> None:
    """Paint an image that stands in the content itself."""
    short = operands[0]
    entry = {INLINE_KEYS.get(key, key): value for key, value in short.items()}
    stencil = entry.get("ImageMask") is True
    listed = entry.get("Filter")
    names = listed if isinstance(listed, list) else [listed] if listed else []
    filters = tuple(SHORT.get(name, name) for name in names)
    bits = STENCIL_BITS if stencil else int(entry.get("BitsPerComponent", 8))
    space = None if stencil else walk.resources.space(entry.get("ColorSpace", ""))
    if space is not None and space.family == "missing":
        walk.trouble("missing", f"there is no colour space {entry.get('ColorSpace')}")
    width, height = int(entry["Width"]), int(entry["Height"])
    facts = ImageFacts(width, height, bits, space, filters, None, ())
    _picture(walk, facts, inline=True)
