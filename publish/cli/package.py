"""``publish package``: put together what the printer needs."""

from pathlib import Path

import click


@click.command()
@click.argument("target", nargs=-1)
@click.option("--lang", "language", help="Only this language, such as en.")
@click.option("--impose", "imposed", is_flag=True, help="Add press sheets of booklets.")
@click.option("--quantity", type=click.IntRange(1), help="Copies of each product.")
@click.option("--force", is_flag=True, help="Pack files with preflight errors too.")
@click.pass_obj
def package(
    folder: Path,
    target: tuple[str, ...],
    language: str | None,
    imposed: bool,
    quantity: int | None,
    force: bool,
) -> None:
    """Pack press files for the printer: a folder and a zip in build/package/.

    With each file goes a job ticket, for people and for machines; with all of them
    the preflight's report and SHA-256 sums. Files in which the preflight finds
    errors are refused; --force packs them, and their tickets say so.

    \b
    Examples:
      publish package booklet --quantity 500
      publish package --lang en --impose
    """
    from publish import pipeline
    from publish.content import read_project
    from publish.release.package import Item, Order, pack

    publication = read_project(folder).publication
    targets = pipeline.plan(folder, target, language, "press")
    files = pipeline.built(folder, targets)
    items = [
        Item(pdf, wanted.product, wanted.language)
        for wanted, pdf in zip(targets, files, strict=True)
    ]
    order = Order(quantity=quantity, imposed=imposed, force=force)
    date = pipeline.stamp(publication.date)
    for made in pack(folder, publication, items, order, date):
        click.echo(made.relative_to(folder))
