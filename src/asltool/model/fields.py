"""FIELDS: which field may stand where, in which query language, and what its value must be. One row a field.

The parser's generic checks, the check for fields of the other language, and `schemas/asl.schema.json` all
come from these rows. A row's `on` names the objects that may hold the field: state types by their own name,
and the other objects of the language by the names in `OBJECTS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, TypeAlias

from asltool.model import limits
from asltool.model.choice import COMPARISONS, TYPE_TESTS
from asltool.records import record

JSONPATH = "JSONPath"
JSONATA = "JSONata"
QUERY_LANGUAGES = (JSONPATH, JSONATA)

STATE_FIELDS = ("input", "context")
"""What the JSONata variable `$states` has wherever there is one."""

STATE_TYPES = ("Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map")
"""In the order in which the service lists them."""

MACHINES = ("StateMachine", "Branch", "ItemProcessor", "Iterator")
"""The objects that hold states."""

OBJECTS = (
    *STATE_TYPES,
    *MACHINES,
    *("Retrier", "Catcher", "ChoiceRule", "NestedRule", "Credentials", "ProcessorConfig"),
    *("ItemReader", "ReaderConfig", "ItemBatcher", "ResultWriter", "WriterConfig"),
)


class Kind(Enum):
    """What a field's value is."""

    STRING = "text"
    STATE_NAME = "name of a state of the same scope"
    BOOLEAN = "true or false"
    END = "true"
    INTEGER = "whole number"
    NUMBER = "number"
    STRINGS = "array of texts"
    ERROR_NAMES = "non-empty array of error names"
    TIMESTAMP = "RFC 3339 timestamp"
    JSON = "any JSON, taken as it is"
    TEMPLATE = "payload template"
    OBJECT_TEMPLATE = "payload template that is an object"
    ASSIGNMENTS = "object of variables, as a payload template"
    PATH = "path"
    REFERENCE_PATH = "reference path"
    STRING_PATH = "reference path, or an intrinsic function that gives text"
    CONDITION = "true, false or an expression"
    OBJECT = "object"
    OBJECTS = "array of objects"
    STATES = "object of states by name"


Limits: TypeAlias = tuple[float | None, float | None]
"""The least and the greatest number that a field may be; None for no limit."""


@record(kw_only=True)
class Field:
    """One field on the objects that may hold it."""

    name: str
    on: tuple[str, ...]
    kind: Kind
    about: str
    """What the field does, one sentence for editors."""
    languages: tuple[str, ...] = QUERY_LANGUAGES
    required: bool = False
    of: str = ""
    """For OBJECT and OBJECTS: which object of `OBJECTS`."""
    allowed: tuple[str, ...] = ()
    """The only texts, if any."""
    minimum: float | None = None
    maximum: float | None = None
    max_characters: int | None = None
    nullable: bool = False
    is_dynamic: bool = False
    """Whether a JSONata state may give it as an expression."""
    may_be_empty: bool = True
    """Whether an array or object may have no members."""
    sees: tuple[str, ...] = STATE_FIELDS
    """What the JSONata variable `$states` has where the field's value is computed."""


@record
class Group:
    """Fields of which an object needs, or bears, only so many."""

    on: tuple[str, ...]
    names: tuple[str, ...]
    is_exclusive: bool = True
    """Whether two of them contradict each other."""
    is_required: bool = False
    """Whether one of them must be there."""
    languages: tuple[str, ...] = QUERY_LANGUAGES


def _row(name: str, on: str, kind: Kind, about: str, **details: Any) -> Field:
    return Field(name=name, on=tuple(on.split()), kind=kind, about=about, **details)


def _name(name: str, on: str, about: str, **details: Any) -> Field:
    return _row(name, on, Kind.STATE_NAME, about, **details)


def _text(name: str, on: str, about: str, **details: Any) -> Field:
    return _row(name, on, Kind.STRING, about, **details)


def _enum(name: str, on: str, allowed: str, about: str, **details: Any) -> Field:
    return _row(name, on, Kind.STRING, about, allowed=tuple(allowed.split()), **details)


def _number(name: str, on: str, about: str, limits: Limits = (None, None), **details: Any) -> Field:
    low, high = limits
    details.setdefault("kind", Kind.INTEGER)
    return Field(name=name, on=tuple(on.split()), about=about, minimum=low, maximum=high, **details)


def _path(name: str, on: str, about: str, kind: Kind = Kind.REFERENCE_PATH, **details: Any) -> Field:
    return _row(name, on, kind, about, languages=_JSONPATH, **details)


def _template(
    name: str, on: str, about: str, *languages: str, kind: Kind = Kind.TEMPLATE, **details: Any
) -> Field:
    return _row(name, on, kind, about, languages=languages or QUERY_LANGUAGES, **details)


def _outcomes() -> Iterator[Field]:
    """Give `Output` and `Assign`, which alone see what became of a state's work."""
    for on, own in ((_WORK, ("result",)), ("Pass Wait Choice ChoiceRule", ()), ("Catcher", ("errorOutput",))):
        sees = (*STATE_FIELDS, *own)
        yield _template("Output", on, "What is passed on.", JSONATA, sees=sees)
        yield _template("Assign", on, "Variables to set, by name.", kind=Kind.ASSIGNMENTS, sees=sees)


def _object(name: str, on: str, about: str, of: str = "", **details: Any) -> Field:
    return _row(name, on, Kind.OBJECT, about, of=of or name, **details)


def _objects(name: str, on: str, of: str, about: str, **details: Any) -> Field:
    return _row(name, on, Kind.OBJECTS, about, of=of, **details)


def _operators() -> Iterator[Field]:
    kinds = {
        "String": Kind.STRING,
        "Numeric": Kind.NUMBER,
        "Boolean": Kind.BOOLEAN,
        "Timestamp": Kind.TIMESTAMP,
    }
    for family, relations in COMPARISONS.items():
        for relation in relations:
            name = family + relation
            about = f"Compares the variable, a {family.lower()}: {relation}."
            yield _row(name, _RULES, kinds[family], about, languages=_JSONPATH)
            yield _path(name + "Path", _RULES, f"As {name}, with the value at this path.")
    for name in TYPE_TESTS:
        yield _row(
            name, _RULES, Kind.BOOLEAN, f"Whether {name} should hold of the variable.", languages=_JSONPATH
        )


_JSONPATH = (JSONPATH,)
_STATES = " ".join(STATE_TYPES)
_MACHINES = " ".join(MACHINES)
_WORK = "Task Parallel Map"
_FLOW = "Task Parallel Map Pass Wait"
_RULES = "ChoiceRule NestedRule"
_POSITIVE: Limits = (1, None)
_FROM_ZERO: Limits = (0, None)
_SECONDS: Limits = (1, limits.MAX_SECONDS)
_COUNT: Limits = (0, limits.MAX_SECONDS)

_MACHINE_FIELDS = (
    _text("Comment", f"{_MACHINES} {_STATES} Retrier Catcher {_RULES}", "Free text for readers."),
    _row("States", _MACHINES, Kind.STATES, "The states by name.", required=True, may_be_empty=False),
    _name("StartAt", _MACHINES, "The state that runs first.", required=True),
    _text("Version", "StateMachine", 'The version of the language: "1.0".'),
    _number("TimeoutSeconds", "StateMachine", "Seconds after which the execution times out.", _SECONDS),
    _enum(
        "QueryLanguage",
        f"StateMachine {_STATES}",
        "JSONPath JSONata",
        "The language of paths and expressions.",
    ),
    _object("ProcessorConfig", "ItemProcessor Iterator", "How iterations run."),
    _enum(
        "Mode", "ProcessorConfig", "INLINE DISTRIBUTED", "Whether each iteration is an execution of its own."
    ),
    _enum("ExecutionType", "ProcessorConfig", "STANDARD EXPRESS", "The type of the child executions."),
)

_STATE_FIELDS = (
    _enum("Type", _STATES, _STATES, "The type of the state.", required=True),
    _name("Next", _FLOW, "The state that runs next."),
    _row("End", _FLOW, Kind.END, "The scope ends with this state."),
    _path(
        "InputPath", f"{_FLOW} Choice Succeed", "What of the input the state sees.", Kind.PATH, nullable=True
    ),
    _path(
        "OutputPath", f"{_FLOW} Choice Succeed", "What of the result is passed on.", Kind.PATH, nullable=True
    ),
    _path("ResultPath", f"{_WORK} Pass Catcher", "Where in the input the result is put.", nullable=True),
    _template("Parameters", "Task Parallel Pass", "The input of the work, built anew.", JSONPATH),
    _template("Parameters", "Map", "The old name of ItemSelector.", JSONPATH),
    _template("Arguments", "Task Parallel", "The input of the work.", JSONATA),
    _template("ResultSelector", _WORK, "The result, built anew.", JSONPATH, kind=Kind.OBJECT_TEMPLATE),
    *_outcomes(),
    _template("Output", "Succeed", "What is passed on.", JSONATA),
    _objects("Retry", _WORK, "Retrier", "Which errors to try again after, and how often."),
    _objects("Catch", _WORK, "Catcher", "Where to go after which error."),
    _row("Result", "Pass", Kind.JSON, "The result, as it is.", languages=_JSONPATH),
    _text("Error", "Fail", "The name of the error.", is_dynamic=True),
    _path("ErrorPath", "Fail", "Where the name of the error is.", Kind.STRING_PATH),
    _text("Cause", "Fail", "The cause, free text.", is_dynamic=True),
    _path("CausePath", "Fail", "Where the cause is.", Kind.STRING_PATH),
    _number("Seconds", "Wait", "How many seconds to wait.", _COUNT, is_dynamic=True),
    _path("SecondsPath", "Wait", "Where the number of seconds is."),
    _row("Timestamp", "Wait", Kind.TIMESTAMP, "The instant to wait for.", is_dynamic=True),
    _path("TimestampPath", "Wait", "Where the instant is."),
    _text("Resource", "Task", "The ARN of what does the work.", required=True),
    _object("Credentials", "Task", "The role that the work is done with."),
    _number("TimeoutSeconds", "Task", "Seconds after which an attempt times out.", _SECONDS, is_dynamic=True),
    _path("TimeoutSecondsPath", "Task", "Where the timeout is."),
    _number(
        "HeartbeatSeconds", "Task", "Seconds that may pass between heartbeats.", _SECONDS, is_dynamic=True
    ),
    _path("HeartbeatSecondsPath", "Task", "Where the heartbeat interval is."),
)

_CHOICE_FIELDS = (
    _objects("Choices", "Choice", "ChoiceRule", "The rules, in order.", required=True, may_be_empty=False),
    _name("Default", "Choice", "The state that runs next where no rule holds."),
    _name("Next", "ChoiceRule Catcher", "The state that runs next.", required=True),
    _row(
        "Condition",
        "ChoiceRule",
        Kind.CONDITION,
        "Whether the rule holds.",
        languages=(JSONATA,),
        required=True,
    ),
    _path("Variable", _RULES, "Where the value is that the rule asks about."),
    _objects("And", _RULES, "NestedRule", "All must hold.", languages=_JSONPATH, may_be_empty=False),
    _objects("Or", _RULES, "NestedRule", "One must hold.", languages=_JSONPATH, may_be_empty=False),
    _object("Not", _RULES, "This must not hold.", "NestedRule", languages=_JSONPATH),
    *_operators(),
    _text("StringMatches", _RULES, "Compares the variable; * is any text.", languages=_JSONPATH),
)

_ERROR_FIELDS = (
    _row("ErrorEquals", "Retrier Catcher", Kind.ERROR_NAMES, "The names of the errors.", required=True),
    _number("IntervalSeconds", "Retrier", "Seconds before the first retry; 1 by default.", _SECONDS),
    _number("MaxAttempts", "Retrier", "How often to retry; 3 by default, 0 for never.", _COUNT),
    _number("BackoffRate", "Retrier", "By what pauses grow; 2.0 by default.", _POSITIVE, kind=Kind.NUMBER),
    _number("MaxDelaySeconds", "Retrier", "The longest pause.", (1, limits.MAX_DELAY_SECONDS)),
    _enum("JitterStrategy", "Retrier", "FULL NONE", "Whether pauses are cut at random; NONE by default."),
)

_MAP_FIELDS = (
    _objects("Branches", "Parallel", "Branch", "The machines to run.", required=True, may_be_empty=False),
    _object("ItemProcessor", "Map", "The machine that runs for each item."),
    _object("Iterator", "Map", "The old name of ItemProcessor."),
    _path("ItemsPath", "Map", "Where the items are."),
    _template("Items", "Map", "The items.", JSONATA),
    _template("ItemSelector", "Map", "What each iteration gets as its input."),
    _object("ItemReader", "Map", "Where items are read from."),
    _object("ItemBatcher", "Map", "How items are put together."),
    _object("ResultWriter", "Map", "Where and how results are written."),
    _number("MaxConcurrency", "Map", "Iterations at a time; 0 for all.", _FROM_ZERO, is_dynamic=True),
    _path("MaxConcurrencyPath", "Map", "Where the number of iterations at a time is."),
    _number("ToleratedFailureCount", "Map", "How many items may fail.", _FROM_ZERO, is_dynamic=True),
    _path("ToleratedFailureCountPath", "Map", "Where the number of items is that may fail."),
    _number(
        "ToleratedFailurePercentage",
        "Map",
        "How many of a hundred items may fail.",
        (0, 100),
        kind=Kind.NUMBER,
        is_dynamic=True,
    ),
    _path("ToleratedFailurePercentagePath", "Map", "Where the percentage of items is that may fail."),
    _text("Label", "Map", "Names the Map Run.", max_characters=limits.MAX_LABEL_CHARACTERS),
    _text("Resource", "ItemReader", "The ARN of the call that reads.", required=True),
    _text("Resource", "ResultWriter", "The ARN of the call that writes."),
    _template("Parameters", "ItemReader ResultWriter", "What is read or written.", JSONPATH),
    _template("Arguments", "ItemReader ResultWriter", "What is read or written.", JSONATA),
    _object("ReaderConfig", "ItemReader", "The form of what is read."),
    _enum("InputType", "ReaderConfig", "CSV JSON JSONL PARQUET MANIFEST", "The form of the file."),
    _enum("Transformation", "ReaderConfig", "NONE LOAD_AND_FLATTEN", "Whether listed files are opened."),
    _enum("ManifestType", "ReaderConfig", "ATHENA_DATA S3_INVENTORY", "What wrote the manifest."),
    _enum("CSVHeaderLocation", "ReaderConfig", "FIRST_ROW GIVEN", "Where the names of the columns are."),
    _row("CSVHeaders", "ReaderConfig", Kind.STRINGS, "The names of the columns."),
    _enum("CSVDelimiter", "ReaderConfig", "COMMA PIPE SEMICOLON SPACE TAB", "What stands between columns."),
    _text(
        "ItemsPointer",
        "ReaderConfig",
        "Where in a JSON file the items are, as a JSON Pointer.",
        max_characters=limits.MAX_ITEMS_POINTER_CHARACTERS,
    ),
    _number("MaxItems", "ReaderConfig", "How many items to read; 0 for all.", _FROM_ZERO, is_dynamic=True),
    _path("MaxItemsPath", "ReaderConfig", "Where the number of items to read is."),
    _template("BatchInput", "ItemBatcher", "What each batch gets beside its items."),
    _number("MaxItemsPerBatch", "ItemBatcher", "The most items of a batch.", _POSITIVE, is_dynamic=True),
    _path("MaxItemsPerBatchPath", "ItemBatcher", "Where the most items of a batch is."),
    _number(
        "MaxInputBytesPerBatch",
        "ItemBatcher",
        "The most bytes of a batch.",
        (1, limits.MAX_BATCH_BYTES),
        is_dynamic=True,
    ),
    _path("MaxInputBytesPerBatchPath", "ItemBatcher", "Where the most bytes of a batch is."),
    _object("WriterConfig", "ResultWriter", "The form of what is written."),
    _enum(
        "Transformation", "WriterConfig", "NONE COMPACT FLATTEN", "What of results is written.", required=True
    ),
    _enum("OutputType", "WriterConfig", "JSON JSONL", "The form of the file.", required=True),
)

FIELDS: tuple[Field, ...] = (
    *_MACHINE_FIELDS,
    *_STATE_FIELDS,
    *_CHOICE_FIELDS,
    *_ERROR_FIELDS,
    *_MAP_FIELDS,
)
"""Every field. `Credentials` has none of its own: it is a template, which holds `RoleArn` or `RoleArn.$`."""


def _pair(on: str, name: str, other: str | None = None, *, is_required: bool = False) -> Group:
    return Group(tuple(on.split()), (name, other or name + "Path"), is_required=is_required)


GROUPS: tuple[Group, ...] = (
    _pair(_FLOW, "Next", "End", is_required=True),
    Group(("Wait",), ("Seconds", "Timestamp", "SecondsPath", "TimestampPath"), is_required=True),
    _pair("Fail", "Error"),
    _pair("Fail", "Cause"),
    _pair("Task", "TimeoutSeconds"),
    _pair("Task", "HeartbeatSeconds"),
    _pair("Map", "ItemProcessor", "Iterator", is_required=True),
    _pair("Map", "ItemSelector", "Parameters"),
    _pair("Map", "MaxConcurrency"),
    _pair("Map", "ToleratedFailureCount"),
    _pair("Map", "ToleratedFailurePercentage"),
    _pair("ReaderConfig", "MaxItems"),
    _pair("ItemBatcher", "MaxItemsPerBatch"),
    _pair("ItemBatcher", "MaxInputBytesPerBatch"),
    Group(
        ("ItemBatcher",),
        ("MaxItemsPerBatch", "MaxInputBytesPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatchPath"),
        is_exclusive=False,
        is_required=True,
    ),
    Group(("ResultWriter",), ("Resource", "WriterConfig"), is_exclusive=False, is_required=True),
)
"""Which fields exclude each other, and of which one must be there. For a choice rule's: `parse/choice.py`."""
