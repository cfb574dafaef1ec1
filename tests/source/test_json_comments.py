from __future__ import annotations

import json

import pytest

from asltool.source.edits import apply_edits, rename_key
from asltool.source.json_comments import without_comments
from asltool.source.pointer import ROOT
from asltool.source.reader import read
from asltool.source.span import Span
from asltool.source.text import SourceText


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        '// top\n{"a": 1}',
        '{"a": 1, // one\n}',
        '{/* "b": 2, */ "a": 1 /* , */,}',
        '{"a": 1\n/* two\nlines */}',
    ],
)
def test_what_is_left_is_json(text: str) -> None:
    assert json.loads(without_comments(SourceText(text, "a.jsonc")).text) == {"a": 1}


def test_strings_are_left_alone() -> None:
    text = '{"a//b": "/* c */", "d": "e\\"//", "f": ",]"}'
    source = SourceText(text, "a.jsonc")

    assert without_comments(source) is source


def test_a_comment_without_an_end_is_no_comment() -> None:
    document, problems = read('{"a": 1} /* b', "a.jsonc")

    assert document is None
    assert [problem.source.outward(problem.span).start for problem in problems] == [9]


def test_places_and_edits_are_those_of_the_file() -> None:
    text = '{ // first\n  "a": /* one */ [1, 2,], "b": 3, // last\n}\n'
    document, problems = read(text, "a.jsonc")

    assert document is not None
    assert (document.value, problems) == ({"a": [1, 2], "b": 3}, [])
    span = document.source.outward(document.span(ROOT / "b"))
    assert text[span.start : span.end] == "3"
    (edit,) = rename_key(document, ROOT / "b", "c")
    outward = document.source.outward_edit(edit.start, edit.end, edit.text)
    assert outward is not None
    assert apply_edits(text, [edit.__class__(*outward)])[0] == text.replace('"b"', '"c"')


def test_only_names_that_say_so_have_comments() -> None:
    assert read('{"a": 1} // b', "a.json")[0] is None
    assert read('{"a": 1} // b', "a.asl.jsonc")[0] is not None
    assert without_comments(SourceText("", "a.jsonc")).outward(Span(0, 0)) == Span(0, 0)
