from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.handlers.item_readers import json_items as module
from asltool.handlers.item_readers.json_items import NOT_ITERABLE, items_of, json_items
from asltool.handlers.s3.objects import StorageError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


class Dribble(io.RawIOBase):
    """Content of which few bytes come at a time."""

    def __init__(self, content: bytes, size: int) -> None:
        self.stream = io.BytesIO(content)
        self.size = size

    def read(self, _: int = -1) -> bytes:
        return self.stream.read(self.size)


def read(text: str, pointer: str = "") -> list[Any]:
    return list(json_items(io.BytesIO(text.encode()), pointer))


def test_an_array_gives_its_elements() -> None:
    assert read(' [1, "a" ,{"b": [2]}] ') == [(1, None), ("a", None), ({"b": [2]}, None)]


def test_an_object_gives_its_members() -> None:
    assert read('{"a": 1, "b": {}}') == [(1, "a"), ({}, "b")]


@pytest.mark.parametrize("text", ["[]", "{}", " [ ] "])
def test_what_is_empty_has_no_items(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["1", '"text"', "null", ""])
def test_what_has_no_items_cannot_be_mapped_over(text: str) -> None:
    with pytest.raises(StorageError, match=NOT_ITERABLE):
        read(text)


@given(st.lists(VALUES) | st.dictionaries(st.text(), VALUES), st.integers(1, 7))
def test_items_are_the_same_in_whatever_pieces_the_text_comes(value: Any, size: int) -> None:
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    whole = json.loads(text)

    items = list(json_items(Dribble(text, size), ""))  # type: ignore[arg-type]

    expected = (
        [(item, None) for item in whole] if isinstance(whole, list) else [(v, k) for k, v in whole.items()]
    )
    assert items == expected


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("/a/items", [(1, None), (2, None)]),
        ("/b~1c/1", [(True, "x")]),
        ("/a", [("skip", "first"), ([1, 2], "items")]),
        ("/tilde~0", [(9, None)]),
    ],
)
def test_a_pointer_leads_to_the_items(pointer: str, expected: list[Any]) -> None:
    value = {"a": {"first": "skip", "items": [1, 2]}, "b/c": [0, {"x": True}], "tilde~": [9]}

    assert read(json.dumps(value), pointer) == expected
    assert list(items_of(value, pointer)) == expected


@pytest.mark.parametrize("pointer", ["/none", "/a/0", "/list/7", "/list/x", "/text/x"])
def test_a_pointer_that_leads_nowhere_fails(pointer: str) -> None:
    value = {"a": {}, "list": [1], "text": "x"}

    with pytest.raises(StorageError, match="does not lead to anything"):
        read(json.dumps(value), pointer)
    with pytest.raises(StorageError, match="does not lead to anything"):
        list(items_of(value, pointer))


@pytest.mark.parametrize(
    "text", ["[1", "[1 2]", "[1,]", "[1,,2]", '{"a" 1}', "{1: 2}", "[1]]", '["a', "[NaN]", "[1.]"]
)
def test_a_text_that_is_no_json_fails(text: str) -> None:
    with pytest.raises(StorageError, match="The content"):
        read(text)


def test_items_before_a_mistake_are_given_first() -> None:
    items = json_items(io.BytesIO(b"[1, 2, oops]"), "")

    assert [next(items)[0], next(items)[0]] == [1, 2]
    with pytest.raises(StorageError, match="see character 8"):
        next(items)


def test_an_item_has_a_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ITEM_BYTES", 1000)

    with pytest.raises(StorageError, match="larger than 1000"):
        list(json_items(Dribble(b'["' + b"x" * 5000 + b'"]', 100), ""))  # type: ignore[arg-type]


def test_no_more_is_held_than_an_item_takes() -> None:
    stream = Dribble(b"[" + b",".join([b'"' + b"x" * 98 + b'"'] * 20_000) + b"]", 4096)
    text = module._Text(module.texts(stream))  # type: ignore[arg-type]

    assert max(len(text._held) for _ in module._elements(text)) < 20_000


@pytest.mark.parametrize("value", [1, "text", None])
def test_ready_values_without_items_cannot_be_mapped_over(value: Any) -> None:
    with pytest.raises(StorageError, match=NOT_ITERABLE):
        items_of(value, "")


def test_any_iterable_gives_items() -> None:
    assert list(items_of((number for number in range(2)), "")) == [(0, None), (1, None)]
