from __future__ import annotations

from typing import Any

from asltool.model.edges import all_machines, all_states, inner_machines, is_terminal, outgoing
from parsing import INNER, any_state, machine, state

TASK = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke"}


def _targets(value: Any) -> list[str]:
    return [way.target for way in outgoing(any_state(value))]


def test_a_state_leads_to_the_next_one() -> None:
    assert _targets({"Type": "Pass", "Next": "B"}) == ["B"]
    assert _targets({"Type": "Wait", "Seconds": 1, "Next": "B"}) == ["B"]


def test_the_end_leads_nowhere() -> None:
    assert _targets({"Type": "Pass", "End": True}) == []
    assert _targets({"Type": "Succeed"}) == []
    assert _targets({"Type": "Fail"}) == []


def test_catchers_and_choice_rules_lead_on_too() -> None:
    catch = [{"ErrorEquals": ["x"], "Next": "C"}, {"ErrorEquals": ["y"], "Next": "D"}]
    rules = [{"Variable": "$", "IsNull": True, "Next": "B"}]

    assert _targets({**TASK, "Next": "B", "Catch": catch}) == ["B", "C", "D"]
    assert _targets({"Type": "Choice", "Choices": rules, "Default": "C"}) == ["B", "C"]
    assert _targets({"Type": "Choice", "Choices": rules}) == ["B"]


def test_a_broken_state_leads_where_it_can_be_read_to_lead() -> None:
    assert _targets({"Type": "Pass", "InputPath": 5, "Next": "B"}) == ["B"]


def test_a_scope_ends_with_states_that_go_nowhere() -> None:
    rules = [{"Variable": "$", "IsNull": True, "Next": "B"}]

    assert is_terminal(state({"Type": "Pass", "End": True}))
    assert is_terminal(state({"Type": "Fail"}))
    assert is_terminal(any_state({"Type": "Nope"}))
    assert not is_terminal(any_state({"Type": "Pass", "Next": "B"}))
    assert not is_terminal(any_state({"Type": "Choice", "Choices": rules}))


def test_inner_machines_are_found_in_branches_iterations_and_broken_states() -> None:
    other = {"StartAt": "O", "States": {"O": {"Type": "Succeed"}}}

    def starts(value: Any) -> list[str]:
        return [inner.start_at.target for inner in inner_machines(any_state(value))]

    assert starts({"Type": "Parallel", "Branches": [INNER, other], "End": True}) == ["Inner", "O"]
    assert starts({"Type": "Map", "ItemProcessor": INNER, "End": True}) == ["Inner"]
    assert starts({"Type": "Map", "ItemProcessor": INNER, "ItemsPath": 5, "End": True}) == ["Inner"]
    assert starts({"Type": "Succeed"}) == []


def test_everything_is_walked_from_the_outside_in() -> None:
    inner = {"StartAt": "B", "States": {"B": {"Type": "Map", "ItemProcessor": INNER, "End": True}}}
    whole = machine({"StartAt": "A", "States": {"A": {"Type": "Parallel", "Branches": [inner], "End": True}}})

    assert [each.start_at.target for each in all_machines(whole)] == ["A", "B", "Inner"]
    assert [each.name for each in all_states(whole)] == ["A", "B", "Inner"]
