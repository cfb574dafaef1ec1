"""Typed readers over FIELDS: what is missing, unknown (did you mean?), of the wrong type, in conflict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from asltool.expr.language import QueryLanguage
from asltool.json_value import JsonObject, JsonValue
from asltool.model.fields import FIELDS, JSONATA, JSONPATH, STATE_TYPES, Field, Group, Kind
from asltool.model.transitions import End, Next
from asltool.parse import expressions, notation
from asltool.parse.field_problems import (
    CONFLICTING_FIELDS,
    EMPTY_VALUE,
    MISPLACED_FIELD,
    MISSING_FIELD,
    NEXT_AND_END,
    NO_TRANSITION,
    OTHER_LANGUAGE_FIELD,
    UNKNOWN_FIELD,
)
from asltool.parse.near_names import NearNames
from asltool.parse.reading import KEY, Reading, missing_failure, quoted, related, schema_failure
from asltool.parse.scalars import BROKEN, read_boolean, read_number, read_text, wrong_type
from asltool.parse.shapes import SHAPES, Shape
from asltool.source.placeholder import any_placeholder, is_placeholder
from asltool.source.pointer import Pointer

ReadField: TypeAlias = Callable[[Reading, Field, JsonValue, Pointer, QueryLanguage], Any]
"""Reads a field of the object at the pointer; BROKEN if the value is unusable, which it has reported then."""


class Values(dict[str, Any]):
    """What the fields of an object were read as, by name, without those that are unusable."""

    is_whole = True
    """Whether everything could be read that the object needs, and all that it has."""

    def known(self, name: str, default: Any) -> Any:
        """Give what a field was read as; *default* where it is absent or a placeholder."""
        value = self.get(name)
        return default if value is None else value


def read_fields(
    reading: Reading, owner: str, value: JsonObject, at: Pointer, language: QueryLanguage
) -> Values:
    """Read the fields of the object at *at*, and report what is wrong with them.

    Args:
        reading: Collects the reports.
        owner: The object's name in `model.fields.OBJECTS`.
        value: The object.
        at: Where it stands.
        language: The query language that is in force.
    """
    shape, fields = _FIELD_READERS[owner, language.name]
    values = Values()
    if not shape.required <= value.keys():
        report_missing(reading, shape, value, at)
        values.is_whole = False
    for group in shape.required_groups:
        if not _is_group_met(reading, shape, group, value, at):
            values.is_whole = False
    if not shape.rivals.isdisjoint(value):
        for group in shape.rival_groups:
            _is_group_met(reading, shape, group, value, at)
    for name, raw in value.items():
        entry = fields.get(name)
        if entry is None:
            if is_placeholder(name):  # it may well be a field that counts
                values.is_whole = False
            else:
                _report_foreign(reading, shape, name, at)
            continue
        field, read = entry
        parsed = read(reading, field, raw, at, language)
        if parsed is BROKEN:
            values.is_whole = False
        else:
            values[name] = parsed
    return values


def read_object(
    reading: Reading, owner: str, value: JsonValue, at: Pointer, language: QueryLanguage
) -> Values | None:
    """Read the fields of what should be an object; None if it is none, or is not whole."""
    if not isinstance(value, dict):
        wrong_type(reading, "an object", "OBJECT", value, at)
        return None
    values = read_fields(reading, owner, value, at, language)
    return values if values.is_whole else None


def report_missing(reading: Reading, shape: Shape, value: JsonObject, at: Pointer) -> None:
    """Report the required fields that *value* lacks, all in one; the key that is a placeholder may be one."""
    if any_placeholder(value):
        return
    missing = [name for name in shape.fields if name in shape.required and name not in value]
    aws = missing_failure(missing, at)
    reading.report(
        MISSING_FIELD, f"{described_owner(shape.owner)} needs {quoted(missing)}", at, part=KEY, aws=aws
    )


def described_owner(owner: str) -> str:
    """Name an object of the language in a message: `a Pass state`, `a choice rule`."""
    return _OWNERS.get(owner, f"a {owner} state" if owner in STATE_TYPES else f"{owner!r}")


def _is_group_met(reading: Reading, shape: Shape, group: Group, value: JsonObject, at: Pointer) -> bool:
    """Tell whether a group has the field that it needs; report if not, or if there are rivals."""
    present = [name for name in group.names if name in value]
    if "End" in present and value["End"] is False:
        present.remove("End")
    if not present and group.is_required:
        if not any_placeholder(value):
            _report_none(reading, shape, group, at)
        return False
    if len(present) > 1 and group.is_exclusive:
        _report_rivals(reading, group, present, at)
        return "End" not in present  # which of the two ways out is meant, nobody knows
    return True


def _report_none(reading: Reading, shape: Shape, group: Group, at: Pointer) -> None:
    problem = NO_TRANSITION if "End" in group.names else MISSING_FIELD
    aws = missing_failure(group.names, at)
    message = f"{described_owner(shape.owner)} needs {quoted(group.names, 'or')}"
    reading.report(problem, message, at, part=KEY, aws=aws)


def _report_rivals(reading: Reading, group: Group, present: list[str], at: Pointer) -> None:
    problem = NEXT_AND_END if "End" in group.names else CONFLICTING_FIELDS
    message = f"{quoted(present)} contradict each other"
    aws = schema_failure(f"There should only be one of the following fields: [{', '.join(present)}]", at)
    others = tuple(related(at / name, "given here too", KEY) for name in present[:-1])
    reading.report(problem, message, at / present[-1], part=KEY, related=others, aws=aws)


def _report_foreign(reading: Reading, shape: Shape, name: str, at: Pointer) -> None:
    """Report a field that the object must not have: of the other language, of other objects, or of none."""
    here = described_owner(shape.owner)
    owners = _OWNERS_OF.get(name)
    aws = schema_failure(f"Field '{name}' is not supported", at)
    if owners is not None and shape.owner in owners:
        if shape.language == JSONPATH and reading.machine_language == JSONATA:
            return  # The state's language is wrong, and that has been said.
        other = "JSONPath" if shape.language == JSONATA else JSONATA
        message = f'"{name}" belongs to {other}, but {shape.language} is in force here'
        text = (
            f"The QueryLanguage is set to '{shape.language}', but field '{name}' is only supported for "
            f"the '{other}' QueryLanguage"
        )
        reading.report(OTHER_LANGUAGE_FIELD, message, at / name, part=KEY, aws=schema_failure(text, at))
        return
    hint = notation.of_field_name(name, shape.fields)
    if hint:
        reading.report(UNKNOWN_FIELD, f'{here} has no field "{name}"{hint}', at / name, part=KEY, aws=aws)
        return
    guess = did_you_mean(name, shape.fields)
    if guess is None and owners is not None:
        reading.report(MISPLACED_FIELD, f'{here} has no field "{name}"', at / name, part=KEY, aws=aws)
        return
    hint = "" if guess is None else f'; did you mean "{guess}"?'
    reading.report(UNKNOWN_FIELD, f'{here} has no field "{name}"{hint}', at / name, part=KEY, aws=aws)


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """Give the known name that *name* was probably meant to be; None if none comes near."""
    return NearNames(known).nearest(name)


def _read_state_name(reading: Reading, field: Field, raw: JsonValue, at: Pointer, _: QueryLanguage) -> Any:
    if isinstance(raw, str):
        return Next(raw, at / field.name)
    return wrong_type(reading, "the name of a state", "STRING", raw, at / field.name)


def _read_end(reading: Reading, field: Field, raw: JsonValue, at: Pointer, _: QueryLanguage) -> Any:
    if isinstance(raw, bool):
        return _END
    return wrong_type(reading, "true", "BOOLEAN", raw, at / field.name)


def _read_json(_: Reading, _field: Field, raw: JsonValue, _at: Pointer, _language: QueryLanguage) -> Any:
    return raw


def _read_object(reading: Reading, field: Field, raw: JsonValue, at: Pointer, language: QueryLanguage) -> Any:
    parsed = reading.readers[field.of](reading, raw, at / field.name, language)
    return BROKEN if parsed is None else parsed


def _read_objects(
    reading: Reading, field: Field, raw: JsonValue, at: Pointer, language: QueryLanguage
) -> Any:
    here = at / field.name
    read = reading.readers[field.of]
    if is_placeholder(raw):
        unknown = read(reading, raw, here, language)
        return BROKEN if unknown is None else (unknown,)
    if not isinstance(raw, list):
        return wrong_type(reading, "an array of objects", "ARRAY", raw, here)
    if not raw and not field.may_be_empty:
        return report_empty(reading, field.name, here)
    items = tuple([read(reading, item, here / index, language) for index, item in enumerate(raw)])
    return BROKEN if None in items else items


def report_empty(reading: Reading, name: str, at: Pointer) -> object:
    """Report that there is nothing in the value at *at*, and give BROKEN."""
    reading.report(EMPTY_VALUE, f'"{name}" is empty', at, aws=schema_failure("Value cannot be empty", at))
    return BROKEN


def _read_texts(reading: Reading, field: Field, raw: JsonValue, at: Pointer, _: QueryLanguage) -> Any:
    if not isinstance(raw, list):
        return wrong_type(reading, "an array of texts", "ARRAY", raw, at / field.name)
    if not raw and field.kind is Kind.ERROR_NAMES:
        return report_empty(reading, field.name, at / field.name)
    wrong = [index for index, item in enumerate(raw) if not isinstance(item, str)]
    for index in wrong:
        wrong_type(reading, "text", "STRING", raw[index], at / field.name / index)
    return BROKEN if wrong else tuple(raw)


def _read_states(reading: Reading, field: Field, raw: JsonValue, at: Pointer, _: QueryLanguage) -> Any:
    if not isinstance(raw, dict):
        return wrong_type(reading, "an object of states", "OBJECT", raw, at / field.name)
    return raw or report_empty(reading, field.name, at / field.name)


_END = End()

_READERS: dict[Kind, ReadField] = {
    Kind.STRING: read_text,
    Kind.STATE_NAME: _read_state_name,
    Kind.BOOLEAN: read_boolean,
    Kind.END: _read_end,
    Kind.INTEGER: read_number,
    Kind.NUMBER: read_number,
    Kind.STRINGS: _read_texts,
    Kind.ERROR_NAMES: _read_texts,
    Kind.TIMESTAMP: expressions.read_timestamp,
    Kind.JSON: _read_json,
    Kind.TEMPLATE: expressions.read_template,
    Kind.OBJECT_TEMPLATE: expressions.read_object_template,
    Kind.ASSIGNMENTS: expressions.read_assignments,
    Kind.PATH: expressions.read_path,
    Kind.REFERENCE_PATH: expressions.read_reference_path,
    Kind.STRING_PATH: expressions.read_string_path,
    Kind.CONDITION: expressions.read_condition,
    Kind.OBJECT: _read_object,
    Kind.OBJECTS: _read_objects,
    Kind.STATES: _read_states,
}

_FIELD_READERS = {
    key: (shape, {name: (field, _READERS[field.kind]) for name, field in shape.fields.items()})
    for key, shape in SHAPES.items()
}

_OWNERS_OF: dict[str, frozenset[str]] = {
    field.name: frozenset(owner for row in FIELDS if row.name == field.name for owner in row.on)
    for field in FIELDS
}

_OWNERS = {
    "StateMachine": "the state machine",
    "Branch": "a branch",
    "ItemProcessor": "an item processor",
    "Iterator": "an iterator",
    "Retrier": "a retrier",
    "Catcher": "a catcher",
    "Credentials": "a credentials object",
    "ChoiceRule": "a choice rule",
    "NestedRule": "a rule inside another",
    "ProcessorConfig": "a processor configuration",
    "ItemReader": "an item reader",
    "ReaderConfig": "a reader configuration",
    "ItemBatcher": "an item batcher",
    "ResultWriter": "a result writer",
    "WriterConfig": "a writer configuration",
}
