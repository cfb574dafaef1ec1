from __future__ import annotations

import io
from pathlib import Path

import pytest

from asltool.cli.repairing import Change, Repair, lint_path
from asltool.lint.linter import Options

HEARTBEAT = (
    '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",'
    ' "TimeoutSeconds": 9, "HeartbeatSeconds": 9, "Parameters": {"FunctionName": "$.f"}, "End": true}}}'
)
SAFE = HEARTBEAT.replace('"FunctionName"', '"FunctionName.$"')
BOTH = SAFE.replace(', "HeartbeatSeconds": 9', "")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("repair", "expected"),
    [
        (Repair(Change.NONE), HEARTBEAT),
        (Repair(Change.WRITE), SAFE),
        (Repair(Change.WRITE, unsafe=True), BOTH),
        (Repair(Change.SHOW, unsafe=True), HEARTBEAT),
    ],
)
def test_a_file_is_repaired_as_far_as_is_asked_for(repair: Repair, expected: str) -> None:
    Path("a.json").write_text(HEARTBEAT, encoding="utf-8")

    (linted,) = lint_path("a.json", Options(), repair)

    assert Path("a.json").read_text(encoding="utf-8") == expected
    left = {finding.rule for finding in linted.findings}
    assert left == (
        {"ASL201", "ASL305"} if expected == HEARTBEAT else {"ASL305"} if expected == SAFE else set()
    )


def test_differences_are_shown_as_patches_take_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a b.json").write_text(HEARTBEAT.replace("}}}", "}\n}}"), encoding="utf-8")
    Path("b.json").write_text(HEARTBEAT, encoding="utf-8")

    lint_path("a b.json", Options(), Repair(Change.SHOW))
    lint_path("b.json", Options(), Repair(Change.SHOW))

    assert capsys.readouterr().out.splitlines() == [
        "--- a/a b.json",
        "+++ b/a b.json",
        "@@ -1,2 +1,2 @@",
        f"-{HEARTBEAT[:-2]}",
        f"+{SAFE[:-2]}",
        " }}",
        "\\ No newline at end of file",
        "--- a/b.json",
        "+++ b/b.json",
        "@@ -1 +1 @@",
        f"-{HEARTBEAT}",
        "\\ No newline at end of file",
        f"+{SAFE}",
        "\\ No newline at end of file",
    ]


def test_standard_input_is_not_passed_through_when_the_difference_is_shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SAFE.encode())))

    lint_path("-", Options(), Repair(Change.SHOW))

    assert capsys.readouterr().out == ""
