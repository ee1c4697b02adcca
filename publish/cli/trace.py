"""``publish trace``: where a fact comes from and where it stands."""

from collections.abc import Iterable
from pathlib import Path

import click


@click.command()
@click.argument("key", required=False)
@click.option("--unused", is_flag=True, help="List facts that nothing calls.")
@click.option("--unsourced", is_flag=True, help="List rows without a reference.")
@click.pass_obj
def trace(folder: Path, key: str | None, unused: bool, unsourced: bool) -> None:
    """Show a fact, event, person, place, quote, dispute, term, remark or reference.

    Its sources, the disputes about it, each line that calls it, and the pages on
    which it stands in the products as last built.

    \b
    Examples:
      publish trace army-red-total
      publish trace --unused
      publish trace --unsourced
    """
    from publish import content as stage
    from publish import pipeline
    from publish.domain import trace as tracing

    if not (key or unused or unsourced):
        raise click.UsageError("name a KEY, or ask for --unused or --unsourced")
    content = stage.read(folder)
    if key:
        printed = pipeline.printed(folder)
        for found in tracing.trace(content, key):
            _show(key, found, tracing.pages_of(found, key, printed))
    for wanted, listing in ((unused, tracing.unused), (unsourced, tracing.unsourced)):
        if wanted:
            for at, name in listing(content):
                click.echo(f"{at}: {name}")


def _show(key: str, found, pages: Iterable) -> None:
    click.secho(f"{key}  ({found.at})", bold=True)
    for name, value in found.row:
        if value not in ("", None, ()) and name not in ("key", "refs"):
            click.echo(f"  {name:<12} {_said(value)}")
    for heading, lines in (
        ("sources", found.references),
        ("disputes", found.disputes),
        (
            "stands in",
            [f"{u.at}  {u.how}  [{', '.join(u.products)}]" for u in found.uses],
        ),
        ("pages, as last built", [_page_line(place) for place in pages]),
    ):
        if lines:
            click.echo(f"  {heading}")
            for line in lines:
                click.echo(f"    {line}")


def _said(value: object) -> str:
    """Return a cell as the table has it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _page_line(place) -> str:
    numbers = ", ".join(map(str, place.pages))
    return f"{place.target}  {numbers}{f'  figure {place.figure}' * bool(place.figure)}"
