from __future__ import annotations

from asltool.lint.conditions import comparisons, has_expression
from choosing import PAID, PRESENT, SMALL, choice


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
