"""Operators that set text: where each run stands, how large, in which ink."""

import pikepdf

from publish.matrix import IDENTITY, product
from publish.preflight.dispatch import op
from publish.preflight.fonts import THOUSANDTH, Font
from publish.preflight.geometry import (
    Box,
    text_height,
    thinnest,
    transformed,
)
from publish.preflight.interpreter import Interpreter
from publish.preflight.painting import resolved
from publish.preflight.records import Text

BELOW, ABOVE = -0.2, 0.7  # of the size: what type usually covers about its baseline
CUT = 0.25  # of the size: what a clip may take of the box, which letters do not fill
SPACE_CODE = 32
FILLED, STROKED, INVISIBLE = (0, 2, 4, 6), (1, 2, 5, 6), (3, 7)


@op("BT")
def begin(walk: Interpreter, operands: list) -> None:
    """Start at the origin."""
    walk.text_matrix = walk.line_matrix = IDENTITY


@op("ET")
def end(walk: Interpreter, operands: list) -> None:
    """End the text: nothing to keep."""


@op("Tf")
def choose_font(walk: Interpreter, operands: list) -> None:
    """Choose font and size."""
    name, size = operands
    font = walk.resources.font(name)
    if font is None:
        walk.trouble("missing", f"there is no font {name}")
    walk.state.font, walk.state.size = font, size + 0.0


@op("Tc")
def character_spacing(walk: Interpreter, operands: list) -> None:
    """Set the space after each character."""
    walk.state.spacing = operands[0] + 0.0


@op("Tw")
def word_spacing(walk: Interpreter, operands: list) -> None:
    """Set the space after each word."""
    walk.state.word_spacing = operands[0] + 0.0


@op("Tz")
def stretch(walk: Interpreter, operands: list) -> None:
    """Set the width of the letters, in percent."""
    walk.state.stretch = operands[0] / 100


@op("TL")
def leading(walk: Interpreter, operands: list) -> None:
    """Set the distance of lines."""
    walk.state.leading = operands[0] + 0.0


@op("Ts")
def rise(walk: Interpreter, operands: list) -> None:
    """Set the height over the baseline."""
    walk.state.rise = operands[0] + 0.0


@op("Tr")
def rendering(walk: Interpreter, operands: list) -> None:
    """Set whether letters are filled, stroked, invisible."""
    walk.state.rendering = int(operands[0])


@op("Td")
def move(walk: Interpreter, operands: list) -> None:
    """Go to another line."""
    x, y = operands
    walk.line_matrix = product((1, 0, 0, 1, x, y), walk.line_matrix)
    walk.text_matrix = walk.line_matrix


@op("TD")
def move_and_lead(walk: Interpreter, operands: list) -> None:
    """Go to another line, and remember how far."""
    walk.state.leading = -operands[1]
    move(walk, operands)


@op("Tm")
def matrix(walk: Interpreter, operands: list) -> None:
    """Set the text matrix."""
    a, b, c, d, e, f = operands
    walk.text_matrix = walk.line_matrix = (a, b, c, d, e, f)


@op("T*")
def next_line(walk: Interpreter, operands: list) -> None:
    """Go to the next line."""
    move(walk, [0, -walk.state.leading])


@op("Tj")
def show(walk: Interpreter, operands: list) -> None:
    """Show one string."""
    _show(walk, [operands[0]])


@op("TJ")
def show_spaced(walk: Interpreter, operands: list) -> None:
    """Show strings with distances between them."""
    _show(walk, operands[0])


@op("'")
def next_and_show(walk: Interpreter, operands: list) -> None:
    """Show a string on the next line."""
    next_line(walk, operands)
    _show(walk, [operands[0]])


@op('"')
def space_and_show(walk: Interpreter, operands: list) -> None:
    """Set spacing, then show a string on the next line."""
    walk.state.word_spacing, walk.state.spacing = operands[0] + 0.0, operands[1] + 0.0
    next_line(walk, operands)
    _show(walk, [operands[2]])


def _show(walk: Interpreter, parts: list) -> None:
    state, font = walk.state, walk.state.font
    if font is None:
        walk.trouble("missing", "text is shown without a font")
        return
    advance, length, codes = _measure(walk, font, parts)
    if not length:
        walk.text_matrix = product((1, 0, 0, 1, advance, 0), walk.text_matrix)
        return
    size = state.size
    if font.kind == "Type3":
        _glyphs(walk, font, codes)
        size *= font.type3_scale / THOUSANDTH
    full = product(walk.text_matrix, state.ctm)
    low, high = sorted((size * BELOW + state.rise, size * ABOVE + state.rise))
    left, right = sorted((0.0, advance))
    walk.text_matrix = product((1, 0, 0, 1, advance, 0), walk.text_matrix)
    if walk.uncoloured:
        return
    whole = transformed((left, low, right, high), full)
    box = walk.visible(whole)
    height = abs(size) * text_height(full)
    _emit(walk, font, height, box, length, _is_cut(whole, box, CUT * height))


def _is_cut(whole: Box, left: Box | None, slack: float) -> bool:
    """Return whether a clip takes more than a hair off letters, but not all."""
    if left is None:
        return False
    return any(abs(a - b) > slack for a, b in zip(whole, left, strict=True))


def _emit(
    walk: Interpreter, font: Font, size: float, box, length: int, cut: bool
) -> None:
    state, unit = walk.state, walk.sheet.unit_pt
    how = state.rendering
    walk.emit(
        Text(
            box if how not in INVISIBLE else None,
            walk.where,
            walk.tagged,
            size * unit,
            resolved(walk, state.fill, box) if how in FILLED else None,
            resolved(walk, state.stroke, box) if how in STROKED else None,
            state.line_width * thinnest(state.ctm) * unit if how in STROKED else 0.0,
            state.fill_overprint if how in FILLED else state.stroke_overprint,
            state.mode,
            font,
            length,
            cut,
        )
    )


def _measure(
    walk: Interpreter, font: Font, parts: list
) -> tuple[float, int, list[int]]:
    """Return (width in text space, number of glyphs, their codes)."""
    state = walk.state
    codes: list[int] = []
    shift = 0.0
    for part in parts:
        if isinstance(part, bytes):
            codes += font.codes(part)
        else:
            shift += part
    walk.spend(len(codes) // 8)
    if state.rendering not in INVISIBLE:
        font.used.setdefault(walk.sheet.number, set()).update(codes)
    spaces = (
        codes.count(SPACE_CODE) if state.word_spacing and not font.double_byte else 0
    )
    natural = font.advance(codes) * font.glyph_unit - shift * THOUSANDTH
    width = (
        natural * state.size + state.spacing * len(codes) + state.word_spacing * spaces
    )
    return width * state.stretch, len(codes), codes


def _glyphs(walk: Interpreter, font: Font, codes: list[int]) -> None:
    """Walk the procedures of Type 3 glyphs, each once a page."""
    for code in dict.fromkeys(codes):
        key = ("glyph", id(font), code)
        if key in walk.seen:
            continue
        walk.seen.add(key)
        name = font.differences.get(code)
        procedures = font.obj.get("/CharProcs")
        if not isinstance(procedures, pikepdf.Dictionary) or not name:
            continue
        procedure = procedures.get(f"/{name}")
        if isinstance(procedure, pikepdf.Stream):
            resources = font.obj.get("/Resources")
            outer = walk.resources
            walk.resources = walk.registry.resources(resources, outer)
            walk.enter(
                procedure, f"a glyph of the Type 3 font {font.name}", drawn=False
            )
            walk.resources = outer
