"""Files that mean harm end in a finding: in time, in memory, without a traceback."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.errors import UsageError
from publish.layouts import PrinterProfile
from publish.preflight import inspect
from tests.defects import base
from tests.preflight.conftest import printer as load
from tests.preflight.hostile import HOSTILE

SECONDS = 30.0
BYTES = 2**30

Printers = Callable[[str], PrinterProfile]


@pytest.mark.parametrize("name", HOSTILE)
def test_harm_is_bounded(name: str, tmp_path: Path) -> None:
    """Half a minute and a gigabyte are enough for any file, ink and all."""
    path = tmp_path / f"{name}.pdf"
    HOSTILE[name](path)
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.preflight.hostile", str(path)],
        cwd=base.REPOSITORY,
        capture_output=True,
        text=True,
        timeout=2 * SECONDS,
        check=False,
    )
    assert not done.stderr
    assert time.monotonic() - started < SECONDS
    _, peak = map(int, done.stdout.split())
    assert peak < BYTES


@pytest.mark.parametrize("content", [b"", b"no PDF at all", b"%PDF-1.6\n%%EOF\n"])
def test_no_pdf_is_a_finding(content: bytes, tmp_path: Path, printer: Printers) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    report = inspect(path, printer("booklet"))
    assert report.refused


def test_missing_file_is_the_users_mistake(tmp_path: Path, printer: Printers) -> None:
    with pytest.raises(UsageError, match="no such file"):
        inspect(tmp_path / "none.pdf", printer("booklet"))


@pytest.fixture(scope="module", name="sound")
def sound_fixture(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a good file, without its large profile and font."""
    path = tmp_path_factory.mktemp("sound") / "sound.pdf"
    with base.good() as pdf:
        pdf.Root.OutputIntents[0].DestOutputProfile.write(b"none" * 40)
        base.save(pdf, path)
    return path.read_bytes()


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_mutated_files_never_raise(
    data: st.DataObject, sound: bytes, tmp_path: Path
) -> None:
    """Bytes changed, cut out or doubled anywhere: findings, and nothing else."""
    content = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        change = data.draw(st.sampled_from(("set", "cut", "double", "token")))
        if change == "set":
            content[at] = data.draw(st.integers(0, 255))
        elif change == "cut":
            del content[at : at + data.draw(st.integers(1, 200))]
        elif change == "double":
            content[at:at] = content[at : at + data.draw(st.integers(1, 200))]
        else:
            content[at:at] = data.draw(st.sampled_from(TOKENS))
    path = tmp_path / "mutated.pdf"
    path.write_bytes(bytes(content))
    inspect(path, load("booklet"), ink=False)
    inspect(path, load("screen"), ink=False)


TOKENS = (
    *(b" null ", b" [ ", b" ] ", b" << ", b" >> ", b" ( ", b" ) ", b" 1 0 R "),
    *(b" 99999999999999999999 ", b" -1 ", b" /Name ", b" 4 0 R ", b" Q ", b" q "),
    *(b" stream\n", b" endobj\n", b" /Type /Page ", b" /Kids ", b" Do ", b" 1e9 "),
)


WORDS = (
    *(b"q", b"Q", b"cm", b"re", b"f", b"S", b"Tj", b"BT", b"ET", b"TJ", b"Tf", b"/F1"),
    *(b"gs", b"k", b"scn", b"cs", b"Do", b"sh", b"BI", b"ID", b"EI", b"[", b"]", b"<<"),
    *(b">>", b"(a)", b"<00>", b"W", b"n", b"Tm", b"d1", b"BDC", b"EMC", b"'", b'"'),
    *(b"m", b"l", b"c", b"h", b"null", b"true"),
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    content=st.lists(
        st.one_of(
            st.sampled_from(WORDS),
            st.floats(-1e9, 1e9).map(lambda n: f"{n:f}".encode()),
            st.binary(max_size=4),
        ),
        max_size=60,
    )
)
def test_any_content_is_judged(
    content: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever stands in a page's content: no traceback."""
    path = tmp_path_factory.mktemp("content") / "any.pdf"
    with base.good() as pdf:
        pdf.pages[0].obj.Contents = pdf.make_stream(b" ".join(content))
        base.save(pdf, path)
    inspect(path, load("booklet"), ink=False)
