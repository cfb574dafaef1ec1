from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asltool.expr.intrinsics.catalogue import FUNCTIONS, similar_name
from asltool.expr.intrinsics.checker import mistakes
from asltool.expr.intrinsics.parser import parse_intrinsic
from asltool.json_value import json_text, json_type
from intrinsic_calling import value_of

if TYPE_CHECKING:
    from asltool.expr.intrinsics.signature import Function
    from asltool.json_value import JsonValue

EXAMPLES = [(function, *example) for function in FUNCTIONS.values() for example in function.examples]


def test_every_function_of_the_language_is_there() -> None:
    assert sorted(FUNCTIONS) == [
        "States.Array",
        "States.ArrayContains",
        "States.ArrayGetItem",
        "States.ArrayLength",
        "States.ArrayPartition",
        "States.ArrayRange",
        "States.ArrayUnique",
        "States.Base64Decode",
        "States.Base64Encode",
        "States.Format",
        "States.Hash",
        "States.JsonMerge",
        "States.JsonToString",
        "States.MathAdd",
        "States.MathRandom",
        "States.StringSplit",
        "States.StringToJson",
        "States.UUID",
    ]


@pytest.mark.parametrize(("function", "text", "value"), EXAMPLES)
def test_an_example_gives_its_value_in_the_declared_type(
    function: Function, text: str, value: JsonValue
) -> None:
    assert parse_intrinsic(text).name == function.name
    assert json_text(value_of(text)) == json_text(value)
    assert json_type(value) in function.returns.json_types
    assert not list(mistakes(parse_intrinsic(text)))


def test_every_function_that_needs_no_chance_has_an_example() -> None:
    assert {name for name, function in FUNCTIONS.items() if not function.examples} == {"States.UUID"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("States.format", "States.Format"),
        ("States.StringToJSON", "States.StringToJson"),
        ("States.ArrayLenght", "States.ArrayLength"),
        ("State.Format", "States.Format"),
        ("States.ToUpperCase", None),
        ("upper", None),
    ],
)
def test_a_similar_name_is_found(written: str, meant: str | None) -> None:
    assert similar_name(written) == meant
