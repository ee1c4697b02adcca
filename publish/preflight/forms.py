"""Form XObjects: their groups, and what a press file may not hold in them."""

from typing import Any

import pikepdf

from publish.matrix import IDENTITY, Matrix
from publish.preflight.geometry import Box
from publish.preflight.interpreter import Interpreter
from publish.preflight.records import Group, Where


def enter_group(
    walk: Interpreter, stream: pikepdf.Stream, label: str, **how: Any
) -> None:
    """Walk a form, noting its group and what it may not hold; ``how`` as ``enter``."""
    _inspect(walk, stream, label)
    walk.enter(stream, label, **how)


def _inspect(walk: Interpreter, stream: pikepdf.Stream, label: str) -> None:
    """Note the transparency group of a form, and forbidden keys, once a page."""
    key = ("form", stream.objgen)
    if key in walk.seen:
        return
    walk.seen.add(key)
    if "/OPI" in stream:
        walk.trouble("opi", f"{label} refers to another file by OPI")
    if "/PS" in stream or stream.get("/Subtype2") == "/PS":
        walk.trouble("postscript", f"{label} holds PostScript")
    if "/Ref" in stream:
        walk.trouble("reference", f"{label} stands for a page of another file")
    group = stream.get("/Group")
    if isinstance(group, pikepdf.Dictionary):
        entry = group.get("/CS")
        inner = walk.registry.resources(stream.get("/Resources"), walk.resources)
        space = None if entry is None else inner.space(entry)
        where = Where(f"group of {label}", walk.where.drawn)
        walk.emit(Group(walk.state.clip, where, space, label == "a soft mask"))


def matrix_of(stream: pikepdf.Stream) -> Matrix:
    """Return the matrix of a form or pattern.

    Raises: ValueError, TypeError when it is malformed.
    """
    entry = stream.get("/Matrix")
    if entry is None:
        return IDENTITY
    a, b, c, d, e, f = (float(value) for value in entry)
    return a, b, c, d, e, f


def box_of(stream: pikepdf.Stream) -> Box | None:
    """Return the box of a form; None when it has none.

    Raises: ValueError, TypeError when it is malformed.
    """
    entry = stream.get("/BBox")
    if entry is None:
        return None
    x0, y0, x1, y1 = (float(value) for value in entry)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
