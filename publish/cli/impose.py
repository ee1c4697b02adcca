"""``publish impose``: pages become press sheets to fold and bind."""

from pathlib import Path

import click

from publish.cli.rework import faces_for, file_argument, output_option, rework
from publish.cli.sizes import Sheet, Stock


@click.command()
@file_argument
@click.option(
    "--binding",
    type=click.Choice(["saddle", "perfect", "none"]),
    required=True,
    help="Saddle stitch, perfect binding, or as many as fit.",
)
@click.option("--paper", type=Stock(), help="Grammage and bulk, such as 115gsm:0.9.")
@click.option("--sheet", type=Sheet(), help="Press sheet: sra3, or 450x320 in mm.")
@click.option(
    "--section",
    type=click.Choice(["4", "8", "16"]),
    default="16",
    show_default=True,
    help="Pages of a section in perfect binding.",
)
@output_option
@click.pass_obj
def impose(
    folder: Path,
    file: Path,
    binding: str,
    paper,
    sheet,
    section: str,
    output: Path | None,
) -> None:
    """Arrange the pages of any PDF on press sheets, with creep and marks.

    \b
    Examples:
      publish impose booklet.pdf --binding saddle --paper 115gsm:0.9 --sheet sra3
      publish impose book.pdf --binding perfect --section 16
      publish impose card.pdf --binding none --sheet a4
    """
    from publish import plates

    rework(
        file,
        output,
        f"imposed-{binding}",
        lambda source: plates.impose(
            source,
            faces_for(folder),
            binding=binding,
            paper=paper,
            sheet_mm=sheet,
            section=int(section),
        ),
    )
