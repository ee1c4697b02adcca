"""Rules for the glossary: what it explains stands in the texts."""

from collections.abc import Iterator

from publish.domain.checks.finding import Finding, Subject
from publish.domain.tabled import used_terms


def used(subject: Subject) -> Iterator[Finding]:
    """Warn of a term that no text uses."""
    for edition in subject.editions.values():
        found = used_terms(edition.glossary, edition.texts.values())
        for key in edition.glossary.keys() - found:
            term = edition.glossary[key]
            message = f"no text uses the term {term.term!r}"
            hint = "leave it out, or name the form that stands in a text"
            yield Finding("warning", message, term.at, hint)
