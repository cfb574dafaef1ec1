from __future__ import annotations

import pytest

from asltool.lsp.scopes import machine_at, machines, target_at, variables_at
from asltool.source.document import Document
from asltool.source.pointer import ROOT, Pointer

BRANCH = {"StartAt": "X", "States": {"X": {"Type": "Pass", "Assign": {"inner": 1}, "End": True}}}
DOCUMENT = Document.from_value(
    {
        "StartAt": "A",
        "States": {
            "A": {
                "Type": "Parallel",
                "Branches": [BRANCH, "broken"],
                "Catch": [{"Next": "C", "Assign": {"error.$": "$"}}, 5],
                "Next": "B",
            },
            "B": {"Type": "Choice", "Choices": [{"Next": "A", "Assign": {"picked": 1}}], "Default": "C"},
            "C": "broken",
            "${}": "${}",
        },
    }
)
STATES = ROOT / "States"


def test_a_machine_knows_its_states_and_all_that_leads_to_them() -> None:
    machine = machine_at(DOCUMENT, ROOT)

    assert list(machine.states) == ["A", "B", "C"]
    assert machine.targets == (
        ("A", ROOT / "StartAt"),
        ("B", STATES / "A" / "Next"),
        ("C", STATES / "A" / "Catch" / 0 / "Next"),
        ("C", STATES / "B" / "Default"),
        ("A", STATES / "B" / "Choices" / 0 / "Next"),
    )


def test_machines_are_found_inside_states() -> None:
    assert [machine.at for machine in machines(DOCUMENT)] == [ROOT, STATES / "A" / "Branches" / 0]


def test_variables_of_a_machine_and_of_those_around_it_can_be_seen() -> None:
    assert variables_at(DOCUMENT, STATES / "B") == ["error", "picked"]
    assert variables_at(DOCUMENT, STATES / "A" / "Branches" / 0 / "States" / "X") == [
        "error",
        "picked",
        "inner",
    ]


@pytest.mark.parametrize(
    ("at", "name"),
    [
        (STATES / "B", "B"),
        (STATES / "A" / "Next", "B"),
        (ROOT / "StartAt", "A"),
        (STATES / "A" / "Branches" / 0 / "StartAt", "X"),
        (STATES / "A" / "Type", None),
        (STATES, None),
    ],
)
def test_a_place_may_name_a_state(at: Pointer, name: str | None) -> None:
    found = target_at(DOCUMENT, at)

    assert (None if found is None else found[1]) == name


def test_what_is_no_object_has_no_machine() -> None:
    assert list(machines(Document.from_value([1]))) == []
