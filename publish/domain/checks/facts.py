"""Rules for facts and references: each fact is used, each reference can be cited."""

from collections.abc import Iterator

from publish.domain.checks.finding import Finding, Subject
from publish.domain.trace import unused as unused_facts
from publish.errors import ContentError


def unused(subject: Subject) -> Iterator[Finding]:
    """Warn of a fact that no text and no figure calls."""
    for at, key in unused_facts(subject.content):
        yield Finding("warning", f"nothing uses the fact {key!r}", at, "call it")


def citable(subject: Subject) -> Iterator[Finding]:
    """Refuse a reference that the style cannot print, and one that comes out empty."""
    for edition in subject.editions.values():
        for number, source in edition.sources.items():
            at = subject.content.tables["sources"].at(source.key)
            try:
                if edition.notes[number].strip(" ."):
                    continue
                message = f"reference {number} comes out empty"
                yield Finding("error", message, at, "give its work an author or title")
            except ContentError as problem:
                for fault in problem.faults:
                    yield Finding("error", fault.message, fault.at or at, fault.hint)
