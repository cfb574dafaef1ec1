from __future__ import annotations

from typing import Any

import pytest

from asltool.containers.substitutions import missing, unused
from asltool.containers.unfilled import read_unfilled
from asltool.source.document import Document
from asltool.source.pointer import ROOT
from asltool.source.text import SourceText


def definition(text: str) -> Document:
    document, _ = read_unfilled(SourceText(text, "a.json"))
    assert document is not None
    return document


def told(text: str, given: Any, substituted: frozenset[Any] = frozenset()) -> list[tuple[str, str]]:
    found = missing(definition(text), given, substituted)
    return [(finding.severity, finding.message.split('"')[1]) for finding in found]


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ('{"Resource": "${A}"}', {"A": 1}, []),
        ('{"Resource": "${A}"}', {"B": 1}, [("error", "${A}")]),
        ('{"Resource": "${A}"}', None, [("error", "${A}")]),
        ('{"Result": "a ${A} and ${B}"}', {"B": 1}, [("warning", "${A}")]),
        ('{"Result": ["${A}"]}', None, []),
        ('{"Comment": "as ${A} says"}', {"B": 1}, []),
        ('{"Seconds": ${A}}', None, [("error", "${A}")]),
        ('{"${A}": 1}', {"B": 1}, [("warning", "${A}")]),
        ('{"Resource": "arn:${AWS::Partition}:x"}', {"B": 1}, []),
        ('{"Resource": "${A}"}', {"Fn::If": []}, []),
    ],
)
def test_placeholders_that_nothing_fills_in_are_told(text: str, given: Any, expected: list[Any]) -> None:
    assert told(text, given) == expected


def test_placeholders_of_functions_are_their_own() -> None:
    assert told('{"Resource": "${A}"}', {"B": 1}, frozenset({ROOT / "Resource"})) == []


def test_what_is_given_and_not_used_is_told() -> None:
    template = Document.from_value({"S": {"A": 1, "B": 2, "C": 3}}, "template.json")

    found = unused(template, ROOT / "S", {"A": 1, "B": 2, "C": 3}, definition('{"a": "${A} ${x, C}"}'))

    assert [(finding.file, finding.pointer) for finding in found] == [("template.json", "/S/B")]
