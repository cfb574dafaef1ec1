"""The library: run state machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar, get_args

from asltool.containers.contents import MachineType
from asltool.containers.lambda_functions import functions_in
from asltool.definition import Definition, Source, read_definition
from asltool.engine.errors import EngineRefusal
from asltool.engine.state_code import ScopeProgram
from asltool.errors import AsltoolError
from asltool.handlers.aws_clients import Aws
from asltool.handlers.aws_sdk import AwsSdk
from asltool.handlers.handler import Handler
from asltool.handlers.lambda_process import LambdaFunction
from asltool.handlers.mock import Mocks
from asltool.handlers.mock_file import MockFile, read_mocks
from asltool.handlers.mock_writing import require_mock_path, write_mocks
from asltool.handlers.recording import Recording
from asltool.handlers.s3.folders import ANY_BUCKET
from asltool.history.aws_json import Event
from asltool.json_value import JsonObject, JsonValue
from asltool.model.machine import StateMachine
from asltool.runner.execution import Execution
from asltool.runner.names import NAME_RULE, as_name, is_name
from asltool.runner.programs import program_of
from asltool.runner.runner import run_program
from asltool.runner.settings import ACCOUNT, REGION, MapOptions, Settings
from asltool.source.embedding import Known

T = TypeVar("T")
ClockName: TypeAlias = Literal["virtual", "real"]

_DEFAULT_NAME = "StateMachine"
_SUFFIXES = (".json", ".yaml", ".yml", ".asl")
_MACHINE_ARN = ":stateMachine:"


def run(  # noqa: D417, PLR0913 - the terms of a run; what their names say is not said again
    machine: Source,
    input: JsonValue = {},  # noqa: A002, B006 - AWS's name; copied before use
    *,
    handlers: Mapping[str, Handler] | None = None,
    mocks: Path | str | JsonObject | MockFile | None = None,
    test_case: str | None = None,
    name: str | None = None,
    type: MachineType | None = None,  # noqa: A002 - the name that AWS gives it
    state_machine_name: str | None = None,
    role_arn: str | None = None,
    region: str = REGION,
    account: str = ACCOUNT,
    state_machines: Mapping[str, Source] | None = None,
    clock: ClockName = "virtual",
    aws: bool | Collection[str] | Aws = False,
    start_at: datetime | float | None = None,
    seed: int | None = 0,
    input_text: str | None = None,
    on_event: Callable[[Event], None] | None = None,
    s3: Mapping[str, Path | str] | Path | str | None = None,
    maps: MapOptions | None = None,
    define: Known | None = None,
    record: Path | str | None = None,
) -> Execution:
    """Run a state machine, and give how it ended and all that happened.

    Args:
        machine: A path (`FILE::NAME` for one of several machines), a definition as a value, what `load` gave.
        input: Any JSON value; *input_text* is read in its place, and histories show that text untouched.
        handlers: By `Resource`, Lambda function, `service:action`, or `"*"` for all others; see `Handler`.
            They outrank the Python functions of a template, which serve its tasks.
        type: "STANDARD" or "EXPRESS"; None for what the file says, else STANDARD.
        mocks: The path, text or value of a mock file, asked before handlers; *test_case* is one of its own.
        state_machines: By name, what `states:startExecution` can start here; each like *machine*.
        clock: "virtual" jumps over all waiting, from *start_at* (an instant, or seconds since 1970) on.
        aws: Whether tasks that nothing else serves call AWS: all, those of some services, or as `Aws` says.
        on_event: Called with each event when it happens, in the form of `history`.
        s3: Folders that stand for buckets in distributed Maps, by name; or one in which each has its own.
        define: What placeholders of the file stand for, `{"Name": "value"}` for `${Name}`.
        record: A file, in JSON or YAML, to write mocks to that answer as tasks were answered in this run.

    Raises:
        AsltoolError: An argument or definition is wrong, or nothing serves a task that was reached.
    """
    definition = read_definition(machine, _type(type), _known(define, region, account))
    children = _read_children(state_machines or {})
    names = (state_machine_name, _machine_name(state_machine_name, machine, definition))
    settings = Settings(
        **_input(input, input_text),
        **_machine(definition, names[1], children),
        **_names(name, role_arn, region, account),
        **_work(machine, handlers or {}, aws, region),
        mocks=_find_mocks(mocks, (definition.machine, *children.values()), test_case, names),
        **_maps(s3 or {}, maps),
        **_time(clock, start_at, seed),
        on_event=on_event,
    )
    return _run(definition, settings, None if record is None else Path(record))


def _run(definition: Definition, settings: Settings, record: Path | None) -> Execution:
    program, seconds = _compile(definition), definition.machine.timeout_seconds
    if record is None:
        return run_program(program, seconds, settings)
    require_mock_path(record)
    recording = Recording()
    execution = run_program(program, seconds, replace(settings, recording=recording))
    write_mocks(recording.mocks(), record)
    return execution


def _machine(definition: Definition, name: str, children: Mapping[str, StateMachine]) -> dict[str, Any]:
    return {"type": definition.type, "state_machine_name": name, "state_machines": children}


def _work(
    machine: Source,
    handlers: Mapping[Any, Any],
    aws: bool | Collection[str] | Aws,  # noqa: FBT001
    region: str,
) -> dict[str, Any]:
    return {"handlers": {**_template_functions(machine), **_handlers(handlers)}, **_aws(aws, region)}


def _template_functions(machine: Source) -> dict[str, Handler]:
    """Give the Python functions of the template that holds the state machine, by all their names."""
    functions: dict[str, Handler] = {}
    for found in functions_in(machine) if isinstance(machine, (str, Path)) else ():
        function = LambdaFunction(
            found.folder,
            found.handler,
            name=found.name,
            environment=found.environment,
            timeout_seconds=found.timeout_seconds,
        )
        functions |= dict.fromkeys(found.keys, function)
    return functions


def _input(value: JsonValue, text: str | None) -> dict[str, Any]:
    return {"input": _read_input(value, text), "input_text": text}


def _time(clock: ClockName, start_at: datetime | float | None, seed: int | None) -> dict[str, Any]:
    is_real_time = _choice("clock", clock, get_args(ClockName)) == "real"
    return {"is_real_time": is_real_time, "start_at": _seconds(start_at), "seed": seed}


def _maps(s3: Mapping[str, Path | str] | Path | str, options: MapOptions | None) -> dict[str, Any]:
    return {"s3": _folders(s3), "maps": options or MapOptions()}


def _known(define: Known | None, region: str, account: str) -> Known:
    """Give what is known of placeholders: what CloudFormation fills in everywhere, and what is defined."""
    place = {"AWS::Region": region, "AWS::AccountId": account}
    return {"AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com", **place, **(define or {})}


def _type(type_: MachineType | None) -> MachineType | None:
    return None if type_ is None else _choice("type", type_, get_args(MachineType))


def _compile(definition: Definition) -> ScopeProgram:
    try:
        return program_of(definition.machine)
    except EngineRefusal as refusal:
        raise AsltoolError(f"{definition.place(refusal.pointer)}: {refusal.message}") from None


def _read_children(sources: Mapping[str, Source]) -> dict[str, StateMachine]:
    """Give the machines that can be started, by name; their keys may be names or ARNs."""
    machines = {}
    for key, source in sources.items():
        name = str(key).rpartition(_MACHINE_ARN)[2]
        if not is_name(name):
            raise AsltoolError(
                f'"{key}" in state_machines cannot be the name of a state machine: {NAME_RULE}'
            )
        definition = read_definition(source)
        _compile(definition)
        machines[name] = definition.machine
    return machines


def _read_input(value: JsonValue, text: str | None) -> JsonValue:
    """Give the input as a copy of its own: what becomes of the caller's value later does not show."""
    try:
        copy: JsonValue = json.loads(json.dumps(value, allow_nan=False) if text is None else text)
    except (TypeError, ValueError, RecursionError) as error:
        raise AsltoolError(f"the input is no JSON: {' '.join(str(error).split())}") from None
    return copy


def _machine_name(name: str | None, machine: Source, definition: Definition) -> str:
    if name is None and definition.name is not None:
        return as_name(definition.name) or _DEFAULT_NAME
    if name is not None or not isinstance(machine, (str, Path)):
        return _name("state_machine_name", name) or _DEFAULT_NAME
    stem = Path(machine).name
    for suffix in _SUFFIXES:
        stem = stem.removesuffix(suffix)
    return as_name(stem) or _DEFAULT_NAME


def _names(name: str | None, role_arn: str | None, region: str, account: str) -> dict[str, Any]:
    """Give the terms that say what goes by which name."""
    return {
        "name": _name("name", name),
        "role_arn": _role_arn(role_arn, account),
        "region": _text("region", region),
        "account": _text("account", account),
    }


def _aws(aws: bool | Collection[str] | Aws, region: str) -> dict[str, Any]:  # noqa: FBT001
    """Give what calls AWS, and how its buckets are reached; nothing if it is not to be called."""
    match aws:
        case Aws():
            settings = aws
        case bool():
            settings = Aws()
        case str():
            raise AsltoolError(f"aws must be true, false, or several services, not the text {aws!r}")
        case _:
            settings = Aws(services=aws)
    if not aws:
        return {}
    sdk = AwsSdk(settings, region)
    return {"aws": sdk.find, "aws_objects": sdk.objects}


def _role_arn(role_arn: str | None, account: str) -> str:
    if role_arn is None:
        return f"arn:aws:iam::{account}:role/StepFunctionsRole"
    return _text("role_arn", role_arn)


def _find_mocks(
    mocks: Path | str | JsonObject | MockFile | None,
    machines: tuple[StateMachine, ...],
    test_case: str | None,
    names: tuple[str | None, str],
) -> Mocks | None:
    """Give the mocks; *names* are the machine's as it was given, and as it is."""
    if mocks is not None:
        file = mocks if isinstance(mocks, MockFile) else MockFile(mocks)
        return read_mocks(file, machines, test_case=test_case, state_machine_names=names)
    if test_case is not None:
        raise AsltoolError(f'test case "{test_case}" is asked for, but there are no mocks to take it from')
    return None


def _folders(s3: Mapping[str, Path | str] | Path | str) -> dict[str, Path]:
    """Give the folders of buckets; they must be there, their buckets' own may still be made."""
    named = {ANY_BUCKET: s3} if isinstance(s3, (str, Path)) else s3
    folders = {str(bucket): Path(folder) for bucket, folder in named.items()}
    for folder in folders.values():
        if not folder.is_dir():
            raise AsltoolError(f"{folder} cannot stand for a bucket: there is no such folder")
    return folders


def _seconds(instant: datetime | float | None) -> float | None:
    if not isinstance(instant, datetime):
        return instant
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).timestamp()


def _choice(argument: str, value: T, choices: tuple[str, ...]) -> T:
    if value not in choices:
        listed = " or ".join(f'"{choice}"' for choice in choices)
        raise AsltoolError(f"{argument} must be {listed}, not {value!r}")
    return value


def _name(argument: str, name: str | None) -> str | None:
    if name is not None and not is_name(name):
        raise AsltoolError(f"{argument} cannot be {name!r}: {NAME_RULE}")
    return name


def _text(argument: str, value: Any) -> str:
    if not isinstance(value, str) or not value or any(map(str.isspace, value)):
        raise AsltoolError(f"{argument} must be a text without blanks, not {value!r}")
    return value


def _handlers(handlers: Mapping[Any, Any]) -> Mapping[str, Handler]:
    for key, handler in handlers.items():
        if not isinstance(key, str) or not callable(handler):
            raise AsltoolError(f"handlers must map texts to callables, not {key!r} to {handler!r}")
    return handlers
