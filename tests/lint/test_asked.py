from __future__ import annotations

import pytest

from asltool.lint.asked import Asked
from asltool.lint.linter import Options
from asltool.lint.selection import UnknownRuleError, make_selection


def test_nothing_that_is_asked_for_is_the_usual() -> None:
    assert Asked().options() == Options()


def test_what_is_asked_for_counts() -> None:
    asked = Asked(("ASL1",), ("missing-target",), "EXPRESS", advice=True)

    assert asked.options() == Options("EXPRESS", make_selection(["ASL1"], ["ASL101"], advice=True))


def test_what_is_no_rule_is_refused() -> None:
    with pytest.raises(UnknownRuleError):
        Asked(select=("x",)).options()
