"""``publish figure``: figures on their own, for lectures and slides."""

import os
import re
from pathlib import Path
from typing import get_args

import click

from publish.inks import Form

FORMATS = ("svg", "pdf", "png")
BACKGROUNDS = ("transparent", "paper")


class Width(click.ParamType):
    """A width with its unit, such as 160mm or 6.3in."""

    name = "width"
    _written = re.compile(r"^(\d+(?:\.\d+)?)(mm|cm|in)$")

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return millimetres."""
        match = self._written.match(str(value))
        if not match:
            self.fail(f"{value!r} is no width: write 160mm, 16cm or 6.3in", param, ctx)
        return float(match[1]) * {"mm": 1.0, "cm": 10.0, "in": 25.4}[match[2]]


@click.command()
@click.argument("key", nargs=-1)
@click.option("--all", "every", is_flag=True, help="All figures of the publication.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="File of a single figure, or folder of several.  [default: build/figures/]",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    help="Vector, page or picture of 300 dpi.  [default: as FILE ends, else svg]",
)
@click.option("--width", type=Width(), help="Such as 160mm; by default as printed.")
@click.option(
    "--form",
    type=click.Choice(get_args(Form)),
    default="screen",
    show_default=True,
    help="What it is made for.",
)
@click.option("--lang", "language", help="Language, such as en.")
@click.option(
    "--background",
    type=click.Choice(BACKGROUNDS),
    default="transparent",
    show_default=True,
    help="None, or the tint of paper.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="one a processor",
    help="Figures drawn at the same time.",
)
@click.pass_obj
def figure(
    folder: Path,
    key: tuple[str, ...],
    every: bool,
    out: Path | None,
    kind: str | None,
    width: float | None,
    form: Form,
    language: str | None,
    background: str,
    jobs: int,
) -> None:
    """Draw charts and maps on their own, each with its data table as CSV.

    \b
    Examples:
      publish figure raid -o raid.png --width 160mm --background paper
      publish figure prices vote --format pdf --form press
      publish figure --all --width 160mm
    """
    from publish import pipeline
    from publish.release.lecture import Wish

    if bool(key) == every:
        raise click.UsageError("name one or more figures, or say --all")
    suffix = out.suffix.removeprefix(".").lower() if out and len(key) == 1 else ""
    if kind is None:
        kind = suffix if suffix in FORMATS else "svg"
    wish = Wish(
        format=kind,
        width_mm=width,
        form=form,
        language=language,
        background=background,
    )
    for path in pipeline.draw_figures(folder, key, wish, out, jobs=jobs):
        click.echo(path)
