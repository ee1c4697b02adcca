"""Tiles: a large page on office sheets, with an overlap to glue it by.

In:  a PDF of any origin. Out: for each of its pages one assembly plan and the tiles,
row by row. Nothing is drawn on the picture: crosses stand in the white margin where
the overlap ends, so that the cut and glued whole is the page as it was.
Lengths in mm; the geometry is ``tiling``.
"""

from publish.canvas import Align, Canvas
from publish.errors import Fault, UsageError
from publish.faces import Face, Faces
from publish.plates.marks import KEY, LINE_PT
from publish.plates.overlay import lay_over
from publish.plates.placing import Sheets, opened
from publish.plates.tiling import MARGIN_MM, Tile, Tiling, best_tiling

CROSS_MM = 4.0
CROSS_AWAY_MM = 2.5  # from the picture; the printer's white edge is further out
LABEL_PT, SMALL_PT = 11.0, 7.0
SCALE_BAR_MM = 100.0
ARROW_MM = 3.0
FACE_ROLE = "label"
PLAN_FOOT_MM = 18.0


def tile(
    source: bytes,
    faces: Faces,
    *,
    sheet_mm: tuple[float, float],
    overlap_mm: float = 10,
) -> bytes:
    """Return the pages of a file cut into sheets, each page after its plan.

    Bleed stays on the outer edges only.

    Raises: UsageError when the overlap leaves nothing of a sheet.
    """
    if overlap_mm >= min(sheet_mm) - 2 * MARGIN_MM:
        raise UsageError(
            Fault("the overlap is as wide as the sheet", hint="use 10 to 50 mm")
        )
    with opened(source) as sheets:
        layer = Canvas(faces, *sheet_mm)
        for number, leaf in enumerate(sheets.leaves):
            left, bottom, right, top = leaf.bleed_mm
            width, height = leaf.trim_mm
            picture = (left + width + right, bottom + height + top)
            tiling = best_tiling(picture, sheet_mm, overlap_mm)
            if number:
                layer.next_page(*sheet_mm)
            _draw_plan(sheets, layer, faces, number, tiling, sheet_mm)
            for piece in tiling:
                layer.next_page(*tiling.sheet_mm)
                _draw_tile(sheets, layer, faces, number, tiling, piece)
        lay_over(sheets.pdf, layer.pdf())
        return sheets.to_bytes(f"tiles {sheet_mm} {overlap_mm}")


def _draw_tile(
    sheets: Sheets,
    canvas: Canvas,
    faces: Faces,
    number: int,
    tiling: Tiling,
    piece: Tile,
) -> None:
    left, bottom, right, top = piece.box_mm
    width, height = right - left, top - bottom
    # the upper left corner of the picture is that of the sheet's free area
    x0, y0 = MARGIN_MM, tiling.sheet_mm[1] - MARGIN_MM - height
    shown = (x0, y0, x0 + width, y0 + height)
    sheets.add(tiling.sheet_mm, shown)
    bleed = sheets.leaves[number].bleed_mm
    sheets.place(number, x0 - left + bleed[0], y0 - bottom + bleed[1], shown)
    canvas.fill(KEY)
    canvas.stroke(KEY, LINE_PT)
    canvas.move(x0, y0)
    _draw_crosses(canvas, tiling, piece, width, height)
    _draw_neighbours(canvas, faces.get(FACE_ROLE), tiling, piece, width, height)
    _draw_label(canvas, faces, tiling, piece, width, height)


def _draw_crosses(
    canvas: Canvas, tiling: Tiling, piece: Tile, width: float, height: float
) -> None:
    """Mark in the margin where the overlap with each neighbour ends."""
    lap = tiling.overlap_mm
    xs = [lap if piece.column else 0]
    xs.append(width - lap if piece.column < tiling.columns - 1 else width)
    ys = [lap if piece.row < tiling.rows - 1 else 0]
    ys.append(height - lap if piece.row else height)
    for x in xs:
        _cross(canvas, x, -CROSS_AWAY_MM)
        _cross(canvas, x, height + CROSS_AWAY_MM)
    for y in ys:
        _cross(canvas, -CROSS_AWAY_MM, y)
        _cross(canvas, width + CROSS_AWAY_MM, y)


def _cross(canvas: Canvas, x: float, y: float) -> None:
    half = CROSS_MM / 2
    canvas.line(x - half, y, x + half, y)
    canvas.line(x, y - half, x, y + half)


def _draw_neighbours(
    canvas: Canvas,
    face: Face,
    tiling: Tiling,
    piece: Tile,
    width: float,
    height: float,
) -> None:
    """Point at each neighbour from the middle of the edge that it lies on."""
    out = CROSS_AWAY_MM
    edges = (
        (0, 1, width + out, height / 2, -90),
        (0, -1, -out, height / 2, 90),
        (-1, 0, width / 2, height + out, 0),
        (1, 0, width / 2, -out, 180),
    )
    for down, along, x, y, turn in edges:
        row, column = piece.row + down, piece.column + along
        if 0 <= row < tiling.rows and 0 <= column < tiling.columns:
            neighbour = Tile(row, column, piece.box_mm).label
            half = ARROW_MM / 2
            with canvas.kept():
                canvas.move(x, y, turn=turn)
                canvas.polygon([(-half, -half), (half, -half), (0, half)])
            # beside the arrow, along the edge
            dx, dy = (0, half + 1) if along else (half + 1, -1)
            align: Align = "centre" if along else "left"
            canvas.text(x + dx, y + dy, neighbour, face, SMALL_PT, align=align)


def _draw_label(
    canvas: Canvas,
    faces: Faces,
    tiling: Tiling,
    piece: Tile,
    width: float,
    height: float,
) -> None:
    """Write the tile's name above, and a scale bar to measure the print by below."""
    bold = faces.get(FACE_ROLE, weight=700)
    face = faces.get(FACE_ROLE)
    end = CROSS_AWAY_MM + CROSS_MM
    start = end + tiling.overlap_mm
    canvas.text(start, height + 1.5, piece.label, bold, LABEL_PT)
    bar = SCALE_BAR_MM if width >= SCALE_BAR_MM + 2 * end + 30 else SCALE_BAR_MM / 10
    y = -CROSS_AWAY_MM
    canvas.line(start, y, start + bar, y)
    for tick in range(11):
        x = start + bar * tick / 10
        canvas.line(x, y - (1.0 if tick % 5 == 0 else 0.5), x, y)
    canvas.text(start + bar + 1, y - 1, f"{bar:g} mm", face, SMALL_PT)


def _draw_plan(
    sheets: Sheets,
    canvas: Canvas,
    faces: Faces,
    number: int,
    tiling: Tiling,
    sheet_mm: tuple[float, float],
) -> None:
    """Show the whole page small, with the tiles and their names over it."""
    width, height = tiling.picture_mm
    room = (sheet_mm[0] - 2 * MARGIN_MM, sheet_mm[1] - 2 * MARGIN_MM - PLAN_FOOT_MM)
    scale = min(room[0] / width, room[1] / height, 1.0)
    x0 = (sheet_mm[0] - width * scale) / 2
    y0 = sheet_mm[1] - MARGIN_MM - height * scale
    whole = (x0, y0, x0 + width * scale, y0 + height * scale)
    sheets.add(sheet_mm, (0, 0, *sheet_mm))
    left, bottom, _, _ = sheets.leaves[number].bleed_mm
    sheets.place(number, x0 + left * scale, y0 + bottom * scale, whole, scale=scale)
    bold, face = faces.get(FACE_ROLE, weight=700), faces.get(FACE_ROLE)
    for piece in tiling:
        _draw_plan_tile(canvas, bold, piece, (x0, y0), scale)
    canvas.fill(KEY)
    size = " × ".join(f"{side:.0f}" for side in tiling.picture_mm)
    sheet = " × ".join(f"{side:g}" for side in tiling.sheet_mm)
    count = tiling.rows * tiling.columns
    words = (
        f"{size} mm",
        f"{tiling.columns} × {tiling.rows} = {count} sheets of {sheet} mm",
        f"overlap {tiling.overlap_mm:g} mm  ·  print at 100 %  ·  page {number + 1}",
    )
    canvas.text(MARGIN_MM, y0 - 8, words[0], bold, LABEL_PT)
    for i, line in enumerate(words[1:], start=1):
        canvas.text(MARGIN_MM, y0 - 8 - 4.5 * i, line, face, LABEL_PT - 2)


def _draw_plan_tile(
    canvas: Canvas,
    face: Face,
    piece: Tile,
    corner: tuple[float, float],
    scale: float,
) -> None:
    left, bottom, right, top = (edge * scale for edge in piece.box_mm)
    with canvas.kept():
        canvas.move(*corner)
        for ink_tint, width_pt in ((0, 1.0), (100, LINE_PT)):  # legible on any picture
            canvas.stroke(KEY, width_pt, ink_tint)
            canvas.rect(
                left, bottom, right - left, top - bottom, fill=False, stroke=True
            )
        x, y = (left + right) / 2, (bottom + top) / 2
        canvas.fill(KEY, 0)
        canvas.circle(x, y, 4)
        canvas.fill(KEY)
        canvas.text(x, y - 1.3, piece.label, face, LABEL_PT, align="centre")
