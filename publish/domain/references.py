"""The references of an edition: rows of sources.csv, and works that texts cite.

In:  the table of sources, the ids of the works in the bibliography.
Out: all references by number; those that only a text makes follow the table's.
"""

from collections.abc import Iterable

from publish.content.records import Reference
from publish.content.tables import Table


class References:
    """References by number, in ``rows``; a text may add those that it cites."""

    def __init__(self, sources: Table, works: Iterable[str]) -> None:
        self.works = frozenset(works)
        self.rows: dict[int, Reference] = {r.number: r for r in sources.rows.values()}
        self._numbers = {(r.item, r.pages): n for n, r in self.rows.items()}

    def of_work(self, item: str, pages: str) -> int:
        """Return the number of a reference to a work; no pages, the whole work."""
        if (item, pages) not in self._numbers:
            number = max(self.rows, default=0) + 1
            self._numbers[item, pages] = number
            self.rows[number] = _reference(number, item, pages)
        return self._numbers[item, pages]


def _reference(number: int, item: str, pages: str) -> Reference:
    """Return a reference as sources.csv would have it; a text has no table's limits."""
    return Reference.model_construct(
        number=number,
        citation="",
        item=item,
        type="book",
        language="",
        domain="",
        year=None,
        work=item,
        pages=pages,
        uses=0,
        note="",
    )
