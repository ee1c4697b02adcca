"""The Edition: a publication's content in one language, checked, bound and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publish.content.nodes import Inline, Text
from publish.content.records import (
    Dispute,
    Event,
    Fact,
    Force,
    Movement,
    Person,
    Place,
    Quote,
    Reference,
    Statement,
)
from publish.content.rights import Right
from publish.content.settings import Project, Publication
from publish.content.words import Words
from publish.domain.citing import Citations
from publish.domain.wording import say_date, say_event, say_fact
from publish.errors import ContentError, Fault
from publish.source import Source


@dataclass(frozen=True)
class Figure:
    """A figure's specification in one language, its texts bound.

    ``settings`` hold what the kind understands; ``refs`` are the references of
    the facts that it shows, in order; ``files`` its data files by the name that the
    settings give them.
    """

    key: str
    group: str
    kind: str
    at: Source
    title: str
    subtitle: str
    note: str
    alt: str
    refs: tuple[int, ...]
    settings: Mapping[str, Any]
    files: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Explained:
    """A term of the glossary, its explanation bound."""

    key: str
    term: str
    variants: tuple[str, ...]
    explanation: tuple[Inline, ...]
    at: Source


@dataclass(frozen=True)
class BoundRemark:
    """A remark of the editors, its topic and its words bound."""

    key: str
    topic: tuple[Inline, ...]
    said: tuple[Inline, ...]
    refs: tuple[int, ...]
    at: Source


@dataclass(frozen=True)
class Edition:
    """Everything that the later stages may print, in one language.

    ``notes`` maps the number of each reference to its citation as printed.
    """

    language: str
    project: Project
    words: Words
    facts: Mapping[str, Fact]
    events: Mapping[str, Event]
    places: Mapping[str, Place]
    people: Mapping[str, Person]
    forces: Mapping[str, Force]
    movements: Mapping[str, Movement]
    disputes: Mapping[str, Dispute]
    quotes: Mapping[str, Quote]
    statements: Mapping[str, Statement]
    glossary: Mapping[str, Explained]
    remarks: Mapping[str, BoundRemark]
    sources: Mapping[int, Reference]
    texts: Mapping[str, Text]
    figures: Mapping[str, Figure]
    rights: tuple[Right, ...]
    notes: Citations

    @property
    def bibliography(self) -> tuple[str, ...]:
        """The list of works in the style of the publication, in order.

        Raises: ContentError when the style cannot be used.
        """
        return self.notes.works

    @property
    def publication(self) -> Publication:
        """The section [publication] of publish.toml."""
        return self.project.publication

    @property
    def title(self) -> str:
        """The publication's title in this language."""
        return self.publication.title[self.language]

    def label(self, name: str) -> str:
        """Return a fixed word of the language, such as the heading of the notes.

        Raises: ContentError when words.toml lacks it.
        """
        if name not in self.words.labels:
            message = f"no label {name!r}"
            raise ContentError(Fault(message, self.words.at, "add it to [labels]"))
        return self.words.labels[name]

    def say(self, fact: str, form: str = "") -> str:
        """Return a fact in the language's form (see ``wording.say_fact``)."""
        return say_fact(self.facts[fact], form, self.words)

    def when(self, event: str, form: str) -> str:
        """Return an event's time or date (see ``wording.say_event``)."""
        return say_event(self.events[event], form, self.words)

    def date(self, day, form: str = "day") -> str:
        """Return a date by the language's pattern day, date, month or year."""
        return say_date(day, form, self.words)
