from __future__ import annotations

from typing import Any

import pytest

from asltool.containers.intrinsics import (
    Resolution,
    function_call,
    literals,
    placeholder_of,
    segments_of,
)
from asltool.source.document import Document
from asltool.source.embedding import EmbeddedText
from asltool.source.pointer import ROOT
from asltool.source.reader import read_source
from asltool.source.span import Span
from asltool.source.text import SourceText


def template(text: str) -> Document:
    document, problems = read_source(SourceText(text, "template.yaml"), keeps_tags=True)
    assert document is not None
    assert not problems
    return document


def resolved(text: str, **values: Any) -> Document:
    document = template(text)
    return Resolution(document, values).part(document.value, document.places)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Ref": "A"}, "${A}"),
        ({"!Ref": "AWS::Region"}, "${AWS::Region}"),
        ({"Fn::GetAtt": ["A", "Arn"]}, "${A.Arn}"),
        ({"!GetAtt": "A.Arn"}, "${A.Arn}"),
        ({"Fn::ImportValue": {"Ref": "A"}}, "${ImportValue}"),
        ({"!Ref": 'a"b}c'}, "${abc}"),
    ],
)
def test_what_a_function_gives_is_a_placeholder(value: Any, expected: str) -> None:
    assert placeholder_of(value) == expected


@pytest.mark.parametrize("value", [{"Ref": 1}, {"Type": "Pass"}, {"Ref": "A", "b": 1}, [], "x", {}])
def test_other_values_call_nothing(value: Any) -> None:
    assert function_call(value) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: !Ref B", {"a": "${B}"}),
        ("a: [1, !GetAtt B.Arn]", {"a": [1, "${B.Arn}"]}),
        ("a: !Sub x-${B}-${!C}", {"a": "x-${B}-${C}"}),
        ("a: !Sub ['x-${B}', {B: 1}]", {"a": "x-${B}"}),
        ("a: {Fn::Join: [':', [arn, !Ref 'AWS::Partition', 5]]}", {"a": "arn:${AWS::Partition}:5"}),
        ("a: !Join [':', !Ref B]", {"a": "${Join}"}),
        ("a: !If [A, B, C]", {"a": "${If}"}),
        ("a: {Fn::Transform: {Name: AWS::Include}}", {"a": "${Transform}"}),
        ("a: ${B}-${C}", {"a": "one-${C}"}),
        ("a: !Sub '${B}'", {"a": "${B}"}),
    ],
)
def test_functions_are_resolved_as_far_as_they_are_known(text: str, expected: Any) -> None:
    assert resolved(text, B="one").value == expected


def test_pieces_of_a_text_are_found_inside_the_function() -> None:
    document = resolved("a: !Sub 'x-${B}'")

    span = document.span(ROOT / "a", inner=(2, 6))

    assert document.text[span.start : span.end] == "${B}"


def test_texts_of_functions_are_told_from_those_of_the_definition() -> None:
    document = template("a: !Sub '${B}'\nb: ${B}\nc: [!Ref B]")
    resolution = Resolution(document, {})

    resolution.part(document.value, document.places)

    assert resolution.substituted == {ROOT / "a", ROOT / "c" / 0}


def test_an_unchanged_part_keeps_its_places() -> None:
    document = template("a: {b: [1, c]}")

    assert Resolution(document, {"X": "1"}).part(document.value, document.places).places is document.places


def test_the_pieces_of_a_join_lead_to_where_they_are_written() -> None:
    document = template("- !Join ['-', [one, !Ref B, !Sub 'x${!C}']]")
    (place,) = document.places.children.values()
    assert isinstance(document.value, list)

    segments = segments_of(document, document.value[0], place)

    assert segments is not None
    embedded = EmbeddedText(segments, "template.yaml")
    assert embedded.text == "one-${B}-x${C}"
    written = [
        document.text[s.start : s.end]
        for s in map(embedded.outward, map(_span(embedded), ("one", "${B}", "${C}")))
    ]
    assert written == ["one", "!Ref B", "${!C}"]


def _span(embedded: EmbeddedText) -> Any:
    return lambda word: Span(embedded.text.index(word), embedded.text.index(word) + len(word))


def test_only_literals_are_known() -> None:
    value: Any = {"a": "x", "b": 5, "c": True, "d": {"Ref": "A"}, "e": None, "f": [1]}

    assert literals(value) == {"a": "x", "b": 5, "c": True}
    assert literals({"Fn::If": "x"}) == {}
    assert literals(None) == {}


def test_what_is_no_text_may_stand_for_a_whole_one() -> None:
    assert resolved("a: ${B}\nb: x-${B}\nc: ${C}", B=5, C=False).value == {"a": 5, "b": "x-5", "c": False}
