"""Rules for names: one person and one place is spelt in one way."""

import re
from collections.abc import Iterator, Mapping

from publish.content.nodes import Inline, Str
from publish.domain.checks.finding import Finding, Subject
from publish.domain.edition import Edition
from publish.domain.passages import passages

GAP = "\0"


def spelling(subject: Subject) -> Iterator[Finding]:
    """Warn of a typed spelling that the tables know as a variant of another name.

    What is emphasised keeps its spelling: it is a title or a foreign word.
    """
    for edition in subject.editions.values():
        preferred = _preferred(edition)
        if not preferred:
            continue
        longest_first = sorted(preferred, key=len, reverse=True)
        pattern = re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
        )
        for text in edition.texts.values():
            for passage in passages(text):
                for match in pattern.finditer(_typed(passage.inlines)):
                    name, call = preferred[match[0]]
                    message = f"{match[0]!r} is another spelling of {name}"
                    hint = f"write {{{call}}}"
                    yield Finding("warning", message, passage.at, hint)


def _preferred(edition: Edition) -> Mapping[str, tuple[str, str]]:
    """Return the preferred name, and how to call it, for each other spelling."""
    found: dict[str, tuple[str, str]] = {}
    for key, person in edition.people.items():
        for variant in person.variants:
            found[variant] = (person.name, f"person:{key}")
    for key, place in edition.places.items():
        for name in (place.name_1920, place.name_modern):
            if name and name not in place.name_en:  # no mere short form
                found.setdefault(name, (place.name_en, f"place:{key}"))
    names = {person.name for person in edition.people.values()}
    surnames = {name.split()[-1] for name in names if name}
    right = names | surnames | {place.name_en for place in edition.places.values()}
    return {variant: entry for variant, entry in found.items() if variant not in right}


def _typed(inlines: tuple[Inline, ...]) -> str:
    """Return what the writer typed; what is called stands as a gap."""
    return "".join(node.text if isinstance(node, Str) else GAP for node in inlines)
