from __future__ import annotations

import io
from typing import Any

import pytest

from asltool.handlers.item_readers.csv_items import csv_items, require_headers
from asltool.handlers.s3.objects import StorageError


def rows(text: str, delimiter: str = ",", headers: list[str] | None = None) -> list[Any]:
    return list(csv_items(io.BytesIO(text.encode()), delimiter, headers))


def test_the_first_row_has_the_names() -> None:
    assert rows("a,b\n1,2\n") == [{"a": "1", "b": "2"}]


def test_names_may_be_given() -> None:
    assert rows("1,2\n", headers=["a", "b"]) == [{"a": "1", "b": "2"}]


def test_what_is_missing_is_empty_and_what_is_too_much_is_dropped() -> None:
    assert rows("a,b\n1\n1,2,3\n\n   \n") == [
        {"a": "1", "b": ""},
        {"a": "1", "b": "2"},
        {"a": "", "b": ""},
        {"a": "   ", "b": ""},
    ]


def test_names_are_taken_as_they_are() -> None:
    assert rows("0,True,{},\n1,2,3,4") == [{"0": "1", "True": "2", "{}": "3", "": "4"}]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"x,y"', "x,y"),
        ('"x\ny"', "x\ny"),
        ('"x""y"', 'x"y'),
        (r"x\,y", "x,y"),
        (r"x\\y", "x\\y"),
        (r'"x\"y"', 'x"y'),
        (r"x\ty", "xty"),
        ("'x'", "'x'"),
        (" x ", " x "),
    ],
)
def test_quotes_and_backslashes(text: str, value: str) -> None:
    assert rows(f"a\n{text}\n") == [{"a": value}]


def test_columns_may_be_told_apart_by_other_characters() -> None:
    assert rows("a|b\n1|2", "|") == [{"a": "1", "b": "2"}]


def test_a_byte_order_mark_is_no_part_of_a_name() -> None:
    assert rows("\ufeffa\n1") == [{"a": "1"}]


def test_nothing_gives_no_items() -> None:
    assert rows("") == []


@pytest.mark.parametrize("headers", [None, ["a", "a"]])
def test_names_must_differ(headers: list[str] | None) -> None:
    with pytest.raises(StorageError, match=r"^CSV headers cannot contain duplicates\.$"):
        rows("a,a\n1,2", headers=headers)


def test_names_have_a_largest_size() -> None:
    with pytest.raises(StorageError, match="larger than 10240"):
        require_headers(["x" * 11_000])


def test_a_field_may_be_large_but_not_too_large() -> None:
    assert len(rows(f"a\n{'x' * 1_000_000}")[0]["a"]) == 1_000_000
    with pytest.raises(StorageError, match="Row 2 cannot be read"):
        rows(f"a\n{'x' * 9_000_000}")
