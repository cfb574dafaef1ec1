"""States: each by its type; one that cannot be read becomes `Broken`, with its name and its ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from asltool.diagnostics import AwsDiagnostic, Severity
from asltool.expr.language import QueryLanguage
from asltool.expr.languages import language_named
from asltool.json_value import JsonObject, JsonValue
from asltool.model.fields import JSONATA, JSONPATH, QUERY_LANGUAGES, STATE_TYPES
from asltool.model.limits import MAX_NAME_CHARACTERS
from asltool.model.machine import (
    Broken,
    Choice,
    Credentials,
    Fail,
    Map,
    Parallel,
    Pass,
    Seconds,
    SecondsPath,
    State,
    StateMachine,
    Succeed,
    Task,
    Timestamp,
    TimestampPath,
    Wait,
    WaitUntil,
)
from asltool.model.resource import parse_resource
from asltool.model.transitions import Next
from asltool.parse import map_fields
from asltool.parse.document_problems import DUPLICATE_STATE_NAME, EMPTY_STATE_NAME, STATE_NAME_TOO_LONG
from asltool.parse.expressions import WHOLE, WHOLE_INPUT, constant_template, parsed_template
from asltool.parse.field_problems import (
    END_FALSE,
    LANGUAGE_DOWNGRADE,
    MISPLACED_LANGUAGE,
    MISSING_FIELD,
    NO_ROLE,
)
from asltool.parse.fields import Values, read_fields
from asltool.parse.reading import KEY, Reading, aws_location, missing_failure, related, schema_failure
from asltool.parse.scalars import report_unknown_value, wrong_type
from asltool.source.placeholder import any_placeholder, is_placeholder
from asltool.source.pointer import Pointer


def read_state(reading: Reading, name: str, value: JsonValue, at: Pointer) -> State:
    """Read the state *name*, which stands at *at*."""
    _check_name(reading, name, at)
    if not isinstance(value, dict):
        _report_no_object(reading, name, value, at)
        return Broken(name=name, at=at, query_language=reading.machine_language, is_terminal=True)
    language = _language(reading, value, at)
    type_ = value.get("Type")
    build = _BUILDERS.get(type_) if isinstance(type_, str) else None
    if build is None or not isinstance(type_, str):
        _report_type(reading, value, at)
        return _broken(reading, name, value, at, language, Values())
    if is_placeholder(value.get("QueryLanguage")) and reading.machine_language != JSONATA:
        return _broken(reading, name, value, at, language, Values())
    values = read_fields(reading, type_, value, at, language)
    if value.get("End") is False and "Next" in value:
        reading.report(END_FALSE, '"End" is false, which says nothing', at / "End")
    _check_label(reading, values, at)
    if not values.is_whole:
        return _broken(reading, name, value, at, language, values)
    return build(
        values, {"name": name, "at": at, "query_language": language.name, "comment": values.get("Comment")}
    )


def _check_name(reading: Reading, name: str, at: Pointer) -> None:
    if len(name) > MAX_NAME_CHARACTERS:
        message = f"a state name of {len(name)} characters; {MAX_NAME_CHARACTERS} are the most"
        aws = AwsDiagnostic("INVALID_STATE_NAME", f"Invalid State name: {name}", aws_location(at))
        reading.report(STATE_NAME_TOO_LONG, message, at, part=KEY, aws=aws)
    elif not name:
        aws = AwsDiagnostic("INVALID_STATE_NAME", "Invalid State name: ", aws_location(at))
        reading.report(EMPTY_STATE_NAME, "a state without a name", at, part=KEY, aws=aws)
    first = reading.state_places.setdefault(name, at)
    if first is not at:
        _report_duplicate(reading, name, first, at)


def _report_duplicate(reading: Reading, name: str, first: Pointer, at: Pointer) -> None:
    is_enclosing = at[: len(first) - 1] == first[:-1] or first[: len(at) - 1] == at[:-1]
    reading.report(
        DUPLICATE_STATE_NAME,
        f'another state is named "{name}"',
        at,
        part=KEY,
        severity=DUPLICATE_STATE_NAME.severity if is_enclosing else Severity.WARNING,
        related=(related(first, "the first state of that name", KEY),),
        aws=AwsDiagnostic("DUPLICATE_STATE_NAME", f"Duplicate State name: {name}", aws_location(at)),
    )


def _report_no_object(reading: Reading, name: str, value: JsonValue, at: Pointer) -> None:
    if name != "QueryLanguage":
        wrong_type(reading, "an object", "OBJECT", value, at)
        return
    aws = schema_failure("Expected value of type [OBJECT]", at)
    message = '"QueryLanguage" stands among the states; it belongs beside "States"'
    reading.report(MISPLACED_LANGUAGE, message, at, part=KEY, aws=aws)


def _language(reading: Reading, value: JsonObject, at: Pointer) -> QueryLanguage:
    """Give the language in force in a state; JSONPath in a JSONata machine is a mistake."""
    named = value.get("QueryLanguage")
    if named == JSONPATH and reading.machine_language == JSONATA:
        text = "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine"
        message = "a state of a JSONata machine cannot be JSONPath"
        reading.report(LANGUAGE_DOWNGRADE, message, at / "QueryLanguage", aws=schema_failure(text, at))
    if isinstance(named, str) and named in QUERY_LANGUAGES:
        return language_named(named)
    return language_named(reading.machine_language)


def _report_type(reading: Reading, value: JsonObject, at: Pointer) -> None:
    if "Type" not in value:
        if any_placeholder(value):
            return
        aws = missing_failure(["Type"], at)
        other = next((f', not "{key}"' for key in value if key.lower() == "type"), "")
        reading.report(MISSING_FIELD, f'a state needs "Type"{other}', at, part=KEY, aws=aws)
        return
    type_ = value["Type"]
    if not isinstance(type_, str):
        wrong_type(reading, "text", "STRING", type_, at / "Type")
        return
    if is_placeholder(type_):
        return
    text = f"The field 'Type' should have one of these values: [{', '.join(STATE_TYPES)}]"
    report_unknown_value(reading, "Type", type_, STATE_TYPES, at / "Type", text)


def _check_label(reading: Reading, values: Values, at: Pointer) -> None:
    label = values.get("Label")
    if label is not None:
        map_fields.check_label(reading, label, at / "Label")


def _broken(
    reading: Reading, name: str, value: JsonObject, at: Pointer, language: QueryLanguage, values: Values
) -> Broken:
    """Keep of a state its ways out and its inner machines, as far as they can be read."""
    return Broken(
        name=name,
        at=at,
        query_language=language.name,
        comment=values.get("Comment"),
        transitions=tuple(_transitions(value, at)),
        is_terminal=value.get("End") is True
        or (not isinstance(value.get("Next"), str) and value.get("Type") != "Choice"),
        machines=tuple(_machines(reading, value, at)),
    )


def _transitions(value: JsonObject, at: Pointer) -> Iterator[Next]:
    """Give the ways out that can be read; a placeholder may hide one, and leads nobody knows where."""
    yield from (Next(name, at / name) for name in value if is_placeholder(name))
    for name in ("Next", "Default"):
        target = value.get(name)
        if isinstance(target, str):
            yield Next(target, at / name)
    for name in ("Choices", "Catch"):
        entries = value.get(name)
        if isinstance(entries, str) and is_placeholder(entries):
            yield Next(entries, at / name)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            yield from _targets(entry, at / name / index)


def _targets(entry: JsonValue, at: Pointer) -> Iterator[Next]:
    """Give where a choice rule or a catcher leads, as far as it can be read."""
    target = entry if is_placeholder(entry) else None
    if isinstance(entry, dict):
        target = entry.get("Next", next(filter(is_placeholder, entry), None))
    if isinstance(target, str):
        yield Next(target, at / "Next")


def _machines(reading: Reading, value: JsonObject, at: Pointer) -> Iterator[StateMachine]:
    branches = value.get("Branches")
    places = [at / "Branches" / index for index in range(len(branches) if isinstance(branches, list) else 0)]
    for place in (*places, at / "ItemProcessor", at / "Iterator"):
        machine = reading.inner_machines.get(place)
        if machine is not None:
            yield machine


def _path_fields(values: Values) -> dict[str, Any]:
    return {"input_path": values.get("InputPath", WHOLE), "output_path": values.get("OutputPath", WHOLE)}


def _data_flow(values: Values) -> dict[str, Any]:
    return {
        "input_path": values.get("InputPath", WHOLE),
        "output_path": values.get("OutputPath", WHOLE),
        "transition": values.get("Next") or values["End"],
        "assign": values.get("Assign"),
        "output": values.get("Output"),
    }


def _result(values: Values) -> dict[str, Any]:
    return {
        **_data_flow(values),
        "result_selector": values.get("ResultSelector"),
        "result_path": values.get("ResultPath", WHOLE_INPUT),
        "retry": values.get("Retry", ()),
        "catch": values.get("Catch", ()),
    }


def _pass(values: Values, common: dict[str, Any]) -> Pass:
    return Pass(
        result=constant_template(values["Result"]) if "Result" in values else None,
        parameters=values.get("Parameters"),
        result_path=values.get("ResultPath", WHOLE_INPUT),
        **_data_flow(values),
        **common,
    )


def _task(values: Values, common: dict[str, Any]) -> Task:
    return Task(
        resource=parse_resource(values["Resource"]),
        arguments=values.get("Parameters") or values.get("Arguments"),
        credentials=values.get("Credentials"),
        timeout_seconds=values.get("TimeoutSeconds"),
        timeout_seconds_path=values.get("TimeoutSecondsPath"),
        heartbeat_seconds=values.get("HeartbeatSeconds"),
        heartbeat_seconds_path=values.get("HeartbeatSecondsPath"),
        **_result(values),
        **common,
    )


def _choice(values: Values, common: dict[str, Any]) -> Choice:
    return Choice(
        choices=values["Choices"],
        default=values.get("Default"),
        assign=values.get("Assign"),
        output=values.get("Output"),
        **_path_fields(values),
        **common,
    )


def _wait(values: Values, common: dict[str, Any]) -> Wait:
    return Wait(until=_until(values), **_data_flow(values), **common)


def _until(values: Values) -> WaitUntil:
    if "Seconds" in values:
        return Seconds(values["Seconds"])
    if "Timestamp" in values:
        return Timestamp(values["Timestamp"])
    if "SecondsPath" in values:
        return SecondsPath(values["SecondsPath"])
    return TimestampPath(values["TimestampPath"])


def _succeed(values: Values, common: dict[str, Any]) -> Succeed:
    return Succeed(output=values.get("Output"), **_path_fields(values), **common)


def _fail(values: Values, common: dict[str, Any]) -> Fail:
    return Fail(
        error=values.get("Error"),
        error_path=values.get("ErrorPath"),
        cause=values.get("Cause"),
        cause_path=values.get("CausePath"),
        **common,
    )


def _parallel(values: Values, common: dict[str, Any]) -> Parallel:
    arguments = values.get("Parameters") or values.get("Arguments")
    return Parallel(branches=values["Branches"], arguments=arguments, **_result(values), **common)


def _map(values: Values, common: dict[str, Any]) -> Map:
    item_processor, processor_config = values.get("ItemProcessor") or values["Iterator"]
    return Map(
        item_processor=item_processor,
        processor_config=processor_config,
        items_path=values.get("ItemsPath"),
        items=values.get("Items"),
        item_selector=values.get("ItemSelector") or values.get("Parameters"),
        item_reader=values.get("ItemReader"),
        item_batcher=values.get("ItemBatcher"),
        result_writer=values.get("ResultWriter"),
        max_concurrency=map_fields.amount(values, "MaxConcurrency"),
        tolerated_failure_count=map_fields.amount(values, "ToleratedFailureCount"),
        tolerated_failure_percentage=map_fields.amount(values, "ToleratedFailurePercentage"),
        label=values.get("Label"),
        **_result(values),
        **common,
    )


def read_credentials(
    reading: Reading, value: JsonValue, at: Pointer, language: QueryLanguage
) -> Credentials | None:
    """Read a Task's `Credentials`, a template that must give `RoleArn`."""
    if not isinstance(value, dict):
        wrong_type(reading, "an object", "OBJECT", value, at)
        return None
    if any_placeholder(value):
        return None
    if "RoleArn" not in value and (language.name == JSONATA or "RoleArn.$" not in value):
        # The specification leaves the content open; only for JSONata is it known that AWS refuses it.
        severity = NO_ROLE.severity if language.name == JSONATA else Severity.WARNING
        aws = schema_failure("The field 'RoleArn' is required but was missing", at)
        reading.report(NO_ROLE, '"Credentials" has no "RoleArn"', at, severity=severity, aws=aws)
    return Credentials(at=at, role_arn=parsed_template(reading, value, at, language))


_BUILDERS: dict[str, Callable[[Values, dict[str, Any]], State]] = {
    "Task": _task,
    "Wait": _wait,
    "Pass": _pass,
    "Succeed": _succeed,
    "Fail": _fail,
    "Choice": _choice,
    "Parallel": _parallel,
    "Map": _map,
}
