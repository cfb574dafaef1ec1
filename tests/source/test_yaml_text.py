from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from asltool.json_value import JsonValue
from asltool.source.places import Style
from asltool.source.yaml_reader import read_yaml
from asltool.source.yaml_text import yaml_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.text(
    st.sampled_from("a:- #,[]{}&*!|>'\"%@`?~.0é\n\t"), max_size=6
)


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        ("Next", Style.PLAIN, "Next"),
        ("States.ALL", Style.PLAIN, "States.ALL"),
        ("$.a", Style.PLAIN, "$.a"),
        ("arn:aws:states:::sqs:sendMessage", Style.PLAIN, "arn:aws:states:::sqs:sendMessage"),
        ("two words", Style.PLAIN, "two words"),
        ("", Style.PLAIN, '""'),
        ("a: b", Style.PLAIN, '"a: b"'),
        ("a #b", Style.PLAIN, '"a #b"'),
        ("a:", Style.PLAIN, '"a:"'),
        ("- a", Style.PLAIN, '"- a"'),
        (" a", Style.PLAIN, '" a"'),
        ("a ", Style.PLAIN, '"a "'),
        ("{% $x %}", Style.PLAIN, '"{% $x %}"'),
        ("12", Style.PLAIN, '"12"'),
        ("true", Style.PLAIN, '"true"'),
        ("Yes", Style.PLAIN, '"Yes"'),
        ("2024-01-01", Style.PLAIN, '"2024-01-01"'),
        (".inf", Style.PLAIN, '".inf"'),
        ("a\nb", Style.PLAIN, '"a\\nb"'),
        ("it's", Style.SINGLE_QUOTED, "'it''s'"),
        ("a\tb", Style.SINGLE_QUOTED, '"a\\tb"'),
        ('say "x"', Style.DOUBLE_QUOTED, '"say \\"x\\""'),
        ("\x85\x7f\u2028é😀", Style.DOUBLE_QUOTED, '"\\u0085\\u007f\\u2028é😀"'),
        ("a\nb", Style.LITERAL, '"a\\nb"'),
        (None, Style.PLAIN, "null"),
        (1.5, Style.SINGLE_QUOTED, "1.5"),
        ({"a": [1, "b"]}, Style.PLAIN, '{"a": [1, "b"]}'),
    ],
)
def test_the_style_is_kept_where_the_value_allows_it(value: JsonValue, style: Style, expected: str) -> None:
    assert yaml_text(value, style) == expected


def test_in_brackets_fewer_texts_may_be_plain() -> None:
    assert yaml_text("a,b", in_flow=False) == "a,b"
    assert yaml_text("a,b", in_flow=True) == '"a,b"'
    assert yaml_text("ab", in_flow=True) == "ab"
    assert yaml_text("a]b", in_flow=True) == '"a]b"'


@given(
    TEXTS,
    st.sampled_from([Style.PLAIN, Style.SINGLE_QUOTED, Style.DOUBLE_QUOTED, Style.FOLDED]),
    st.booleans(),
)
def test_what_is_written_is_read_again(text: str, style: Style, in_flow: bool) -> None:  # noqa: FBT001
    written = yaml_text(text, style, in_flow=in_flow)

    document, problems = read_yaml(f"[{written}]" if in_flow else f"- {written}\n", "x.yaml")

    assert problems == []
    assert document is not None
    assert document.value == [text]


@given(
    st.sampled_from(["yes", "NO", "on", "2024-01-01", "12:30", "1_0", "0b1", "=", "<<", "~", "y", "1.", "+1"])
)
def test_readers_of_yaml_1_1_see_a_string_too(text: str) -> None:
    assert yaml.safe_load(yaml_text(text)) == text
