from __future__ import annotations

import pytest

from asltool.lsp.sites import SiteKind, fields_of, object_at, site_of, value_at
from asltool.source.document import Document
from asltool.source.pointer import ROOT, Pointer

DOCUMENT = Document.from_value(
    {
        "StartAt": "A",
        "States": {
            "A": {
                "Type": "Map",
                "QueryLanguage": "JSONata",
                "ItemProcessor": {"States": {"B": {"Type": "Pass", "Parameters": {"x": [1]}}}},
                "Catch": [{"ErrorEquals": ["E"], "Next": "C"}],
            },
            "C": {"Type": "Chioce", "Choices": []},
        },
    }
)
A = ROOT / "States" / "A"
B = A / "ItemProcessor" / "States" / "B"


@pytest.mark.parametrize(
    ("at", "kind", "owner"),
    [
        (ROOT, SiteKind.FIELDS, "StateMachine"),
        (ROOT / "States", SiteKind.STATES, "StateMachine"),
        (A, SiteKind.FIELDS, "Map"),
        (A / "Catch", SiteKind.OBJECTS, "Map"),
        (A / "Catch" / 0, SiteKind.FIELDS, "Catcher"),
        (A / "Catch" / 0 / "ErrorEquals" / 0, SiteKind.VALUE, "Catcher"),
        (A / "ItemProcessor", SiteKind.FIELDS, "ItemProcessor"),
        (B / "Parameters" / "x" / 0, SiteKind.TEMPLATE, "Pass"),
        (ROOT / "States" / "C", SiteKind.FIELDS, "State"),
        (ROOT / "Nonsense" / "x", SiteKind.UNKNOWN, "StateMachine"),
    ],
)
def test_each_place_is_a_part_of_the_language(at: Pointer, kind: SiteKind, owner: str) -> None:
    site = site_of(DOCUMENT, at)

    assert (site.kind, site.owner) == (kind, owner)


def test_a_state_s_own_language_ends_at_its_inner_machine() -> None:
    assert site_of(DOCUMENT, A).language == "JSONata"
    assert site_of(DOCUMENT, B).language == "JSONPath"


def test_the_innermost_machine_and_state_are_known() -> None:
    site = site_of(DOCUMENT, B / "Parameters" / "x")

    assert (site.machine, site.state, site.inside) == (A / "ItemProcessor", B, ("x",))
    assert site.field is not None
    assert site.field.name == "Parameters"


def test_fields_are_those_of_the_object_and_the_language() -> None:
    assert "ResultPath" in fields_of("Task", "JSONPath")
    assert "ResultPath" not in fields_of("Task", "JSONata")
    assert {"Type", "Comment"} <= fields_of("State", "JSONPath").keys()
    assert "Next" not in fields_of("State", "JSONPath")


def test_what_is_not_there_has_no_value() -> None:
    assert value_at(DOCUMENT, A / "Catch" / 7) is None
    assert value_at(DOCUMENT, ROOT / "StartAt" / "x") is None
    assert object_at(DOCUMENT, ROOT / "StartAt") == {}
