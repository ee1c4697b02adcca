"""``publish check``: check the content and the design without making anything."""

from pathlib import Path

import click


@click.command()
@click.pass_obj
def check(folder: Path) -> None:
    """Check tables, texts, figures' specifications, faces and layouts.

    Every fault is reported with file and line. Nothing is written.

    \b
    Example:
      publish check
    """
    from publish import pipeline

    for line in pipeline.check(folder):
        click.echo(line)
