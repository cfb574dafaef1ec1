from __future__ import annotations

from typing import Any

import pytest

from asltool.lint.reachability import Reachability
from asltool.model.edges import outgoing
from linting import facts_of

TASK: dict[str, Any] = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke"}


def state(*targets: str) -> dict[str, Any]:
    """Give a state with ways to these states; without any, one that ends the machine."""
    if not targets:
        return {"Type": "Succeed"}
    first, *others = targets
    catch = [{"ErrorEquals": [f"E{target}"], "Next": target} for target in others]
    return {**TASK, "Next": first, "Catch": catch} if catch else {**TASK, "Next": first}


def graph(start: str, /, **targets: str) -> Reachability:
    """Give the graph of a machine; each state is given with its targets, one letter each."""
    states = {name: state(*letters) for name, letters in targets.items()}
    return Reachability(facts_of({"StartAt": start, "States": states}).machine)


def test_catchers_and_transitions_reach() -> None:
    found = graph("A", A="BC", B="", C="D", D="", E="A")

    assert found.reached == {"A", "B", "C", "D"}
    assert found.named == {"A", "B", "C", "D"}


def test_rules_and_defaults_reach() -> None:
    choice = {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": True, "Next": "B"}], "Default": "C"}
    definition = {"StartAt": "A", "States": {"A": choice, "B": state(), "C": state(), "D": state()}}

    assert Reachability(facts_of(definition).machine).reached == {"A", "B", "C"}


def test_states_that_name_each_other_are_named_and_not_reached() -> None:
    found = graph("A", A="", B="C", C="B")

    assert found.reached == {"A"}
    assert found.named == {"A", "B", "C"}


def test_a_start_that_is_not_there_reaches_nothing() -> None:
    found = graph("X", A="")

    assert found.reached == frozenset()
    assert not found.is_connected


@pytest.mark.parametrize(("target", "expected"), [("B", True), ("X", False)])
def test_a_graph_is_connected_if_every_transition_leads_somewhere(target: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert graph("A", A=target, B="").is_connected is expected


@pytest.mark.parametrize(
    ("targets", "cycles"),
    [
        ({"A": "B", "B": ""}, []),
        ({"A": "B", "B": "AC", "C": ""}, []),
        ({"A": "B", "B": "A"}, [("A", "B")]),
        ({"A": "A"}, [("A",)]),
        ({"A": "B", "B": "C", "C": "B"}, [("B", "C")]),
        ({"A": "BD", "B": "C", "C": "B", "D": "E", "E": "D"}, [("B", "C"), ("D", "E")]),
        ({"A": "B", "B": "A", "C": "D", "D": "C"}, [("A", "B")]),
        ({"A": "", "C": "D", "D": "C"}, []),
        ({"A": "B", "B": "AX"}, []),
    ],
)
def test_cycles_are_endless_if_no_state_after_them_ends_the_machine(
    targets: dict[str, str], cycles: list[tuple[str, ...]]
) -> None:
    assert list(graph("A", **targets).endless_cycles()) == cycles


@pytest.mark.parametrize(
    ("targets", "loops"),
    [
        ({"A": "B", "B": ""}, []),
        ({"A": "A"}, [("A",)]),
        ({"A": "B", "B": "CA", "C": ""}, [("A", "B")]),
        ({"A": "B", "B": "C", "C": "BD", "D": "E", "E": "DF", "F": ""}, [("B", "C"), ("D", "E")]),
        ({"A": "BC", "B": "D", "C": "D", "D": "AE", "E": ""}, [("A", "B", "C", "D")]),
        ({"A": "D", "B": "C", "C": "B", "D": "B"}, [("B", "C")]),
        ({"A": "", "B": "B"}, []),
    ],
)
def test_loops_are_states_that_lead_to_each_other(
    targets: dict[str, str], loops: list[tuple[str, ...]]
) -> None:
    assert list(graph("A", **targets).loops) == loops


def test_loops_may_be_cut_by_leaving_states_out() -> None:
    found = graph("A", A="B", B="CA", C="DA", D="")

    assert list(found.loops_without(["A"])) == []
    assert list(found.loops_without(["C"])) == [("A", "B")]
    assert [(name, edge.target) for name, edge in found.ways_out(("A", "B"))] == [("B", "C")]


def test_dead_ways_lead_nowhere() -> None:
    machine = facts_of(
        {"StartAt": "A", "States": {"A": state("B", "C"), "B": state("A"), "C": state()}}
    ).machine
    dead = next(edge.at for edge in outgoing(machine.states["A"]) if edge.target == "C")

    found = Reachability(machine, frozenset({dead}))

    assert found.reached == {"A", "B"}
    assert list(found.endless_cycles()) == [("A", "B")]


def test_a_state_without_ways_out_ends_no_cycle_for_ever() -> None:
    machine = facts_of({"StartAt": "A", "States": {"A": state("B"), "B": state("A")}}).machine
    dead = frozenset(edge.at for edge in outgoing(machine.states["B"]))

    assert list(Reachability(machine, dead).endless_cycles()) == []


def test_nobody_knows_how_a_broken_state_goes_on() -> None:
    definition = {"StartAt": "A", "States": {"A": state("B"), "B": {"Type": "Nothing"}}}
    found = Reachability(facts_of(definition).machine)

    assert found.ending == {"A", "B"}
    assert not found.is_known
    assert list(found.endless_cycles()) == []


def test_the_ways_of_a_broken_state_are_known_where_it_has_some() -> None:
    definition = {"StartAt": "A", "States": {"A": {"Type": "Nothing", "Next": "B"}, "B": state()}}
    found = Reachability(facts_of(definition).machine)

    assert found.is_known
    assert found.reached == {"A", "B"}


def test_a_thousand_states_in_a_row_are_no_problem() -> None:
    states = {f"S{number}": state(f"S{number + 1}") for number in range(5_000)}
    found = Reachability(facts_of({"StartAt": "S0", "States": {**states, "S5000": state()}}).machine)

    assert len(found.reached) == len(found.ending) == 5_001
    assert found.loops == ()
