from __future__ import annotations

from typing import Any

import pytest

from asltool.source.reader import read
from asltool.source.yaml_writer import yaml_text


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        None,
        True,
        1e20,
        {"a": [{"b": []}, [1, 2.5], {}]},
        [text for word in ("no", "Y", "null", "~", "NaN") for text in (word, f" {word}")],
        [
            "1",
            "1e3",
            "0x1F",
            "2026-01-01",
            "12:30:45",
            "1_000",
            ".5",
            "",
            " ",
            "-",
            "# no comment",
            "a: b",
            "&a",
        ],
        ["two\nlines", "tab\t", "é", "😀", "\u2028", "{% $x %}", 'say "no"', "back\\slash", "x" * 300],
        {"": 1, "1": 2, "yes": 3, "a key": 4, "a:b": 5, "<<": 6, "=": 7},
    ],
)
def test_what_is_read_again_is_what_was_written(value: Any) -> None:
    document, problems = read(yaml_text({"value": value}), "m.yaml")

    assert problems == []
    assert document is not None
    assert document.value == {"value": value}


def test_plain_words_need_no_quotes_and_nothing_is_an_alias() -> None:
    shared = {"a-b c.d": "Lambda.Busy"}

    assert yaml_text([shared, shared]) == "- a-b c.d: Lambda.Busy\n- a-b c.d: Lambda.Busy\n"
