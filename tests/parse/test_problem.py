from __future__ import annotations

import pytest

from asltool.diagnostics import Severity
from asltool.parse.problem import Problem
from asltool.parse.problems import PROBLEMS


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.name)
def test_a_page_consists_of_sentences(problem: Problem) -> None:
    for text in (problem.summary, problem.why, problem.instead):
        assert text.endswith(".")
        assert text[0] == "`" or text[0].isupper()
    assert problem.fixed


def test_a_problem_is_an_error_unless_it_says_otherwise() -> None:
    problem = Problem(id="ASL099", name="n", summary="S.", why="W.", instead="I.", failing="", fixed="{}")

    assert problem.severity is Severity.ERROR
