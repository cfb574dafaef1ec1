from __future__ import annotations

import pytest

from asltool.expr.errors import ExpressionFailure, ExpressionSyntaxError
from asltool.expr.jsonata_language import JSONATA, parse_expression
from asltool.expr.jsonpath_language import JSONPATH
from asltool.expr.language import Known
from asltool.expr.scope import EmptyScope
from asltool.json_value import JsonValue


class Shown(EmptyScope):
    def __init__(self, **variables: JsonValue) -> None:
        self.shown = variables

    @property
    def variables(self) -> dict[str, JsonValue]:
        return self.shown


@pytest.mark.parametrize("text", ["{% 1 %}", "{%1%}", "{%\n 1\n%}"])
def test_the_text_is_what_stands_between_the_marks_without_blanks(text: str) -> None:
    expression = JSONATA.text_value(text)

    assert expression is not None
    assert expression.text == "1"
    assert expression.compile()({}, EmptyScope()) == 1


@pytest.mark.parametrize("text", ["", "x", " {% 1 %}", "{% 1 %} ", "$.a", "States.UUID()"])
def test_text_without_marks_is_plain(text: str) -> None:
    assert JSONATA.text_value(text) is None
    assert JSONATA.member("key.$", text) == ("key.$", None)


@pytest.mark.parametrize("text", ["{% 1", "1 %}"])
def test_a_mark_that_is_missing_is_a_mistake(text: str) -> None:
    with pytest.raises(ExpressionSyntaxError, match="one of them is missing"):
        JSONATA.text_value(text)


def test_a_mistake_is_placed_in_the_marked_string() -> None:
    with pytest.raises(ExpressionSyntaxError) as caught:
        parse_expression("{%   1 + ) %}")

    assert caught.value.offset == "{%   1 + ) %}".index(")")


def test_states_and_variables_are_bound() -> None:
    expression = parse_expression("{% $states.input.a + $x %}")

    assert expression.compile()({"input": {"a": 1}}, Shown(x=2)) == 3


def test_references_are_the_variables_that_the_expression_does_not_bind() -> None:
    expression = parse_expression(
        "{% ($y := 1; $map($x, function($z) { $z + $y }) ~> $sum) + $states.input %}"
    )

    found = expression.references()

    assert [(reference.kind, reference.name) for reference in found] == [
        ("variable", "x"),
        ("function", "sum"),
    ]
    assert expression.text[found[0].offset - 3 :].startswith("$x")


def test_what_a_variable_may_stand_for_is_no_constant() -> None:
    assert JSONATA.constant(parse_expression("{% $count([1]) %}")) == Known(1)
    assert JSONATA.constant(parse_expression("{% $count($keys) %}")) is None


def test_what_the_service_does_not_take_is_placed_in_the_marked_string() -> None:
    text = "{% $states.result & $x & a %}"

    found = JSONATA.refusals(parse_expression(text), ("input",))

    assert [text[refusal.start : refusal.end] for refusal in found] == ["result", "a"]
    assert [refusal.is_measured for refusal in found] == [True, True]
    assert JSONATA.refusals(parse_expression("{% $states.result %}"), ("input", "result")) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% $states.inptu %}", "there is no $states.inptu here; did you mean $states.input?"),
        ("{% $states.result %}", "there is no $states.result here; it has input, context"),
        ("{% a %}", '"a" is a field of nothing: an expression sees $states and variables only'),
        ("{% sum($x) %}", '"sum" is a field of nothing; did you mean the function $sum?'),
        ("{% $states.input.my-id %}", '"id" is a field of nothing; a name with - in it stands in backquotes'),
        ("{% States.UUID() %}", '"States" is nothing here: intrinsic functions belong to JSONPath'),
    ],
)
def test_a_refusal_says_what_is_probably_meant(text: str, message: str) -> None:
    (refusal,) = JSONATA.refusals(parse_expression(text), ("input", "context"))

    assert refusal.message == message


def test_only_expressions_of_the_language_are_refused() -> None:
    path = JSONPATH.member("a.$", "$.a")[1]

    assert path is not None
    assert JSONATA.refusals(path, ()) == JSONPATH.refusals(path, ()) == ()


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("{% $x %}", "returned nothing (undefined)."),
        ("{% $sum %}", "returned an unsupported result type."),
        ("{% 1 + 'a' %}", "threw an error during evaluation. T2002: "),
    ],
)
def test_an_expression_without_a_value_says_what_came_of_it(text: str, outcome: str) -> None:
    with pytest.raises(ExpressionFailure) as caught:
        parse_expression(text).compile()({}, EmptyScope())

    assert caught.value.outcome.startswith(outcome)
    assert caught.value.text == text[3:-3]


def test_mistakes_are_placed_in_the_marked_string() -> None:
    text = "{%  $x + 'a' & $nope() %}"

    found = JSONATA.mistakes(parse_expression(text))

    assert [(each.kind, text[each.start : each.end]) for each in found] == [
        ("operands", "'a'"),
        ("function", "$nope"),
    ]


def test_a_placeholder_in_an_expression_is_not_evaluated() -> None:
    assert JSONATA.mistakes(parse_expression("{% {'a': '${X}'}.b %}")) == ()


def test_what_follows_the_context_object_is_placed_in_the_marked_string() -> None:
    text = "{% $states.context.Execution.Id & $states.context & $states.input.Execution %}"

    found = JSONATA.context_fields(parse_expression(text))

    assert [(each.names, text[each.start : each.end]) for each in found] == [
        (("Execution", "Id"), "Execution.Id")
    ]


def test_paths_have_no_mistakes_and_no_context_here() -> None:
    path = JSONPATH.member("a.$", "$$.Execution.Id")[1]

    assert path is not None
    assert JSONATA.mistakes(path) == JSONATA.context_fields(path) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{% [1..3] %}", Known([1, 2, 3])),
        ("{% null %}", Known(None)),
        ("{% $now() %}", None),
        ("{% $x %}", None),
        ("{% $sum %}", None),
        ("{% {}.a %}", None),
        ("{% 1 + 'a' %}", None),
        ("{% '${X}' %}", None),
    ],
)
def test_expressions_without_data_have_a_known_value(text: str, value: Known | None) -> None:
    assert JSONATA.constant(parse_expression(text)) == value


def test_paths_have_no_value_here() -> None:
    path = JSONPATH.member("a.$", "$.a")[1]

    assert path is not None
    assert JSONATA.constant(path) is None
