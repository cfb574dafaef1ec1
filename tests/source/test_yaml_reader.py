from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from asltool.json_value import JsonValue
from asltool.source.document import Document, Format
from asltool.source.pointer import ROOT
from asltool.source.problem import ProblemKind
from asltool.source.yaml_reader import read_yaml

PRINTABLE = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"],
        exclude_characters=["\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff", "\x85", *"0123456789"],
    ),
    max_size=6,
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | PRINTABLE,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(PRINTABLE.filter(lambda key: key != "<<"), inner, max_size=3)
    ),
    max_leaves=12,
)


def read(text: str) -> Document:
    document, problems = read_yaml(text, "x.yaml")
    assert document is not None
    assert problems == []
    return document


def problems_of(text: str) -> list[tuple[ProblemKind, str, str]]:
    _, problems = read_yaml(text, "x.yaml")
    return [
        (problem.kind, problem.message, text[problem.span.start : problem.span.end]) for problem in problems
    ]


def check(document: Document, at: tuple[str | int, ...], value: JsonValue) -> None:
    """Assert that the text of each place, read on its own, is its value."""
    place = document.place(ROOT.__class__(at))
    assert place is not None
    if not isinstance(value, (dict, list)):
        again, _ = read_yaml(document.text[place.start : place.end] or "~", "x.yaml")
        assert again is not None
        assert again.value == value
    members = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, member in members:
        check(document, (*at, key), member)


@given(VALUES, st.sampled_from(["block", "flow", "mixed"]), st.sampled_from(["\n", "\r\n", "\r"]))
@example({"": {"é": ["😀", None]}}, "mixed", "\r\n")
def test_what_is_dumped_is_read_with_the_place_of_everything(value: JsonValue, style: str, line: str) -> None:
    text = yaml.safe_dump(
        value,
        default_flow_style={"block": False, "flow": True}.get(style),
        allow_unicode=True,
        line_break=line,
        sort_keys=False,
    )

    document, problems = read_yaml(text, "x.yaml")

    assert problems == []
    assert document is not None
    assert document.value == value
    check(document, (), value)


@given(VALUES)
def test_json_is_yaml(value: JsonValue) -> None:
    assert read(json.dumps(value, ensure_ascii=False, indent=1)).value == value


@given(st.text(st.sampled_from("ab:-?[]{},&*!|>'\"%@`# \n\t~<\\é😀\x00"), max_size=12) | st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    document, problems = read_yaml(text, "x.yaml")

    assert document is not None or problems
    if document is not None:
        assert document.places.end <= len(text)


def test_names_of_states_stay_names() -> None:
    document = read(
        "States:\n  Yes: {Type: Pass, Next: No}\n  No: {Type: Pass, Next: 1}\n  1: {Type: Succeed}\n"
    )

    assert document.value == {
        "States": {
            "Yes": {"Type": "Pass", "Next": "No"},
            "No": {"Type": "Pass", "Next": 1},
            "1": {"Type": "Succeed"},
        }
    }
    assert document.format is Format.YAML


def test_tags_of_applications_make_opaque_strings() -> None:
    document = read("a: !Sub arn:${X}\nb: !GetAtt Fn.Arn\nc: !Join ['', [!Ref x]]\nd: !If\n  e: f\n")

    assert document.value == {"a": "arn:${X}", "b": "${Fn.Arn}", "c": "${Join}", "d": "${If}"}
    assert document.place(ROOT / "d" / "e") is None


def test_merged_members_yield_to_own_ones_and_to_those_merged_first() -> None:
    text = """
a: &a {x: 1, y: 1, z: 1}
b: &b {y: 2, w: 2}
c:
  z: 3
  <<: [*b, *a]
d: {<<: *a, '<<': 4}
"""

    document = read(text)

    assert isinstance(document.value, dict)
    assert document.value["c"] == {"x": 1, "y": 2, "z": 3, "w": 2}
    assert document.value["d"] == {"x": 1, "y": 1, "z": 1, "<<": 4}
    merged = document.place(ROOT / "c" / "y")
    assert merged is not None
    assert text[merged.key_start : merged.end] == "y: 2"
    assert merged.shared


def test_below_an_alias_places_are_at_the_anchor() -> None:
    document = read("a: &x\n  b: [1]\nc: *x\n")

    places = [document.place(at) for at in (ROOT / "a", ROOT / "c", ROOT / "c" / "b", ROOT / "c" / "b" / 0)]

    assert [document.text[place.start : place.end] for place in places if place] == [
        "&x\n  b: [1]",
        "*x",
        "[1]",
        "1",
    ]
    assert [place.shared for place in places if place] == [True, False, True, True]


def test_an_alias_can_be_a_key() -> None:
    assert read("a: &x name\n*x : 1\n").value == {"a": "name", "name": 1}


def test_duplicate_keys_keep_the_last_value_and_are_told_with_both_places() -> None:
    text = "a: 1\nb: {c: 1, 'c': 2}\na: 3\n"

    document, problems = read_yaml(text, "x.yaml")

    assert document is not None
    assert document.value == {"a": 3, "b": {"c": 2}}
    assert [(problem.message, problem.span.start) for problem in problems] == [
        ('the key "c" stands twice in the same mapping', 15),
        ('the key "a" stands twice in the same mapping', 23),
    ]
    assert [(span.start, message) for problem in problems for span, message in problem.related] == [
        (9, "it stands here first"),
        (0, "it stands here first"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "message", "piece"),
    [
        ("a: .nan", ProblemKind.UNUSABLE_VALUE, "JSON has no .nan: every number is finite", ".nan"),
        ("a: !!binary aGk=", ProblemKind.UNUSABLE_VALUE, "JSON has no value for a !!binary", "!!binary aGk="),
        ("a: !!set {b}", ProblemKind.UNUSABLE_VALUE, "JSON has no value for a !!set", "!!set {b}"),
        ("a: !!map []", ProblemKind.UNUSABLE_VALUE, "JSON has no value for a !!map", "!!map []"),
        ("? [a]\n: 1", ProblemKind.NOT_YAML, "a key that is no text: JSON has only text for keys", "[a]"),
        ("<<: 1", ProblemKind.NOT_YAML, "a merge key << needs a mapping, or a sequence of mappings", "1"),
        ("<<: [1]", ProblemKind.NOT_YAML, "a merge key << needs a mapping, or a sequence of mappings", "[1]"),
        (
            "a: b: c",
            ProblemKind.NOT_YAML,
            'a ":" that can begin no value here: put the text in quotes, or check the indentation',
            ":",
        ),
    ],
)
def test_what_json_cannot_say_is_refused(text: str, kind: ProblemKind, message: str, piece: str) -> None:
    assert read_yaml(text, "x.yaml")[0] is None
    assert problems_of(text) == [(kind, message, piece)]


def test_standard_tags_on_what_they_name_are_taken() -> None:
    assert read("a: !!map {b: !!seq [!!str 1]}\n").value == {"a": {"b": ["1"]}}
