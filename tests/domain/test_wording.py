"""Values are said in the language's form, and never finer than the table knows."""

from pathlib import PurePosixPath

import pytest

from publish.content.records import Event, Fact
from publish.content.words import Words
from publish.domain.wording import WordingError, say_event, say_fact, say_range
from publish.source import Source

NBSP = "\N{NO-BREAK SPACE}"
WORDS = Words(
    language="en",
    at=Source(PurePosixPath("words.toml")),
    qualifiers={"about": "about {}", "change-down": "down by {}"},
    units={"men": {"one": "{} man", "other": "{} men"}, "%": {"other": "{}%"}},
    dates={
        "day": "d MMMM",
        "date": "d MMMM y",
        "month": "MMMM y",
        "year": "y",
        "when-clock": "{time} on {day}",
        "when-word": "the {time} of {day}",
    },
    times={},
    labels={},
    sides={},
)


def fact(value: str, unit: str = "men", qualifier: str = "exact") -> Fact:
    return Fact.model_validate(
        {
            "key": "k",
            "topic": "",
            "label": "",
            "value": value,
            "unit": unit,
            "qualifier": qualifier,
            "as_of": "1920",
            "place": "",
            "side": "",
            "note": "",
            "refs": "",
        }
    )


def event(precision: str, time: str = "") -> Event:
    return Event.model_validate(
        {
            "key": "e",
            "start": "1920-04-27",
            "end": "1920-04-28",
            "time": time,
            "precision": precision,
            "title": "",
            "summary": "",
            "place_key": "",
            "thread": "",
            "people": "",
            "refs": "",
            "disputed": "no",
            "note": "",
        }
    )


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "form", "said"),
    [
        ("30000", "men", "about", "", f"about 30,000{NBSP}men"),
        ("30000", "men", "about", "plain", f"30,000{NBSP}men"),
        ("30000", "men", "about", "bare", "about 30,000"),
        ("1", "men", "exact", "", f"1{NBSP}man"),
        ("34.5", "%", "exact", "", "34.5%"),
        ("-40", "%", "change", "", "down by 40%"),
        ("-40", "%", "change", "number", "40"),
        ("7", "men", "exact", "words", "seven"),
        ("7", "men", "exact", "Words", "Seven"),
        ("2.50", "%", "exact", "number", "2.5"),
    ],
)
def test_facts(value: str, unit: str, qualifier: str, form: str, said: str) -> None:
    assert say_fact(fact(value, unit, qualifier), form, WORDS) == said


def test_a_range_has_the_unit_of_its_upper_value() -> None:
    low, high = fact("-60", "%", "range-low"), fact("-70", "%", "range-high")
    assert say_range(low, high, WORDS) == "60\N{EN DASH}70%"
    high = fact("12000", "men", "range-high")
    assert say_range(low, high, WORDS).endswith(f"12,000{NBSP}men")


@pytest.mark.parametrize(
    "high", [None, fact("5"), fact("5", "men", "range-low")], ids=str
)
def test_what_is_no_range_is_not_said_as_one(high: Fact | None) -> None:
    with pytest.raises(WordingError, match="x-low and x-high"):
        say_range(fact("4", "men", "range-low"), high, WORDS)


@pytest.mark.parametrize(
    ("precision", "time", "form", "said"),
    [
        ("hour", "03:00", "time", "03:00"),
        ("hour", "03:00", "when", f"03:00 on 27{NBSP}April"),
        ("day", "dawn", "when", f"the dawn of 27{NBSP}April"),
        ("day", "", "date", f"27{NBSP}April{NBSP}1920"),
        ("day", "", "end-day", f"28{NBSP}April"),
        ("month", "", "month", f"April{NBSP}1920"),
        ("season", "spring", "season", "spring 1920"),
        ("year", "", "year", "1920"),
    ],
)
def test_events(precision: str, time: str, form: str, said: str) -> None:
    assert say_event(event(precision, time), form, WORDS) == said


@pytest.mark.parametrize(
    ("precision", "form"),
    [("month", "day"), ("season", "month"), ("year", "date"), ("day", "time")],
)
def test_an_event_is_never_said_finer_than_known(precision: str, form: str) -> None:
    with pytest.raises(WordingError):
        say_event(event(precision), form, WORDS)


def test_nothing_breaks_between_day_and_month() -> None:
    assert " " not in say_event(event("day"), "date", WORDS)
