"""Operators that set the state, build paths and mark content.

Operands that do not fit raise, and the interpreter notes it.
"""

import pikepdf

from publish.matrix import product
from publish.preflight.dispatch import op
from publish.preflight.forms import enter_group
from publish.preflight.geometry import meet, transformed
from publish.preflight.interpreter import Interpreter
from publish.preflight.records import BlendMode
from publish.preflight.state import Path
from publish.preflight.tokens import PATH, STRAY, numbers

MAX_SAVED = 512  # ISO 32000-1 Annex C allows 28; qpdf and renderers far more
MAX_RECTANGLES = 4000


@op("q")
def save(walk: Interpreter, operands: list) -> None:
    """Keep the graphics state."""
    if len(walk.saved) >= MAX_SAVED:
        walk.trouble("budget", f"more than {MAX_SAVED} q stand inside each other")
        return
    walk.saved.append(walk.state)
    walk.state = walk.state.copy()


@op("Q")
def restore(walk: Interpreter, operands: list) -> None:
    """Return to the state that was kept last."""
    if walk.saved:
        walk.state = walk.saved.pop()
    else:
        walk.trouble("balance", "a Q has no q")


@op("cm")
def concat(walk: Interpreter, operands: list) -> None:
    """Move, turn or scale what follows."""
    a, b, c, d, e, f = operands
    walk.state.ctm = product((a, b, c, d, e, f), walk.state.ctm)


@op("w")
def line_width(walk: Interpreter, operands: list) -> None:
    """Set the width of lines."""
    walk.state.line_width = abs(operands[0] + 0.0)


@op("J", "j", "M", "d", "ri", "i", "d0", "MP", "DP")
def nothing(walk: Interpreter, operands: list) -> None:
    """Operators that decide nothing here."""


@op(STRAY.decode())
def stray(walk: Interpreter, operands: list) -> None:
    """Something in the content belongs to no operator."""
    walk.trouble("syntax", "the content holds operands without an operator")


@op("d1")
def uncoloured_glyph(walk: Interpreter, operands: list) -> None:
    """A Type 3 glyph takes the colour of the text."""
    walk.uncoloured = True


@op("BX")
def compatible(walk: Interpreter, operands: list) -> None:
    """Unknown operators are allowed from here."""
    walk.compatible += 1


@op("EX")
def strict(walk: Interpreter, operands: list) -> None:
    """Unknown operators are faults again."""
    walk.compatible = max(0, walk.compatible - 1)


@op("gs")
def graphics_state(walk: Interpreter, operands: list) -> None:
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
    if (mode := entry.get("/BM")) is not None:
        _blend_mode(walk, mode)
    mask = entry.get("/SMask")
    if isinstance(mask, pikepdf.Dictionary):
        _soft_mask(walk, mask)


def _blend_mode(walk: Interpreter, entry: pikepdf.Object) -> None:
    listed = entry.as_list() if isinstance(entry, pikepdf.Array) else [entry]
    names = tuple(str(n)[1:] for n in listed if isinstance(n, pikepdf.Name))
    if (names, walk.where) not in walk.seen:
        walk.seen.add((names, walk.where))
        walk.emit(BlendMode(walk.where, names))


def _soft_mask(walk: Interpreter, mask: pikepdf.Dictionary) -> None:
    form = mask.get("/G")
    if not isinstance(form, pikepdf.Stream):
        walk.trouble("syntax", "a soft mask has no group")
        return
    key = ("mask", form.objgen, walk.where)
    if key not in walk.seen:
        walk.seen.add(key)
        enter_group(walk, form, "a soft mask", drawn=False)


@op(PATH.decode())
def path_run(walk: Interpreter, operands: list) -> None:
    """Add a run of segments; a box in four corners counts as a rectangle."""
    raw, count = operands
    walk.spend(count)
    points = numbers(raw.translate(None, b"mlcvy"))
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
def path_segment(walk: Interpreter, operands: list) -> None:
    """Add one segment that stands alone."""
    xs, ys = operands[::2], operands[1::2]
    if len(xs) != len(ys) or not xs:
        raise ValueError
    walk.path.add((min(xs), min(ys), max(xs), max(ys)))
    walk.path.only_rectangles = False


@op("re")
def rectangle(walk: Interpreter, operands: list) -> None:
    """Add a rectangle."""
    x, y, width, height = operands
    x1, y1 = x + width, y + height
    box = (min(x, x1), min(y, y1), max(x, x1), max(y, y1))
    walk.path.add(box)
    if len(walk.path.rectangles) < MAX_RECTANGLES:
        walk.path.rectangles.append(box)


@op("h")
def close(walk: Interpreter, operands: list) -> None:
    """Close a subpath: its box is the same."""


@op("W", "W*")
def clip(walk: Interpreter, operands: list) -> None:
    """Clip to the path, once it has been painted."""
    walk.pending_clip = True


@op("n")
def end_path(walk: Interpreter, operands: list) -> None:
    """End the path without painting."""
    if walk.pending_clip:
        box = walk.path.box
        if box is not None:
            walk.state.clip = meet(transformed(box, walk.state.ctm), walk.state.clip)
        walk.pending_clip = False
    walk.path = Path()


@op("BMC")
def begin_marked(walk: Interpreter, operands: list) -> None:
    """Open marked content."""
    walk.tags.append(operands[0] == "Artifact")


@op("BDC")
def begin_marked_with(walk: Interpreter, operands: list) -> None:
    """Open marked content with properties."""
    tag, properties = operands
    if isinstance(properties, str):
        entry = walk.resources.get("Properties", properties)
        marked = isinstance(entry, pikepdf.Dictionary) and "/MCID" in entry
    else:
        marked = "MCID" in properties
    walk.tags.append(tag == "Artifact" or marked)


@op("EMC")
def end_marked(walk: Interpreter, operands: list) -> None:
    """Close marked content."""
    if walk.tags:
        walk.tags.pop()
