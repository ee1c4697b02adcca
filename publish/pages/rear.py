"""Set what stands behind the chapters: lists, notes, sources, index, colophon.

In:  the edition, the chapters as set and where they stand, the sections that the
     layout names.
Out: the sections, each with its page, and the part that holds them.

Sections follow one another on the same pages; one without rows vanishes. The chapters
are set before, so that each number shown here is already true.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

from publish.content.nodes import Text
from publish.domain import Edition
from publish.figures.gazetteer import gazetteer
from publish.pages import apparatus
from publish.pages.chapters import Chapter
from publish.pages.flow import Part
from publish.pages.forces import order_of_battle
from publish.pages.html import Note, Notes, inline_html
from publish.pages.index import TITLES, index, ranges
from publish.pages.standing import Standing

SetPart = Callable[..., Part]
# Sections that a layout may name, each with a template and a label of that name.
SectionName = Literal[
    "chronology",
    "people",
    "forces",
    "glossary",
    "disputes",
    "remarks",
    "notes",
    "sources",
    "index",
    "concordance",
    "credits",
    "colophon",
]
CITING = ("disputes", "remarks")  # their notes stand under the title of the first
LABELS = (*get_args(SectionName), TITLES)


class Chronology(BaseModel):
    """Which events the chronology shows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    without: tuple[str, ...]
    precisions: tuple[str, ...]
    hours: Mapping[str, str]


@dataclass(frozen=True)
class NoteGroup:
    """The notes of one chapter, with its number, title and pages."""

    number: int
    title: str | Markup
    pages: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Section:
    """One part of the apparatus: its name in the template, its title and page."""

    name: str
    title: str
    page: int = 0


class Rear:
    """The sections behind the chapters, with their rows."""

    def __init__(
        self,
        edition: Edition,
        texts: Sequence[Text],
        names: Sequence[SectionName],
        shown: Chronology,
        **values: Any,
    ) -> None:
        self._edition = edition
        self._names = names
        self._values = values
        self._rows: dict[str, Sequence[Any]] = {
            "chronology": apparatus.chronology(
                edition, shown.without, shown.precisions, shown.hours
            ),
            "people": apparatus.people(edition, texts),
            "forces": order_of_battle(edition),
            "glossary": apparatus.glossary(edition, texts),
            "disputes": apparatus.open_disputes(edition, texts),
            "remarks": tuple(edition.remarks.values()),
            "sources": edition.bibliography,
            "index": (
                *apparatus.called(texts, "person"),
                *apparatus.called(texts, "place"),
            ),
            "concordance": apparatus.concordance(edition),
            "credits": edition.rights,
        }

    def sections(self) -> tuple[Section, ...]:
        """Return the sections that hold anything, their pages unknown yet."""
        return tuple(
            Section(name, self._edition.label(name))
            for name in self._names
            if self._rows.get(name, True)
        )

    def set(
        self,
        set_part: SetPart,
        standing: Standing,
    ) -> tuple[tuple[Section, ...], Part]:
        """Set the sections behind chapters that stand as told.

        Args:
            set_part: Sets a named part of the template from a page on.
        """
        sections = self.sections()
        notes = Notes("rear")
        citing = next((one for one in sections if one.name in CITING), None)
        part = set_part(
            "rear",
            standing.behind,
            **self._values,
            **self._rows
            | {"index": index(self._edition, standing.keys, standing.anchors)},
            sections=sections,
            cite=notes.link,
            said=inline_html,
            groups=[_notes_of_chapter(chapter) for chapter in standing.chapters],
            citing=citing,
            cited=notes,
            gazetteer=gazetteer(self._edition),
        )
        return tuple(
            replace(one, page=part.anchors[one.name]) for one in sections
        ), part


def _notes_of_chapter(chapter: Chapter) -> NoteGroup:
    pages = _said(range(chapter.page, chapter.last_page + 1))
    return NoteGroup(chapter.number, chapter.title, pages, chapter.notes)


def _said(pages: range) -> str:
    return ", ".join(map(str, ranges(pages, {})))
