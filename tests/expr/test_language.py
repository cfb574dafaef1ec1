from __future__ import annotations

from asltool.expr.language import Reference


def test_references_are_equal_when_they_mention_the_same_at_the_same_place() -> None:
    assert Reference("variable", "a", 3) == Reference("variable", "a", 3)
    assert len({Reference("variable", "a", 3), Reference("data", "", 3), Reference("variable", "a", 4)}) == 3
