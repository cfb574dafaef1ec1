from __future__ import annotations

from asltool.source.problem import ProblemKind, SourceProblem
from asltool.source.span import Span
from asltool.source.text import SourceText


def test_a_problem_brings_the_text_that_locates_it() -> None:
    problem = SourceProblem(ProblemKind.NOT_JSON, "trailing comma", SourceText("[1,]", "a.json"), Span(2, 3))

    assert problem.source.text[problem.span.start : problem.span.end] == ","
    assert problem.source.name == "a.json"
    assert (problem.related, problem.jackson) == ((), None)
