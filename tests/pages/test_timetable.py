"""Moments set large say no more than the table knows."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from publish import content, domain
from publish.domain import Edition
from publish.pages.timetable import hours, numeral, said_date, stops
from tests.publications import copy_second


@cache
def edition() -> Edition:
    with TemporaryDirectory() as name:
        return domain.assemble(content.read(copy_second(Path(name) / "skerry")), "en")


def event(key: str, **changes: object):
    return edition().events[key].model_copy(update=changes)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def at(key: str, **changes: object):
    """Return the made-up edition with one event changed, and that event."""
    changed = event(key, **changes)
    return changed, replace(edition(), events={**edition().events, key: changed})


def test_a_month_or_year_is_said_without_its_days() -> None:
    year = numeral(*at("relief", precision="year"))
    month = numeral(*at("relief", precision="month"))
    assert (year.large, year.year) == ("1911", "")
    assert (month.large, month.year) == ("NOV", "1911")
    assert plain(said_date(*at("relief", precision="month"))) == "November 1911"


def test_a_day_set_large_has_its_year_where_most_events_have_another() -> None:
    usual = numeral(event("relief"), edition())
    late = numeral(*at("relief", start=date(1913, 11, 4), end=date(1913, 11, 4)))
    assert (plain(usual.large), usual.year) == ("4 NOV", "")
    assert (plain(late.large), late.year) == ("4 NOV", "1913")
    assert numeral(event("lamp-lit"), edition()).large == "07:10"


def test_days_say_their_year_where_it_changes() -> None:
    early, other = at("boat-out", start=date(1910, 3, 2), time="")
    rows = stops([early, event("relief"), event("relief")], other)
    days = [plain(row.moment) for row in rows]
    assert days == ["2 March 1910", "4 November 1911", "4 November"]


def test_rows_of_one_day_name_it_once() -> None:
    rows = stops([event("lamp-lit"), event("boat-out"), event("relief")], edition())
    days = [plain(row.day) for row in rows]
    assert days == ["3 November 1911", "", "4 November"]
    assert [row.moment for row in rows] == ["07:10", "noon", ""]
    assert [row.clock for row in rows] == [True, False, False]


def test_hours_stand_to_scale() -> None:
    shares = [
        hour.share
        for hour in hours(
            [event("storm-warning"), event("light-fails"), event("lamp-lit")], edition()
        )
    ]
    whole = (24 + 13) * 60 + 10  # 18:00 on the 1st to 07:10 on the 3rd, in minutes
    assert shares == [0, (24 + 4) * 60 / whole + 10 / whole, 1]
