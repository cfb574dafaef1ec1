from __future__ import annotations

import pytest

from asltool.source.json_mistakes import first_mistake
from asltool.source.problem import ProblemKind
from asltool.source.text import SourceText


def found(marked: str) -> tuple[str, str]:
    """Give the message, and the text with « and » around what it is about."""
    text = marked.replace("«", "").replace("»", "")
    mistake = first_mistake(SourceText(text, "x.json"))
    assert mistake is not None
    start, end = mistake.span.start, mistake.span.end
    return mistake.message, f"{text[:start]}«{text[start:end]}»{text[end:]}"


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ('{"a": 1«,»}', 'trailing comma before "}"'),
        ("[1«,»\n]", 'trailing comma before "]"'),
        ("[1,«,»2]", "two commas with nothing between them"),
        ("[«,»1]", "a comma with nothing before it"),
        ("{«,»}", "a comma with nothing before it"),
        ('{"Next": "A"\n«"End"»: true}', 'expected "," or "}" after the value of "Next"'),
        ('{"a": 1«;» "b": 2}', 'expected "," or "}" after the value of "a"'),
        ("[1, 2 «3»]", 'expected "," or "]" after item 2'),
        ('["a"«:» 1]', 'expected "," or "]" after item 1'),
        ('{"a" «1»}', 'expected ":" after the key "a"'),
        ('{"a" «=» 1}', 'expected ":" after the key "a"'),
        ('{«"a"»: }', 'the key "a" has no value'),
        ('{«"a"»: , "b": 1}', 'the key "a" has no value'),
        ('{"a": [1«}»', 'expected "]" to close the array that begins at line 1, found "}"'),
        ('\n{"a": 1«]»', 'expected "}" to close the object that begins at line 2, found "]"'),
        ("[1]«]»", '"]" closes nothing: the document ended before it'),
        ('{} «"more"»', "text after the end of the document"),
        ("{}«{»}", "text after the end of the document"),
        ('{"a": 1, «// b»\n"c": 2}', "a comment: JSON has none"),
        ('{"a": 1 «/* b\n */», "c": 2}', "a comment: JSON has none"),
        ("«/* never closed»", "a comment: JSON has none"),
        ("[1, «# two»\n2]", "a comment: JSON has none"),
        ("[true«// yes»\n]", "a comment: JSON has none"),
        ("[1,«\xa0»2]", "U+00A0 is no blank of JSON"),
        ("[1«\u200b»]", "U+200B is no blank of JSON"),
        ('{"a": «"b»\n}', "the string that begins here is not closed on its line"),
        ("{«1»: 2}", "the key 1 is not in double quotes"),
        ("{«[»1]: 2}", 'expected a key in double quotes, found "["'),
        ("«{{ name }}»", "the placeholder {{ name }} stands outside a string"),
        ('{"a": «{{ name }}»}', "the placeholder {{ name }} stands outside a string"),
        ('{"a": «${Name}»}', "the placeholder ${Name} stands outside a string"),
    ],
)
def test_the_message_names_the_mistake_and_the_span_is_what_it_is_about(
    marked: str, message: str | None
) -> None:
    assert found(marked) == (message, marked)


@pytest.mark.parametrize("text", ["«{»", '«{»\n"a"', '«{»"a":', '«{»"a": 1', '«{»"a": 1,', "«[»1, "])
def test_a_container_that_the_text_ends_in_is_reported_where_it_begins(text: str) -> None:
    noun = "object" if "{" in text else "array"

    assert found(text) == (f"the {noun} that begins at line 1 is never closed", text)


def test_the_indentation_tells_which_container_is_not_closed() -> None:
    marked = """{
  "States": {
    "A": «{»
      "Type": "Pass"
  },
  "StartAt": "A"
}
"""

    assert found(marked) == ("the object that begins at line 3 is never closed", marked)


def test_without_a_telling_indentation_the_innermost_container_is_reported() -> None:
    marked = '{\n"a": «[»\n1, {"b": [1\n]}\n'

    assert found(marked) == ("the array that begins at line 2 is never closed", marked)


@pytest.mark.parametrize(
    "text", ["{}", " [1, -0, 1.5e-3] ", '{"a": {"b": [null, true, false, "\\u00e9"]}}', "1", '""']
)
def test_json_has_no_mistake(text: str) -> None:
    assert first_mistake(SourceText(text, "x.json")) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", ProblemKind.EMPTY),
        ("[1e999]", ProblemKind.UNUSABLE_VALUE),
        ("[" * 129, ProblemKind.TOO_DEEP),
        ("[", ProblemKind.NOT_JSON),
    ],
)
def test_a_mistake_has_a_kind(text: str, kind: ProblemKind) -> None:
    mistake = first_mistake(SourceText(text, "x.json"))

    assert mistake is not None
    assert mistake.kind is kind
