"""Set what stands behind the chapters: lists, notes, sources, index, colophon.

In:  the edition, the chapters as set and where they stand, the groups of sections
     that the layout names.
Out: the sections, each with its page, and the parts that hold them.

Sections of one group follow on the same pages. A section without rows vanishes. The
chapters are set before, so that each number shown here is already true.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
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
from publish.pages.index import TITLES, Pages, index, ranges

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
    """The notes of one text: its number if it has one, its title and its pages."""

    number: int | None
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
        groups: Sequence[Sequence[SectionName]],
        shown: Chronology,
        **values: Any,
    ) -> None:
        self._edition = edition
        self._groups = groups
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
        return tuple(section for group in self._filled() for section in group)

    def set(
        self,
        set_part: SetPart,
        chapters: Sequence[Chapter],
        *,
        keys: Mapping[str, Pages],
        anchors: Mapping[int, str],
        first_page: int,
    ) -> tuple[tuple[Section, ...], list[Part]]:
        """Set the sections, group by group.

        Args:
            set_part: Sets a named part of the template from a page on.
            keys: The pages of the chapters on which each key stands.
            anchors: A place to jump to on each of these pages.
        """
        notes = Notes("rear")
        rows = {
            **self._values,
            **self._rows,
            "cite": notes.link,
            "said": inline_html,
            "groups": [_notes_of_chapter(chapter) for chapter in chapters],
            "index": index(self._edition, keys, anchors),
            "gazetteer": gazetteer(self._edition),
        }
        found: list[Section] = []
        parts: list[Part] = []
        for group in self._filled():
            part = set_part("rear", first_page, sections=group, **rows)
            for section in group:
                found.append(replace(section, page=part.anchors[section.name]))
            citing = [one for one in group if one.name in CITING]
            if tuple(notes) and citing:
                rows["groups"].append(_notes_of(citing[0], part, tuple(notes)))
            parts.append(part)
            first_page += part.pages
        return tuple(found), parts

    def _filled(self) -> Iterator[tuple[Section, ...]]:
        for group in self._groups:
            names = [name for name in group if self._rows.get(name, True)]
            if names:
                yield tuple(Section(name, self._edition.label(name)) for name in names)


def _notes_of_chapter(chapter: Chapter) -> NoteGroup:
    pages = _said(range(chapter.page, chapter.last_page + 1))
    return NoteGroup(chapter.number, chapter.title, pages, chapter.notes)


def _notes_of(section: Section, part: Part, notes: tuple[Note, ...]) -> NoteGroup:
    pages = {page for name, page in part.anchors.items() if "-call-" in name}
    return NoteGroup(None, section.title, _said(pages), notes)


def _said(pages: Iterator[int] | range | set[int]) -> str:
    return ", ".join(map(str, ranges(pages, {})))
