from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.data_flow.shapes import STRING, ObjectShape
from asltool.lint.facts import Facts
from asltool.model.edges import all_machines
from asltool.parse.machine import parse_machine
from asltool.source.document import Document
from asltool.source.edits import apply_edits
from asltool.source.pointer import ROOT, Pointer
from asltool.source.reader import read
from linting import SOUND, facts_of
from parsing import INNER, SUCCEED

NESTED: dict[str, Any] = {
    "StartAt": "Both",
    "States": {
        "Both": {"Type": "Parallel", "Branches": [INNER, INNER], "Next": "Each"},
        "Each": {"Type": "Map", "ItemProcessor": INNER, "Next": "Old"},
        "Old": {"Type": "Map", "Iterator": INNER, "Next": "Inner"},
        "Inner": {"Type": "Fail", "Error": "Gone"},
    },
}


def edited(facts: Facts, fix: Any) -> str:
    return apply_edits(facts.document.text, fix.edits)[0]


def test_machines_are_named_by_where_they_stand() -> None:
    facts = facts_of(NESTED)

    assert [facts.scope_name(machine) for machine in all_machines(facts.machine)] == [
        "the state machine",
        'branch 1 of "Both"',
        'branch 2 of "Both"',
        'the item processor of "Each"',
        'the item processor of "Old"',
    ]


def test_only_the_outermost_machine_is_whole() -> None:
    facts = facts_of(NESTED)

    assert [facts.is_whole(machine) for machine in all_machines(facts.machine)] == [True, *[False] * 4]


def test_states_are_found_by_name_in_all_machines() -> None:
    facts = facts_of(NESTED)

    assert [str(member.state.at) for member in facts.states_named("Inner")] == [
        "/States/Inner",
        "/States/Both/Branches/0/States/Inner",
        "/States/Both/Branches/1/States/Inner",
        "/States/Each/ItemProcessor/States/Inner",
        "/States/Old/Iterator/States/Inner",
    ]
    assert facts.states_named("Nowhere") == ()
    assert facts.states_named("Inner")[0].machine is facts.machine


def test_errors_of_fail_states_are_those_that_are_constants() -> None:
    fails = {
        "A": {
            "Type": "Parallel",
            "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Fail", "Error": "Inner"}}}],
            "End": True,
        },
        "C": {"Type": "Fail", "Error": "Outer"},
        "D": {"Type": "Fail", "ErrorPath": "$.error"},
        "E": {"Type": "Fail"},
    }

    assert facts_of({"StartAt": "A", "States": fails}).errors_of_fail_states == {"Inner", "Outer"}


@pytest.mark.parametrize(
    ("state", "expected"),
    [(SUCCEED, False), ({"Type": "Pass", "Next": "A"}, True), ({"Type": "Pass"}, False)],
)
def test_a_machine_lacks_an_end_if_every_state_goes_on(state: dict[str, Any], expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert facts_of({"StartAt": "A", "States": {"A": state}}).lacks_end is expected


def test_the_type_says_whether_a_machine_is_express() -> None:
    assert facts_of(SOUND, "EXPRESS").is_express
    assert not facts_of(SOUND).is_express


def test_graphs_are_worked_out_once() -> None:
    facts = facts_of(NESTED)
    first, *_, last = all_machines(facts.machine)

    assert facts.reachability(first) is facts.reachability(first)
    assert facts.reachability(first) is not facts.reachability(last)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (ROOT / "StartAt", "Both"),
        (ROOT / "States" / "Both" / "Branches" / 1 / "StartAt", "Inner"),
        (ROOT / "States" / "Both" / "Retry", None),
        (ROOT / "StartAt" / "Deeper", None),
        (ROOT / "States" / 0, None),
    ],
)
def test_values_are_those_of_the_definition(at: Pointer, expected: object) -> None:
    assert facts_of(NESTED).value(at) == expected


def test_fixes_edit_the_text() -> None:
    facts = facts_of(SOUND)
    at = ROOT / "States" / "A" / "Type"

    assert '"Kind": "Succeed"' in edited(facts, facts.rename_field(at, "Kind", title="Rename"))
    assert '"Type": "Fail"' in edited(facts, facts.replace(at, "Fail", title="Replace"))
    assert "Succeed" not in edited(facts, facts.remove_field(at, title="Remove"))


def test_a_field_can_be_rewritten_as_a_whole() -> None:
    facts = facts_of(SOUND)
    at = ROOT / "States" / "A" / "Type"

    fix = facts.rewrite_field(at, "Kind", "Fail", title="Rewrite")

    assert fix is not None
    assert not fix.safe
    assert '"Kind": "Fail"' in edited(facts, fix)
    assert facts.rewrite_field(ROOT / "StartAt", "States", 1, title="Rewrite") is None


def test_fixes_are_safe_only_if_they_are_said_to_be() -> None:
    facts = facts_of(SOUND)
    at = ROOT / "StartAt"

    fixes = [
        facts.remove_field(at, title="Remove"),
        facts.remove_field(at, title="Remove", safe=True),
        facts.rename_field(at, "B", title="Rename", safe=True),
        facts.replace(at, "B", title="Replace", safe=True),
    ]

    assert [fix is not None and fix.safe for fix in fixes] == [False, True, True, True]


def test_there_is_no_fix_where_the_text_means_something_else_too() -> None:
    text = "StartAt: A\nStates:\n  A: &a {Type: Fail, Error: $.e}\n  B: *a\n"
    document, _ = read(text, "machine.yaml")
    assert document is not None
    machine = parse_machine(document).machine
    assert machine is not None
    facts, at = Facts(document, machine, "STANDARD"), ROOT / "States" / "A" / "Error"

    assert facts.rename_field(at, "ErrorPath", title="Rename") is None
    assert facts.replace(at, "e", title="Replace") is None
    assert facts.remove_field(at, title="Remove") is None


def test_assignments_are_those_of_inner_machines_too() -> None:
    inner = {"StartAt": "B", "States": {"B": {"Type": "Pass", "Assign": {"y": 1}, "End": True}}}
    state = {"Type": "Map", "ItemProcessor": inner, "Assign": {"x.$": "$"}, "End": True}

    found = facts_of({"StartAt": "A", "States": {"A": state}}).assignments

    assert {name: [str(at) for at in places] for name, places in found.items()} == {
        "x": ["/States/A/Assign/x.$"],
        "y": ["/States/A/ItemProcessor/States/B/Assign/y"],
    }


def test_what_is_known_of_the_input_tells_what_is_missing() -> None:
    definition = {"StartAt": "A", "States": {"A": {"Type": "Pass", "InputPath": "$.b", "End": True}}}
    document = Document.from_value(definition)
    machine = facts_of(definition).machine

    known = Facts(document, machine, "STANDARD", ObjectShape({"a": STRING}))

    assert len(known.data_verdicts) == 1
    assert facts_of(definition).data_verdicts == ()


@pytest.mark.parametrize(
    ("type_", "execution_type", "expected"),
    [
        ("STANDARD", "EXPRESS", (False, True)),
        ("STANDARD", "STANDARD", (False, False)),
        ("EXPRESS", "STANDARD", (True, False)),
    ],
)
def test_children_of_a_distributed_map_run_in_executions_of_their_own_type(
    type_: str, execution_type: str, expected: tuple[bool, bool]
) -> None:
    config = {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": execution_type}}
    each = {"Type": "Map", "ItemProcessor": {**INNER, **config}, "End": True}
    facts = facts_of({"StartAt": "Each", "States": {"Each": each}}, type_)

    outer, inner = (facts.states_named(name)[0].state for name in ("Each", "Inner"))

    assert (facts.runs_in_express(outer), facts.runs_in_express(inner)) == expected


def test_an_inline_map_and_a_branch_run_in_the_execution_around_them() -> None:
    facts = facts_of(NESTED, "EXPRESS")

    assert all(facts.runs_in_express(member.state) for member in facts.states_named("Inner"))
    assert facts.machine_of(facts.states_named("Each")[0].state) is facts.machine


def test_what_the_text_has_not_is_not_contained() -> None:
    facts = facts_of(SOUND)

    assert facts.may_contain("Succeed")
    assert not facts.may_contain("{%")


def test_states_are_found_by_what_their_result_path_sets() -> None:
    states = {
        "A": {"Type": "Pass", "ResultPath": "$.x.y", "Next": "B"},
        "B": {"Type": "Pass", "ResultPath": None, "Next": "C"},
        "C": {"Type": "Pass", "End": True},
    }

    setters = facts_of({"StartAt": "A", "States": states}).setters

    assert {name: [state.name for state in found] for name, found in setters.items()} == {"x": ["A"]}
