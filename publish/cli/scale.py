"""``publish scale``: large sheets become files at 1:n."""

from pathlib import Path

import click

from publish.cli.rework import file_argument, output_option, rework


@click.command()
@file_argument
@click.option(
    "--to", "n", type=click.IntRange(2, 100), required=True, help="n of the scale 1:n."
)
@output_option
def scale(file: Path, n: int, output: Path | None) -> None:
    """Scale any PDF to 1:n, trim and bleed with it, and name the scale in the file.

    A side above 5,080 mm breaks many readers; printers take such sheets at 1:10.

    \b
    Example:
      publish scale banner.pdf --to 10
    """
    from publish import plates

    rework(file, output, f"1-{n}", lambda source: plates.scaled(source, n))
