"""Moments set large say no more than the table knows."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from publish import content, domain
from publish.domain import Edition
from publish.pages.timetable import hours, numeral, short_date, stops
from tests.publications import copy_second


@cache
def edition() -> Edition:
    with TemporaryDirectory() as name:
        return domain.assemble(content.read(copy_second(Path(name) / "skerry")), "en")


def event(key: str, **changes: object):
    return edition().events[key].model_copy(update=changes)


def test_a_date_in_figures_has_its_month_in_roman_numerals() -> None:
    assert short_date(event("relief"), edition()) == "4·XI·1911"


def test_a_month_or_year_is_said_without_its_days() -> None:
    events = {**edition().events, "relief": event("relief", precision="month")}
    coarse = numeral(event("relief", precision="year"), edition())
    assert coarse.large == "1911"
    assert short_date(events["relief"], edition()) == "XI·1911"


def test_rows_of_one_day_name_it_once() -> None:
    rows = stops([event("lamp-lit"), event("boat-out"), event("relief")], edition())
    days = [row.day.replace("\N{NO-BREAK SPACE}", " ") for row in rows]
    assert days == ["3 November 1911", "", "4 November 1911"]
    assert [row.moment for row in rows] == ["07:10", "noon", ""]
    assert [row.word for row in rows] == [False, True, False]


def test_hours_stand_to_scale() -> None:
    shares = [
        hour.share
        for hour in hours(
            [event("storm-warning"), event("light-fails"), event("lamp-lit")], edition()
        )
    ]
    whole = (24 + 13) * 60 + 10  # 18:00 on the 1st to 07:10 on the 3rd, in minutes
    assert shares == [0, (24 + 4) * 60 / whole + 10 / whole, 1]
