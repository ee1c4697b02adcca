"""``publish proof``: show on a screen what the press will make of the files."""

from pathlib import Path

import click

PROOFS = "build/proofs"


@click.command()
@click.argument("target", nargs=-1)
@click.option("--lang", "language", help="Only this language, such as en.")
@click.option(
    "--form",
    type=click.Choice(("press", "photocopy")),
    default="press",
    show_default=True,
    help="What the file is made for.",
)
@click.option(
    "--page", "pages", type=click.IntRange(1), multiple=True, help="Only this page."
)
@click.option("--paper", is_flag=True, help="Show the paper's white, not the screen's.")
@click.option("--spreads", is_flag=True, help="Write facing pages as one PDF instead.")
@click.pass_obj
def proof(
    folder: Path,
    target: tuple[str, ...],
    language: str | None,
    form: str,
    pages: tuple[int, ...],
    paper: bool,
    spreads: bool,
) -> None:
    """Write proofs of built files into build/proofs/, one folder a file.

    For each page: the soft proof through the printer's ICC profile; one grey picture
    for each ink; total ink with its hottest place; trim, bleed, safe zone and grid;
    and the page as it looks with each colour deficiency and in grey.

    \b
    Examples:
      publish proof
      publish proof booklet --lang en --page 3
      publish proof handout-raid --form photocopy
      publish proof booklet --spreads
    """
    from publish import pipeline, plates
    from publish.atomic import write_atomic
    from publish.release import proofs

    targets = pipeline.plan(folder, target, language, form)
    for wanted, pdf in zip(targets, pipeline.built(folder, targets), strict=True):
        if spreads:
            whole = folder / PROOFS / f"{pdf.stem}_spreads.pdf"
            write_atomic(whole, plates.reader_spreads(pdf.read_bytes()))
            click.echo(whole.relative_to(folder))
            continue
        subject = proofs.subject_of(folder, wanted.product, wanted.printer, pdf)

        def progress(done: int, of: int, name: str = wanted.name) -> None:
            click.echo(f"[{done}/{of}] {name}", err=True)

        out = folder / PROOFS / pdf.stem
        made = proofs.proof(subject, out, pages=pages, paper=paper, progress=progress)
        click.echo(f"{PROOFS}/{pdf.stem}: {len(made)} pictures")
