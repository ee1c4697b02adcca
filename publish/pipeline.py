"""The calls in order: plan targets, ask the cache, run what is stale, report.

In:  a publication's folder and the targets asked for.
Out: one ``Row`` a target: what was made, how large, how long it took, and what
     the preflight found.

A target is product × language × form. Stale targets run in parallel, in workers
forked after the content is read and the engines are loaded.
"""

import json
import multiprocessing
import os
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from publish.cache import Cache, key_of
from publish.content import read, read_project
from publish.content.settings import Product, Project
from publish.errors import ContentError, Fault, Faults, PublishError, UsageError
from publish.inks import Form
from publish.release import file_name, write_atomic

if TYPE_CHECKING:
    from publish.domain import Edition
    from publish.layouts import Layout
    from publish.pages import Pages
    from publish.release.lecture import Wish
    from publish.theme import Theme

BUILD = "build"
SCREEN_FORMS = ("screen", "large-print")
PROFILE_OF_FORM = {
    "screen": "screen",
    "large-print": "screen",
    "photocopy": "photocopy",
}


@dataclass(frozen=True)
class Target:
    """One file to make: a product in a language and a form."""

    publication: str
    product: Product
    language: str
    form: Form

    @property
    def name(self) -> str:
        """A short name, as shown: ``booklet en press``."""
        return f"{self.product.name} {self.language} {self.form}"

    @property
    def file(self) -> str:
        """The name of the PDF in build/."""
        return file_name(self.publication, self.product, self.language, self.form)

    @property
    def printer(self) -> str:
        """The printer profile that judges the file."""
        return PROFILE_OF_FORM.get(self.form, self.product.printer)


@dataclass(frozen=True)
class Row:
    """What became of one target. ``seconds`` is the time of the run that made it."""

    product: str
    language: str
    form: str
    pages: int
    width_mm: float
    height_mm: float
    file: str
    seconds: float
    errors: int
    warnings: int
    made: bool

    @property
    def verdict(self) -> str:
        """The preflight's result in words."""
        if not self.errors and not self.warnings:
            return "passed"
        return f"{self.errors} errors, {self.warnings} warnings"


def plan(
    folder: Path,
    names: tuple[str, ...] = (),
    language: str | None = None,
    form: str | None = None,
) -> tuple[Target, ...]:
    """Return the targets of a publication that fit the names, language and form.

    Raises: ContentError for a faulty publish.toml; UsageError when a name, language
        or form fits nothing.
    """
    project = read_project(folder)
    _check_names(project, names)
    targets = tuple(
        Target(project.publication.key, product, code, wanted)
        for product in project.product
        for code in project.publication.languages
        for wanted in product.forms
        if (not names or product.name in names)
        and language in (None, code)
        and form in (None, wanted)
    )
    if not targets:
        raise UsageError(Fault("no target fits", None, "see 'publish list'"))
    return targets


def _check_names(project: Project, names: tuple[str, ...]) -> None:
    known = [product.name for product in project.product]
    faults = []
    for name in (name for name in names if name not in known):
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"use {', '.join(known)}"
        faults.append(Fault(f"unknown target {name!r}", None, hint))
    if faults:
        raise UsageError(*faults)


def build(
    folder: Path,
    targets: tuple[Target, ...],
    *,
    jobs: int,
    progress: Callable[[str, int, int], None],
) -> tuple[Row, ...]:
    """Make every stale target, and return a row for each, in order.

    Args:
        jobs: Workers at a time.
        progress: Called with a target's name, the number done and of all stale ones.
    Raises: ContentError or LayoutError with every fault; files already made stay.
    """
    cache = Cache(folder / BUILD / ".cache")
    keys = {target: _key(folder, target) for target in targets}
    rows: dict[Target, Row] = {}
    for target in targets:
        record = cache.fresh(target.name, keys[target], folder / BUILD / target.file)
        if record:
            rows[target] = Row(**{**record, "made": False})
    stale = [target for target in targets if target not in rows]
    if stale:
        for target, row in _run(folder, stale, jobs, progress):
            made = (folder / BUILD / target.file).read_bytes()
            stored = cache.record(target.name, keys[target], made, asdict(row))
            write_atomic(cache.path(target.name), stored)
            rows[target] = row
    return tuple(rows[target] for target in targets)


def built(folder: Path, targets: tuple[Target, ...]) -> tuple[Path, ...]:
    """Return the files of targets as last built, in order.

    Raises: UsageError when a file is missing, or older than what it is made from.
    """
    cache, faults = Cache(folder / BUILD / ".cache"), Faults()
    files = tuple(folder / BUILD / target.file for target in targets)
    for target, file in zip(targets, files, strict=True):
        if cache.fresh(target.name, _key(folder, target), file) is None:
            stale = file.is_file()
            wrong = "has changed since it was built" if stale else "is not built"
            options = f"--lang {target.language} --form {target.form}"
            command = f"publish build {target.product.name} {options}"
            faults.add(f"{target.name} {wrong}", None, f"run '{command}'")
    faults.raise_as(UsageError)
    return files


def check(folder: Path) -> tuple[str, ...]:
    """Read and check the whole publication, and make nothing.

    Returns: lines of warnings, and one that says what was checked.
    Raises: PublishError with the faults of content and design together.
    """
    return _checked(folder)[2]


def _checked(folder: Path) -> "tuple[Mapping[str, Edition], Theme, tuple[str, ...]]":
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


def printed(folder: Path) -> Mapping[str, Mapping[str, list[int]]]:
    """Return, by target as last made, the pages of each key, as ``table:key``."""
    cache = Cache(folder / BUILD / ".cache")
    return {target.name: cache.pages(target.name) for target in plan(folder)}


def draw_figures(
    folder: Path, keys: tuple[str, ...], wish: "Wish", out: Path | None, *, jobs: int
) -> tuple[Path, ...]:
    """Write figures on their own with their tables; see ``release.lecture.make``."""
    from publish.release import lecture

    return lecture.make(folder, keys, wish, out, jobs=jobs)


def _run(
    folder: Path,
    stale: list[Target],
    jobs: int,
    progress: Callable[[str, int, int], None],
) -> Iterator[tuple[Target, Row]]:
    """Yield each target as it is made; the faults of all are raised at the end."""
    workshop = Workshop(folder)
    faults: list[Fault] = []
    kind: type[PublishError] = PublishError
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(min(jobs, len(stale)), fork, _open, (workshop,)) as pool:
        futures: dict[Future[Row], Target] = {
            pool.submit(_make_in_worker, target): target for target in stale
        }
        for done, future in enumerate(as_completed(futures), start=1):
            target = futures[future]
            progress(target.name, done, len(stale))
            try:
                yield target, future.result()
            except PublishError as problem:
                kind, faults = type(problem), [*faults, *problem.faults]
    if faults:
        raise kind(*dict.fromkeys(faults))


_workshop: "Workshop"


def _open(workshop: "Workshop") -> None:
    global _workshop
    _workshop = workshop


def _make_in_worker(target: Target) -> Row:
    return _workshop.make(target)


class Workshop:
    """Content, theme and engines, loaded once; makes targets one by one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._editions, self._theme, _ = _checked(folder)
        _load_engines()

    def make(self, target: Target) -> Row:
        """Draw, compose, finish and judge one target; write it to build/.

        Raises: ContentError or LayoutError; then nothing is written.
        """
        from publish import preflight
        from publish.layouts import load_layout, load_printer
        from publish.pages.origins import to_json

        started = time.perf_counter()
        printer = load_printer(self._folder, target.printer)
        layout = load_layout(self._folder, target.product.layout)
        made = self._compose(target, layout)
        finished = self._finish(target, made.pdf, layout, printer)
        path = self._folder / BUILD / target.file
        write_atomic(path, finished)
        keys = Cache(path.parent / ".cache").pages_path(target.name)
        write_atomic(keys, json.dumps(made.keys, ensure_ascii=False).encode())
        origins = to_json(made.origins, f"layouts/{target.product.layout}")
        write_atomic(path.with_suffix(".origins.json"), origins)
        report = preflight.inspect(path, printer)
        found = path.with_suffix(".preflight.json")
        write_atomic(found, preflight.to_json([report]).encode())
        severities = [finding.severity for finding in report.findings]
        return Row(
            product=target.product.name,
            language=target.language,
            form=target.form,
            pages=made.count,
            width_mm=target.product.trim_mm[0],
            height_mm=target.product.trim_mm[1],
            file=f"{BUILD}/{target.file}",
            seconds=round(time.perf_counter() - started, 1),
            errors=severities.count("error"),
            warnings=severities.count("warning"),
            made=True,
        )

    def _compose(self, target: Target, layout: "Layout") -> "Pages":
        from publish import figures, pages

        edition = self._editions[target.language]
        artworks = {}
        for key in pages.figures_of(target.product, edition):
            slot = layout.slot_for(key, edition.figures[key].group)
            artworks[key] = figures.draw(edition, key, slot, target.form, self._theme)
        brief = pages.Brief(
            target.product, edition, layout, self._theme, target.form, artworks
        )
        return pages.compose(brief)

    def _finish(self, target: Target, pages: bytes, layout: "Layout", printer) -> bytes:
        from publish import plates

        edition, product = self._editions[target.language], target.product
        job = plates.Job(
            title=f"{edition.title}: {product.name}",
            author=edition.publication.author,
            language=target.language,
            product=product.name,
            file=target.file,
            trim_mm=tuple(side / product.scale for side in product.trim_mm),
            bleed_mm=layout.bleed_mm / product.scale,
            scale=product.scale,
            date=stamp(edition.publication.date),
            document_id=str(uuid.uuid5(uuid.NAMESPACE_URL, target.file)),
        )
        if target.form in SCREEN_FORMS:
            return plates.finish_screen(pages, job)
        return plates.finish(pages, job, printer, self._folder)


def _load_engines() -> None:
    """Import what the workers need before they are forked, so that each shares it."""
    import weasyprint  # noqa: F401

    from publish import figures, pages, plates, preflight  # noqa: F401


def stamp(published: date) -> datetime:
    """Return the date to stamp: SOURCE_DATE_EPOCH if set, else that of publish.toml."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime(published.year, published.month, published.day, tzinfo=UTC)


def _key(folder: Path, target: Target) -> str:
    """Return the cache key of a target: everything that it reads."""
    product = target.product
    texts = [
        file
        for file in (folder / "content" / target.language).glob("*/*.md")
        if any(fnmatch(f"{file.parent.name}/{file.stem}", p) for p in product.texts)
    ]
    shared = (
        "publish.toml",
        "content/*.csv",
        "content/*.toml",
        "content/*.json",
        "content/charts/*.toml",
        "content/maps/**/*",
        f"content/{target.language}/*.toml",
        "layouts/*.toml",
        "layouts/common/**/*",
        f"layouts/{product.layout}/**/*",
        f"layouts/printers/{target.printer}.toml",
        "layouts/icc/*",
        "layouts/csl/*",
        "fonts/*",
    )
    files = [f for pattern in shared for f in folder.glob(pattern) if f.is_file()]
    return key_of(folder, [*files, *texts], target.name, json.dumps(product.trim_mm))
