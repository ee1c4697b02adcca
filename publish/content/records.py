"""The rows of the content tables, checked by type, unit and allowed value.

Each class is one row of the CSV file that its docstring names. Keys of other
tables are checked later, in ``domain``, where all tables are at hand.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]


def _split(cell: object) -> object:
    if isinstance(cell, str):
        return tuple(part.strip() for part in cell.split(";") if part.strip())
    return cell


def _blank_is_none(cell: object) -> object:
    return None if cell == "" else cell


def _yes_no(cell: object) -> object:
    return {"yes": True, "no": False}.get(cell, cell) if isinstance(cell, str) else cell


MAX_DIGITS = 18  # of a value in a table; more are a slip of the hand
MAX_DECIMALS = 6
MAX_NUMBER = 10**6  # of references

Names = Annotated[tuple[str, ...], BeforeValidator(_split)]
Filled = Annotated[str, StringConstraints(min_length=1)]
Refs = Annotated[tuple[int, ...], BeforeValidator(_split)]
Flag = Annotated[bool, BeforeValidator(_yes_no)]
Amount = Annotated[
    Annotated[Decimal, Field(max_digits=MAX_DIGITS, decimal_places=MAX_DECIMALS)]
    | None,
    BeforeValidator(_blank_is_none),
]
Latitude = Annotated[
    Annotated[float, Field(ge=-90, le=90)] | None, BeforeValidator(_blank_is_none)
]
Longitude = Annotated[
    Annotated[float, Field(ge=-180, le=180)] | None, BeforeValidator(_blank_is_none)
]
Number = Annotated[int | None, BeforeValidator(_blank_is_none)]
PartialDate = Annotated[
    str, StringConstraints(pattern=r"^(\d{4}(-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?)?)?$")
]

Qualifier = Literal[
    "exact",
    "about",
    "more than",
    "at least",
    "up to",
    "change",
    "index",
    "range-low",
    "range-high",
    "calculated",
]
Precision = Literal["minute", "hour", "day", "month", "season", "year"]

CLOCK = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")


class Row(BaseModel):
    """What all rows share: frozen, no unknown columns."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Fact(Row):
    """facts.csv: one number, the only home of its value."""

    key: Key
    topic: str
    label: str
    value: Annotated[Decimal, Field(max_digits=MAX_DIGITS, decimal_places=MAX_DECIMALS)]
    unit: str
    qualifier: Qualifier
    as_of: PartialDate
    place: str
    side: str
    note: str
    refs: Refs


class Event(Row):
    """events.csv: one dated happening; ``start`` and ``end`` bound vague dates."""

    key: Key
    start: date
    end: date
    time: str
    precision: Precision
    title: str
    summary: str
    place_key: str
    thread: str
    people: Names
    refs: Refs
    disputed: Flag
    note: str

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"end {self.end} lies before start {self.start}")
        if self.precision == "minute" and not CLOCK.match(self.time):
            raise ValueError(f"time {self.time!r} is not HH:MM")
        return self

    @property
    def has_hour(self) -> bool:
        """Whether ``time`` is a clock time and not a word or empty."""
        return bool(CLOCK.match(self.time))


class Place(Row):
    """places.csv: a named point; latitude and longitude in degrees, WGS 84."""

    key: Key
    name_en: str
    name_1920: str
    name_modern: str
    lat: Latitude
    lon: Longitude
    source: str
    note: str


class Person(Row):
    """people.csv: one person, with other spellings of the name."""

    key: Key
    name: str
    variants: Names
    role: str
    side: str
    fate: str
    refs: Refs


class Force(Row):
    """forces.csv: one unit of an order of battle; strength None where unknown."""

    key: Key
    side: str
    kind: str
    formation: str
    parent: str
    strength: Amount
    strength_unit: str
    commander: str
    place: str
    as_of: PartialDate
    notes: str
    refs: Refs


class Movement(Row):
    """movements.csv: one leg of an advance or retreat.

    ``undrawn`` says why it stands on no map.
    """

    model_config = ConfigDict(populate_by_name=True)

    key: Key
    seq: int
    phase: str
    unit: str
    side: str
    origin: str = Field(alias="from")
    from_basis: Literal["stated", "inferred"]
    to: str
    from_key: str
    to_key: str
    start: date
    end: date
    time: str
    result: str
    refs: Refs
    note: str
    undrawn: str


class Dispute(Row):
    """disputes.csv: two or three versions of one point, each with its sources."""

    key: Key
    kind: Literal["internal", "sources", "interpretation"]
    topic: str
    A: str
    refsA: Refs
    B: str
    refsB: Refs
    C: str
    refsC: Refs
    comment: str

    @property
    def versions(self) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
        """The versions as (letter, text, references); at least one."""
        rows = (
            ("A", self.A, self.refsA),
            ("B", self.B, self.refsB),
            ("C", self.C, self.refsC),
        )
        return tuple(row for row in rows if row[1])


class Quote(Row):
    """quotes.csv: a fragment of at most eight words, with a paraphrase."""

    key: Key
    speaker: str
    date: PartialDate
    addressee: str
    refs: Refs
    fragment: str
    paraphrase: str

    @model_validator(mode="after")
    def _short(self) -> Self:
        if len(self.fragment.split()) > 8:
            raise ValueError("the fragment is longer than eight words")
        return self


class Statement(Row):
    """statements.csv: a fact without a number or date of its own."""

    key: Key
    topic: str
    statement: str
    list_items: Names
    section: str
    refs: Refs


class Term(Row):
    """glossary.csv: a word that the texts use, explained in a sentence or two.

    ``variants`` are its other forms in the texts; the explanation calls facts.
    """

    key: Key
    term: Filled
    variants: Names
    explanation: Filled
    refs: Refs


class Remark(Row):
    """remarks.csv: a point that the editors could not settle, said to the reader.

    Topic and remark call facts.
    """

    key: Key
    topic: Filled
    remark: Filled
    refs: Refs


class Reference(Row):
    """sources.csv: one numbered reference, as cited; ``item`` is a work's id."""

    number: Annotated[int, Field(ge=1, le=MAX_NUMBER)]
    citation: str
    item: Filled
    type: Literal["book", "article", "web", "encyclopedia", "documents"]
    language: str
    domain: str
    year: Number
    work: str
    pages: str
    uses: int
    note: str

    @property
    def key(self) -> str:
        """The number as text: how texts cite the reference."""
        return str(self.number)
