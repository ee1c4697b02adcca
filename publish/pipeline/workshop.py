"""Where targets are made: content, theme and engines, loaded once for all of them.

In:  a publication's folder; one target after another.
Out: its files in build/ and a ``Row`` that says what was made.
"""

import json
import os
import time
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from publish.atomic import write_atomic
from publish.cache import Cache
from publish.content import read
from publish.crew import Crew
from publish.errors import ContentError, Faults
from publish.inks import Form
from publish.pipeline.targets import (
    BUILD,
    SCREEN_FORMS,
    SHELF,
    Row,
    Target,
    drawn_from,
    plan,
)
from publish.shelf import Shelf

if TYPE_CHECKING:
    from publish.domain import Edition
    from publish.figures import Artwork
    from publish.layouts import Layout, PrinterProfile
    from publish.pages import Owner, Pages
    from publish.theme import Theme

DRAWN_AS: Mapping[Form, Form] = {"screen": "press"}  # in other colours, but alike


class Workshop:
    """Content, theme and engines, loaded once; makes targets one by one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._editions, self._theme, _ = checked(folder)
        self._shelf = Shelf(folder / SHELF)
        self._tables = drawn_from(folder)
        _load_engines()

    def make(self, target: Target, owner: Row | None, jobs: int) -> Row:
        """Draw, compose, finish and judge one target; write it to build/.

        ``owner`` is what became of the target's owner, if it has one; ``jobs`` is how
        many processes may work on it.
        Raises: ContentError or LayoutError; then nothing is written.
        """
        from publish import preflight
        from publish.layouts import load_layout, load_printer
        from publish.pages.origins import to_json

        started = time.perf_counter()
        printer = load_printer(self._folder, target.printer)
        layout = load_layout(self._folder, target.product.layout)
        artworks = self._draw_all(target, layout, jobs)
        made = self._compose(target, layout, artworks, owner, jobs)
        finished = self._finish(target, made, artworks, layout, printer, jobs)
        path = self._folder / BUILD / target.file
        write_atomic(path, finished)
        keys = Cache(path.parent / ".cache").pages_path(target.name)
        write_atomic(keys, json.dumps(made.keys, ensure_ascii=False).encode())
        origins = to_json(made.origins, f"layouts/{target.product.layout}")
        write_atomic(path.with_suffix(".origins.json"), origins)
        report = preflight.inspect(
            path, printer, layout=layout, jobs=jobs, shelf=self._shelf
        )
        found = path.with_suffix(".preflight.json")
        write_atomic(found, preflight.to_json([report]).encode())
        severities = [finding.severity for finding in report.findings]
        return Row(
            product=target.product.name,
            language=target.language,
            form=target.form,
            pages=made.count,
            width_mm=round((made.trim_mm or target.product.trim_mm)[0], 1),
            height_mm=(made.trim_mm or target.product.trim_mm)[1],
            file=f"{BUILD}/{target.file}",
            seconds=round(time.perf_counter() - started, 1),
            errors=severities.count("error"),
            warnings=severities.count("warning"),
            made=True,
        )

    def _draw_all(
        self, target: Target, layout: "Layout", jobs: int
    ) -> "Mapping[str, Artwork]":
        from publish import pages

        edition = self._editions[target.language]
        keys = tuple(pages.figures_of(target.product, edition))
        with Crew(self, jobs) as crew:
            drawn = crew.each(Workshop.draw, ((target, layout, key) for key in keys))
        return dict(zip(keys, drawn, strict=True))

    def _compose(
        self,
        target: Target,
        layout: "Layout",
        artworks: "Mapping[str, Artwork]",
        owner: Row | None,
        jobs: int,
    ) -> "Pages":
        from publish import pages

        brief = pages.Brief(
            target.product,
            self._editions[target.language],
            layout,
            self._theme,
            target.form,
            artworks,
            owner and self._owner(target.owner, owner),
            jobs,
            self._shelf,
        )
        return pages.compose(brief)

    def draw(self, target: Target, layout: "Layout", key: str) -> "Artwork":
        """Draw one figure for a target, or take it from the shelf.

        Raises: ContentError or LayoutError as ``figures.draw`` does.
        """
        from publish import figures

        edition = self._editions[target.language]
        slot = layout.slot_for(key, edition.figures[key].group)
        form = DRAWN_AS.get(target.form, target.form)

        def make() -> figures.Artwork:
            return figures.draw(edition, key, slot, form, self._theme)

        made_from = (self._tables, target.language, form, key, repr(slot))
        return self._shelf.fetch(figures.Artwork, made_from, make)

    def _owner(self, target: Target, made: Row) -> "Owner":
        from publish.pages import Owner
        from publish.pages.origins import folios

        file = self._folder / BUILD / target.file
        table = file.with_suffix(".origins.json").read_bytes()
        return Owner(target.product, made.pages, folios(table))

    def _finish(
        self,
        target: Target,
        made: "Pages",
        artworks: "Mapping[str, Artwork]",
        layout: "Layout",
        printer: "PrinterProfile",
        jobs: int,
    ) -> bytes:
        from publish import plates

        edition, product = self._editions[target.language], target.product
        job = plates.Job(
            title=_title(edition, target),
            author=edition.publication.author,
            language=target.language,
            product=product.name,
            file=target.file,
            trim_mm=tuple(
                side / product.scale for side in made.trim_mm or product.trim_mm
            ),
            folds_mm=made.folds_mm,
            bleed_mm=layout.bleed_mm / product.scale,
            scale=product.scale,
            date=stamp(edition.publication.date),
            document_id=str(uuid.uuid5(uuid.NAMESPACE_URL, target.file)),
            tables={f"{key}.csv": art.table for key, art in artworks.items()},
        )
        if target.form in SCREEN_FORMS:
            palette = self._theme.palette if made.as_printed else None
            scripts = edition.publication.scripts
            return plates.finish_screen(
                made.parts, job, scripts, palette, jobs=jobs, shelf=self._shelf
            )
        return plates.finish(
            made.parts, job, printer, self._folder, jobs=jobs, shelf=self._shelf
        )


def _title(edition: "Edition", target: Target) -> str:
    """Return what a file is called: to the printer the product, to readers the work."""
    if target.form in SCREEN_FORMS and target.product.kind in ("booklet", "large"):
        return f"{edition.title}: {edition.publication.subtitle[edition.language]}"
    return f"{edition.title}: {target.product.name}"


def _load_engines() -> None:
    """Import what the workers need before they are forked, so that each shares it."""
    import weasyprint  # noqa: F401

    from publish import figures, pages, plates, preflight  # noqa: F401


def checked(folder: Path) -> "tuple[Mapping[str, Edition], Theme, tuple[str, ...]]":
    """Return the editions, the theme and what was checked; see ``check``."""
    from publish import domain, theme
    from publish.figures import check as check_figures
    from publish.layouts import load_layout, load_printer
    from publish.pages.labels import check_labels

    faults, editions, warnings = Faults(), {}, ()
    with faults.gathering():
        content = read(folder)
        for code in content.project.publication.languages:
            with faults.gathering():
                editions[code] = domain.assemble(content, code)
        with faults.gathering():
            look = theme.load(folder)
            domain.check_glyphs(content, look.faces, faults)
            warnings = domain.check(content, editions, look.faces, faults)
        for edition in editions.values():
            check_figures(edition, faults)
        for target in plan(folder):
            with faults.gathering():
                load_layout(folder, target.product.layout)
            with faults.gathering():
                load_printer(folder, target.printer)
            words, figures = content.words[target.language], bool(content.specs)
            check_labels(folder / "layouts", target.product, words, figures, faults)
    faults.raise_as(ContentError)
    rows = sum(len(table.rows) for table in content.tables.values())
    texts = sum(len(texts) for texts in content.texts.values())
    counted = f"{rows} rows, {texts} texts, {len(content.specs)} figures"
    summary = f"{counted}: no fault, {len(warnings)} warnings"
    return editions, look, (*map(str, warnings), summary)


def stamp(published: date) -> datetime:
    """Return the date to stamp: SOURCE_DATE_EPOCH if set, else that of publish.toml."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime(published.year, published.month, published.day, tzinfo=UTC)
