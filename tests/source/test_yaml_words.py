from __future__ import annotations

import pytest
import yaml

from asltool.source.span import Span
from asltool.source.text import SourceText
from asltool.source.yaml_nodes import Refusal, compose

CASES = [
    ("a: b«:» c", 'a ":" that can begin no value here: put the text in quotes, or check the indentation'),
    ("a: «-» b", 'a "-" that can begin no item here: check the indentation'),
    ("a: «?» b", 'a "?" that can begin no key here: check the indentation'),
    ("a:\n«\t»b: 1", "a tab: YAML is indented with blanks"),
    ("a: «@»b", 'a text that begins with "@" needs quotes'),
    ("a: «`»b`", 'a text that begins with "`" needs quotes'),
    ('a: "«\\q»"', "no escape of YAML: a backslash itself is written \\\\ in double quotes"),
    ('a: "\\x«z»z"', "an escape that needs more hexadecimal digits"),
    ('a: «"b»\n', "the string that begins here is never closed"),
    ("a: «'b»\nc: d", "the string that begins here is never closed"),
    ("a: 'b\n«-»--\n", "a document ends or begins within a quoted string"),
    ("a: 1\n«b»\nc: 2", 'expected ":" after this key'),
    ("a: «[»1, 2", "the bracket that opens here is never closed"),
    ("a:\n  b: {c: 1«]»", 'expected "," or "}" in the mapping that begins at line 2'),
    ("a: [1«}»", 'expected "," or "]" in the sequence that begins at line 1'),
    ("a:\n  - 1\n «b»", "expected a key of the mapping that begins at line 1: check the indentation"),
    ("- 1\n«b: 2»", 'expected a "-" of the sequence that begins at line 1: check the indentation'),
    ("  a: 1\n«b»: 2", "text that belongs to nothing above it: check the indentation"),
    ('a: "x" «y»', "text after the end of a value"),
    ("a: [«,»]", "expected a value"),
    ("a: «!»e!x 1", "a tag whose handle no %TAG line explains"),
    ("a: b«\x01»", "U+0001 is no character of YAML"),
    ("a: b«\ud800»", "U+D800 is no character of YAML"),
]


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    return str(request.param)


@pytest.mark.parametrize(("marked", "message"), CASES)
def test_errors_of_the_parser_are_put_into_words(parser: str, marked: str, message: str) -> None:
    text = marked.replace("«", "").replace("»", "")

    with pytest.raises(Refusal) as caught:
        compose(SourceText(text, "x.yaml"))

    problem = caught.value.problem
    start, end = problem.span.start, problem.span.end
    assert problem.message == message
    if parser == "libyaml":
        assert f"{text[:start]}«{text[start:end]}»{text[end:]}" == marked
    else:
        assert 0 <= start <= end <= len(text)


def test_what_is_missing_at_the_end_of_the_text_is_told_there_and_not_behind_it() -> None:
    with pytest.raises(Refusal) as caught:
        compose(SourceText("{", "x.yaml"))

    assert caught.value.problem.span == Span(1, 1)


def test_a_byte_order_mark_does_not_shift_the_place() -> None:
    with pytest.raises(Refusal) as caught:
        compose(SourceText("\ufeffa: b: c", "x.yaml"))

    assert caught.value.problem.span.start == 5


def test_an_error_that_is_not_known_keeps_its_words() -> None:
    with pytest.raises(Refusal) as caught:
        compose(SourceText("%YAML 3.0\n---\na: 1", "x.yaml"))

    assert "YAML" in caught.value.problem.message
