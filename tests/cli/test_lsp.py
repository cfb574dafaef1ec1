from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from click.testing import CliRunner

from asltool.cli.commands import cli
from lsp_client import Editor


def test_without_the_library_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)

    result = CliRunner().invoke(cli, ["lsp"])

    assert result.exit_code == 2
    assert result.stderr == (
        "asltool: error: asltool lsp needs pygls, which is not installed: pip install 'asltool[lsp]'\n"
    )


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["lsp", "--log", str(tmp_path / "no" / "log")])

    assert result.exit_code == 2
    assert "no such file or directory" in result.stderr


def test_an_editor_can_start_and_end_it() -> None:
    with Editor() as editor:
        assert editor.open("file:///a.asl.json", "[")[0]["source"] == "asltool"

    assert (editor.exit_code, editor.log) == (0, "")
