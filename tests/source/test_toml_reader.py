from __future__ import annotations

import pytest

from asltool.source.document import Format, Part
from asltool.source.pointer import ROOT
from asltool.source.problem import ProblemKind
from asltool.source.span import Position
from asltool.source.toml_reader import read_toml


def test_a_text_is_a_document_with_places() -> None:
    document, problems = read_toml('[lint]\nselect = ["A"]\n', "asltool.toml")

    assert document is not None
    assert (document.value, document.format, problems) == ({"lint": {"select": ["A"]}}, Format.TOML, [])
    assert document.position(document.span(ROOT / "lint" / "select", Part.KEY).start) == Position(2, 1)
    assert document.position(document.span(ROOT / "lint" / "select" / 0).start) == Position(2, 11)


def test_a_byte_order_mark_is_passed_over() -> None:
    document, _ = read_toml("\ufeffa = 1", "x")

    assert document is not None
    assert document.value == {"a": 1}


@pytest.mark.parametrize(
    ("text", "position"),
    [("a = 1\nb = \n", Position(2, 5)), ("a = [1", Position(1, 7)), ("a = 1\na = 2\n", Position(2, 6))],
)
def test_what_is_no_toml_is_told_at_its_place(text: str, position: Position) -> None:
    document, (problem,) = read_toml(text, "x")

    assert document is None
    assert problem.kind is ProblemKind.NOT_TOML
    assert problem.source.position(problem.span.start) == position
    assert problem.message.startswith("this is no TOML: ")
    assert "line" not in problem.message
