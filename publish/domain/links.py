"""Check that the tables agree with one another: every key and name points somewhere."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from publish.content.bibliography import Bibliography
from publish.content.tables import Table
from publish.errors import Faults

HOMES = {
    "place": "content/places.csv",
    "person": "content/people.csv",
    "work": "the bibliography",
}


def check_links(
    tables: Mapping[str, Table], bibliography: Bibliography, faults: Faults
) -> None:
    """Note every reference, work, place or person that is not there."""
    _check_references(tables, faults)
    works = set(bibliography.works)
    for key, source in tables["sources"].rows.items():
        _check(works, [source.item], "work", tables["sources"], key, faults)
    places = set(tables["places"].rows)
    for key, event in tables["events"].rows.items():
        _check(places, [event.place_key], "place", tables["events"], key, faults)
    for key, leg in tables["movements"].rows.items():
        _check(
            places,
            [leg.from_key, leg.to_key],
            "place",
            tables["movements"],
            key,
            faults,
        )
    names = {
        name
        for person in tables["people"].rows.values()
        for name in (person.name, *person.variants)
    }
    for key, event in tables["events"].rows.items():
        _check(names, event.people, "person", tables["events"], key, faults)


def _check_references(tables: Mapping[str, Table], faults: Faults) -> None:
    known = {row.number for row in tables["sources"].rows.values()}
    for table in tables.values():
        for key, row in table.rows.items():
            cited = [
                n
                for name in ("refs", "refsA", "refsB", "refsC")
                for n in getattr(row, name, ())
            ]
            for number in cited:
                if number not in known:
                    faults.add(
                        f"unknown reference {number}",
                        table.at(key),
                        "add it to content/sources.csv",
                    )


def _check(
    known: set[str],
    used: Iterable[str],
    kind: str,
    table: Table,
    key: str,
    faults: Faults,
) -> None:
    for name in used:
        if name and name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"add it to {HOMES[kind]}"
            faults.add(f"unknown {kind} {name!r}", table.at(key), hint)
