"""The package: all that a printer needs, or nothing at all."""

import hashlib
import json
import os
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from publish import content, ghostscript, pipeline
from publish.cli import main
from publish.errors import ChecksRefused, ExitCode
from publish.preflight import Finding, Report
from publish.release.package import Item, Order, pack
from tests.publications import copy_second, replace
from tests.release import samples

pytestmark = pytest.mark.skipif(
    not ghostscript.available(), reason="Ghostscript is not installed"
)
NAME = "skerry-1911_2026-11-23"
WRONG = Finding(
    rule="total-ink",
    severity="error",
    page=2,
    place_mm=(100, 150, 104, 154),
    message="the ink adds up to 312 %",
    measured="312 %",
    limit="at most 300 %",
    why="too much ink does not dry",
    do="lower the build of the colour",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_second(tmp_path / "skerry")


@pytest.fixture
def item(folder: Path) -> Item:
    target = pipeline.plan(folder, ("booklet",), "en", "press")[0]
    return Item(samples.pretend_built(folder, target), target.product, "en")


@pytest.fixture
def findings(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """What the preflight finds in every file; empty at first."""
    found: list[Finding] = []

    def inspect(path: Path, profile) -> Report:
        return Report(path, profile.name, tuple(found))

    monkeypatch.setattr("publish.preflight.inspect", inspect)
    return found


def packed(folder: Path, item: Item, **order: object) -> tuple[Path, Path]:
    publication = content.read_project(folder).publication
    return pack(folder, publication, [item], Order(**order), samples.DATE)


def left_in(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "build/package").glob("*"))


def words(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    text = document[0].get_textpage().get_text_range()
    document.close()
    return text


def test_the_package_holds_what_a_printer_needs(folder, item, findings) -> None:
    made, zipped = packed(folder, item, imposed=True)
    files = {f.relative_to(made).as_posix() for f in made.rglob("*") if f.is_file()}
    stem = item.pdf.stem
    assert files == {
        "SHA256SUMS",
        f"imposed/{stem}_imposed.pdf",
        "preflight.html",
        "preflight.json",
        f"press/{stem}.pdf",
        "ticket_booklet_en.json",
        "ticket_booklet_en.pdf",
    }
    assert (made / f"press/{stem}.pdf").read_bytes() == item.pdf.read_bytes()
    with zipfile.ZipFile(zipped) as archive:
        assert set(archive.namelist()) == {f"{NAME}/{file}" for file in files}


def test_the_sums_are_those_of_the_files(folder, item, findings) -> None:
    made, _ = packed(folder, item)
    lines = (made / "SHA256SUMS").read_text("utf-8").splitlines()
    names = [line.split("  ")[1] for line in lines]
    assert names == sorted(names) and len(names) == 5
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((made / name).read_bytes()).hexdigest() == digest


def test_the_same_job_gives_the_same_zip(folder, item, findings) -> None:
    first = packed(folder, item, quantity=500)[1].read_bytes()
    os.utime(item.pdf, (0, 0))
    assert packed(folder, item, quantity=500)[1].read_bytes() == first
    assert left_in(folder) == [NAME, f"{NAME}.zip"]


def test_the_ticket_says_what_is_to_be_made(folder, item, findings) -> None:
    made, _ = packed(folder, item, quantity=1500)
    ticket = json.loads((made / "ticket_booklet_en.json").read_text("utf-8"))
    assert ticket["trim_mm"] == [148, 210]
    assert ticket["pages"] == 2
    assert ticket["inks"] == ["Cyan", "Magenta", "Yellow", "Black"]
    assert ticket["paper"]["caliper_mm"] == pytest.approx(0.1035)
    assert ticket["quantity"] == 1500
    assert ticket["preflight"] == {"errors": 0, "warnings": 0, "cleared": True}
    text = words(made / "ticket_booklet_en.pdf")
    for shown in (
        "Skerry 1911",
        "148 × 210",
        "1,500",
        "silk, 115 g/m²",
        "saddle stitch",
        "FOGRA39",
        "press@example.org",
        ticket["files"][0]["sha256"][:16],
    ):
        assert shown in text
    assert "Not cleared" not in text


def test_errors_refuse_the_package(folder, item, findings) -> None:
    findings += [WRONG] * 7
    with pytest.raises(ChecksRefused) as refused:
        packed(folder, item)
    assert refused.value.exit_code == ExitCode.REFUSED
    assert "page 2: the ink adds up to 312 %" in str(refused.value)
    assert "2 more errors" in str(refused.value)
    assert "--force" in str(refused.value)
    assert not (folder / "build/package").exists()


def test_force_packs_and_the_ticket_says_so(folder, item, findings) -> None:
    findings.append(WRONG)
    made, _ = packed(folder, item, force=True)
    ticket = json.loads((made / "ticket_booklet_en.json").read_text("utf-8"))
    assert ticket["preflight"] == {"errors": 1, "warnings": 0, "cleared": False}
    assert "Not cleared: 1 preflight error stands" in words(
        made / "ticket_booklet_en.pdf"
    )


@pytest.mark.parametrize("step", ["write_sums", "write_zip"])
def test_nothing_half_written_stays(
    folder, item, findings, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    older = folder / "build/package" / NAME / "older"
    older.parent.mkdir(parents=True)
    older.touch()
    older.parent.with_name(f"{NAME}.zip").write_text("older")
    monkeypatch.setattr(f"publish.release.package.{step}", stop)
    with pytest.raises(KeyboardInterrupt):
        packed(folder, item)
    assert left_in(folder) == [NAME, f"{NAME}.zip"]
    assert older.is_file()
    assert (folder / f"build/package/{NAME}.zip").read_text() == "older"


class TestCommands:
    """``publish proof`` and ``publish package``."""

    def run(self, *arguments: object):
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    @pytest.mark.parametrize("command", ["proof", "package"])
    def test_what_is_not_built_says_how(self, folder: Path, command: str) -> None:
        result = self.run("-C", folder, command, "booklet")
        assert result.exit_code == ExitCode.USER
        assert "booklet en press is not built" in result.output
        assert "publish build booklet --lang en --form press" in result.output

    def test_what_has_changed_is_not_proofed(self, folder: Path, item: Item) -> None:
        replace(folder / "publish.toml", "The Skerry museum", "The museum")
        result = self.run("-C", folder, "proof", "booklet")
        assert result.exit_code == ExitCode.USER
        assert "has changed since it was built" in result.output

    def test_proof_says_where_its_pictures_are(self, folder: Path, item: Item) -> None:
        result = self.run("-C", folder, "proof", "booklet", "--page", 1)
        assert result.exit_code == ExitCode.DONE
        assert f"build/proofs/{item.pdf.stem}: 11 pictures" in result.output
        assert (folder / "build/proofs" / item.pdf.stem / "p01_soft.png").is_file()

    def test_package_is_refused_with_exit_code_1(self, folder, item, findings) -> None:
        findings.append(WRONG)
        result = self.run("-C", folder, "package", "booklet")
        assert result.exit_code == ExitCode.REFUSED
        result = self.run("-C", folder, "package", "booklet", "--force")
        assert result.exit_code == ExitCode.DONE
        assert "build/package/skerry-1911_2026-01-15.zip" in result.output
