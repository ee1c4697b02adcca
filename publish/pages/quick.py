"""Spare the engine work that it does twice; what it sets stays the same.

In:  WeasyPrint 70, whose functions are exchanged while a document is laid out.
Out: the same boxes, in less time.

Columns that end with their page are laid out to see whether they fit, and once more to
be kept: the first ones are kept here. The margins and widths of inline boxes, reckoned
again for each line on trial, are remembered where nothing in them is relative.
``tests/pages/test_undivided.py`` holds the result against the engine left alone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

SIDES = ("top", "right", "bottom", "left")
RESOLVED = (
    *(f"{edge}_{side}" for edge in ("margin", "padding") for side in SIDES),
    *(
        f"{bound}{axis}"
        for bound in ("", "min_", "max_")
        for axis in ("width", "height")
    ),
)
USED = (*RESOLVED, *(f"border_{side}_width" for side in SIDES))
LAID_OUT = "laid_out_columns"  # attribute of a column's first child
LENGTHS = "absolute_lengths"  # attribute of a style


@contextmanager
def quick() -> Iterator[None]:
    """Lay out in less time inside the ``with``."""
    from weasyprint.layout import block, inline

    lay_out, resolve = block.block_box_layout, inline.resolve_percentages
    block.block_box_layout = _keeping_columns(lay_out)
    inline.resolve_percentages = _keeping_lengths(resolve)
    try:
        yield
    finally:
        block.block_box_layout, inline.resolve_percentages = lay_out, resolve


def _keeping_columns(lay_out: Callable[..., Any]) -> Callable[..., Any]:
    """Return the engine's layout of a block that lays no column out twice."""

    def quick_layout(
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: bool,
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
        *rest: Any,
        **more: Any,
    ) -> Any:
        def laid_out() -> Any:
            return lay_out(
                context,
                box,
                bottom_space,
                skip_stack,
                containing_block,
                page_is_empty,
                absolute_boxes,
                fixed_boxes,
                *rest,
                **more,
            )

        if not box.is_column or bottom_space == inf or not box.children:
            return laid_out()
        kept = box.children[0].__dict__.setdefault(LAID_OUT, {})
        key = (box.position_y, bottom_space, repr(skip_stack), page_is_empty)
        if key in kept:
            column, *others = kept.pop(key)
            column.translate(box.position_x - column.position_x)
            return column, *others
        before = _out_of_flow(context, absolute_boxes, fixed_boxes)
        found = laid_out()
        if found[0] and before == _out_of_flow(context, absolute_boxes, fixed_boxes):
            kept[key] = found
        return found

    return quick_layout


def _out_of_flow(context: Any, *lists: list[Any]) -> tuple[int, ...]:
    """Return how much stands outside the flow, as far as a column may add to it."""
    return (
        *map(len, lists),
        len(context.excluded_shapes),
        len(context.broken_out_of_flow),
        len(context.current_page_footnotes),
    )


def _keeping_lengths(resolve: Callable[..., None]) -> Callable[..., None]:
    """Return the engine's ``resolve_percentages`` that remembers absolute lengths."""

    def quick_resolve(box: Any, containing_block: Any) -> None:
        kept = getattr(box.style, LENGTHS, None)
        if kept:
            box.__dict__.update(kept)
            return
        resolve(box, containing_block)
        if kept is None:
            setattr(box.style, LENGTHS, _absolute_lengths(box))

    return quick_resolve


def _absolute_lengths(box: Any) -> dict[str, Any]:
    """Return the used lengths of a box if none is relative, else nothing."""
    style = box.style
    values = (style[name] for name in RESOLVED)
    if style["border_collapse"] == "collapse" or not all(map(_is_absolute, values)):
        return {}
    return {name: getattr(box, name) for name in USED}


def _is_absolute(value: Any) -> bool:
    return value in ("auto", None) or getattr(value, "unit", "") == "px"
