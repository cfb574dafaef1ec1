from __future__ import annotations

import pytest

from asltool.containers.table import CONTAINERS, Kind, candidates


@pytest.mark.parametrize("kind", CONTAINERS, ids=lambda kind: kind.noun)
def test_every_kind_is_told_by_its_marks_and_has_its_module(kind: Kind) -> None:
    for mark in kind.marks:
        assert kind in candidates(f"x: {mark}")
    assert callable(kind.find)


def test_a_definition_is_no_candidate() -> None:
    assert candidates('{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}') == ()
