"""What holds of all examples: they lint clean, and their README's commands give what is expected."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import asltool
from asltool.cli.commands import cli
from example_running import EXAMPLES, read

FOLDERS = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())
MISTAKEN = EXAMPLES / "image-processing" / "workflow-as-written.asl.json"
DEFINITIONS = sorted({*EXAMPLES.glob("*/*.asl.json"), *EXAMPLES.glob("*/template.yaml")} - {MISTAKEN})
COMMANDS = [
    line
    for line in (EXAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("asltool ") and "--lambda" not in line
]


def folder_of(command: str) -> str:
    return shlex.split(command)[2].partition("/")[0]


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.relative_to(EXAMPLES).as_posix())
def test_an_example_lints_clean(path: Path) -> None:
    assert [str(finding) for finding in asltool.lint(path)] == []


def test_each_example_has_a_command() -> None:
    assert sorted({folder_of(command) for command in COMMANDS}) == FOLDERS


@pytest.mark.parametrize("command", COMMANDS, ids=folder_of)
def test_the_command_of_an_example_gives_its_expected_output(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")

    done = CliRunner().invoke(cli, shlex.split(command)[1:])

    assert (done.exit_code, done.stderr) == (0, "")
    (tmp_path / "output.json").write_text(done.stdout, encoding="utf-8")
    assert read(tmp_path / "output.json") == read(EXAMPLES / folder_of(command) / "expected-output.json")
