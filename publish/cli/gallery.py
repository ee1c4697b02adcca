"""``publish gallery``: small pictures of what was built."""

from pathlib import Path

import click


@click.command()
@click.argument("into", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def gallery(folder: Path, into: Path) -> None:
    """Write a small PNG of each built product into the folder INTO.

    \b
    Example:
      publish gallery docs
    """
    from publish import pipeline
    from publish.release import write_atomic
    from publish.release.gallery import pictures

    built = {
        target.product.name: folder / pipeline.BUILD / target.file
        for target in pipeline.plan(folder)
        if target.form == "press"
    }
    for name, data in pictures(built):
        write_atomic(into / name, data)
        click.echo(into / name)
