"""``publish marks``: put crop and registration marks round any PDF."""

from pathlib import Path

import click

from publish.cli.rework import faces_for, file_argument, output_option, rework


@click.command()
@file_argument
@output_option
@click.pass_obj
def marks(folder: Path, file: Path, output: Path | None) -> None:
    """Add crop and registration marks, colour bar and slug outside the bleed.

    \b
    Example:
      publish marks poster.pdf
    """
    from publish import plates

    rework(
        file,
        output,
        "marks",
        lambda source: plates.add_marks(source, faces_for(folder)),
    )
