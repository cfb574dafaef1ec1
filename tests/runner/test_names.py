from __future__ import annotations

import pytest

from asltool.runner.names import as_name, is_name


@pytest.mark.parametrize("name", ["a", "order-7_b.c", "x" * 80, "größe", "(1)", "a=b+c!"])
def test_names(name: str) -> None:
    assert is_name(name)
    assert as_name(name) == name


@pytest.mark.parametrize(
    "name",
    ["", "x" * 81, "two words", "a\tb", "a/b", "a:b", "<a>", "a\x00", "a\x9f", "a\u2003b", 'a"b', None, 5],
)
def test_no_names(name: object) -> None:
    assert not is_name(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my machine.asl.json", "my-machine.asl.json"),
        ("a: b / c", "a-b-c"),
        ("<>", ""),
        ("", ""),
        ("x" * 100, "x" * 80),
        ("#1", "1"),
    ],
)
def test_the_nearest_name_is_found(text: str, name: str) -> None:
    assert as_name(text) == name
