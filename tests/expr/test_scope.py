from __future__ import annotations

import pytest

from asltool.expr.scope import EmptyScope


def test_an_expression_on_its_own_sees_nothing() -> None:
    assert (EmptyScope().context, EmptyScope().variables) == ({}, {})


def test_an_expression_on_its_own_draws_nothing() -> None:
    with pytest.raises(NotImplementedError):
        EmptyScope().uuid()
    with pytest.raises(NotImplementedError):
        EmptyScope().random()
