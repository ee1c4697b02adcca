"""``publish preflight``: judge finished PDFs of any origin for one printer."""

from pathlib import Path

import click

from publish.errors import ExitCode


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False)
)
@click.option(
    "--profile",
    required=True,
    help="Printer: a file of layouts/printers, without .toml.",
)
@click.option(
    "--spot",
    "spots",
    multiple=True,
    metavar="INK",
    help="A spot ink that the job uses.",
)
@click.option(
    "--layout",
    help="Run the checks of a layout, too: a folder of layouts/.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the findings as a web page, too.",
)
@click.pass_context
def preflight(
    ctx: click.Context,
    files: tuple[Path, ...],
    profile: str,
    spots: tuple[str, ...],
    layout: str | None,
    as_json: bool,
    report: Path | None,
) -> None:
    """Judge finished PDFs for one printer; nothing in them is changed.

    The exit code is 1 when a file must not go to press. The printer's profile is
    taken from the publication's folder, or from the toolkit.

    \b
    Example:
      publish preflight build/press/booklet.pdf --profile booklet --report out.html
      publish preflight build/press/booklet.pdf --profile booklet --layout booklet
    """
    from publish.layouts import load_layout, load_printer
    from publish.preflight import inspect
    from publish.preflight.report import printers_folder, to_html, to_json, to_text

    printer = load_printer(printers_folder(ctx.obj or Path(), profile), profile)
    made_by = load_layout(ctx.obj or Path(), layout) if layout else None
    reports = [inspect(file, printer, spots=spots, layout=made_by) for file in files]
    click.echo(to_json(reports) if as_json else to_text(reports))
    if report is not None:
        report.write_text(to_html(reports), encoding="utf-8")
    if any(one.refused for one in reports):
        ctx.exit(ExitCode.REFUSED)
