"""Briefs for tests of pages: a product of a publication, ready to compose."""

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from publish import content, domain, theme
from publish.layouts import load_layout
from publish.pages import Brief
from tests.publications import REPOSITORY, copy_second


@cache
def banner_brief() -> Brief:
    """Return the brief of this repository's banner; its long texts are not read."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        long_texts = shutil.ignore_patterns("booklet", "panel", "handout")
        shutil.copytree(REPOSITORY / "content", folder / "content", ignore=long_texts)
        shutil.copy(REPOSITORY / "publish.toml", folder)
        for linked in ("fonts", "layouts"):
            shutil.copytree(REPOSITORY / linked, folder / linked)
        edition = domain.assemble(content.read(folder), "en")
    (product,) = (p for p in edition.project.product if p.kind == "banner")
    layout = load_layout(REPOSITORY, product.layout)
    return Brief(product, edition, layout, theme.load(REPOSITORY), "press", {})


def second_banner(folder: Path) -> Brief:
    """Return the brief of the made-up publication's banner, copied to a folder."""
    copy_second(folder)
    edition = domain.assemble(content.read(folder), "en")
    (product,) = (p for p in edition.project.product if p.kind == "banner")
    layout = load_layout(folder, product.layout)
    return Brief(product, edition, layout, theme.load(folder), "press", {})


def with_event(brief: Brief, key: str, **changes: object) -> Brief:
    """Return the brief with one event changed."""
    event = brief.edition.events[key].model_copy(update=changes)
    events = {**brief.edition.events, key: event}
    return replace(brief, edition=replace(brief.edition, events=events))


def with_timeline(brief: Brief, **changes: object) -> Brief:
    """Return the brief with another choice of events."""
    timeline = brief.product.timeline.model_copy(update=changes)
    product = brief.product.model_copy(update={"timeline": timeline})
    return replace(brief, product=product)
