"""Operators that set colours and colour spaces, for fills and for strokes."""

import pikepdf

from publish.preflight.dispatch import op
from publish.preflight.interpreter import Interpreter
from publish.preflight.spaces import CMYK, GREY, RGB, Paint, Space


@op("g")
def fill_grey(walk: Interpreter, operands: list) -> None:
    """Fill in DeviceGray."""
    _set(walk, "fill", _device(walk, "DeviceGray", GREY), operands, 1)


@op("G")
def stroke_grey(walk: Interpreter, operands: list) -> None:
    """Stroke in DeviceGray."""
    _set(walk, "stroke", _device(walk, "DeviceGray", GREY), operands, 1)


@op("rg")
def fill_rgb(walk: Interpreter, operands: list) -> None:
    """Fill in DeviceRGB."""
    _set(walk, "fill", _device(walk, "DeviceRGB", RGB), operands, 3)


@op("RG")
def stroke_rgb(walk: Interpreter, operands: list) -> None:
    """Stroke in DeviceRGB."""
    _set(walk, "stroke", _device(walk, "DeviceRGB", RGB), operands, 3)


@op("k")
def fill_cmyk(walk: Interpreter, operands: list) -> None:
    """Fill in DeviceCMYK."""
    _set(walk, "fill", _device(walk, "DeviceCMYK", CMYK), operands, 4)


@op("K")
def stroke_cmyk(walk: Interpreter, operands: list) -> None:
    """Stroke in DeviceCMYK."""
    _set(walk, "stroke", _device(walk, "DeviceCMYK", CMYK), operands, 4)


@op("cs")
def fill_space(walk: Interpreter, operands: list) -> None:
    """Choose the colour space of fills; its first colour is set."""
    _choose(walk, "fill", operands[0])


@op("CS")
def stroke_space(walk: Interpreter, operands: list) -> None:
    """Choose the colour space of strokes; its first colour is set."""
    _choose(walk, "stroke", operands[0])


@op("sc", "scn")
def fill_colour(walk: Interpreter, operands: list) -> None:
    """Set the colour or pattern of fills."""
    _colour(walk, "fill", walk.state.fill_space, operands)


@op("SC", "SCN")
def stroke_colour(walk: Interpreter, operands: list) -> None:
    """Set the colour or pattern of strokes."""
    _colour(walk, "stroke", walk.state.stroke_space, operands)


def _device(walk: Interpreter, name: str, device: Space) -> Space:
    return walk.resources.space(name) if walk.resources.has_spaces else device


def _set(
    walk: Interpreter, what: str, space: Space, operands: list, count: int
) -> None:
    if len(operands) != count:
        raise ValueError
    setattr(walk.state, f"{what}_space", space)
    setattr(walk.state, what, walk.registry.paint(space, tuple(operands)))


def _choose(walk: Interpreter, what: str, name: str) -> None:
    space = walk.resources.space(name)
    if space.family == "missing":
        walk.trouble("missing", f"there is no colour space {name}")
    setattr(walk.state, f"{what}_space", space)
    first = 1.0 if space.model == "spot" else 0.0
    values = (0.0, 0.0, 0.0, 1.0) if space.model == "cmyk" else (first,) * space.n
    setattr(walk.state, what, walk.registry.paint(space, values))


def _colour(walk: Interpreter, what: str, space: Space, operands: list) -> None:
    pattern = operands[-1] if operands and isinstance(operands[-1], str) else ""
    values = tuple(v for v in operands if isinstance(v, float))
    if pattern:
        entry = walk.resources.get("Pattern", pattern)
        if not isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
            walk.trouble("missing", f"there is no pattern {pattern}")
            entry = None
        kind = Space("Pattern", len(values), "pattern", base=space.base)
        paint = Paint(kind, values, pattern, entry)
    else:
        if space.n and len(values) != space.n:
            raise ValueError
        paint = walk.registry.paint(space, values)
    setattr(walk.state, what, paint)
