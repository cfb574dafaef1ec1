"""The commands of `asltool`, each loaded when it is called."""

from __future__ import annotations

import importlib
from typing import Any

import click

from asltool import __version__
from asltool.cli.output import complain
from asltool.errors import AsltoolError

COMMANDS = {
    "lint": ("asltool.cli.lint", "Check state machine definitions."),
    "validate": ("asltool.cli.validate", "Say what AWS's ValidateStateMachineDefinition answers."),
    "run": ("asltool.cli.run", "Run a state machine."),
    "test-state": ("asltool.cli.test_state", "Say what AWS's TestState answers about one state."),
    "lsp": ("asltool.cli.lsp", "Serve editors: findings as you type, completion, hover, rename."),
    "explain": ("asltool.cli.explain", "Say what a rule is about, with an example."),
    "rules": ("asltool.cli.explain", "List all rules."),
}
"""By name, the module that has the command, as a function of that name (`_` for `-`), and what it does."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called: none should pay for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """Give the names of the commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Give a command; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; wrong use of the tool gives one line and exit code 2."""
        try:
            return super().invoke(ctx)
        except AsltoolError as error:
            complain(str(error))
            ctx.exit(2)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="asltool %(version)s")
def cli() -> None:
    """Check and run AWS Step Functions state machines, locally."""
