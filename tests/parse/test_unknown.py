from __future__ import annotations

import pytest

from asltool.expr.errors import EvaluationError
from asltool.expr.scope import EmptyScope
from asltool.parse.unknown import UnknownExpression


def test_a_placeholder_cannot_be_evaluated() -> None:
    expression = UnknownExpression("${Name}")

    assert expression.references() == ()
    with pytest.raises(EvaluationError, match="is not filled in"):
        expression.compile()({}, EmptyScope())
