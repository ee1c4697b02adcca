"""``publish list``: say what the publication makes."""

from pathlib import Path

import click


@click.command()
@click.pass_obj
def list(folder: Path) -> None:
    """List the targets: product, language, form and file.

    \b
    Example:
      publish list
    """
    from publish import pipeline

    for target in pipeline.plan(folder):
        click.echo(f"{target.name:<28} build/{target.file}")
