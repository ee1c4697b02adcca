"""Shadings: do their functions give the colours that their space needs?

A shading of four channels whose function gives three numbers is dropped by some
renderers and painted in a wrong colour by others (ISO 32000-1, 8.7.4.5).
"""

from collections.abc import Callable

import pikepdf

from publish.preflight.functions import inputs, total_outputs
from publish.preflight.spaces import UNKNOWN, Space

COORDINATES = {2: 4, 3: 6}
FUNCTION_INPUTS = {1: 2}
MESHES = (4, 5, 6, 7)


def examine(
    shading: pikepdf.Object, space_of: Callable[[object], Space]
) -> tuple[int, Space, tuple[str, ...]]:
    """Return (type, colour space, faults) of a shading dictionary."""
    faults: list[str] = []
    try:
        kind = int(shading.get("/ShadingType", 0))
    except (TypeError, ValueError):
        kind = 0
    entry = shading.get("/ColorSpace")
    if isinstance(entry, pikepdf.Name):
        entry = str(entry)[1:]
    space = UNKNOWN if entry is None else space_of(entry)
    if not 1 <= kind <= 7:
        faults.append(f"is of the unknown type {kind}")
    if entry is None:
        faults.append("has no colour space")
    elif space.family in ("Pattern", "missing"):
        faults.append(f"cannot be painted in the space {space.label}")
    faults += _function_faults(shading, kind, space)
    if kind in COORDINATES:
        coordinates = shading.get("/Coords")
        count = len(coordinates) if isinstance(coordinates, pikepdf.Array) else 0
        if count != COORDINATES[kind]:
            faults.append(f"has {count} coordinates instead of {COORDINATES[kind]}")
    return kind, space, tuple(faults)


def _function_faults(shading: pikepdf.Object, kind: int, space: Space) -> list[str]:
    function = shading.get("/Function")
    if function is None:
        return [] if kind in MESHES else ["has no function"]
    given = total_outputs(function)
    if space.family == "Indexed" and kind not in MESHES:
        return ["is painted in an indexed space with a function"]
    if space.n and given != space.n:
        said = "no usable number of" if given is None else str(given)
        return [f"gives {said} values for the {space.n} channels of {space.label}"]
    first = function[0] if isinstance(function, pikepdf.Array) else function
    wanted = FUNCTION_INPUTS.get(kind, 1)
    if (taken := inputs(first)) != wanted:
        return [f"has a function of {taken} inputs instead of {wanted}"]
    return []
