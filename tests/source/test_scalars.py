from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from asltool.source.places import Style
from asltool.source.scalars import inner_span
from asltool.source.span import Span
from asltool.source.yaml_reader import read_yaml

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


def piece(text: str, style: Style, inner: tuple[int, int], decoded: str = "") -> str:
    span = inner_span(text, Span(0, len(text)), style, inner, decoded)
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "inner", "expected"),
    [
        ('"abc"', (1, 2), "b"),
        ('"abc"', (0, 3), "abc"),
        ('"abc"', (2, 9), "c"),
        ('"abc"', (7, 9), '"abc"'),
        (r'"a\"b"', (1, 2), r"\""),
        (r'"a\"b"', (2, 3), "b"),
        (r'"\u00e9x"', (0, 1), r"\u00e9"),
        (r'"\ud83d\ude00x"', (0, 1), r"\ud83d\ude00"),
        (r'"\ud83d\ude00x"', (1, 2), "x"),
        (r'"\ud83dx"', (1, 2), "x"),
        ('"😀x"', (1, 2), "x"),
        (r'"\\n"', (1, 2), "n"),
    ],
)
def test_a_piece_of_a_json_string_is_found_through_its_escapes(
    text: str, inner: tuple[int, int], expected: str
) -> None:
    assert piece(text, Style.JSON, inner) == expected


def test_an_empty_piece_is_a_point() -> None:
    assert inner_span('"abc"', Span(0, 5), Style.JSON, (1, 1)) == Span(2, 2)


@given(TEXTS, st.booleans(), st.data())
def test_every_piece_of_a_json_string_decodes_to_itself(text: str, ascii_: bool, data: st.DataObject) -> None:  # noqa: FBT001
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    found = piece(json.dumps(text, ensure_ascii=ascii_), Style.JSON, (start, end))

    assert json.loads(f'"{found}"') == text[start:end]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("plain words here", "words", "words"),
        ("plain\n  words here", "words", "words"),
        ("'it''s here'", "it's", "it''s"),
        ("'it''s here'", "here", "here"),
        ('"a\\tb \\u00e9t\\xe9 \\U0001F600 c"', "b", "b"),
        ('"a\\tb \\u00e9t\\xe9 \\U0001F600 c"', "été", "\\u00e9t\\xe9"),
        ('"a\\tb \\u00e9t\\xe9 \\U0001F600 c"', "😀", "\\U0001F600"),
        ('"a \\\n    b c"', "c", "c"),
        ('"a \\\r\n    b\\/d c"', "b/d", "b\\/d"),
        ('"a\n\n  b c"', "b", "b"),
        ("|\n  one\n   two\n", "two", "two"),
        (">-\n  one\n  two\n\n  three\n", "three", "three"),
        ("|2- # note\n   one\n", "one", "one"),
        ("!Sub 'x ${Y}'", "${Y}", "${Y}"),
        ("&a !Sub\n  x ${Y}", "${Y}", "${Y}"),
        ("x${Y}", "x$", "x$"),
    ],
)
def test_a_piece_of_a_yaml_scalar_is_found_through_quotes_and_folding(
    text: str, word: str, expected: str
) -> None:
    document, _ = read_yaml(f"k: {text}", "x.yaml")
    assert document is not None
    assert isinstance(document.value, dict)
    decoded = str(document.value["k"])
    place = document.places.children["k"]
    start = decoded.index(word)

    span = inner_span(document.text, place.span, place.style, (start, start + len(word)), decoded)

    assert document.text[span.start : span.end] == expected


def test_what_the_text_does_not_write_is_all_of_it() -> None:
    assert piece("!GetAtt [A, B]", Style.FLOW, (2, 3), "${A.B}") == "!GetAtt [A, B]"
    assert piece("!Ref A", Style.PLAIN, (0, 1), "${A}") == "!Ref A"
    assert piece("~", Style.PLAIN, (0, 1), "") == "~"
    assert piece("", Style.PLAIN, (0, 1), "a b") == ""


@given(
    st.text(st.sampled_from("ab \n'\"\\\té😀"), max_size=10),
    st.sampled_from(["|", ">", "'", '"', None]),
)
def test_the_characters_of_a_yaml_scalar_that_are_not_blank_are_found(text: str, style: str | None) -> None:
    dumped = yaml.safe_dump({"k": text}, default_style=style, allow_unicode=True, width=12)
    document, _ = read_yaml(dumped, "x.yaml")
    assert document is not None
    place = next(iter(document.places.children.values()))

    for index, character in enumerate(text):
        if character in "ab😀é":
            span = inner_span(dumped, place.span, place.style, (index, index + 1), text)
            found = dumped[span.start : span.end]
            assert found == character or found.startswith("\\")
