from __future__ import annotations

import pytest

from asltool.containers.container_problems import PROBLEMS
from asltool.lint.linter import Options, lint_source
from asltool.lint.selection import make_selection
from asltool.parse.problem import Problem

EVERYTHING = Options(selection=make_selection(["ASL0", "ASL1"]))


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.name)
def test_examples_show_the_problem_and_its_absence(problem: Problem) -> None:
    failing, fixed = (
        lint_source(text, "example", EVERYTHING).findings for text in (problem.failing or "{}", problem.fixed)
    )

    if problem.failing:
        assert [(finding.rule, finding.severity) for finding in failing] == [(problem.id, problem.severity)]
    assert fixed == ()
