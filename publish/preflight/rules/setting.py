"""Rules for how running text is set, read off the finished lines.

They need the boxes of blocks, which only files made here have beside them, and the
layout's ``[checks]``, which chooses their severity.
"""

from collections.abc import Iterator
from itertools import groupby

from publish.layouts.checks import Limits
from publish.preflight.blocks import Block, Row, runs_of
from publish.preflight.job import Job
from publish.preflight.rules.registry import Hit, layout_rule

HYPHENS = ("\N{HYPHEN}", "-")
FLUSH_MM = 1.0  # a line that ends this near to its column's edge is justified
OUT_MM = 1.0  # hanging points reach out of a column by less
SHOWN = 60  # letters of a text that a finding quotes


def quoted(text: str) -> str:
    """Return the beginning of a text in quotes."""
    short = text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()} …"
    return f"“{short}”"


@layout_rule(
    "stretched",
    why="wide holes between words join to rivers and slow the reader down",
    do="reword the passage, or let a long word be divided",
)
def stretched(job: Job, limits: Limits) -> Iterator[Hit]:
    """Words of a justified line stand no further apart than the limit."""
    for run in runs_of(job.blocks):
        rows = [(block, row) for block in run for row in block.rows]
        for block, row in rows[:-1]:
            flush = block.box.place[2] - row.right < FLUSH_MM
            if flush and row.gap_em > limits.gap_em:
                yield Hit(
                    f"a stretched line: {quoted(row.said)}",
                    page=block.page,
                    place=row.place,
                    measured=f"{row.gap_em:.2f} em between words",
                    limit=f"{limits.gap_em:g} em",
                )


@layout_rule(
    "widow",
    why="a line that stands apart from its paragraph looks lost",
    do="set the paragraph a line longer or shorter, or let two lines keep together",
)
def widows(job: Job, limits: Limits) -> Iterator[Hit]:
    """No paragraph leaves a single line at the foot or the head of a page."""
    for run in runs_of(job.blocks):
        if len(run) < 2:
            continue
        for block, which in ((run[0], "first"), (run[-1], "last")):
            if len(block.rows) == 1:
                (row,) = block.rows
                yield Hit(
                    f"the {which} line of a paragraph stands alone: {quoted(row.said)}",
                    page=block.page,
                    place=row.place,
                    measured="1 line",
                    limit="at least 2",
                )


@layout_rule(
    "hyphens",
    why="a ladder of hyphens draws the eye to the edge of the column",
    do="reword the passage, or forbid one of the divisions",
)
def ladders(job: Job, limits: Limits) -> Iterator[Hit]:
    """Few lines in turn end in a hyphen."""
    for run in runs_of(job.blocks):
        rows = [(block, row) for block in run for row in block.rows]
        for divided, ladder in groupby(rows, key=lambda row: _is_divided(row[1])):
            steps = list(ladder)
            if divided and len(steps) > limits.hyphens:
                block, row = steps[0]
                yield Hit(
                    f"{len(steps)} lines in turn end in a hyphen: {quoted(row.said)}",
                    page=block.page,
                    place=row.place,
                    measured=f"{len(steps)} lines",
                    limit=f"{limits.hyphens} lines",
                )


def _is_divided(row: Row) -> bool:
    return row.said.endswith(HYPHENS)


@layout_rule(
    "foot_heading",
    why="a heading belongs to the text below it, not to the foot of a page",
    do="keep it together with the lines that follow it",
)
def headings(job: Job, limits: Limits) -> Iterator[Hit]:
    """Under each heading stand some lines, or a whole block."""
    for heading in job.blocks:
        if not (heading.is_heading and heading.rows):
            continue
        below = [block for block in job.blocks if _is_below(block, heading)]
        lines = sum(len(block.rows) for block in below if block.is_paragraph)
        whole = any(not (b.is_paragraph or b.is_heading) for b in below)
        if lines < limits.below_heading and not whole:
            yield Hit(
                f"a heading at the foot: {quoted(heading.rows[-1].said)}",
                page=heading.page,
                place=heading.rows[-1].place,
                measured=f"{lines} lines below it",
                limit=f"at least {limits.below_heading}",
            )


def _is_below(block: Block, heading: Block) -> bool:
    """Return whether a block stands under a heading, in its column."""
    (x0, _, x1, y1), (a0, b0, a1, _) = heading.box.place, block.box.place
    return block.page == heading.page and b0 >= y1 - OUT_MM and a0 < x1 and x0 < a1
