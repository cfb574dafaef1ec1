from __future__ import annotations

from asltool.lint.choices.conditions import comparisons, has_expression
from asltool.lint.choices.conditions import test_at as field_of
from choosing import PAID, PRESENT, SMALL, asks, choice


def test_comparisons_are_given_however_deep_they_stand() -> None:
    nested = choice({"And": [PAID, {"Or": [SMALL, {"Not": PRESENT}]}]}, PAID)

    assert [comparison.operator for comparison in comparisons(nested)] == [
        "BooleanEquals",
        "NumericLessThan",
        "IsPresent",
        "BooleanEquals",
    ]


def test_expressions_have_no_comparisons() -> None:
    assert list(comparisons(choice({"Condition": True}, QueryLanguage="JSONata"))) == []


def test_expressions_decide_where_there_are_any() -> None:
    assert has_expression(choice({"Condition": "{% $paid %}"}, QueryLanguage="JSONata"))
    assert not has_expression(choice({"Condition": True}, QueryLanguage="JSONata"))
    assert not has_expression(choice(PAID))


def test_a_condition_asks_in_a_field_of_its_own() -> None:
    rules = [PAID, asks("NumericLessThanPath", "$.m"), {"And": [PAID]}, {"Or": [PAID]}, {"Not": PAID}]
    state = choice(*rules)

    places = [field_of(rule.condition, written) for rule, written in zip(state.choices, rules, strict=True)]

    assert [at[-1] for at in places] == ["BooleanEquals", "NumericLessThanPath", "And", "Or", "Not"]
    (rule,) = choice({"Condition": True}, QueryLanguage="JSONata").choices
    assert field_of(rule.condition, None)[-1] == "Condition"
