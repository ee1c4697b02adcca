"""The shipped charts, drawn once for each slot and form that a test asks for."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

import pytest

from publish import content, domain, theme
from publish.content import Content
from publish.domain import Edition
from publish.figures import Artwork, Slot, draw
from publish.inks import Form
from publish.layouts import load_layout
from publish.theme import Theme
from tests.publications import REPOSITORY

CHARTS = sorted(file.stem for file in (REPOSITORY / "content/charts").glob("*.toml"))
LANGUAGES = tomllib.loads((REPOSITORY / "publish.toml").read_text())["publication"][
    "languages"
]
SLOTS = ("booklet", "handout", "panel", "slide")
SLIDE_MM = 160
FORMS: tuple[Form, ...] = ("press", "screen", "photocopy")

Draw = Callable[..., Artwork]


@pytest.fixture(scope="session")
def read() -> Content:
    """The shipped publication without its texts, which charts do not need."""
    found = content.read(REPOSITORY)
    return replace(found, texts={code: {} for code in found.texts})


@pytest.fixture(scope="session")
def edition(read: Content) -> Edition:
    return domain.assemble(read, "en")


@pytest.fixture(scope="session")
def look() -> Theme:
    return theme.load(REPOSITORY)


def slot_of(key: str, name: str) -> Slot:
    """Return the room that a layout gives a chart; a slide is a booklet's, wider."""
    layout = load_layout(REPOSITORY, "booklet" if name == "slide" else name)
    slot = layout.slot_for(key, "chart")
    return slot.scaled(SLIDE_MM) if name == "slide" else slot


@pytest.fixture(scope="session")
def artwork(read: Content, look: Theme) -> Draw:
    edition = cache(partial(domain.assemble, read))

    @cache
    def drawn(key: str, room: Slot, form: Form, language: str) -> Artwork:
        return draw(edition(language), key, room, form, look)

    def of(
        key: str,
        slot: str | Slot = "booklet",
        form: Form = "press",
        language: str = "en",
    ) -> Artwork:
        room = slot if isinstance(slot, Slot) else slot_of(key, slot)
        return drawn(key, room, form, language)

    return of
