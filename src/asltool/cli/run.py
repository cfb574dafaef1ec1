"""`asltool run`: run a state machine; its output goes to stdout, all else to stderr."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import get_args

import click
from click.core import ParameterSource

from asltool.cli.arguments import load_function, read_buckets, read_input, read_pairs, read_values
from asltool.cli.failure import explain_end
from asltool.cli.functions import named_functions
from asltool.cli.live_view import LiveView
from asltool.cli.output import complain, emit, is_coloured, remark, setting, warn
from asltool.cli.project import load_config
from asltool.config.aws_table import AwsTable
from asltool.containers.choosing import split_name
from asltool.containers.contents import MachineType
from asltool.definition import read_definition
from asltool.diagnostics import InvalidDefinition
from asltool.errors import AsltoolError, UnreadableFileError
from asltool.handlers.aws_clients import Aws
from asltool.handlers.handler import Handler
from asltool.handlers.mock_checking import MockValidation
from asltool.handlers.mock_file import MockFile
from asltool.history.aws_json import History
from asltool.json_value import JsonValue, json_text
from asltool.runner.execution import Execution
from asltool.runner.settings import ACCOUNT, REGION, MapOptions
from asltool.running import run as run_machine
from asltool.source.embedding import Known

_INTERRUPTED = 130
ALL_SERVICES = "*"


@click.command()
@click.argument("definition", metavar="DEFINITION")
@click.option("--input", "input_", metavar="FILE|JSON|-", help="The input; {} without it.")
@click.option(
    "--mocks", metavar="FILE", help="Answers for tasks: asltool's mock file or Step Functions Local's."
)
@click.option("--test-case", metavar="NAME", help="The test case of Step Functions Local's mock file.")
@click.option(
    "--mock-validation",
    type=click.Choice(get_args(MockValidation), case_sensitive=False),
    help="Check mocked results against the service's response: STRICT what it must have, too; PRESENT what "
    "is there; NONE nothing. PRESENT without it, but no error in Step Functions Local's file.",
)
@click.option(
    "--handler",
    "handlers",
    multiple=True,
    metavar="RESOURCE=module:function",
    help="What does a task's work; RESOURCE: a full Resource, a function's name, service:action, or *.",
)
@click.option(
    "--lambda",
    "functions",
    multiple=True,
    metavar="NAME=FOLDER:module.function|!COMMAND|URL",
    help="A Lambda function: of Python, in a folder; in any language, as a command that reads the event and "
    "prints the result; or behind an endpoint like that of sam local start-lambda.",
)
@click.option(
    "--state-machine",
    "state_machines",
    multiple=True,
    metavar="NAME=FILE",
    help="A state machine that states:startExecution can start.",
)
@click.option(
    "--s3",
    multiple=True,
    metavar="BUCKET=FOLDER|FOLDER",
    help="A folder that stands for a bucket of distributed Maps; or one that has a folder for each bucket.",
)
@click.option(
    "--define",
    "defined",
    multiple=True,
    metavar="NAME=VALUE",
    help="What the placeholder ${NAME} stands for: a number, true or false, or else text.",
)
@click.option(
    "--aws",
    is_flag=False,
    flag_value=ALL_SERVICES,
    metavar="[SERVICE,...]",
    help="Let tasks that nothing else serves call AWS: all, or those of the services named.",
)
@click.option("--profile", help="boto3's profile for AWS.")
@click.option("--endpoint-url", metavar="URL", help="The address that stands for AWS.")
@click.option(
    "--processes",
    type=click.IntRange(min=1),
    metavar="N",
    help="Run the child executions of distributed Maps in so many processes.",
)
@click.option("--real-time", is_flag=True, help="Really wait, instead of jumping over all waiting.")
@click.option(
    "--record",
    metavar="FILE",
    help="Write mocks there that answer as tasks were answered: JSON or YAML.",
)
@click.option("--history", "history_file", metavar="FILE", help="Write the history events there, as JSON.")
@click.option(
    "--type",
    "type_",
    type=click.Choice(["STANDARD", "EXPRESS"], case_sensitive=False),
    help="The state machine's type; what the file says without it, else STANDARD.",
)
@click.option("--name", help="The execution's name.")
@click.option("--state-machine-name", metavar="NAME", help="The state machine's; otherwise the file's.")
@click.option("--region", default=REGION, show_default=True, help="The region in ARNs, and that of AWS.")
@click.option("--account", default=ACCOUNT, show_default=True, help="The account in ARNs.")
@click.pass_context
def run(  # noqa: PLR0913 - click passes options by name
    ctx: click.Context,
    definition: str,
    *,
    input_: str | None,
    mocks: str | None,
    test_case: str | None,
    mock_validation: MockValidation | None,
    record: str | None,
    handlers: tuple[str, ...],
    functions: tuple[str, ...],
    state_machines: tuple[str, ...],
    s3: tuple[str, ...],
    defined: tuple[str, ...],
    history_file: str | None,
    type_: MachineType | None,
    name: str | None,
    state_machine_name: str | None,
    region: str,
    account: str,
    aws: str | None,
    profile: str | None,
    endpoint_url: str | None,
    processes: int | None,
    real_time: bool,
) -> None:
    """Run a state machine on this machine.

    DEFINITION is a file: a definition, or a template with one; FILE::NAME for one of several in it.

    The output's JSON goes to stdout. Time is virtual: waiting takes none.

    Exit code: 0 if the execution succeeded, 1 if it did not, 2 if it could not be run.
    """
    known = read_values(defined)
    with _watching() as view, _saying_why_not(ctx), _workers(processes) as executor:
        execution = run_machine(
            definition,
            input_text=None if input_ is None else read_input(input_),
            handlers=_handlers(functions, handlers),
            mocks=None if mocks is None else MockFile(Path(mocks), mock_validation),
            test_case=test_case,
            record=record,
            state_machines=read_pairs(state_machines, "--state-machine", "NAME=FILE"),
            s3=read_buckets(s3),
            define=known,
            type=type_,
            name=name,
            state_machine_name=state_machine_name,
            region=region,
            account=account,
            aws=_aws(ctx, aws, profile, endpoint_url),
            clock="real" if real_time else "virtual",
            on_event=None if view is None else view.show,
            maps=MapOptions(executor=executor, on_progress=None if view is None else view.show_map_run),
        )
    if history_file is not None:
        _write_history(execution.history, history_file)
    _report(ctx, execution, known)


def _report(ctx: click.Context, execution: Execution, known: Known) -> None:
    """Say how an execution ended, and with which exit code."""
    for warning in execution.mock_warnings:
        warn(warning)
    if execution.status != "SUCCEEDED":
        definition = read_definition(ctx.params["definition"], ctx.params["type_"], known)
        remark(explain_end(execution, definition, setting().width - 10))
        ctx.exit(1)
    emit(_output_text(execution.output))


def _handlers(functions: tuple[str, ...], handlers: tuple[str, ...]) -> dict[str, Handler]:
    """Give what does the tasks' work."""
    places = read_pairs(handlers, "--handler", "RESOURCE=module:function")
    named = {key: load_function(place) for key, place in places.items()}
    return {**named_functions(functions), **named}


def _aws(
    ctx: click.Context, services: str | None, profile: str | None, endpoint_url: str | None
) -> Aws | bool:
    """Give which AWS is called; what is asked for outranks the settings, and these boto3's own."""
    if services is None:
        for option, value in (("--profile", profile), ("--endpoint-url", endpoint_url)):
            if value is not None:
                raise AsltoolError(f"{option} says which AWS is called, and --aws is not given")
        return False
    is_chosen = ctx.get_parameter_source("region") is ParameterSource.COMMANDLINE
    config = load_config(None, (split_name(ctx.params["definition"])[0],))
    told = AwsTable() if config is None else config.aws
    return Aws(
        services=None if services == ALL_SERVICES else [name.strip() for name in services.split(",")],
        region=ctx.params["region"] if is_chosen else told.region,
        profile=profile or told.profile,
        endpoint_url=endpoint_url or told.endpoint_url,
        endpoint_urls={} if endpoint_url else dict(told.endpoints),
        on_first_call=remark,
    )


@contextmanager
def _watching() -> Iterator[LiveView | None]:
    """Give what shows events as they come; None where nobody looks on."""
    if not sys.stderr.isatty():
        yield None
        return
    write = partial(click.echo, nl=False, err=True, color=True)
    view = LiveView(write, shutil.get_terminal_size().columns, is_coloured=is_coloured(err=True))
    try:
        yield view
    finally:
        view.close()


@contextmanager
def _workers(processes: int | None) -> Iterator[Executor | None]:
    """Give worker processes; None where none are asked for."""
    if processes is None:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - slow to load
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    # a forked process would share what the threads of this one hold
    executor = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def _saying_why_not(ctx: click.Context) -> Iterator[None]:
    """End the command with a line that says why a run could not be finished."""
    try:
        yield
    except KeyboardInterrupt:
        complain("interrupted")
        ctx.exit(_INTERRUPTED)
    except InvalidDefinition as error:
        remark("\n".join(map(str, error.findings)))
        complain("the definition has errors: it cannot be run")
        ctx.exit(2)


def _output_text(output: JsonValue) -> str:
    """Give the output's JSON: laid out for people on a terminal, else one line."""
    if sys.stdout.isatty():
        return json.dumps(output, indent=2, ensure_ascii=False)
    return json_text(output)


def _timestamp(instant: datetime) -> str:
    return instant.isoformat(timespec="milliseconds")


def _write_history(history: History, file: str) -> None:
    text = json.dumps(list(history), indent=2, ensure_ascii=False, default=_timestamp)
    try:
        Path(file).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise UnreadableFileError(f"cannot write {file}: {(error.strerror or str(error)).lower()}") from None
