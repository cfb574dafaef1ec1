from __future__ import annotations

import pytest

from asltool.parse import expression_problems
from asltool.parse.problem import Problem
from problem_examples import check, problems_of


@pytest.mark.parametrize("problem", problems_of(expression_problems), ids=lambda problem: problem.name)
def test_examples_show_the_problem_and_its_absence(problem: Problem) -> None:
    check(problem)
