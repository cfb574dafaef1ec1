from __future__ import annotations

import pytest

from asltool.diagnostics import Severity
from asltool.lint.linter import Options, lint_source
from asltool.lint.page import definition_of
from asltool.lint.selection import make_selection
from asltool.lint.suppression_problems import PROBLEMS
from asltool.parse.problem import Problem

EVERYTHING = Options(selection=make_selection(["ASL"]))
TOGETHER = Options(selection=make_selection(["ASL07", "ASL201"]))


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.name)
def test_examples_show_the_problem_and_its_absence(problem: Problem) -> None:
    failing, fixed = (
        lint_source(definition_of(text), "example", TOGETHER).findings
        for text in (problem.failing, problem.fixed)
    )

    assert [(finding.rule, finding.severity) for finding in failing] == [(problem.id, problem.severity)]
    assert fixed == ()


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.name)
def test_only_what_does_not_work_is_more_than_advice(problem: Problem) -> None:
    assert (problem.severity is Severity.WARNING) == (problem.name == "unknown-rule-in-suppression")
