from __future__ import annotations

from typing import Any

import pytest

from asltool.expr.errors import ExpressionSyntaxError
from asltool.parse.reading import aws_location, described, mark, quoted
from asltool.source.pointer import ROOT


def test_places_are_written_as_aws_writes_them() -> None:
    assert aws_location(ROOT) == "/"
    assert aws_location(ROOT / "States" / "A/B" / "Choices" / 0 / "Next") == "/States/A/B/Choices[0]/Next"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('a"b', 'the text "a\\"b"'),
        ("x" * 50, f'the text "{"x" * 40}..."'),
        (None, "null"),
        (True, "true"),
        (1.5, "the number 1.5"),
        ([1], "an array"),
        ({}, "an object"),
    ],
)
def test_values_are_described(value: Any, expected: str) -> None:
    assert described(value) == expected


def test_names_are_listed() -> None:
    assert quoted(["a"]) == '"a"'
    assert quoted(("a", "b", "c"), "or") == '"a", "b" or "c"'


@pytest.mark.parametrize(
    ("offset", "text", "expected"), [(0, "abc", None), (2, "abc", (2, 3)), (3, "abc", (2, 3)), (1, "", None)]
)
def test_the_wrong_character_is_marked(offset: int, text: str, expected: tuple[int, int] | None) -> None:
    assert mark(ExpressionSyntaxError("wrong", offset), text) == expected
