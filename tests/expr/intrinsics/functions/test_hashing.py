from __future__ import annotations

import hashlib

import pytest

from intrinsic_calling import reason_of, value_of

ALGORITHMS = [
    ("MD5", "md5"),
    ("SHA-1", "sha1"),
    ("SHA-256", "sha256"),
    ("SHA-384", "sha384"),
    ("SHA-512", "sha512"),
]


@pytest.mark.parametrize(("name", "python_name"), ALGORITHMS)
def test_hash_of_a_string_is_that_of_its_utf_8(name: str, python_name: str) -> None:
    expected = hashlib.new(python_name, "größer".encode()).hexdigest()

    assert value_of("States.Hash('größer', $)", name) == expected


def test_hash_of_another_value_is_that_of_its_json_text() -> None:
    expected = hashlib.new("sha256", b'{"a":[1,null]}').hexdigest()

    assert value_of("States.Hash($, 'SHA-256')", {"a": [1, None]}) == expected


def test_hash_knows_five_algorithms_by_their_exact_names() -> None:
    assert reason_of("States.Hash('x', 'sha-256')") == (
        'argument 2 of States.Hash must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512, not "sha-256"'
    )
    assert reason_of("States.Hash('x', $)", None).endswith("SHA-512, not null")


def test_hash_takes_10_000_characters_and_no_more() -> None:
    assert value_of("States.Hash($, 'MD5')", "x" * 10_000)
    assert reason_of("States.Hash($, 'MD5')", "x" * 10_001) == (
        "argument 1 of States.Hash must not be longer than 10000 characters"
    )
