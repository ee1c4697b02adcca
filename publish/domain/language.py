"""Check that a language's fixed words can say what the tables hold.

In:  the words of a language as read.
Out: a fault for a language without number and date forms, and for a bad pattern.
"""

from datetime import date

from babel import Locale, UnknownLocaleError

from publish.content.words import Words
from publish.domain.wording import say_date
from publish.errors import Faults

ANY_DAY = date(2000, 1, 2)
TEMPLATES = ("when-clock", "when-word")  # of [dates], filled with other patterns


def check_language(words: Words, faults: Faults) -> None:
    """Note a language that CLDR does not know, and each date pattern that is none."""
    try:
        Locale.parse(words.language)
    except (UnknownLocaleError, ValueError):
        message = f"there are no forms of numbers and dates for {words.language!r}"
        faults.add(message, words.at, "use a language code of CLDR, such as en")
        return
    for name, pattern in words.dates.items():
        try:
            if name not in TEMPLATES:
                say_date(ANY_DAY, name, words)
        except (ValueError, AttributeError, KeyError) as problem:
            message = f"[dates] {name!r} is no pattern: {pattern!r} ({problem})"
            faults.add(message, words.at, "write it as in CLDR: d MMMM y")
