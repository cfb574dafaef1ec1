from __future__ import annotations

from typing import Any

import pytest

from asltool.state_test.json_texts import JsonTexts, NotJsonError, first_value, parse_json


@pytest.mark.parametrize(
    ("text", "value"),
    [('{"a": [1, 2.5]}', {"a": [1, 2.5]}), (" null", None), ('"x"', "x"), ("{} and more", {})],
)
def test_the_first_value_of_a_text_counts(text: str, value: Any) -> None:
    assert parse_json(text) == value


def test_a_value_s_own_text_ends_with_it() -> None:
    assert first_value('\n {"a":  1} ,') == ({"a": 1}, '{"a":  1}')


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("nope", "Unrecognized token 'nope': was expecting (JSON String, Number, Array, Object or token"),
        ("{'a'", "Unexpected character (''' (code 39)): was expecting double-quote to start field name"),
    ],
)
def test_why_a_text_is_no_json_is_said_in_the_words_of_aws(text: str, reason: str) -> None:
    with pytest.raises(NotJsonError) as caught:
        parse_json(text)

    assert str(caught.value.reason).startswith(reason)


@pytest.mark.parametrize("text", ["", "  ", "1e999", "[" * 100_000 + "]" * 100_000])
def test_of_some_texts_there_is_nothing_to_say(text: str) -> None:
    with pytest.raises(NotJsonError) as caught:
        parse_json(text)

    assert caught.value.reason is None


def test_untouched_objects_and_arrays_keep_their_text() -> None:
    texts = JsonTexts()
    value: Any = {"a": 1}
    texts.keep(value, '{"a": 1}')
    texts.keep(7, " 7")

    assert texts.text_of(value) == '{"a": 1}'
    assert texts.text_of({"a": 1}) == '{"a":1}'
    assert texts.text_of(7) == "7"
