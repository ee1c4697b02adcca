"""Rules for the make-up of finished pages: what is cut, crowded, too small or empty.

They need the layout, whose ``[checks]`` choose their severity; some need the boxes of
blocks, which only files made here have beside them.
"""

from collections import Counter
from collections.abc import Iterator

from publish.layouts.checks import Limits
from publish.preflight.blocks import Block, Row
from publish.preflight.findings import Place
from publish.preflight.job import Job
from publish.preflight.printed import Line
from publish.preflight.rules.registry import Hit, layout_rule
from publish.preflight.rules.setting import OUT_MM, quoted

DISPLAY_PT = 60.0  # type this large may run out of the page on purpose
TOUCH_EM = 0.12  # of two lines: letters that share less do not run together
SHARED_MM = 1.0  # of two blocks
SIZE_PT = 0.05  # rounding of type sizes
SIDE = 2  # pages of a spread
FIGURE = ", figure "  # what a source says of a figure, before its key


@layout_rule(
    "clipped",
    why="letters that are cut by a frame cannot be read",
    do="give the frame more room, or shorten the text",
)
def clipped(job: Job, limits: Limits) -> Iterator[Hit]:
    """No letters are cut off."""
    for page, place, size_pt in job.cut:
        if size_pt < DISPLAY_PT:
            yield Hit("text is cut off by its frame", page=page, place=place)


@layout_rule(
    "overset",
    why="text that runs out of its column or its page is lost or spoils the margin",
    do="shorten the text, let it break, or give it more room",
)
def overset(job: Job, limits: Limits) -> Iterator[Hit]:
    """Text stays on its page, and running text in its column."""
    for sheet, lines in zip(job.sheets, job.printed, strict=False):
        trim = sheet.place(sheet.trim)
        for line in lines:
            if line.size_pt < DISPLAY_PT and _meets_edge(line.body, trim):
                yield _out(sheet.number, line.said, line.body, "the page")
    for block in job.blocks:
        right = block.box.place[2]
        for row in block.rows if block.is_paragraph or block.is_heading else ():
            if row.right > right + OUT_MM:
                yield _out(block.page, row.said, row.place, "its column")


def _meets_edge(place: Place, trim: Place) -> bool:
    """Return whether a place is partly on the page and partly off."""
    (x0, y0, x1, y1), (_, _, width, height) = place, trim
    touches = x1 > 0 and x0 < width and y1 > 0 and y0 < height
    return touches and (x0 < 0 or x1 > width or y0 < 0 or y1 > height)


def _out(page: int, said: str, place: Place, of: str) -> Hit:
    return Hit(f"text runs out of {of}: {quoted(said)}", page=page, place=place)


@layout_rule(
    "overlap",
    why="what stands on something else cannot be read",
    do="move one of them, or shorten what grew into the other",
)
def overlaps(job: Job, limits: Limits) -> Iterator[Hit]:
    """No line of type runs into another, no block into its neighbour."""
    for number, lines in enumerate(job.printed, start=1):
        for one, other in _crossing(lines):
            yield Hit(
                f"{quoted(one.said)} and {quoted(other.said)} stand on one another",
                page=number,
                place=_shared(one.body, other.body),
            )
    for one, other in _crossing_blocks(job.blocks):
        yield Hit(
            f"a block runs into the one of {other.box.written}",
            page=one.page,
            place=_shared(one.box.place, other.box.place),
        )


def _crossing(lines: tuple[Line, ...]) -> Iterator[tuple[Line, Line]]:
    """Yield lines whose small letters share a place; not a line and its own outline."""
    ordered = sorted(lines, key=lambda line: line.body[1])
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.body[1] > one.base:
                break
            by = TOUCH_EM * min(one.em, other.em)
            if one.said != other.said and _shares(one.body, other.body, by):
                yield one, other


def _crossing_blocks(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, Block]]:
    for index, one in enumerate(blocks):
        for other in blocks[index + 1 :]:
            if other.page != one.page:
                break
            pair = one.box.place, other.box.place
            if _shares(*pair, SHARED_MM) and not (
                _within(*pair) or _within(*pair[::-1])
            ):
                yield one, other


@layout_rule(
    "small_figure",
    why="labels under the least size of their slot cannot be read at final size",
    do="draw the figure for its slot, and set it as wide as it was drawn",
)
def small_figures(job: Job, limits: Limits) -> Iterator[Hit]:
    """No label of a figure is smaller than its slot says."""
    slots = job.layout.slots
    for block in job.blocks:
        rows = [row for row in block.rows if row.lines] if block.is_figure else []
        if not rows or not slots:
            continue
        key = block.box.written.partition(FIGURE)[2].split(" ")[0]
        named = [slots[key]] if key in slots else slots.values()
        least = min(slot.min_pt for slot in named)
        line = min((line for row in rows for line in row.lines), key=_size)
        if line.size_pt < least - SIZE_PT:
            yield Hit(
                f"a label of figure {key!r} is too small: {quoted(line.said)}",
                page=block.page,
                place=line.body,
                measured=f"{line.size_pt:.1f} pt",
                limit=f"at least {least:g} pt",
            )


def _size(line: Line) -> float:
    return line.size_pt


@layout_rule(
    "empty",
    why="a page with a few lines looks like a mistake",
    do="cut some lines before it, or add some, so that the text ends elsewhere",
)
def nearly_empty(job: Job, limits: Limits) -> Iterator[Hit]:
    """No page of the text holds only a few lines and no figure; notes are lines too."""
    for page in sorted({block.page for block in job.blocks}):
        blocks = [block for block in job.blocks if block.page == page]
        top = min(block.box.place[1] for block in blocks)
        bases = (line.base for line in job.printed[page - 1])
        lines = len({round(base, 1) for base in bases if base > top})
        if lines < limits.on_page and not any(block.is_figure for block in blocks):
            yield Hit(
                "the page is almost empty",
                page=page,
                place=blocks[0].box.place,
                measured=f"{lines} lines of text",
                limit=f"at least {limits.on_page}",
            )


@layout_rule(
    "baselines",
    why="lines of facing pages that differ in height make a spread restless",
    do="give blocks heights of whole lines",
)
def baselines(job: Job, limits: Limits) -> Iterator[Hit]:
    """Running text of facing pages stands on the same lines."""
    line_mm = job.layout.styles.get("makeup", {}).get("line_mm")
    if not line_mm:
        return
    rows = [(b.page, row) for b in job.blocks if b.is_paragraph for row in b.rows]
    sizes = Counter(row.size_pt for _, row in rows)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    spreads: dict[int, list[tuple[int, Row]]] = {}
    for page, row in rows:
        if row.size_pt == body:
            spreads.setdefault(page // SIDE, []).append((page, row))
    facing = [rows for rows in spreads.values() if len({page for page, _ in rows}) > 1]
    for spread in facing:
        yield from _off_lines(spread, line_mm, limits.off_line_mm)


def _off_lines(
    spread: list[tuple[int, Row]], line_mm: float, most_mm: float
) -> Iterator[Hit]:
    """Yield the first row of each page that misses the lines of most others."""
    phases = Counter(round(row.base % line_mm, 1) for _, row in spread)
    usual = phases.most_common(1)[0][0]
    seen: set[int] = set()
    for page, row in spread:
        away = (row.base - usual + line_mm / 2) % line_mm - line_mm / 2
        if abs(away) > most_mm and page not in seen:
            seen.add(page)
            yield Hit(
                f"text stands off the lines of the spread: {quoted(row.said)}",
                page=page,
                place=row.place,
                measured=f"{away:+.2f} mm",
                limit=f"{most_mm:g} mm",
            )


def _shares(one: Place, other: Place, by: float) -> bool:
    """Return whether two places have more than ``by`` in common both ways."""
    x0, y0, x1, y1 = _shared(one, other)
    return x1 - x0 > by and y1 - y0 > by


def _shared(one: Place, other: Place) -> Place:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def _within(inner: Place, outer: Place) -> bool:
    return (
        inner[0] >= outer[0] - SHARED_MM
        and inner[1] >= outer[1] - SHARED_MM
        and inner[2] <= outer[2] + SHARED_MM
        and inner[3] <= outer[3] + SHARED_MM
    )
