"""What each operator does to the walk: state, paths, colours, marked content.

Operands that do not fit raise, and the walk notes it. Text stands in
``typesetting``, everything that paints an object in ``painting``.
"""

from typing import TYPE_CHECKING

import pikepdf

from publish.preflight import tokens
from publish.preflight.dispatch import op
from publish.preflight.geometry import meet, times, transformed
from publish.preflight.records import Setting
from publish.preflight.spaces import CMYK, GREY, RGB, Paint, Space
from publish.preflight.state import Path

if TYPE_CHECKING:
    from publish.preflight.walk import Walk

MAX_SAVED = 512  # ISO 32000-1 Annex C allows 28; qpdf and renderers far more
MAX_RECTANGLES = 4000
WATCHED = ("TR", "TR2", "HT", "BM")


@op("q")
def save(walk: "Walk", operands: list) -> None:
    """Keep the graphics state."""
    if len(walk.saved) >= MAX_SAVED:
        walk.trouble("budget", f"more than {MAX_SAVED} q stand inside each other")
        return
    walk.saved.append(walk.state)
    walk.state = walk.state.copy()


@op("Q")
def restore(walk: "Walk", operands: list) -> None:
    """Return to the state that was kept last."""
    if walk.saved:
        walk.state = walk.saved.pop()
    else:
        walk.trouble("balance", "a Q has no q")


@op("cm")
def concat(walk: "Walk", operands: list) -> None:
    """Move, turn or scale what follows."""
    a, b, c, d, e, f = operands
    walk.state.ctm = times((a, b, c, d, e, f), walk.state.ctm)


@op("w")
def line_width(walk: "Walk", operands: list) -> None:
    """Set the width of lines."""
    walk.state.line_width = abs(operands[0] + 0.0)


@op("J", "j", "M", "d", "ri", "i", "d0", "MP", "DP")
def nothing(walk: "Walk", operands: list) -> None:
    """Operators that decide nothing here."""


@op(tokens.STRAY.decode())
def stray(walk: "Walk", operands: list) -> None:
    """Something in the content belongs to no operator."""
    walk.trouble("syntax", "the content holds operands without an operator")


@op("d1")
def uncoloured_glyph(walk: "Walk", operands: list) -> None:
    """A Type 3 glyph takes the colour of the text."""
    walk.uncoloured = True


@op("BX")
def compatible(walk: "Walk", operands: list) -> None:
    """Unknown operators are allowed from here."""
    walk.compatible += 1


@op("EX")
def strict(walk: "Walk", operands: list) -> None:
    """Unknown operators are faults again."""
    walk.compatible = max(0, walk.compatible - 1)


@op("gs")
def graphics_state(walk: "Walk", operands: list) -> None:
    """Take over a dictionary of settings."""
    entry = walk.resources.get("ExtGState", operands[0])
    if not isinstance(entry, pikepdf.Dictionary):
        walk.trouble("missing", f"there is no graphics state {operands[0]}")
        return
    state = walk.state
    if "/LW" in entry:
        state.line_width = abs(float(entry["/LW"]))
    if "/OP" in entry:
        state.stroke_overprint = bool(entry["/OP"])
        state.fill_overprint = state.stroke_overprint
    if "/op" in entry:
        state.fill_overprint = bool(entry["/op"])
    if "/OPM" in entry:
        state.mode = int(entry["/OPM"])
    if "/ca" in entry:
        state.fill_alpha = float(entry["/ca"])
    if isinstance(font := entry.get("/Font"), pikepdf.Array):
        state.font, state.size = walk.registry.font(font[0]), float(font[1])
    for key in WATCHED:
        if (value := entry.get(f"/{key}")) is not None:
            _watch(walk, key, value)
    mask = entry.get("/SMask")
    if isinstance(mask, pikepdf.Dictionary):
        _soft_mask(walk, mask)


def _watch(walk: "Walk", key: str, value: pikepdf.Object) -> None:
    text = _described(value)
    if (key, text, walk.where) not in walk.seen:
        walk.seen.add((key, text, walk.where))
        walk.emit(Setting(walk.where, key, text))


def _described(value: pikepdf.Object) -> str:
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.Array):
        names = [str(v)[1:] for v in value.as_list() if isinstance(v, pikepdf.Name)]
        return " ".join(names) if len(names) == len(value) else "array"
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        kind = value.get("/HalftoneType", "")
        named = " named" if "/HalftoneName" in value else ""
        return f"dictionary {kind}{named}".strip()
    return "value"


def _soft_mask(walk: "Walk", mask: pikepdf.Dictionary) -> None:
    form = mask.get("/G")
    if not isinstance(form, pikepdf.Stream):
        walk.trouble("syntax", "a soft mask has no group")
        return
    key = ("mask", form.objgen, walk.where)
    if key not in walk.seen:
        walk.seen.add(key)
        walk.enter_group(form, "a soft mask", drawn=False)


@op("g")
def fill_grey(walk: "Walk", operands: list) -> None:
    """Fill in DeviceGray."""
    _set(walk, "fill", _device(walk, "DeviceGray", GREY), operands, 1)


@op("G")
def stroke_grey(walk: "Walk", operands: list) -> None:
    """Stroke in DeviceGray."""
    _set(walk, "stroke", _device(walk, "DeviceGray", GREY), operands, 1)


@op("rg")
def fill_rgb(walk: "Walk", operands: list) -> None:
    """Fill in DeviceRGB."""
    _set(walk, "fill", _device(walk, "DeviceRGB", RGB), operands, 3)


@op("RG")
def stroke_rgb(walk: "Walk", operands: list) -> None:
    """Stroke in DeviceRGB."""
    _set(walk, "stroke", _device(walk, "DeviceRGB", RGB), operands, 3)


@op("k")
def fill_cmyk(walk: "Walk", operands: list) -> None:
    """Fill in DeviceCMYK."""
    _set(walk, "fill", _device(walk, "DeviceCMYK", CMYK), operands, 4)


@op("K")
def stroke_cmyk(walk: "Walk", operands: list) -> None:
    """Stroke in DeviceCMYK."""
    _set(walk, "stroke", _device(walk, "DeviceCMYK", CMYK), operands, 4)


@op("cs")
def fill_space(walk: "Walk", operands: list) -> None:
    """Choose the colour space of fills; its first colour is set."""
    _choose(walk, "fill", operands[0])


@op("CS")
def stroke_space(walk: "Walk", operands: list) -> None:
    """Choose the colour space of strokes; its first colour is set."""
    _choose(walk, "stroke", operands[0])


@op("sc", "scn")
def fill_colour(walk: "Walk", operands: list) -> None:
    """Set the colour or pattern of fills."""
    _colour(walk, "fill", walk.state.fill_space, operands)


@op("SC", "SCN")
def stroke_colour(walk: "Walk", operands: list) -> None:
    """Set the colour or pattern of strokes."""
    _colour(walk, "stroke", walk.state.stroke_space, operands)


def _device(walk: "Walk", name: str, device: Space) -> Space:
    return walk.resources.space(name) if walk.resources.has_spaces else device


def _set(walk: "Walk", what: str, space: Space, operands: list, count: int) -> None:
    if len(operands) != count:
        raise ValueError
    setattr(walk.state, f"{what}_space", space)
    setattr(walk.state, what, walk.registry.paint(space, tuple(operands)))


def _choose(walk: "Walk", what: str, name: str) -> None:
    space = walk.resources.space(name)
    if space.family == "missing":
        walk.trouble("missing", f"there is no colour space {name}")
    setattr(walk.state, f"{what}_space", space)
    first = 1.0 if space.model == "spot" else 0.0
    values = (0.0, 0.0, 0.0, 1.0) if space.model == "cmyk" else (first,) * space.n
    setattr(walk.state, what, walk.registry.paint(space, values))


def _colour(walk: "Walk", what: str, space: Space, operands: list) -> None:
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


@op(tokens.PATH.decode())
def path_run(walk: "Walk", operands: list) -> None:
    """Add a run of segments; a box in four corners counts as a rectangle."""
    raw, count = operands
    walk.spend(count)
    points = tokens.numbers(raw.translate(None, b"mlcvy"))
    if not points:
        raise ValueError
    xs, ys = points[::2], points[1::2]
    if len(ys) < len(xs):
        raise ValueError
    box = (min(xs), min(ys), max(xs), max(ys))
    path = walk.path
    path.add(box)
    if _is_rectangle(raw, xs, ys):
        path.rectangles.append(box)
    else:
        path.only_rectangles = False


def _is_rectangle(raw: bytes, xs: list[float], ys: list[float]) -> bool:
    if not 4 <= len(xs) <= 5 or raw.translate(None, b"cvy") != raw:
        return False
    if len(xs) == 5 and (xs[4], ys[4]) != (xs[0], ys[0]):
        return False
    upright = xs[0] == xs[1] and ys[1] == ys[2] and xs[2] == xs[3] and ys[3] == ys[0]
    flat = ys[0] == ys[1] and xs[1] == xs[2] and ys[2] == ys[3] and xs[3] == xs[0]
    return upright or flat


@op("m", "l", "c", "v", "y")
def path_segment(walk: "Walk", operands: list) -> None:
    """Add one segment that stands alone."""
    xs, ys = operands[::2], operands[1::2]
    if len(xs) != len(ys) or not xs:
        raise ValueError
    walk.path.add((min(xs), min(ys), max(xs), max(ys)))
    walk.path.only_rectangles = False


@op("re")
def rectangle(walk: "Walk", operands: list) -> None:
    """Add a rectangle."""
    x, y, width, height = operands
    x1, y1 = x + width, y + height
    box = (min(x, x1), min(y, y1), max(x, x1), max(y, y1))
    walk.path.add(box)
    if len(walk.path.rectangles) < MAX_RECTANGLES:
        walk.path.rectangles.append(box)


@op("h")
def close(walk: "Walk", operands: list) -> None:
    """Close a subpath: its box is the same."""


@op("W", "W*")
def clip(walk: "Walk", operands: list) -> None:
    """Clip to the path, once it has been painted."""
    walk.pending_clip = True


@op("n")
def end_path(walk: "Walk", operands: list) -> None:
    """End the path without painting."""
    if walk.pending_clip:
        box = walk.path.box
        if box is not None:
            walk.state.clip = meet(transformed(box, walk.state.ctm), walk.state.clip)
        walk.pending_clip = False
    walk.path = Path()


@op("BMC")
def begin_marked(walk: "Walk", operands: list) -> None:
    """Open marked content."""
    walk.tags.append(operands[0] == "Artifact")


@op("BDC")
def begin_marked_with(walk: "Walk", operands: list) -> None:
    """Open marked content with properties."""
    tag, properties = operands
    if isinstance(properties, str):
        entry = walk.resources.get("Properties", properties)
        marked = isinstance(entry, pikepdf.Dictionary) and "/MCID" in entry
    else:
        marked = "MCID" in properties
    walk.tags.append(tag == "Artifact" or marked)


@op("EMC")
def end_marked(walk: "Walk", operands: list) -> None:
    """Close marked content."""
    if walk.tags:
        walk.tags.pop()
