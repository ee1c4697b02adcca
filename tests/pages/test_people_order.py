"""Who is who stands in one order, whatever order the texts name people in."""

from itertools import permutations
from pathlib import PurePosixPath
from types import SimpleNamespace

from publish.content.nodes import Paragraph, Text, Value
from publish.pages.apparatus import people
from publish.source import Source

AT = Source(PurePosixPath("a.md"), 1)
NAMES = {"m": "M. Aliyev", "b": "Baba Aliyev", "f": "F. Aliyev", "z": "Ada Zorin"}


def test_people_of_one_surname_stand_by_their_whole_name() -> None:
    rows = {key: SimpleNamespace(key=key, name=name) for key, name in NAMES.items()}
    edition = SimpleNamespace(people=rows, label=lambda _: "Bey Pasha")
    for keys in permutations(NAMES):
        called = tuple(Value(NAMES[key], "person", key) for key in keys)
        text = Text(key="a", at=AT, title=(), blocks=(Paragraph(called, AT),))
        assert [p.key for p in people(edition, [text])] == ["b", "f", "m", "z"]


def test_a_title_is_no_surname() -> None:
    names = {"n": "Nuri Pasha", "o": "Ada Orlov", "p": "P. Pankratov"}
    rows = {key: SimpleNamespace(key=key, name=name) for key, name in names.items()}
    edition = SimpleNamespace(people=rows, label=lambda _: "Bey Pasha")
    called = tuple(Value(name, "person", key) for key, name in names.items())
    text = Text(key="a", at=AT, title=(), blocks=(Paragraph(called, AT),))
    assert [p.key for p in people(edition, [text])] == ["n", "o", "p"]
