"""``publish gallery``: small pictures of what was built."""

from pathlib import Path

import click


@click.command()
@click.argument("into", type=click.Path(file_okay=False, path_type=Path))
@click.argument("target", nargs=-1)
@click.pass_obj
def gallery(folder: Path, into: Path, target: tuple[str, ...]) -> None:
    """Write a small PNG of built products into the folder INTO.

    TARGET is the name of a product; without one, all are shown.

    \b
    Examples:
      publish gallery docs
      publish gallery docs booklet banner
    """
    from publish import pipeline
    from publish.atomic import write_atomic
    from publish.release.gallery import pictures

    built = {
        wanted.product.name: folder / pipeline.BUILD / wanted.file
        for wanted in pipeline.plan(folder, target, form="press")
    }
    for name, data in pictures(built):
        write_atomic(into / name, data)
        click.echo(into / name)
