from __future__ import annotations

import pytest

from intrinsic_calling import reason_of, value_of


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ("", ""),
        ("a", "YQ=="),
        ("grüß dich 🆗", "Z3LDvMOfIGRpY2gg8J+Glw=="),
        ("x" * 100, "eHh4" * 33 + "eA=="),
    ],
)
def test_base64_goes_both_ways(text: str, encoded: str) -> None:
    assert value_of("States.Base64Encode($)", text) == encoded
    assert value_of("States.Base64Decode($)", encoded) == text


def test_base64_encode_writes_a_question_mark_for_half_a_character() -> None:
    assert value_of("States.Base64Encode($)", "\ud800") == "Pw=="


def test_base64_decode_does_not_ask_for_padding() -> None:
    assert value_of("States.Base64Decode('YQ')") == "a"


def test_base64_decode_replaces_what_is_no_utf_8() -> None:
    assert value_of("States.Base64Decode('/2E=')") == "\ufffda"


@pytest.mark.parametrize("text", ["YQ=", "Y", "Y Q=", "ü", "YQ==YQ==", "Y-__"])
def test_base64_decode_refuses_what_is_no_base64(text: str) -> None:
    assert reason_of("States.Base64Decode($)", text) == "argument 1 of States.Base64Decode is not Base64"


@pytest.mark.parametrize("name", ["States.Base64Encode", "States.Base64Decode"])
def test_base64_takes_10_000_characters_and_no_more(name: str) -> None:
    assert value_of(f"{name}($)", "abcd" * 2500)
    assert reason_of(f"{name}($)", "abcd" * 2500 + "a") == (
        f"argument 1 of {name} must not be longer than 10000 characters"
    )


def test_base64_takes_strings_only() -> None:
    assert reason_of("States.Base64Encode(1)") == "argument 1 of States.Base64Encode must be a string, not 1"
