"""What there is to make: targets, planned from publish.toml, and what each depends on.

In:  a publication's folder, the names, language and form asked for.
Out: ``Target``s, the cache key of each, and the ``Row`` that says what became of one.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path

from publish.cache import key_of
from publish.content import read_project
from publish.content.settings import Product, Project
from publish.errors import Fault, UsageError
from publish.inks import Form
from publish.release import file_name

BUILD = "build"
SHELF = f"{BUILD}/.cache/shelf"
SCREEN_FORMS = ("screen", "large-print")
# What each target reads, and figures read.
DRAWN_FROM = (
    "publish.toml",
    "content/*.csv",
    "content/*.toml",
    "content/*.json",
    "content/charts/*.toml",
    "content/maps/**/*",
    "layouts/*.toml",
    "layouts/csl/*",
    "fonts/*",
)
PROFILE_OF_FORM = {
    "screen": "screen",
    "large-print": "screen",
    "photocopy": "photocopy",
}


@dataclass(frozen=True)
class Target:
    """One file to make: a product in a language and a form.

    ``owner`` is the press file that it is made after, such as the book of a cover.
    """

    publication: str
    product: Product
    language: str
    form: Form
    owner: "Target | None" = None

    @property
    def name(self) -> str:
        """A short name, as shown: ``booklet en press``."""
        return f"{self.product.name} {self.language} {self.form}"

    @property
    def file(self) -> str:
        """The name of the PDF in build/."""
        return file_name(self.publication, self.product, self.language, self.form)

    @property
    def first(self) -> "Target | None":
        """The press form of a screen form."""
        return replace(self, form="press") if self.form == "screen" else None

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
    key, owned = project.publication.key, {p.name: p for p in project.product}

    def target(product: Product, code: str, wanted: Form) -> Target:
        owner = target(owned[product.of], code, "press") if product.of else None
        return Target(key, product, code, wanted, owner)

    targets = tuple(
        target(product, code, wanted)
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


def key(folder: Path, target: Target) -> str:
    """Return the cache key of a target: everything that it reads."""
    product = target.product
    texts = [
        file
        for file in (folder / "content" / target.language).glob("*/*.md")
        if any(fnmatch(f"{file.parent.name}/{file.stem}", p) for p in product.texts)
    ]
    shared = (
        *DRAWN_FROM,
        f"content/{target.language}/*.toml",
        "layouts/common/**/*",
        f"layouts/{product.layout}/**/*",
        f"layouts/printers/{target.printer}.toml",
        "layouts/icc/*",
    )
    files = [*_files(folder, shared), *texts]
    owner = key(folder, target.owner) if target.owner else ""
    size = json.dumps(product.trim_mm)
    return key_of(folder, files, target.name, size, owner)


def drawn_from(folder: Path) -> str:
    """Return a hash of all that a figure can be drawn from."""
    return key_of(folder, _files(folder, (*DRAWN_FROM, "content/*/*.toml")))


def _files(folder: Path, patterns: Iterable[str]) -> list[Path]:
    return [f for pattern in patterns for f in folder.glob(pattern) if f.is_file()]
