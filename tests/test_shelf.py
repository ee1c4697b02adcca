"""The shelf: things made before are found again, and only the very same."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from publish.errors import Fault, LayoutError
from publish.shelf import Shelf


@dataclass(frozen=True)
class Thing:
    data: bytes
    sizes: tuple[tuple[int, float], ...]


MADE = Thing(b"\x00\xff%PDF", ((1, 0.1),))


def refuse() -> Thing:
    raise LayoutError(Fault("it was made again"))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    assert shelf.fetch(Thing, ["a", b"b"], lambda: MADE) == MADE
    return shelf


def test_a_thing_is_made_once(shelf: Shelf) -> None:
    assert shelf.fetch(Thing, ["a", b"b"], refuse) == MADE


@pytest.mark.parametrize("made_from", [["a"], ["ab"], ["b", b"a"], ["a", b"b", ""]])
def test_other_things_are_made(shelf: Shelf, made_from: list[str | bytes]) -> None:
    with pytest.raises(LayoutError):
        shelf.fetch(Thing, made_from, refuse)


def test_what_cannot_be_read_is_made_again(shelf: Shelf, tmp_path: Path) -> None:
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-9])
    assert shelf.fetch(Thing, ["a", b"b"], lambda: MADE) == MADE
    assert shelf.fetch(Thing, ["a", b"b"], refuse) == MADE


def test_what_fails_is_not_kept(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(LayoutError):
        shelf.fetch(Thing, ["c"], refuse)
    assert len(list(tmp_path.iterdir())) == 1


def test_what_was_used_last_stays(shelf: Shelf, tmp_path: Path) -> None:
    (first,) = tmp_path.iterdir()
    os.utime(first, (0, 0))
    shelf.fetch(Thing, ["c"], lambda: MADE)
    shelf.clear(most_bytes=first.stat().st_size)
    (kept,) = tmp_path.iterdir()
    assert kept != first
