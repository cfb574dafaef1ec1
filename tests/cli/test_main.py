from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from asltool import __version__
from asltool.cli.commands import COMMANDS, cli
from asltool.cli.main import main


def test_the_version_is_told() -> None:
    assert CliRunner().invoke(cli, ["--version"]).output == f"asltool {__version__}\n"


def test_help_lists_every_command() -> None:
    output = CliRunner().invoke(cli, ["--help"]).output

    for name, (_, about) in COMMANDS.items():
        assert f"  {name}" in output
        assert about in output


def test_commands_can_be_completed_by_the_shell() -> None:
    assert cli.list_commands(click.Context(cli)) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_and_has_help(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)

    assert command is not None
    assert command.name == name
    assert command.help
    assert CliRunner().invoke(cli, [name, "-h"]).exit_code == 0


def test_an_unknown_command_is_misuse() -> None:
    result = CliRunner().invoke(cli, ["lnt"])

    assert "No such command 'lnt'" in result.stderr
    assert result.exit_code == 2


def test_main_runs_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["asltool", "--version"])

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 0
    assert capsys.readouterr().out == f"asltool {__version__}\n"


def test_lint_loads_nothing_that_is_slow_and_not_needed() -> None:
    code = (
        "import sys; import asltool.cli.lint; from asltool.lint.registry import all_rules; all_rules(); "
        "print([name for name in ('boto3', 'botocore', 'jsonschema', 'yaml', 'jsonpath_ng', 'asltool.engine', "
        "'asltool.runner', 'asltool.handlers', 'asltool.expr.jsonata') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_a_closed_pipe_ends_a_command_without_a_traceback() -> None:
    code = "from asltool.cli.main import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "rules"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()

    errors = process.stderr.read()
    process.stderr.close()
    process.wait()

    assert b"Traceback" not in errors
