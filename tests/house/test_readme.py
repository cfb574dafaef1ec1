"""What the README shows is what the commands print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from asltool.cli.commands import cli

ROOT = Path(__file__).resolve().parents[2]
SHOWN = re.findall(
    r"^\$ asltool (.*?[^\\])\n(.*?)^```",
    (ROOT / "README.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)


def test_the_readme_shows_lint_and_run() -> None:
    assert [command.split()[0] for command, _ in SHOWN] == ["lint", "run"]


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=lambda text: text.split()[0])
def test_a_command_prints_what_the_readme_shows(
    command: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    result = CliRunner().invoke(cli, shlex.split(command.replace("\\\n", " ")))

    assert result.output.strip() == shown.strip()
