"""How many numbers a PDF function takes and gives (ISO 32000-1, 7.10).

Shadings and tint transforms whose functions give the wrong number of colour
components paint nothing in some renderers and something else in others.
"""

import pikepdf

MAX_DEPTH = 8


def outputs(function: pikepdf.Object | None, depth: int = 0) -> int | None:
    """Return the number of outputs of a function, or None when it is malformed."""
    if (
        not isinstance(function, pikepdf.Dictionary | pikepdf.Stream)
        or depth > MAX_DEPTH
    ):
        return None
    try:
        kind = int(function.get("/FunctionType", -1))
        if kind in (0, 4):
            return len(function["/Range"]) // 2
        if kind == 2:
            return max(len(function.get("/C0", [0])), len(function.get("/C1", [0])))
        if kind == 3:
            counts = {outputs(part, depth + 1) for part in function["/Functions"]}
            return counts.pop() if len(counts) == 1 else None
    except (KeyError, TypeError, ValueError):
        return None
    return None


def inputs(function: pikepdf.Object | None) -> int | None:
    """Return the number of inputs of a function, or None when it has no domain."""
    if not isinstance(function, pikepdf.Dictionary | pikepdf.Stream):
        return None
    try:
        return len(function["/Domain"]) // 2
    except (KeyError, TypeError):
        return None


def total_outputs(entry: pikepdf.Object | None) -> int | None:
    """Return the outputs of a function, or of an array of one-output functions."""
    if isinstance(entry, pikepdf.Array):
        counts = [outputs(part) for part in entry]
        return None if any(count is None for count in counts) else sum(counts)
    return outputs(entry)
