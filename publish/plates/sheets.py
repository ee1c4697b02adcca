"""Press sheets: pages in reading order become sheets to print, fold and bind.

In:  a finished PDF of single pages, the binding, the paper.
Out: a PDF with one page a side of a sheet, front and back in turn, with marks.
Lengths in mm; the geometry is ``imposition``, the formulas ``creep``.
"""

from math import floor

from publish.canvas import REGISTRATION, Canvas
from publish.content.settings import Paper
from publish.errors import Fault, UsageError
from publish.faces import Faces
from publish.plates.imposition import (
    SCHEMES,
    Binding,
    Grid,
    Side,
    grid_for,
    n_up,
    perfect,
    saddle,
)
from publish.plates.marks import (
    ALL,
    DASH_MM,
    GAP_MM,
    KEY,
    LENGTH_MM,
    LINE_PT,
    draw_bar,
    draw_target,
)
from publish.plates.overlay import lay_over
from publish.plates.placing import Sheets, opened
from publish.plates.slug import BETWEEN, SIZE_PT

# Round the bleed of the outermost pages: marks at the sides, a line of slug below them.
# Sections of eight A5 pages with room for milling then just fit SRA3.
MARGINS_MM = (GAP_MM + LENGTH_MM, GAP_MM + LENGTH_MM + 3.0)
SLUG_MM = 1.0  # from the edge of that margin to the baseline
MILLING_MM = 3.0  # cut off at the spine before glueing; convention
COLLATION_MM = (4.0, 6.0)  # width and height of the stepped mark on the spine
SIZE_TOLERANCE_MM = 0.5
FACE_ROLE = "label"


def impose(
    source: bytes,
    faces: Faces,
    *,
    binding: Binding,
    paper: Paper | None = None,
    sheet_mm: tuple[float, float] | None = None,
    section: int = 16,
    folding: float = 1.0,
) -> bytes:
    """Return the press sheets of a file.

    ``saddle`` nests all sheets in one fold, ``perfect`` gathers sections of
    ``section`` pages, ``none`` sets as many pages as fit on ``sheet_mm``. Without
    ``sheet_mm`` the sheet is as large as its pages and marks ask. ``paper`` gives the
    creep; ``folding`` is 1.2 to 1.4 for stiff paper.

    Raises: UsageError when pages differ in size, or the sheet or section is no good.
    """
    with opened(source) as sheets:
        trim, bleed = _common_size(sheets)
        caliper = paper.caliper_mm if paper else 0.0
        pages = len(sheets.leaves)
        if binding == "saddle":
            sides = saddle(pages, caliper, folding)
        elif binding == "perfect":
            sides = perfect(pages, _foldable(section), caliper, folding)
        else:
            sides = n_up(pages, *_fitting(trim, bleed, sheet_mm))
        milling = MILLING_MM if binding == "perfect" else 0.0
        grids = [grid_for(side, trim, bleed, milling) for side in sides]
        size = _lying(sheet_mm, grids) if sheet_mm else _sheet_for(grids)
        layer = Canvas(faces, *size)
        for number, (side, grid) in enumerate(zip(sides, grids, strict=True)):
            if number:
                layer.next_page(*size)
            corner = _corner(size, grid)
            _place(sheets, side, grid, corner, size)
            _mark(layer, faces, side, grid, corner, sides, sheets.said.title)
        lay_over(sheets.pdf, layer.pdf())
        return sheets.to_bytes(f"{binding} {section} {size} {caliper} {folding}")


def _foldable(section: int) -> int:
    if section not in SCHEMES:
        fault = Fault(f"no folding scheme for {section} pages", hint="use 4, 8 or 16")
        raise UsageError(fault)
    return section


def _common_size(sheets: Sheets) -> tuple[tuple[float, float], float]:
    """Return the one trim size of all pages and the bleed that every edge has."""
    first = sheets.leaves[0]
    for number, leaf in enumerate(sheets.leaves, start=1):
        if any(
            abs(a - b) > SIZE_TOLERANCE_MM
            for a, b in zip(first.trim_mm, leaf.trim_mm, strict=True)
        ):
            size = " × ".join(f"{side:.1f}" for side in leaf.trim_mm)
            raise UsageError(
                Fault(
                    f"page {number} is {size} mm, unlike page 1",
                    hint="impose pages of one size",
                )
            )
    bleed = min(min(leaf.bleed_mm) for leaf in sheets.leaves)
    return first.trim_mm, max(0.0, round(bleed, 3))


def _fitting(
    trim: tuple[float, float], bleed: float, sheet: tuple[float, float] | None
) -> tuple[int, int]:
    """Return how many columns and rows of pages fit on a sheet."""
    if sheet is None:
        raise UsageError(
            Fault("no sheet size to fill", hint="give the size of the sheet")
        )
    fit = [
        max(1, floor((side - 2 * margin) / (page + 2 * bleed)))
        for side, page, margin in zip(sheet, trim, MARGINS_MM, strict=True)
    ]
    return fit[0], fit[1]


def _outer(grid: Grid) -> tuple[float, float]:
    width, height = (
        side + 2 * (grid.bleed_mm + margin)
        for side, margin in zip(grid.size_mm, MARGINS_MM, strict=True)
    )
    return width, height


def _sheet_for(grids: list[Grid]) -> tuple[float, float]:
    outer = [_outer(grid) for grid in grids]
    return max(width for width, _ in outer), max(height for _, height in outer)


def _lying(sheet: tuple[float, float], grids: list[Grid]) -> tuple[float, float]:
    """Return a sheet turned, if its pages fit only that way."""
    needed, turned = _sheet_for(grids), sheet[::-1]
    return turned if _holds(turned, needed) and not _holds(sheet, needed) else sheet


def _holds(size: tuple[float, float], needed: tuple[float, float]) -> bool:
    return all(a >= b - SIZE_TOLERANCE_MM for a, b in zip(size, needed, strict=True))


def _corner(size: tuple[float, float], grid: Grid) -> tuple[float, float]:
    """Return where the grid's lower left trim corner lies, centred on the sheet."""
    needed = _outer(grid)
    if not _holds(size, needed):
        wanted = " × ".join(f"{side:.0f}" for side in needed)
        raise UsageError(
            Fault(
                f"a sheet of {size[0]:g} × {size[1]:g} mm is too small",
                hint=f"use one of {wanted} mm at least",
            )
        )
    width, height = grid.size_mm
    return (size[0] - width) / 2, (size[1] - height) / 2


def _place(
    sheets: Sheets,
    side: Side,
    grid: Grid,
    corner: tuple[float, float],
    size: tuple[float, float],
) -> None:
    x0, y0 = corner
    width, height = grid.size_mm
    sheets.add(size, (x0, y0, x0 + width, y0 + height), grid.bleed_mm)
    for place in side.places:
        if place.page is None:
            continue
        x, y = grid.corner_mm(place.column, place.row)
        left, bottom, right, top = grid.reach_mm(place.column, place.row)
        x, y = x0 + x, y0 + y
        clip = (
            x - left,
            y - bottom,
            x + grid.trim_mm[0] + right,
            y + grid.trim_mm[1] + top,
        )
        sheets.place(place.page - 1, x + place.shift_mm, y, clip, turned=place.turned)


def _mark(
    canvas: Canvas,
    faces: Faces,
    side: Side,
    grid: Grid,
    corner: tuple[float, float],
    sides: tuple[Side, ...],
    title: str,
) -> None:
    """Draw marks round the grid, and what the sheet is below it."""
    with canvas.kept():
        canvas.move(*corner)
        canvas.stroke_spot(REGISTRATION, ALL, LINE_PT)
        _draw_cuts_and_folds(canvas, side, grid)
        width, height = grid.size_mm
        out = grid.bleed_mm + GAP_MM + LENGTH_MM / 2
        x, y = grid.trim_mm[0] / 2, grid.trim_mm[1] / 2
        for place in ((x, -out), (x, height + out), (-out, y), (width + out, y)):
            draw_target(canvas, *place)
        if side.front and side.section and side.places[0].spine:
            _draw_collation(canvas, side, grid)
        if grid.trim_mm[0] / 2 >= LENGTH_MM * 11:
            draw_bar(canvas, LENGTH_MM / 2, height + grid.bleed_mm + GAP_MM, along=True)
        canvas.fill(KEY)
        words = BETWEEN.join(_slug(title, side, sides))
        y = SLUG_MM - grid.bleed_mm - MARGINS_MM[1]
        canvas.text(0, y, words, faces.get(FACE_ROLE), SIZE_PT)


def _slug(title: str, side: Side, sides: tuple[Side, ...]) -> list[str]:
    """Return what a side of a sheet says of itself."""
    pages = ", ".join(str(place.page) for place in side.places if place.page)
    parts = [
        title,
        f"sheet {side.sheet} of {sides[-1].sheet}",
        "front" if side.front else "back",
        f"section {side.section}" if side.section else "",
        f"pages {pages}",
    ]
    return [part for part in parts if part]


def _draw_cuts_and_folds(canvas: Canvas, side: Side, grid: Grid) -> None:
    width, height = grid.size_mm
    near = grid.bleed_mm + GAP_MM
    far = near + LENGTH_MM
    columns, rows = len(grid.column_gaps_mm) + 1, len(grid.row_gaps_mm) + 1
    cuts_x = {
        round(grid.corner_mm(column, 0)[0] + edge, 4)
        for column in range(columns)
        for edge in (0, grid.trim_mm[0])
    }
    cuts_y = {
        round(grid.corner_mm(0, row)[1] + edge, 4)
        for row in range(rows)
        for edge in (0, grid.trim_mm[1])
    }
    across, up = grid.folds_mm() if side.places[0].spine else ([], [])
    folds_x, folds_y = ({round(f, 4) for f in folds} for folds in (across, up))
    for x in sorted(cuts_x - folds_x):
        canvas.line(x, -far, x, -near)
        canvas.line(x, height + near, x, height + far)
    for y in sorted(cuts_y - folds_y):
        canvas.line(-far, y, -near, y)
        canvas.line(width + near, y, width + far, y)
    canvas.dash(DASH_MM, DASH_MM)
    for x in sorted(folds_x):
        canvas.line(x, -far, x, -near)
        canvas.line(x, height + near, x, height + far)
    for y in sorted(folds_y):
        canvas.line(-far, y, -near, y)
        canvas.line(width + near, y, width + far, y)
    canvas.dash()


def _draw_collation(canvas: Canvas, side: Side, grid: Grid) -> None:
    """Step a bar down the spine between a section's first and last page.

    On the gathered block the bars make a stair; a gap or a repeat shows at once.
    """
    wide, high = COLLATION_MM
    steps = max(1, floor(grid.trim_mm[1] / high) - 2)
    first = min(p.page for p in side.places if p.page)
    outer = next(place for place in side.places if place.page == first)
    x, y = grid.corner_mm(outer.column, outer.row)
    fold = x - grid.column_gaps_mm[outer.column - 1] / 2
    top = y + grid.trim_mm[1] - high * ((side.section - 1) % steps + 1)
    canvas.fill(KEY)
    canvas.rect(fold - wide / 2, top - high, wide, high)
