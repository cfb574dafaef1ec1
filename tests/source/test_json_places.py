from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.json_value import JsonValue
from asltool.source.json_places import repeated_keys, scan_json, scan_repeating_json
from asltool.source.places import Place
from asltool.source.pointer import ROOT, Pointer
from asltool.source.span import Span

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=25,
)


def check(text: str, place: Place, value: JsonValue) -> None:
    """Assert that the text of each place decodes to its value."""
    assert json.loads(text[place.start : place.end]) == value
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    assert list(place.children) == [key for key, _ in members]
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, member in members:
        child = place.children[key]
        if isinstance(key, str):
            assert json.loads(text[child.key_start : child.key_end]) == key
        check(text, child, member)


@given(VALUES, st.sampled_from([None, 2, "\t", 0]), st.sampled_from(["ascii", "any"]))
def test_the_text_of_every_place_is_its_value(
    value: JsonValue, indent: int | str | None, characters: str
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=characters == "ascii")

    check(text, scan_json(text), value)


def test_blanks_anywhere_and_a_byte_order_mark_do_no_harm() -> None:
    text = '\ufeff \r\n{ "a"\t:\n[ 1 ,"b" ] , "c":{ } }\n'

    place = scan_json(text)

    assert text[place.start : place.end] == '{ "a"\t:\n[ 1 ,"b" ] , "c":{ } }'
    assert [text[child.start : child.end] for child in place.children.values()] == ['[ 1 ,"b" ]', "{ }"]


def test_an_escaped_key_is_known_by_its_decoded_name() -> None:
    assert list(scan_json(r'{"\u0061\n": 1}').children) == ["a\n"]


def test_repeated_keys_are_told_with_both_places() -> None:
    repeated = repeated_keys(r'{"a": 1, "b": {"a": 2}, "\u0061": 3, "a": 4}')

    assert repeated == [("a", Span(24, 32), Span(1, 4)), ("a", Span(37, 40), Span(24, 32))]


def test_a_text_without_any_value_is_refused() -> None:
    with pytest.raises(ValueError, match="no JSON value"):
        scan_json(" ")


def test_keys_are_repeated_also_in_an_object_that_another_one_replaces() -> None:
    repeated = repeated_keys('{"a": {"b": 1, "b": 2}, "a": [{"c": 1, "c": 2}]}')

    assert [key for key, _, _ in repeated] == ["b", "a", "c"]


@given(VALUES, st.data())
def test_a_member_stands_at_the_same_place_whoever_asks_first(value: JsonValue, data: st.DataObject) -> None:
    text = json.dumps(value, indent=1)
    all_at_once, one_by_one = scan_json(text), scan_json(text)

    for pointer in data.draw(st.permutations(list(_pointers(value)))):
        expected: Place | None = all_at_once
        found: Place | None = one_by_one
        for step in pointer:
            assert expected is not None
            assert found is not None
            expected, found = expected.children.get(step), found.child(step)
            assert (found and found.key_span) == (expected and expected.key_span)
        assert (found and found.span) == (expected and expected.span)


def _pointers(value: JsonValue, at: Pointer = ROOT) -> Iterator[Pointer]:
    """Give the pointers to all values in *value*, and one to nothing in each object."""
    yield at
    if isinstance(value, dict):
        yield at / "no such key"
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for step, member in members:
        yield from _pointers(member, at / step)


def test_of_repeated_keys_the_last_one_counts_before_all_are_listed() -> None:
    text = '{"b": {"a": 1, "a": 2}}'
    inner = scan_repeating_json(text).child("b")

    assert inner is not None
    assert inner.child("a") == inner.children["a"]
    assert text[inner.children["a"].start] == "2"
