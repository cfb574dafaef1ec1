from __future__ import annotations

import pytest

from asltool.containers.unfilled import read_segments, read_unfilled
from asltool.source.embedding import as_written
from asltool.source.pointer import ROOT
from asltool.source.text import SourceText


def test_a_placeholder_outside_of_a_string_is_a_value() -> None:
    document, problems = read_unfilled(SourceText('{"a": ${B}, "${C}": [${D}]}', "a.json"))

    assert document is not None
    assert document.value == {"a": "${B}", "${C}": ["${D}"]}
    assert problems == ()
    span = document.source.outward(document.span(ROOT / "${C}" / 0))
    assert document.source.origin.text[span.start : span.end] == "${D}"


@pytest.mark.parametrize("text", ['{${Members}, "a": 1}', '{"a": 1 ${More}}', '{"a": 1, ${More}}'])
def test_what_may_be_json_once_it_is_filled_in_is_no_mistake(text: str) -> None:
    assert read_unfilled(SourceText(text, "a.json")) == (None, ())


def test_mistakes_far_from_placeholders_are_told_where_they_are() -> None:
    document, problems = read_unfilled(SourceText('{"a": ${B}, "b": 1,, "c": 2}', "a.json"))

    assert document is None
    (problem,) = problems
    assert problem.source.outward(problem.span).start == 19


def test_a_text_without_placeholders_is_read_as_it_is() -> None:
    source = SourceText('{"a": 1}', "a.json")

    document, _ = read_unfilled(source)

    assert document is not None
    assert document.source is source


@pytest.mark.parametrize(
    ("text", "name"),
    [('{"a": "x-${B}", "c": ${B}}', "a.json"), ("a: x-${B}\nc: ${B}\n", "a.yaml")],
)
def test_what_is_known_is_filled_in(text: str, name: str) -> None:
    document, _ = read_unfilled(SourceText(text, name), {"B": "5"})

    assert document is not None
    assert document.value == {"a": "x-5", "c": 5}


def test_a_string_is_json_whatever_its_file_is() -> None:
    document, problems = read_segments([as_written(SourceText("{a: 1}", "a.yaml")).segment()])

    assert document is None
    assert len(problems) == 1
