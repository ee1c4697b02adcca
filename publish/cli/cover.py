"""``publish cover``: the flat cover of a book, with its spine."""

from pathlib import Path

import click

from publish.cli.rework import faces_for, file_argument, output_option, rework
from publish.cli.sizes import Stock


@click.command()
@file_argument
@click.option("--paper", type=Stock(), required=True, help="Inside: grammage and bulk.")
@click.option(
    "--board", type=Stock(), required=True, help="Of the cover: grammage and bulk."
)
@output_option
@click.pass_obj
def cover(folder: Path, file: Path, paper, board, output: Path | None) -> None:
    """Make the flat cover of a book: back, spine, front, with fold marks.

    FILE is the whole book; its first page is the front, its last the back. The
    spine is as wide as the paper asks.

    \b
    Example:
      publish cover book.pdf --paper 100gsm:1.2 --board 250gsm:1.0
    """
    from publish import plates

    rework(
        file,
        output,
        "cover",
        lambda source: plates.cover(
            source, faces_for(folder), paper=paper, board=board
        ),
    )
