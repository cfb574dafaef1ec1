from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from asltool.json_value import JsonValue
from asltool.source.document import Document
from asltool.source.edits import Edit, apply_edits, insert_member, remove_member, rename_key, replace_value
from asltool.source.json_reader import read_json
from asltool.source.pointer import ROOT, Pointer
from asltool.source.yaml_reader import read_yaml


def json_document(text: str) -> Document:
    document, problems = read_json(text, "x.json")
    assert document is not None, problems
    return document


def yaml_document(text: str) -> Document:
    document, problems = read_yaml(text, "x.yaml")
    assert document is not None, problems
    return document


def apply(document: Document, edits: tuple[Edit, ...]) -> str:
    text, skipped = apply_edits(document.text, edits)
    assert skipped == ()
    return text


# applying


def test_edits_are_applied_from_left_to_right() -> None:
    edits = [Edit(4, 5, "E"), Edit(0, 1, "A"), Edit(2, 2, "+")]

    assert apply_edits("abcde", edits) == ("Ab+cdE", ())


def test_of_overlapping_edits_the_later_are_left_out() -> None:
    first, second, third = Edit(0, 3, "x"), Edit(2, 4, "y"), Edit(3, 5, "z")

    assert apply_edits("abcde", [third, second, first]) == ("xz", (second,))


def test_an_insertion_at_the_end_of_an_edit_does_not_overlap() -> None:
    assert apply_edits("abc", [Edit(1, 3, ""), Edit(3, 3, "!"), Edit(1, 1, "?")]) == ("a?!", ())


def test_an_edit_given_twice_is_done_once() -> None:
    assert apply_edits("abc", [Edit(1, 1, "+"), Edit(1, 1, "+")]) == ("a+bc", ())


# JSON

LINES = '{\r\n\t"a": 1 ,  \r\n\t"b" : {"x": [1, 2,3 ], "y": {}},\r\n\t"c": null\r\n}  \r\n'


def test_a_key_is_renamed_and_nothing_else() -> None:
    document = json_document(LINES)

    assert apply(document, rename_key(document, ROOT / "b" / "x", 'é"')) == LINES.replace('"x"', '"é\\""')


@pytest.mark.parametrize(
    ("at", "value", "old", "new"),
    [
        (ROOT / "a", "é\n", '"a": 1', '"a": "é\\n"'),
        (ROOT / "b" / "x" / 2, {"k": 1}, "3 ]", '{"k": 1} ]'),
        (ROOT / "c", {"k": [1]}, "null", '{\r\n\t\t"k": [\r\n\t\t\t1\r\n\t\t]\r\n\t}'),
        (ROOT / "c", [], "null", "[]"),
    ],
)
def test_a_value_is_replaced_in_the_manner_of_the_document(
    at: Pointer, value: JsonValue, old: str, new: str
) -> None:
    document = json_document(LINES)

    assert apply(document, replace_value(document, at, value)) == LINES.replace(old, new)


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        (LINES, ROOT / "a", LINES.replace('"a": 1 ,  \r\n\t', "")),
        (LINES, ROOT / "b", LINES.replace('"b" : {"x": [1, 2,3 ], "y": {}},\r\n\t', "")),
        (LINES, ROOT / "c", LINES.replace(',\r\n\t"c": null', "")),
        (LINES, ROOT / "b" / "x", LINES.replace('"x": [1, 2,3 ], ', "")),
        (LINES, ROOT / "b" / "y", LINES.replace(', "y": {}', "")),
        (LINES, ROOT / "b" / "x" / 0, LINES.replace("1, 2", "2")),
        (LINES, ROOT / "b" / "x" / 2, LINES.replace(",3 ", " ")),
        ('{"a": 1}', ROOT / "a", "{}"),
        ('{\n  "a": 1\n}', ROOT / "a", "{}"),
        ("[ 1 ]", ROOT / 0, "[]"),
        ('{"a": 1, "b": 2,\n "c": 3}', ROOT / "b", '{"a": 1,\n "c": 3}'),
        ('{"a": 1,\n "b": 2, "c": 3}', ROOT / "b", '{"a": 1,\n "c": 3}'),
        ('{"a": 1, "b": 2, "a": 3}', ROOT / "b", '{"a": 1, "a": 3}'),
    ],
)
def test_a_member_is_removed_with_its_comma_and_line(text: str, at: Pointer, expected: str) -> None:
    document = json_document(text)

    assert apply(document, remove_member(document, at)) == expected


@pytest.mark.parametrize(
    ("text", "at", "after", "expected"),
    [
        ('{"a": 1}', ROOT, None, '{"a": 1, "k": [1]}'),
        ('{"a":1}', ROOT, None, '{"a":1,"k":[1]}'.replace("[1]", "[1]")),
        ('{ "a" : 1 }', ROOT, None, '{ "a" : 1, "k" : [1] }'),
        ('{"a": 1,"b": 2}', ROOT, "a", '{"a": 1,"k": [1],"b": 2}'),
        ('{"a": 1}', ROOT, "no such key", '{"a": 1, "k": [1]}'),
        ("{}", ROOT, None, '{"k": [1]}'),
        ('{"a": { }}', ROOT / "a", None, '{"a": {"k": [1]}}'),
        (
            '{\n    "a": 1,\n    "b": 2\n}\n',
            ROOT,
            "a",
            '{\n    "a": 1,\n    "k": [\n        1\n    ],\n    "b": 2\n}\n',
        ),
        ('{\n  "a": {}\n}\n', ROOT / "a", None, '{\n  "a": {\n    "k": [\n      1\n    ]\n  }\n}\n'),
        ('{\r\n\t"a": 1\r\n}', ROOT, None, '{\r\n\t"a": 1,\r\n\t"k": [\r\n\t\t1\r\n\t]\r\n}'),
        ('{"a":\n1}', ROOT, None, '{"a":\n1,\n"k": [\n  1\n]}'),
    ],
)
def test_a_member_is_inserted_as_its_neighbours_are_set(
    text: str, at: Pointer, after: str | None, expected: str
) -> None:
    document = json_document(text)

    assert apply(document, insert_member(document, at, "k", [1], after)) == expected


def test_nothing_is_edited_where_nothing_can_be() -> None:
    document = json_document('{"a": 1, "b": [1]}')

    assert rename_key(document, ROOT / "a", "b") == ()
    assert rename_key(document, ROOT / "c", "d") == ()
    assert rename_key(document, ROOT / "b" / 0, "d") == ()
    assert replace_value(document, ROOT / "c", 1) == ()
    assert remove_member(document, ROOT) == ()
    assert remove_member(document, ROOT / "c") == ()
    assert insert_member(document, ROOT, "a", 1) == ()
    assert insert_member(document, ROOT / "b", "k", 1) == ()
    assert insert_member(document, ROOT / "c", "k", 1) == ()


KEYS = st.text(st.sampled_from('ab"\\é😀'), max_size=3)
VALUES = st.recursive(
    st.none() | st.integers(0, 9) | KEYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=10,
)
LAYOUTS = st.sampled_from([None, 0, 2, "\t"])


def pointers(value: JsonValue, at: Pointer = ROOT) -> list[Pointer]:
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [at, *(below for key, member in members for below in pointers(member, at / key))]


def holder(value: JsonValue, at: Pointer) -> JsonValue:
    for step in at[:-1]:
        value = value[step]  # type: ignore[index]
    return value


@given(VALUES, LAYOUTS, st.sampled_from(["\n", "\r\n"]), st.data())
def test_removing_any_member_leaves_all_others(
    value: JsonValue,
    indent: int | str | None,
    line_break: str,
    data: st.DataObject,
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False).replace("\n", line_break)
    at = data.draw(st.sampled_from(pointers(value)))
    document = json_document(text)

    edited = apply(document, remove_member(document, at))

    if at != ROOT:
        del holder(value, at)[at[-1]]  # type: ignore[union-attr, arg-type]
    assert json.loads(edited) == value
    if value not in ([], {}) and indent is not None:
        assert [line for line in edited.splitlines() if not line.strip()] == []


@given(VALUES, VALUES, LAYOUTS, st.data())
def test_replacing_any_value_keeps_the_text_around_it(
    value: JsonValue, new: JsonValue, indent: int | str | None, data: st.DataObject
) -> None:
    at = data.draw(st.sampled_from(pointers(value)))
    document = json_document(json.dumps(value, indent=indent, ensure_ascii=False))

    [edit] = replace_value(document, at, new)
    edited, _ = apply_edits(document.text, [edit])

    assert edited.startswith(document.text[: edit.start])
    assert edited.endswith(document.text[edit.end :])
    changed = json_document(edited)
    found = changed.value
    for step in at:
        found = found[step]  # type: ignore[index]
    assert found == new


@given(VALUES, VALUES, LAYOUTS, st.data())
def test_inserting_adds_one_member(
    value: JsonValue, new: JsonValue, indent: int | str | None, data: st.DataObject
) -> None:
    at = data.draw(st.sampled_from(pointers(value)))
    document = json_document(json.dumps(value, indent=indent, ensure_ascii=False))

    edits = insert_member(document, at, "new", new)

    target = holder(value, at / "new")
    if isinstance(target, dict):
        target["new"] = new
        assert json.loads(apply(document, edits)) == value
    else:
        assert edits == ()


# YAML

BLOCK = """\
# top
StartAt: A   # first
States:
  A:
    Type: 'Pass'
    Comment: "x"  # why

    # before Next
    Next: B
  B: {Type: Pass, End: true, Result: [1, 2]}
  C:
    Type: Choice
    Choices:
    - Variable: $.a
      Next: A
    -   Next: B
    Empty:
    Text: |
      one
      two
"""


def edited(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("at", "key", "old", "new"),
    [
        (ROOT / "States" / "A", "First one", "  A:\n", "  First one:\n"),
        (ROOT / "States" / "A", "a: b", "  A:\n", '  "a: b":\n'),
        (ROOT / "States" / "B" / "Result", "Out", "Result:", "Out:"),
        (ROOT / "States" / "C" / "Choices" / 0 / "Variable", "V", "Variable:", "V:"),
    ],
)
def test_a_yaml_key_is_renamed_in_its_own_quotes(at: Pointer, key: str, old: str, new: str) -> None:
    document = yaml_document(BLOCK)

    assert apply(document, rename_key(document, at, key)) == edited(BLOCK, old, new)


@pytest.mark.parametrize(
    ("at", "value", "old", "new"),
    [
        (ROOT / "StartAt", "B", "StartAt: A   #", "StartAt: B   #"),
        (ROOT / "StartAt", "5", "StartAt: A   #", 'StartAt: "5"   #'),
        (ROOT / "StartAt", 5, "StartAt: A   #", "StartAt: 5   #"),
        (ROOT / "States" / "A" / "Type", "Ta'sk", "'Pass'", "'Ta''sk'"),
        (ROOT / "States" / "A" / "Comment", "y", '"x"', '"y"'),
        (ROOT / "States" / "B" / "Result", {"a": None}, "[1, 2]", '{"a": null}'),
        (ROOT / "States" / "B" / "Result" / 0, "a,b", "[1, 2]", '["a,b", 2]'),
        (ROOT / "States" / "C" / "Empty", "x", "Empty:\n", "Empty: x\n"),
        (ROOT / "States" / "C" / "Text", "one", "|\n      one\n      two", "one"),
        (
            ROOT / "States" / "C" / "Choices",
            [1],
            ":\n    - Variable: $.a\n      Next: A\n    -   Next: B",
            ": [1]",
        ),
    ],
)
def test_a_yaml_value_is_replaced_in_its_own_style(at: Pointer, value: JsonValue, old: str, new: str) -> None:
    document = yaml_document(BLOCK)

    assert apply(document, replace_value(document, at, value)) == edited(BLOCK, old, new)


@pytest.mark.parametrize(
    ("at", "old", "new"),
    [
        (ROOT / "StartAt", "StartAt: A   # first\n", ""),
        (ROOT / "States" / "A" / "Comment", '    Comment: "x"  # why\n', ""),
        (ROOT / "States" / "A" / "Next", "    Next: B\n  B", "  B"),
        (ROOT / "States" / "B" / "End", "End: true, ", ""),
        (ROOT / "States" / "B" / "Result", ", Result: [1, 2]", ""),
        (ROOT / "States" / "B" / "Result" / 1, "[1, 2]", "[1]"),
        (ROOT / "States" / "C" / "Choices" / 0, "    - Variable: $.a\n      Next: A\n", ""),
        (ROOT / "States" / "C" / "Choices" / 1, "    -   Next: B\n", ""),
        (ROOT / "States" / "C" / "Choices" / 0 / "Variable", "Variable: $.a\n      ", ""),
        (ROOT / "States" / "C" / "Choices" / 1 / "Next", "-   Next: B", "-   {}"),
        (ROOT / "States" / "C" / "Text", "    Text: |\n      one\n      two\n", ""),
        (ROOT / "States" / "C" / "Empty", "    Empty:\n", ""),
    ],
)
def test_a_yaml_member_is_removed_with_its_lines(at: Pointer, old: str, new: str) -> None:
    document = yaml_document(BLOCK)

    assert apply(document, remove_member(document, at)) == edited(BLOCK, old, new)


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("a: 1\nb: 2", ROOT / "b", "a: 1"),
        ("a: 1\r\nb: 2", ROOT / "b", "a: 1"),
        ("a:\n  b: 1\n", ROOT / "a" / "b", "a: {}\n"),
        ("a:\n- 1\n", ROOT / "a" / 0, "a: []\n"),
        ("- - 1\n  - 2\n", ROOT / 0 / 0, "- - 2\n"),
        ("a: {b: 1, # one\n  c: 2}\n", ROOT / "a" / "b", "a: {# one\n  c: 2}\n"),
    ],
)
def test_the_last_line_and_the_only_member_can_be_removed(text: str, at: Pointer, expected: str) -> None:
    document = yaml_document(text)

    assert apply(document, remove_member(document, at)) == expected


@pytest.mark.parametrize(
    ("at", "after", "old", "new"),
    [
        (ROOT, "StartAt", "# first\n", "# first\nk: [1]\n"),
        (ROOT / "States" / "A", "Comment", "# why\n", "# why\n    k: [1]\n"),
        (ROOT / "States" / "A", None, "Next: B\n  B", "Next: B\n    k: [1]\n  B"),
        (ROOT / "States" / "B", "Type", "{Type: Pass,", "{Type: Pass, k: [1],"),
        (ROOT / "States" / "B", None, "[1, 2]}", "[1, 2], k: [1]}"),
        (ROOT / "States" / "C" / "Choices" / 0, None, "Next: A\n", "Next: A\n      k: [1]\n"),
    ],
)
def test_a_yaml_member_is_inserted_on_a_line_or_between_brackets(
    at: Pointer, after: str | None, old: str, new: str
) -> None:
    document = yaml_document(BLOCK)

    assert apply(document, insert_member(document, at, "k", [1], after)) == edited(BLOCK, old, new)


def test_the_first_member_of_an_empty_yaml_object_stands_in_its_brackets() -> None:
    document = yaml_document("a: {}\n")

    assert apply(document, insert_member(document, ROOT / "a", "k", [1])) == 'a: {"k": [1]}\n'


def test_what_a_yaml_anchor_shares_is_not_edited() -> None:
    text = """
a: &x
  b: 1
c: *x
d:
  <<: *x
  e: 2
f:
  g: &y 1
h: *y
&z i: 1
j: !Sub x
"""
    document = yaml_document(text)

    for at in (ROOT / "a", ROOT / "a" / "b", ROOT / "c" / "b", ROOT / "d" / "b", ROOT / "f"):
        assert remove_member(document, at) == ()
        assert replace_value(document, at, 1) == ()
    assert rename_key(document, ROOT / "d" / "b", "z") == ()
    assert rename_key(document, ROOT / "i", "z") == ()
    assert insert_member(document, ROOT / "a", "z", 1) == ()
    assert insert_member(document, ROOT / "d", "z", 1, "b") == ()
    assert remove_member(document, ROOT / "d" / "e") == ()
    assert apply(document, remove_member(document, ROOT / "c")) == edited(text, "c: *x\n", "")
    assert apply(document, replace_value(document, ROOT / "j", "new")) == edited(text, "!Sub x", "new")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("- a: 1\n  # about b\n  b: 2\n", ROOT / 0 / "a"),
        ("a:\n  # note\n  b: 1\n", ROOT / "a" / "b"),
        ("a: [&x # note\n  1]\nb: *x\n", ROOT / "a" / 0),
        ("a: [ # note\n  1]\n", ROOT / "a" / 0),
        ("? a\n: 1\n? b\n: 2\n", ROOT / "a"),
        ("? a\n: 1\n? b\n: 2\n", ROOT / "b"),
        ("- # note\n  1\n- 2\n", ROOT / 0),
        ("a: 1\x85b: 2", ROOT / "b"),
    ],
)
def test_a_member_that_cannot_be_cut_out_cleanly_stays(text: str, at: Pointer) -> None:
    document = yaml_document(text)

    assert remove_member(document, at) == ()


def test_a_comment_in_empty_brackets_stays() -> None:
    document = yaml_document("a: { # none yet\n  }\n")

    assert insert_member(document, ROOT / "a", "k", 1) == ()


def test_a_tagged_object_gets_no_member() -> None:
    document = yaml_document("a: !!map {}\nb: !!map {c: 1}\n")

    assert insert_member(document, ROOT / "a", "k", 1) == ()
    assert insert_member(document, ROOT / "b", "k", 1) == ()


TEXTS = st.text(st.sampled_from("ab: #-'\"é😀\n"), max_size=4)
YAML_VALUES = st.recursive(
    st.none() | st.integers(0, 9) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=10,
)
STYLES = st.sampled_from(["block", "flow", "mixed"])


def dumped(value: JsonValue, style: str) -> Document:
    flow = {"block": False, "flow": True}.get(style)
    return yaml_document(yaml.safe_dump(value, default_flow_style=flow, allow_unicode=True, sort_keys=False))


@given(YAML_VALUES, STYLES, st.data())
def test_removing_any_yaml_member_leaves_all_others(
    value: JsonValue, style: str, data: st.DataObject
) -> None:
    at = data.draw(st.sampled_from(pointers(value)))
    document = dumped(value, style)

    edits = remove_member(document, at)

    if edits:
        del holder(value, at)[at[-1]]  # type: ignore[union-attr, arg-type]
        assert yaml_document(apply(document, edits)).value == value


@given(YAML_VALUES, YAML_VALUES, STYLES, st.data())
def test_replacing_any_yaml_value_leaves_all_others(
    value: JsonValue, new: JsonValue, style: str, data: st.DataObject
) -> None:
    at = data.draw(st.sampled_from(pointers(value)))
    document = dumped(value, style)

    edits = replace_value(document, at, new)

    if at == ROOT:
        value = new
    else:
        holder(value, at)[at[-1]] = new  # type: ignore[index, call-overload]
    if edits:
        assert yaml_document(apply(document, edits)).value == value
    else:
        assert "?" in document.text


@given(YAML_VALUES, YAML_VALUES, TEXTS, STYLES, st.data())
def test_inserting_adds_one_yaml_member(
    value: JsonValue, new: JsonValue, key: str, style: str, data: st.DataObject
) -> None:
    at = data.draw(st.sampled_from(pointers(value)))
    document = dumped(value, style)

    edits = insert_member(document, at, key, new)

    target = holder(value, at / key)
    if edits:
        target[key] = new  # type: ignore[index, call-overload]
        assert yaml_document(apply(document, edits)).value == value
    else:
        assert not isinstance(target, dict) or key in target or "?" in document.text


@given(YAML_VALUES, TEXTS, STYLES, st.data())
def test_renaming_a_yaml_key_keeps_its_value(
    value: JsonValue, key: str, style: str, data: st.DataObject
) -> None:
    at = data.draw(st.sampled_from(pointers(value)))
    document = dumped(value, style)

    edits = rename_key(document, at, key)

    target = holder(value, at)
    if at != ROOT and isinstance(target, dict) and key not in target:
        members = [(key if name == at[-1] else name, member) for name, member in target.items()]
        target.clear()
        target.update(members)
        assert yaml_document(apply(document, edits)).value == value
    else:
        assert edits == ()
