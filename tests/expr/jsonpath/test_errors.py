from __future__ import annotations

import pytest

from asltool.expr.errors import EvaluationError, ExpressionSyntaxError
from asltool.expr.jsonpath.errors import (
    CriterionFailure,
    IndexOutOfBounds,
    InvalidPath,
    PathNotFound,
    PathTooCostly,
    StepNotApplicable,
)


def test_the_text_of_an_error_is_its_reason() -> None:
    error = PathNotFound("$.a", "No results for path: $['a']")

    assert (str(error), error.path, error.reason) == (error.reason, "$.a", "No results for path: $['a']")


@pytest.mark.parametrize("kind", [IndexOutOfBounds, StepNotApplicable, CriterionFailure])
def test_whatever_leads_nowhere_can_be_caught_as_one(kind: type[PathNotFound]) -> None:
    assert issubclass(kind, PathNotFound)


def test_errors_of_paths_are_errors_of_expressions() -> None:
    assert issubclass(InvalidPath, ExpressionSyntaxError)
    assert issubclass(PathNotFound, EvaluationError)
    assert issubclass(PathTooCostly, EvaluationError)
