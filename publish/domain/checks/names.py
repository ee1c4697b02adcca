"""Rules for names: one person and one place is spelt in one way, and called by key."""

import re
from collections.abc import Iterable, Iterator, Mapping

from publish.domain.checks.finding import Finding, Subject
from publish.domain.edition import Edition
from publish.domain.passages import GAP, QUOTED, passages, typed

# The columns that products print as they stand.
PRINTED = {
    "events": ("title", "summary"),
    "people": ("role", "fate"),
    "forces": ("formation", "commander"),
    "disputes": ("topic", "A", "B", "C"),
    "quotes": ("speaker",),
}
# What makes a name part of a longer one, such as Baku Soviet or New York.
_GOES_ON = re.compile(r" [^\W\d_a-z]")
_BEGUN = re.compile(r"(?<![.!?:] )(?<!^)\b[^\W\d_a-z][\w-]+ $")


def spelling(subject: Subject) -> Iterator[Finding]:
    """Warn of a typed spelling that the tables know as a variant of another name.

    What is emphasised keeps its spelling: it is a title or a foreign word.
    """
    for edition in subject.editions.values():
        preferred = _preferred(edition)
        if not preferred:
            continue
        pattern = _any_of(preferred)
        for text in edition.texts.values():
            for passage in passages(text):
                for match in pattern.finditer(typed(passage.inlines)):
                    name, call = preferred[match[0]]
                    message = f"{match[0]!r} is another spelling of {name}"
                    hint = f"write {{{call}}}"
                    yield Finding("warning", message, passage.at, hint)


def spelling_of_tables(subject: Subject) -> Iterator[Finding]:
    """Warn of a variant in a printed column; part of a longer name is none."""
    for edition in subject.editions.values():
        preferred = _preferred(edition)
        if not preferred:
            continue
        pattern = _any_of(preferred)
        for name, columns in PRINTED.items():
            table = subject.content.tables[name]
            for key, row in table.rows.items():
                for cell in (QUOTED.sub(GAP, getattr(row, c)) for c in columns):
                    for match in filter(_is_whole, pattern.finditer(cell)):
                        right, _ = preferred[match[0]]
                        message = f"{match[0]!r} is another spelling of {right}"
                        hint = f"write {right}"
                        yield Finding("warning", message, table.at(key), hint)


def called(subject: Subject) -> Iterator[Finding]:
    """Warn of a name that is typed and not called: the index does not see it.

    A part of a longer name, a heading and another's words are left as they are.
    """
    for edition in subject.editions.values():
        calls = _calls(edition)
        if not calls:
            continue
        pattern = _any_of(calls)
        for text in edition.texts.values():
            for passage in passages(text):
                if not passage.is_prose:
                    continue
                said = QUOTED.sub(GAP, typed(passage.inlines))
                found = (m[0] for m in pattern.finditer(said) if _is_whole(m))
                for name in dict.fromkeys(found):
                    message = f"the name {name!r} is typed: the index misses it"
                    hint = f"write {' or '.join(calls[name])}"
                    yield Finding("warning", message, passage.at, hint)


def _calls(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """Return the ways to call each name of a person or place."""
    found: dict[str, tuple[str, ...]] = {}

    def add(name: str, call: str) -> None:
        found[name] = (*found.get(name, ()), f"{{{call}}}")

    for key, person in edition.people.items():
        add(person.name, f"person:{key}")
        *given, surname = person.name.split() or [""]
        if given:
            add(surname, f"person:{key}|surname")
    for key, place in edition.places.items():
        add(place.name_en, f"place:{key}")
    return {name: calls for name, calls in found.items() if name}


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _is_whole(match: re.Match[str]) -> bool:
    """Whether a name stands by itself, and not as part of a longer one."""
    before, behind = match.string[: match.start()], match.string[match.end() :]
    return not (_GOES_ON.match(behind) or _BEGUN.search(before))


def _preferred(edition: Edition) -> Mapping[str, tuple[str, str]]:
    """Return the preferred name, and how to call it, for each other spelling."""
    found: dict[str, tuple[str, str]] = {}
    for key, person in edition.people.items():
        for variant in person.variants:
            found[variant] = (person.name, f"person:{key}")
            surname = variant.split()[-1]
            found.setdefault(surname, (person.name, f"person:{key}|surname"))
    for key, place in edition.places.items():
        for name in (place.name_1920, place.name_modern):
            is_short = name.casefold() in place.name_en.casefold()
            if name and not is_short:
                found.setdefault(name, (place.name_en, f"place:{key}"))
    names = {person.name for person in edition.people.values()}
    words = {word for name in names for word in name.split()}
    right = names | words | {place.name_en for place in edition.places.values()}
    return {variant: entry for variant, entry in found.items() if variant not in right}
