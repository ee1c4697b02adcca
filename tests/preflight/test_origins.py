"""For files made here a finding says where the place was written."""

import json
from pathlib import Path

from publish.preflight.findings import Finding, Place, Report
from publish.preflight.origins import located


def finding(page: int | None, place: Place | None) -> Finding:
    return Finding(
        rule="text-size",
        severity="warning",
        page=page,
        place_mm=place,
        message="",
        measured="",
        limit="",
        why="",
        do="",
    )


def report(tmp_path: Path, *findings: Finding) -> Report:
    return Report(tmp_path / "made.pdf", "book", findings)


def write(tmp_path: Path, text: str) -> None:
    (tmp_path / "made.origins.json").write_text(text, "utf-8")


def test_the_smallest_box_that_is_met_is_named(tmp_path: Path) -> None:
    table = {
        "otherwise": "layouts/booklet",
        "origins": [
            [2, 10, 10, 100, 90, "p", "a.md:3"],
            [2, 20, 20, 40, 30, "p", "a.md:7"],
        ],
    }
    write(tmp_path, json.dumps(table))
    inner, outer, elsewhere = located(
        report(
            tmp_path,
            finding(2, (22, 22, 23, 23)),
            finding(2, (80, 80, 81, 81)),
            finding(3, (22, 22, 23, 23)),
        )
    ).findings
    assert (inner.source, outer.source) == ("a.md:7", "a.md:3")
    assert elsewhere.source == "layouts/booklet"


def test_files_of_others_have_no_source(tmp_path: Path) -> None:
    (found,) = located(report(tmp_path, finding(1, None))).findings
    assert found.source == ""


def test_a_broken_hint_is_left_aside(tmp_path: Path) -> None:
    for text in ("", "{", "[]", '{"origins": [[1]], "otherwise": 3}'):
        write(tmp_path, text)
        (found,) = located(report(tmp_path, finding(1, (0, 0, 1, 1)))).findings
        assert found.source == ""
