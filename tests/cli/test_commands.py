from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from asltool import __version__
from asltool.cli.commands import COMMANDS, cli


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
