"""``publish check``: check content, design and what is built, without making it."""

from pathlib import Path

import click


@click.command()
@click.pass_obj
def check(folder: Path) -> None:
    """Check tables, texts, figures' specifications, faces and layouts.

    Every fault is reported with file and line. Nothing is written. Errors that the
    preflight found in files that are up to date are repeated, and refuse: exit code 1.

    \b
    Example:
      publish check
    """
    from publish import pipeline

    for line in pipeline.check(folder):
        click.echo(line)
    pipeline.check_built(folder)
