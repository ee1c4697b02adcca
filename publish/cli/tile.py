"""``publish tile``: a large sheet becomes small ones to print and join."""

from pathlib import Path

import click

from publish.cli.rework import faces_for, file_argument, output_option, rework
from publish.cli.sizes import Length, Sheet


@click.command()
@file_argument
@click.option("--on", "sheet", type=Sheet(), required=True, help="Sheet: a4, a3 …")
@click.option(
    "--overlap", type=Length(), default="10mm", show_default=True, help="To glue."
)
@output_option
@click.pass_obj
def tile(folder: Path, file: Path, sheet, overlap: float, output: Path | None) -> None:
    """Cut the pages of any PDF into tiles with overlap, labels and a plan.

    \b
    Example:
      publish tile panel.pdf --on a4 --overlap 10mm
    """
    from publish import plates

    rework(
        file,
        output,
        "tiles",
        lambda source: plates.tile(
            source, faces_for(folder), sheet_mm=sheet, overlap_mm=overlap
        ),
    )
