from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from asltool.expr.errors import EvaluationError, ExpressionSyntaxError
from asltool.expr.jsonpath_language import JSONPATH
from asltool.expr.template import PayloadTemplate, TemplateError, compile_template, parse_template
from asltool.json_value import json_text
from asltool.source.pointer import ROOT, Pointer
from intrinsic_calling import FixedScope

if TYPE_CHECKING:
    from asltool.expr.language import Expression, QueryLanguage, Reference
    from asltool.expr.scope import Evaluate
    from asltool.json_value import JsonValue


@dataclass(frozen=True)
class Shout:
    """An expression `!key`: the member *key* of the data."""

    text: str

    def compile(self) -> Evaluate:
        def run(data: JsonValue, _scope: object) -> JsonValue:
            if not isinstance(data, dict) or self.text[1:] not in data:
                raise EvaluationError("silence")
            return data[self.text[1:]]

        return run

    def references(self) -> tuple[Reference, ...]:
        return ()


class ShoutLanguage:
    """A language whose expressions may stand wherever a string may."""

    name = "Shout"

    def member(self, key: str, value: JsonValue) -> tuple[str, Expression | None]:
        return key, self.text_value(value) if isinstance(value, str) else None

    def text_value(self, value: str) -> Expression | None:
        if value == "!":
            raise ExpressionSyntaxError("nothing to shout")
        return Shout(value) if value.startswith("!") else None

    def is_expression(self, value: JsonValue) -> bool:
        return isinstance(value, str) and value.startswith("!")


def _read(
    value: JsonValue, language: QueryLanguage = JSONPATH
) -> tuple[PayloadTemplate, list[tuple[str, str]]]:
    reported: list[tuple[str, str]] = []
    template = parse_template(value, language, lambda at, error: reported.append((str(at), error.message)))
    return template, reported


def _evaluate(value: JsonValue, data: JsonValue, language: QueryLanguage = JSONPATH) -> JsonValue:
    template, reported = _read(value, language)
    assert not reported
    return compile_template(template)(data, FixedScope(context={"Id": 7}, variables={"v": [0]}))


def _fail(value: JsonValue, data: JsonValue, language: QueryLanguage = JSONPATH) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        _evaluate(value, data, language)
    return caught.value


@pytest.mark.parametrize(
    ("value", "result"),
    [
        ({"x.$": "$.a"}, {"x": 1}),
        ({"x.$": "$"}, {"x": {"a": 1, "b": {"c": "$.a"}}}),
        ({"x.$": "$$.Id", "y.$": "$v"}, {"x": 7, "y": [0]}),
        ({"x.$": "States.MathAdd($.a, 1)"}, {"x": 2}),
        ({"x": "$.a"}, {"x": "$.a"}),
        ({"x.$": "$.b.c"}, {"x": "$.a"}),
        ({"x": {"y": {"z.$": "$.a"}, "k": None}}, {"x": {"y": {"z": 1}, "k": None}}),
        ({"x": ["$.a", {"y.$": "$.a"}, [{"z.$": "$.a"}], 3]}, {"x": ["$.a", {"y": 1}, [{"z": 1}], 3]}),
        ([{"x.$": "$.a"}, "$.a"], [{"x": 1}, "$.a"]),
        ({".$": "$.a"}, {"": 1}),
        ({"x.$.$": "$.a"}, {"x.$": 1}),
        ({"$": "$.a", "x$": "$.a", "x.$ ": "$.a"}, {"$": "$.a", "x$": "$.a", "x.$ ": "$.a"}),
        ("$.a", "$.a"),
        (None, None),
        ({}, {}),
    ],
)
def test_members_whose_keys_are_marked_are_replaced(value: JsonValue, result: JsonValue) -> None:
    assert _evaluate(value, {"a": 1, "b": {"c": "$.a"}}) == result


@pytest.mark.parametrize("path", ["$.l[2]", "$.l[2].a", "$.l[0,2]", "$v[1]", "$.l[(@.length-3)]", "$.l[-3]"])
def test_a_member_past_the_end_of_an_array_is_null(path: str) -> None:
    assert _evaluate({"x.$": path, "y.$": "$.l[1]"}, {"l": [1, 2]}) == {"x": None, "y": 2}


def test_a_member_that_is_missing_behind_an_index_fails() -> None:
    assert _fail({"x.$": "$.l[0].a"}, {"l": [{}]}).field == "x.$"


def test_members_keep_the_order_of_definition() -> None:
    value: JsonValue = {"z": 1, "m.$": "$.a", "a": {"k.$": "$.a", "b": 2}, "c.$": "$.a"}

    assert json_text(_evaluate(value, {"a": 0})) == '{"z":1,"m":0,"a":{"k":0,"b":2},"c":0}'


def test_in_another_language_strings_may_be_expressions_anywhere() -> None:
    value: JsonValue = ["!a", "plain", {"k.$": "!a", "l": ["!a", 1]}, []]

    assert _evaluate(value, {"a": "!b"}, ShoutLanguage()) == [
        "!b",
        "plain",
        {"k.$": "!b", "l": ["!b", 1]},
        [],
    ]
    assert _evaluate("!a", {"a": 5}, ShoutLanguage()) == 5


def test_a_template_knows_its_expressions_and_their_places() -> None:
    template, _ = _read({"k": 1, "a": [0, {"x.$": "$.p"}], "y.$": "States.UUID()", "o": {"z.$": "$.q"}})

    assert [(at, expression.text) for at, expression in template.expressions] == [
        (Pointer(("a", 1, "x.$")), "$.p"),
        (Pointer(("y.$",)), "States.UUID()"),
        (Pointer(("o", "z.$")), "$.q"),
    ]


@pytest.mark.parametrize(
    ("value", "constant"),
    [
        (1, True),
        ({"a": [{"b": "$.c"}]}, True),
        ({"a": [{"b.$": "$.c"}]}, False),
        ({"b.$": "$.c"}, False),
    ],
)
def test_a_template_without_expressions_is_constant(value: JsonValue, constant: bool) -> None:  # noqa: FBT001
    template, _ = _read(value)

    assert template.is_constant is constant
    assert template.value is value


def test_constant_parts_are_shared_by_all_results() -> None:
    value: dict[str, JsonValue] = {"same": {"deep": [1, 2]}, "other.$": "$"}
    evaluate = compile_template(_read(value)[0])

    results = [evaluate(n, FixedScope()) for n in (1, 2)]

    assert results == [{"same": {"deep": [1, 2]}, "other": n} for n in (1, 2)]
    assert results[0] is not results[1]
    assert results[0]["same"] is results[1]["same"] is value["same"]


def test_every_mistake_is_reported_and_the_rest_stays_readable() -> None:
    template, reported = _read(
        {
            "a.$": 5,
            "b.$": "plain",
            "c": [{"d.$": None}, {"e.$": "States.Nothing()", "ok.$": "$.fine"}],
            "f.$": {"g": 1},
            "h.$": ["$"],
        }
    )

    assert reported == [
        ("/a.$", '"a.$" takes a path or an intrinsic function call, not a number'),
        ("/b.$", '"plain" is neither a path nor an intrinsic function call'),
        ("/c/0/d.$", '"d.$" takes a path or an intrinsic function call, not null'),
        ("/c/1/e.$", "there is no intrinsic function States.Nothing"),
        ("/f.$", '"f.$" takes a path or an intrinsic function call, not an object'),
        ("/h.$", '"h.$" takes a path or an intrinsic function call, not an array'),
    ]
    assert [expression.text for _, expression in template.expressions] == ["$.fine"]
    assert compile_template(template)({"fine": 1}, FixedScope()) == {"c": [{}, {"ok": 1}]}


def test_a_string_that_does_not_parse_is_reported_and_stays_as_it_is() -> None:
    template, reported = _read(["!", {"k": "!"}], ShoutLanguage())

    assert reported == [("/0", "nothing to shout"), ("/1/k", "nothing to shout")]
    assert compile_template(template)({}, FixedScope()) == ["!", {}]


@pytest.mark.parametrize(
    ("value", "place", "message"),
    [
        ({"a": 1, "a.$": "$.x"}, "/a.$", '"a.$" clashes with "a"'),
        ({"a.$": "$.x", "a": 1}, "/a", '"a" clashes with "a.$"'),
        ({"o": [{"b.$": "$.x", "b": {}}]}, "/o/0/b", '"b" clashes with "b.$"'),
    ],
)
def test_a_key_with_and_without_its_mark_is_reported(value: JsonValue, place: str, message: str) -> None:
    template, reported = _read(value)

    assert reported == [(place, message)]
    assert [expression.text for _, expression in template.expressions] == ["$.x"]


@pytest.mark.parametrize(
    ("value", "at", "field"),
    [
        ({"a.$": "$.ok", "x.$": "$.no", "y.$": "$.no"}, ("x.$",), "x.$"),
        ({"a": {"b": [1, {"x.$": "$.no"}]}, "c.$": "$.ok"}, ("a", "b", 1, "x.$"), "x.$"),
        ([{"a.$": "$.ok"}, {"x.$": "$.no"}], (1, "x.$"), "x.$"),
    ],
)
def test_the_expression_that_fails_is_located(
    value: JsonValue, at: tuple[str | int, ...], field: str
) -> None:
    data: JsonValue = {"ok": 1}

    failure = _fail(value, data)

    assert (failure.at, failure.field, failure.expression.text) == (Pointer(at), field, "$.no")
    assert failure.data is data
    assert isinstance(failure.error, EvaluationError)
    assert str(failure) == str(failure.error)


def test_an_expression_that_is_no_member_is_located_without_a_field() -> None:
    in_array = _fail({"a": ["!no"]}, {}, ShoutLanguage())
    whole = _fail("!no", {}, ShoutLanguage())

    assert (in_array.at, in_array.field, str(in_array)) == (Pointer(("a", 0)), "", "silence")
    assert (whole.at, whole.field, str(whole)) == (ROOT, "", "silence")


def test_each_expression_is_evaluated_once_even_if_another_fails() -> None:
    scope = FixedScope()
    template, _ = _read({"id.$": "States.UUID()", "x.$": "$.no", "other.$": "States.UUID()"})

    with pytest.raises(TemplateError):
        compile_template(template)({}, scope)

    assert scope.uuids == ["uuid-2", "uuid-3"]
