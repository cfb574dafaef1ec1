"""Choice rules: their comparisons and how these are put together."""

from __future__ import annotations

from asltool.expr.language import QueryLanguage
from asltool.json_value import JsonValue
from asltool.model.choice import (
    OPERATORS,
    And,
    BooleanCondition,
    ChoiceRule,
    Comparison,
    Condition,
    Not,
    Or,
)
from asltool.model.fields import JSONPATH
from asltool.parse.field_problems import CONFLICTING_FIELDS, MISSING_FIELD, NO_TEST, SEVERAL_TESTS
from asltool.parse.fields import Values, described_owner, did_you_mean, read_fields
from asltool.parse.reading import KEY, Reading, missing_failure, quoted, related, schema_failure
from asltool.parse.scalars import wrong_type
from asltool.source.placeholder import any_placeholder
from asltool.source.pointer import Pointer

_COMBINATIONS = ("And", "Or", "Not")
_TESTS = frozenset({*OPERATORS, *_COMBINATIONS})


def read_choice_rule(
    reading: Reading, value: JsonValue, at: Pointer, language: QueryLanguage
) -> ChoiceRule | None:
    """Read a top-level rule of a Choice state."""
    if not isinstance(value, dict):
        wrong_type(reading, "an object", "OBJECT", value, at)
        return None
    values = read_fields(reading, "ChoiceRule", value, at, language)
    condition: Condition | None = None
    if language.name == JSONPATH:
        condition = _read_tests(reading, "ChoiceRule", value, values, at)
    elif "Condition" in values:
        condition = BooleanCondition(at / "Condition", values["Condition"])
    if condition is None or not values.is_whole:
        return None
    return ChoiceRule(at, condition, values["Next"], values.get("Assign"), values.get("Output"))


def read_nested_rule(
    reading: Reading, value: JsonValue, at: Pointer, language: QueryLanguage
) -> Condition | None:
    """Read a rule inside `And`, `Or` or `Not`."""
    if not isinstance(value, dict):
        wrong_type(reading, "an object", "OBJECT", value, at)
        return None
    values = read_fields(reading, "NestedRule", value, at, language)
    condition = _read_tests(reading, "NestedRule", value, values, at)
    return condition if values.is_whole else None


def _read_tests(
    reading: Reading, owner: str, value: dict[str, JsonValue], values: Values, at: Pointer
) -> Condition | None:
    """Give the one test of a rule, of which there must be neither none nor several."""
    tests = [name for name in value if name in _TESTS]
    if not tests:
        if any_placeholder(value) or any(did_you_mean(name, _TESTS) for name in value if name not in values):
            return None  # it may be there; a name that is misspelt has been told
        aws = missing_failure(_COMBINATIONS, at)
        message = f"{described_owner(owner)} has no operator and none of {quoted(_COMBINATIONS)}"
        reading.report(NO_TEST, message, at, aws=aws)
        return None
    if len(tests) > 1:
        aws = schema_failure(f"There should only be one of the following fields: [{', '.join(tests)}]", at)
        others = tuple(related(at / name, "another test", KEY) for name in tests[:-1])
        message = f"{described_owner(owner)} takes one test, not {quoted(tests)}"
        reading.report(SEVERAL_TESTS, message, at / tests[-1], part=KEY, related=others, aws=aws)
        return None
    return _test(reading, tests[0], value, values, at)


def _test(
    reading: Reading, name: str, value: dict[str, JsonValue], values: Values, at: Pointer
) -> Condition | None:
    if name not in _COMBINATIONS and "Variable" not in value:
        if any_placeholder(value):
            return None
        aws = missing_failure(["Variable"], at)
        reading.report(MISSING_FIELD, f'"{name}" needs "Variable"', at / name, part=KEY, aws=aws)
        return None
    if name in _COMBINATIONS and "Variable" in value:
        aws = schema_failure("Field 'Variable' is not supported", at)
        message = f'"{name}" asks about no variable of its own, yet "Variable" is there'
        reading.report(CONFLICTING_FIELDS, message, at / "Variable", part=KEY, aws=aws)
    if name not in values or not values.is_whole:
        return None
    operand = values[name]
    match name:
        case "And":
            return And(at, operand)
        case "Or":
            return Or(at, operand)
        case "Not":
            return Not(at, operand)
        case _:
            return Comparison(at, values["Variable"], name.removesuffix("Path"), operand)
