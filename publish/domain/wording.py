"""Say a value in a language: numbers, units, qualifiers, dates, names.

In:  a row of the tables, the form asked for, and the language's ``Words``.
Out: the printed text, with no-break spaces where a line must not end.

Numbers, plurals and dates follow CLDR (Babel); numbers in words num2words.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from num2words import num2words

from publish.content.records import Event, Fact, Person, Place
from publish.content.words import Words

NO_BREAK = "\N{NO-BREAK SPACE}"
WHOLE = Decimal(100)  # per cent
LOW, HIGH = "-low", "-high"  # how the keys of a range end


class WordingError(ValueError):
    """A form that a row cannot be said in; the message says why and what to do."""


def say_fact(fact: Fact, form: str, words: Words) -> str:
    """Return a fact in one of the forms full, plain, bare, number, words, Words, left.

    ``left`` says what a change in per cent leaves of the base: of -40, 60.
    """
    if form in ("words", "Words"):
        said = _in_words(fact, words.language)
        return said.capitalize() if form == "Words" else said
    if form == "left":
        if fact.unit != "%" or fact.value >= 0:
            raise WordingError("only a fall in % leaves something: call it |number")
        return say_number(WHOLE + fact.value, words.language)
    number = say_number(abs(fact.value), words.language)
    forms: dict[str, Callable[[], str]] = {
        "number": lambda: number,
        "plain": lambda: _with_unit(number, fact, words),
        "bare": lambda: _qualified(number, fact, words),
        "": lambda: _qualified(_with_unit(number, fact, words), fact, words),
    }
    if form not in forms:
        raise WordingError(
            "a fact is said as |number, |plain, |bare, |words, |left, |range or in full"
        )
    return forms[form]()


def upper_key(key: str) -> str:
    """Return the key of the upper value of a range: of ``x-low``, ``x-high``."""
    return f"{key.removesuffix(LOW)}{HIGH}"


def say_range(low: Fact, high: Fact | None, words: Words) -> str:
    """Return two facts as one range, with the unit of the upper."""
    if high is None or low.qualifier != "range-low" or high.qualifier != "range-high":
        raise WordingError(
            f"only x{LOW} and x{HIGH}, a range-low and a range-high, are said as |range"
        )
    ends = (say_number(abs(fact.value), words.language) for fact in (low, high))
    said = words.qualifiers.get("range", "{}\N{EN DASH}{}").format(*ends)
    return _with_unit(said, high, words)


def _in_words(fact: Fact, language: str) -> str:
    if fact.value != fact.value.to_integral_value():
        raise WordingError("only a whole number is said in words: call |number")
    try:
        return num2words(int(fact.value), lang=language)
    except (NotImplementedError, OverflowError) as problem:
        raise WordingError("it cannot be said in words here: call |number") from problem


def say_number(value: Decimal, language: str) -> str:
    """Return a number with the language's separators, as many decimals as it has."""
    return format_decimal(
        value.normalize(), locale=language, decimal_quantization=False
    )


def _with_unit(number: str, fact: Fact, words: Words) -> str:
    forms = words.units.get(fact.unit)
    if forms is None:
        raise WordingError(f"{words.at.path} has no unit {fact.unit!r}: add it")
    category = Locale(words.language).plural_form(abs(fact.value))
    template = forms.get(category, forms["other"])
    return template.replace("{} ", f"{number}{NO_BREAK}").replace("{}", number)


def _qualified(said: str, fact: Fact, words: Words) -> str:
    name = fact.qualifier
    if name == "change":
        name = "change-down" if fact.value < 0 else "change-up"
    template = words.qualifiers.get(name, "{}")
    return template.format(said)


def say_event(event: Event, form: str, words: Words) -> str:
    """Return an event's time or date, never finer than the table knows it.

    Forms: time, day, date, when, month, season, year, end-day, end-date, title.
    """
    if form == "title":
        return event.title
    if form == "time":
        return _time(event, words)
    if form == "when":
        pattern = "when-clock" if event.has_hour else "when-word"
        return words.dates[pattern].format(
            time=_time(event, words), day=_date(event, event.start, "day", words)
        )
    if form == "season":
        return f"{_time(event, words)} {event.start.year}"
    if form.startswith("end-"):
        return _date(event, event.end, form.removeprefix("end-"), words)
    if form in ("day", "date", "month", "year"):
        return _date(event, event.start, form, words)
    raise WordingError(
        "an event is said as |time, |when, |day, |date, |month, |season, |year, |title"
    )


def _time(event: Event, words: Words) -> str:
    if not event.time:
        raise WordingError(f"event {event.key!r} has no time: call |day or |month")
    return event.time if event.has_hour else words.times.get(event.time, event.time)


def _date(event: Event, day: date, form: str, words: Words) -> str:
    coarse = {
        "month": ("month", "year"),
        "season": ("season", "year"),
        "year": ("year",),
    }
    if form not in coarse.get(event.precision, ("day", "date", "month", "year")):
        raise WordingError(
            f"event {event.key!r} is known to the {event.precision} only: "
            f"call |{coarse[event.precision][0]}"
        )
    return say_date(day, form, words)


def say_date(day: date, form: str, words: Words) -> str:
    """Return a date by one of the patterns day, date, month, year of the language."""
    return _said_date(day, words.dates[form], words.language)


@cache
def _said_date(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=language).replace(" ", NO_BREAK)


def say_place(place: Place, form: str) -> str:
    """Return a place's name; ``1920`` and ``modern`` ask for the other names."""
    names = {"": place.name_en, "1920": place.name_1920, "modern": place.name_modern}
    if form not in names:
        raise WordingError("a place is said as |1920, |modern or without a form")
    return names[form] or place.name_en


def say_person(person: Person, form: str) -> str:
    """Return a person's name, or the surname alone."""
    if form == "":
        return person.name.replace(". ", f".{NO_BREAK}")
    if form == "surname":
        return person.name.split()[-1]
    raise WordingError("a person is said as |surname or without a form")
