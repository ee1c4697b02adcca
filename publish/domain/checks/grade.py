"""How hard English is to read: the Flesch-Kincaid grade of sentences.

Syllables are counted by vowels: a single word may come out one off, a text does not.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from publish.domain.passages import words

_VOWELS = re.compile(r"[aeiouy]+")
# Two vowels that are said apart, as in Armenia and period; not as in nation.
_APART = re.compile(r"[^aeioucgstx]i[ao]")
# An e that is written and not said: at the end, and in most -es and -ed.
_SILENT = re.compile(r"(?:[^aeiouyl]e|[aeiouy]le|[^aeioutd]ed|[^aeioucghsxz]es)$")


def grade(sentences: Sequence[str]) -> float:
    """Return the Flesch-Kincaid grade: years of school that a text asks of a reader.

    Source: Kincaid, Fishburne, Rogers and Chissom, Derivation of New Readability
    Formulas (Naval Technical Training Command, 1975): 0.39 words a sentence
    + 11.8 syllables a word - 15.59.
    """
    spoken = [word for sentence in sentences for word in words(sentence)]
    spread = sum(map(syllables, spoken))
    return 0.39 * len(spoken) / len(sentences) + 11.8 * spread / len(spoken) - 15.59


@cache
def syllables(word: str) -> int:
    """Return the syllables of an English word; a number counts as one."""
    folded = unicodedata.normalize("NFKD", word.lower())
    parts = re.findall(r"[a-z]+", "".join(c for c in folded if c.isalpha() or c in "-"))
    return max(1, sum(map(_of_part, parts)))


def _of_part(part: str) -> int:
    said = len(_VOWELS.findall(part)) + len(_APART.findall(part))
    return max(1, said - bool(_SILENT.search(part)))
