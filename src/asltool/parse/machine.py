"""From a document to a state machine, with everything that is wrong with it."""

from __future__ import annotations

from functools import partial

from asltool.diagnostics import TOO_DEEPLY_NESTED, AwsDiagnostic, Diagnostic, Finding, locate_problem
from asltool.expr.language import QueryLanguage
from asltool.expr.languages import language_named
from asltool.json_value import JsonObject, JsonValue
from asltool.model.fields import JSONPATH, QUERY_LANGUAGES
from asltool.model.machine import StateMachine
from asltool.model.map_fields import ProcessorConfig
from asltool.parse import choice, error_handling, map_fields, states
from asltool.parse.document_problems import (
    DUPLICATE_KEY,
    NESTED_TOO_DEEPLY,
    NO_STATE_MACHINE,
    TOO_LARGE,
    UNREADABLE,
    UNUSABLE_VALUE,
    WRONG_ENCODING,
)
from asltool.parse.fields import Values, did_you_mean, read_fields
from asltool.parse.reading import KEY, Reading, ReadObject, described, missing_failure
from asltool.parse.scalars import wrong_type
from asltool.parse.shapes import SHAPES
from asltool.records import record
from asltool.source.document import Document
from asltool.source.placeholder import any_placeholder, is_placeholder
from asltool.source.pointer import ROOT, Pointer
from asltool.source.problem import ProblemKind, SourceProblem

_START = ("States", "StartAt")
"""What no machine is without, in the order in which AWS names them."""

_FEW = 3
"""So many unknown fields are told one by one, where nothing looks like a state machine."""


@record
class Parsed:
    """What a document was read as."""

    machine: StateMachine | None
    """None if there is no start or there are no states."""
    diagnostics: tuple[Diagnostic, ...]
    """In the order of the document, what an object lacks before what it has."""


def parse_machine(document: Document) -> Parsed:
    """Read a state machine; mistakes of the definition are collected, never raised."""
    value = document.value
    if is_placeholder(value):
        return Parsed(None, ())
    if not isinstance(value, dict):
        message = f"a state machine must be an object, not {described(value)}"
        aws = AwsDiagnostic("SCHEMA_VALIDATION_FAILED", "Definition must be a valid JSON object")
        severity = NO_STATE_MACHINE.severity
        return Parsed(None, (Diagnostic(NO_STATE_MACHINE.id, severity, message, ROOT, aws=aws),))
    if _is_language_unknown(value):
        return Parsed(None, ())
    reading = Reading(_machine_language(value), _READERS)
    if _is_something_else(value):
        aws = missing_failure(_START, ROOT)
        message = (
            'this is no state machine: it has neither "States" nor "StartAt", nor any other field of one'
        )
        reading.report(NO_STATE_MACHINE, message, ROOT, part=KEY, aws=aws)
        return Parsed(None, tuple(reading.diagnostics))
    try:
        machine = _read_whole(reading, value)
    except RecursionError:  # only a Python value gets here: the readers of text stop long before
        machine = None
        reading.report(NESTED_TOO_DEEPLY, "objects and arrays nest too deeply", ROOT, aws=TOO_DEEPLY_NESTED)
    return Parsed(machine, tuple(reading.diagnostics))


def _is_something_else(value: JsonObject) -> bool:
    """Tell whether an object was never meant as a state machine, so that its fields are not worth a word.

    AWS's validator would name each of them; of a few we do so, too.
    """
    if len(value) <= _FEW or not SHAPES["StateMachine", JSONPATH].fields.keys().isdisjoint(value):
        return False
    return {key.lower() for key in value}.isdisjoint(name.lower() for name in _START)


def source_finding(problem: SourceProblem) -> Finding:
    """Give the finding for a mistake in the text itself, under the id of its page."""
    page = _SOURCE_PROBLEMS[problem.kind]
    return locate_problem(problem, page.id, page.severity)


def _is_language_unknown(value: JsonObject) -> bool:
    """Tell whether a placeholder hides the machine's language, without which nothing can be read."""
    return is_placeholder(value["QueryLanguage"]) if "QueryLanguage" in value else any_placeholder(value)


def _machine_language(value: JsonObject) -> str:
    """Give the machine's language; where it is misspelt (reported elsewhere), the one that is meant."""
    named = value.get("QueryLanguage")
    if not isinstance(named, str):
        return JSONPATH
    return named if named in QUERY_LANGUAGES else did_you_mean(named, QUERY_LANGUAGES) or JSONPATH


def _read_whole(reading: Reading, value: JsonObject) -> StateMachine | None:
    values = read_fields(reading, "StateMachine", value, ROOT, language_named(reading.machine_language))
    return _machine(
        reading,
        values,
        ROOT,
        comment=values.get("Comment"),
        version=values.get("Version"),
        timeout_seconds=values.get("TimeoutSeconds"),
        definition=value,
    )


def _read_branch(reading: Reading, value: JsonValue, at: Pointer, _: QueryLanguage) -> StateMachine | None:
    read = _read_inner(reading, "Branch", value, at)
    return None if read is None else read[0]


def _read_item_processor(
    owner: str, reading: Reading, value: JsonValue, at: Pointer, _: QueryLanguage
) -> tuple[StateMachine, ProcessorConfig | None] | None:
    read = _read_inner(reading, owner, value, at)
    return None if read is None else (read[0], read[1].get("ProcessorConfig"))


def _read_inner(
    reading: Reading, owner: str, value: JsonValue, at: Pointer
) -> tuple[StateMachine, Values] | None:
    """Read a machine inside a state; its states speak the whole machine's language, not the state's."""
    if not isinstance(value, dict):
        wrong_type(reading, "an object", "OBJECT", value, at)
        return None
    values = read_fields(reading, owner, value, at, language_named(reading.machine_language))
    machine = _machine(reading, values, at, comment=values.get("Comment"))
    if machine is None:
        return None
    reading.inner_machines[at] = machine
    return (machine, values) if values.is_whole else None


def _machine(reading: Reading, values: Values, at: Pointer, **details: object) -> StateMachine | None:
    if "States" not in values:
        return None
    inside = at / "States"
    members = {
        name: states.read_state(reading, name, value, inside / name)
        for name, value in values["States"].items()
    }
    if "StartAt" not in values:
        return None
    return StateMachine(
        at=at,
        start_at=values["StartAt"],
        states=members,
        query_language=reading.machine_language,
        **details,  # type: ignore[arg-type]
    )


_READERS: dict[str, ReadObject] = {
    "Branch": _read_branch,
    "ItemProcessor": partial(_read_item_processor, "ItemProcessor"),
    "Iterator": partial(_read_item_processor, "Iterator"),
    "ProcessorConfig": map_fields.read_processor_config,
    "ItemReader": map_fields.read_item_reader,
    "ReaderConfig": map_fields.read_reader_config,
    "ItemBatcher": map_fields.read_item_batcher,
    "ResultWriter": map_fields.read_result_writer,
    "WriterConfig": map_fields.read_writer_config,
    "Retrier": error_handling.read_retrier,
    "Catcher": error_handling.read_catcher,
    "ChoiceRule": choice.read_choice_rule,
    "NestedRule": choice.read_nested_rule,
    "Credentials": states.read_credentials,
}

_SOURCE_PROBLEMS = {
    ProblemKind.EMPTY: NO_STATE_MACHINE,
    ProblemKind.NOT_JSON: UNREADABLE,
    ProblemKind.NOT_YAML: UNREADABLE,
    ProblemKind.NOT_HCL: UNREADABLE,
    ProblemKind.NOT_TOML: UNREADABLE,
    ProblemKind.DUPLICATE_KEY: DUPLICATE_KEY,
    ProblemKind.UNUSABLE_VALUE: UNUSABLE_VALUE,
    ProblemKind.TOO_DEEP: NESTED_TOO_DEEPLY,
    ProblemKind.TOO_LARGE: TOO_LARGE,
    ProblemKind.BAD_ENCODING: WRONG_ENCODING,
}
