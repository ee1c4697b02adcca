"""The command line: help with examples, exit codes, messages a person can act on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.cli import COMMANDS, main
from tests.publications import copy_second, replace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_second(tmp_path / "skerry")


def run(*arguments: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_version() -> None:
    assert run("--version").output.startswith("publish, version 0.")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"publish {command}" in result.output


def test_list_names_files_that_a_printer_understands(folder: Path) -> None:
    result = run("-C", folder, "list")
    assert "build/skerry-1911_booklet_en_press_148x210.pdf" in result.output
    assert "build/skerry-1911_banner_en_press_6000x900_1-10.pdf" in result.output


def test_a_reader_who_stops_reading_is_no_bug(folder: Path) -> None:
    """``publish list | head``: no traceback, and the exit code of a cut pipe."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "publish", "-C", str(folder), "list"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


def test_check_passes_and_says_what_it_read(folder: Path) -> None:
    result = run("-C", folder, "check")
    assert (result.exit_code, "no fault" in result.output) == (0, True)


def test_all_faults_of_content_and_design_are_shown_at_once(folder: Path) -> None:
    """Unknown key, bad date, missing glyph and unknown printer in one round."""
    replace(folder / "content/en/booklet/02-relief.md", "{oil-left}", "{oil-lefd}")
    replace(folder / "content/facts.csv", "Log of the supply boat", "Log \u4e2d")
    replace(folder / "publish.toml", 'printer = "sheetfed"', 'printer = "shetfed"')
    result = run("-C", folder, "check")
    assert result.exit_code == 2
    assert "02-relief.md:8: unknown fact 'oil-lefd'" in result.output
    assert (
        "content/facts.csv:3: the face Source Serif 4 has no glyph for '\u4e2d'"
        in result.output
    )
    assert "no printer profile 'shetfed'" in result.output


def test_a_faulty_build_writes_nothing(folder: Path) -> None:
    replace(
        folder / "content/events.csv", "1911-11-04,1911-11-04", "1911-11-31,1911-11-31"
    )
    result = run("-C", folder, "build")
    assert result.exit_code == 2
    assert "content/events.csv:6" in result.output
    assert not (folder / "build").exists()


def test_an_unknown_target_is_the_users_mistake(folder: Path) -> None:
    result = run("-C", folder, "build", "bokklet")
    assert result.exit_code == 2
    assert "did you mean 'booklet'?" in result.output


def test_a_folder_without_a_publication_is_the_users_mistake(tmp_path: Path) -> None:
    result = run("-C", tmp_path, "build")
    assert result.exit_code == 2
    assert "publish.toml: there is no publish.toml" in result.output
