"""``publish build``: make what has changed."""

import os
from pathlib import Path
from typing import get_args

import click

from publish.errors import ExitCode
from publish.inks import Form


@click.command()
@click.argument("target", nargs=-1)
@click.option("--lang", "language", help="Only this language, such as en.")
@click.option("--form", type=click.Choice(get_args(Form)), help="Only this form.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="one a processor",
    help="Targets made at the same time.",
)
@click.pass_obj
def build(
    folder: Path,
    target: tuple[str, ...],
    language: str | None,
    form: str | None,
    jobs: int,
) -> None:
    """Make the products of the publication in build/.

    Only what has changed is made. TARGET is the name of a product; without one,
    all are made.

    \b
    Examples:
      publish build
      publish build booklet handout-raid
      publish build booklet --lang en --form press
    """
    from publish import pipeline
    from publish.cli.table import show_rows

    targets = pipeline.plan(folder, target, language, form)

    def progress(name: str, done: int, of: int) -> None:
        click.echo(f"[{done}/{of}] {name}", err=True)

    rows = pipeline.build(folder, targets, jobs=jobs, progress=progress)
    show_rows(rows)
    if not any(row.made for row in rows):
        click.echo("Nothing has changed; nothing was made.")
    if any(row.errors for row in rows):
        click.echo(
            "The preflight refuses some files: see build/*.preflight.json.", err=True
        )
        raise click.exceptions.Exit(ExitCode.REFUSED)
