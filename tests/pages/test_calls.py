"""Note calls are numbered as they stand, and not repeated sentence after sentence."""

import re

from publish.pages.calls import numbered, widest
from publish.pages.html import Notes

NOTES = Notes("chapter-1")
ONE, TWO, THREE = (NOTES.link((number,)) for number in (7, 8, 9))
AGAIN = NOTES.link((8,))


def numbers(html: str) -> list[str]:
    return re.findall(r"\u202f(\d+)</a>", html)


def test_calls_are_numbered_in_the_order_of_the_pieces() -> None:
    (quote, text), notes = numbered(
        [f"<p>q{THREE}</p>", f"<p>a{ONE} b{TWO}</p>"], tuple(NOTES)
    )
    assert numbers(quote + text) == ["1", "2", "3"]
    assert [note.refs for note in notes] == [(9,), (7,), (8,)]
    assert [note.anchor for note in notes] == [
        f"chapter-1-note-{number}" for number in (1, 2, 3)
    ]
    assert 'id="chapter-1-call-1" href="#chapter-1-note-1"' in quote


def test_of_equal_calls_in_a_paragraph_the_last_is_left() -> None:
    (text,), notes = numbered([f"<p>a.{TWO} b.{AGAIN} c.{ONE}</p>"], tuple(NOTES))
    assert re.sub("<[^>]*>", "", text) == "a. b.\u202f1 c.\u202f2"
    assert text.count("id=") == len(notes) == 2


def test_a_call_is_kept_in_each_paragraph_and_after_another() -> None:
    html = f"<p>a{TWO}</p><p>b{AGAIN} c{ONE} d{AGAIN}</p>"
    (text,), _ = numbered([html], tuple(NOTES))
    assert numbers(text) == ["1", "1", "2", "1"]


def test_numbering_twice_changes_nothing() -> None:
    pieces, notes = numbered([f"<p>q{THREE} a{ONE}</p>"], tuple(NOTES))
    assert numbered(pieces, notes) == (pieces, notes)


def test_blocks_are_measured_with_the_widest_number() -> None:
    html = widest(f"<p>a{ONE}</p>", tuple(NOTES) * 4)
    assert numbers(html) == ["88"]
