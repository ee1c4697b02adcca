"""``publish new``: begin a publication."""

from pathlib import Path

import click


@click.command()
@click.argument("target", metavar="FOLDER", type=click.Path(path_type=Path))
@click.pass_obj
def new(folder: Path, target: Path) -> None:
    """Begin a publication in FOLDER: a small one that builds, to be written over.

    Its layouts and faces are copies of those of this publication, yours to change.

    \b
    Examples:
      publish new ../ferry              with the design of this folder
      publish -C ../baku new ferry      with the design of another
    """
    from publish import starter

    starter.begin(target, folder)
    click.echo(f"{target}: run publish check there, then publish build")
