"""Whatever stands in a publication's files, the program never ends in a traceback."""

import csv
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish import content, domain, faces
from publish.errors import Faults, PublishError
from publish.faces import Faces
from tests.publications import SECOND, copy_second

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
FILES = sorted(
    str(file.relative_to(SECOND)) for file in SECOND.rglob("*") if file.is_file()
)
CHART = "content/charts/oil.toml"
SPECIFICATION = """kind = "bars"
title.en = "{oil-stock} of oil"
alt.en = "Two bars: the oil before the storm, and the oil that was left after it."
facts = ["oil-stock", "oil-left"]
[[bars]]
label.en = "Before"
fact = "oil-stock"
"""
BIB = "content/bibliography.bib"
BIBTEX = """@book{log-2,
  author = {Holm, A. and {Skerry museum}},
  title = {The \\emph{Log}}, year = 1911
}
"""
FILES = [*FILES, CHART, BIB]
TABLES = [name for name in FILES if name.endswith(".csv")]
SETTINGS = [name for name in FILES if name.endswith((".toml", ".json", ".bib"))]
TEXTS = [name for name in FILES if name.endswith(".md")]
NASTY = (
    "{{ 7 * 7 }}",
    "{% include '/etc/passwd' %}",
    "{0.__class__}",
    "{}",
    "{a:b|c}",
    "{=}",
    "[@",
    "[@1; @event:x]",
    "[@log-2, p. 4; @1, pp. 9]",
    "\\input{/etc/passwd}",
    "@book{a, title={B}}",
    "::: box\n",
    "::: quote dark dark\n:::\n",
    "*" * 90,
    "> " * 60,
    "- " * 60,
    "&a [*a, *a]",
    "[" * 3000,
    "a = " + "[" * 3000,
    "a" + ".a" * 3000 + " = 1",
    "1e999999999",
    "9" * 5000,
    "NaN",
    "-inf",
    "0001-01-01",
    "9999-12-31",
    "24:00",
    "../../../etc/passwd",
    "/etc/passwd",
    "\0",
    "\ufeff",
    "\u202e",
    "\ud7ff",
    "\r",
    '"',
    "'",
    "---\n",
    "null",
    "<script>",
    "",
)
fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
nasty = st.sampled_from(NASTY) | st.text(max_size=40)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = copy_second(tmp_path_factory.mktemp("fuzz") / "skerry")
    (made / CHART).parent.mkdir(exist_ok=True)
    (made / CHART).write_text(SPECIFICATION, "utf-8")
    (made / BIB).write_text(BIBTEX, "utf-8")
    return made


@pytest.fixture(scope="module")
def type_faces(folder: Path) -> Faces:
    return faces.load(folder)


@contextmanager
def written(file: Path, data: bytes) -> Iterator[None]:
    """Hold other bytes in a file, and bring its own back."""
    before = file.read_bytes()
    file.write_bytes(data)
    try:
        yield
    finally:
        file.write_bytes(before)


def survive(folder: Path, type_faces: Faces) -> None:
    """Do all that ``publish check`` does with content; a PublishError is no failure."""
    try:
        read = content.read(folder)
        languages = read.project.publication.languages
        editions = {code: domain.assemble(read, code) for code in languages}
        for edition in editions.values():
            dict(edition.notes), edition.bibliography
        domain.check(read, editions, type_faces, Faults())
    except PublishError as problem:
        assert problem.faults
        assert all(fault.message for fault in problem.faults)


@fuzzed
@given(name=st.sampled_from(FILES), data=st.binary(max_size=300))
def test_any_bytes_in_any_file(
    folder: Path, type_faces: Faces, name: str, data: bytes
) -> None:
    with written(folder / name, data):
        survive(folder, type_faces)


@fuzzed
@given(
    name=st.sampled_from(FILES),
    start=st.floats(0, 1),
    length=st.integers(0, 60),
    into=nasty,
)
def test_any_cut_and_any_insertion(
    folder: Path, type_faces: Faces, name: str, start: float, length: int, into: str
) -> None:
    data = (folder / name).read_bytes()
    at = int(start * len(data))
    new = into.encode("utf-8", "surrogatepass")
    with written(folder / name, data[:at] + new + data[at + length :]):
        survive(folder, type_faces)


@fuzzed
@given(
    name=st.sampled_from(TABLES),
    row=st.integers(0, 9),
    column=st.integers(0, 20),
    cell=nasty,
)
def test_any_cell_of_a_table(
    folder: Path, type_faces: Faces, name: str, row: int, column: int, cell: str
) -> None:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    line = rows[row % len(rows)]
    line[column % len(line)] = cell
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    with written(folder / name, made.getvalue().encode("utf-8", "surrogatepass")):
        survive(folder, type_faces)


@fuzzed
@given(name=st.sampled_from(TEXTS), lines=st.lists(nasty, max_size=8), front=nasty)
def test_any_text(
    folder: Path, type_faces: Faces, name: str, lines: list[str], front: str
) -> None:
    text = "\n\n".join((f"---\ntitle: {front}\n---", *lines))
    with written(folder / name, text.encode("utf-8", "surrogatepass")):
        survive(folder, type_faces)


@fuzzed
@given(name=st.sampled_from(SETTINGS), line=st.integers(0, 200), value=nasty)
def test_any_setting(
    folder: Path, type_faces: Faces, name: str, line: int, value: str
) -> None:
    lines = (folder / name).read_text("utf-8").splitlines()
    setting, equals, _ = lines[line % len(lines)].partition("=")
    lines[line % len(lines)] = f"{setting}{equals} {value}"
    with written(folder / name, "\n".join(lines).encode("utf-8", "surrogatepass")):
        survive(folder, type_faces)


@fuzzed
@given(
    name=st.sampled_from([n for n in SETTINGS if n.endswith(".toml")]),
    line=st.integers(0, 200),
    value=st.sampled_from(
        ["5", "-1", "[]", "{}", '"{x}"', "inf", "nan", "true", "1979-05-27", '[["a"]]']
    ),
)
def test_any_type_of_setting(
    folder: Path, type_faces: Faces, name: str, line: int, value: str
) -> None:
    lines = (folder / name).read_text("utf-8").splitlines()
    setting, equals, _ = lines[line % len(lines)].partition("=")
    lines[line % len(lines)] = f"{setting}{equals} {value}" if equals else setting
    with written(folder / name, "\n".join(lines).encode("utf-8")):
        survive(folder, type_faces)
