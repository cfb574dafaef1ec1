from __future__ import annotations

import pytest

from asltool.engine.errors import EngineRefusal
from asltool.engine.program import compile_machine
from asltool.model.machine import Broken, StateMachine
from asltool.model.transitions import Next
from asltool.parse.machine import parse_machine
from asltool.runner.runner import run_program
from asltool.runner.settings import Settings
from asltool.source.document import Document
from asltool.source.pointer import ROOT
from engine_driving import machine, only, read_machine, run


def test_a_program_starts_where_the_machine_does() -> None:
    program = compile_machine(
        read_machine(machine("B", A={"Type": "Succeed"}, B={"Type": "Pass", "Next": "A"}))
    )

    assert program.start_at == "B"
    assert list(program.states) == ["A", "B"]


def test_a_program_can_be_run_any_number_of_times() -> None:
    program = compile_machine(read_machine(only({"Type": "Pass", "Parameters": {"x.$": "$.x"}})))

    outputs = [run_program(program, None, Settings(input={"x": n})).output for n in range(3)]

    assert outputs == [{"x": 0}, {"x": 1}, {"x": 2}]


@pytest.mark.parametrize("is_inner", [False, True])
def test_a_state_that_cannot_be_read_is_refused_with_its_place(is_inner: bool) -> None:  # noqa: FBT001
    at = ROOT / "States" / "S"
    broken = StateMachine(start_at=Next("S", ROOT), states={"S": Broken(name="S", at=at)})
    if is_inner:
        outer = read_machine(only({"Type": "Map", "ItemProcessor": only({"Type": "Succeed"}, "I")}))
        object.__setattr__(outer.states["S"], "item_processor", broken)
        broken = outer

    with pytest.raises(EngineRefusal, match='a part of state "S" without which') as refused:
        compile_machine(broken)

    assert refused.value.pointer == "/States/S"


@pytest.mark.parametrize("field", ["Retry", "Catch"])
def test_retriers_and_catchers_that_nobody_knows_yet_are_refused(field: str) -> None:
    task = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", field: ["${X}"]}

    with pytest.raises(EngineRefusal, match=r"the placeholder \$\{X\} in state") as refused:
        compile_machine(read_machine(only(task)))

    assert refused.value.pointer.endswith(f"/{field}/0")


def test_a_language_that_is_not_run_is_refused() -> None:
    read = read_machine(only({"Type": "Pass"}))
    object.__setattr__(read.states["S"], "query_language", "Klingon")

    with pytest.raises(EngineRefusal, match='state "S" uses Klingon, which asltool does not run yet'):
        compile_machine(read)


def test_a_definition_with_mistakes_yields_states_that_are_refused() -> None:
    definition = only({"Type": "Pass", "Nxt": "Nowhere", "InputPath": "not a path"})
    parsed = parse_machine(Document.from_value(definition))
    assert parsed.machine is not None

    with pytest.raises(EngineRefusal):
        compile_machine(parsed.machine)


def test_branches_and_processors_are_compiled_with_their_state() -> None:
    inner = only({"Type": "Pass", "Result": 1}, "I")
    branch = only({"Type": "Map", "ItemProcessor": inner}, "M")

    done = run(only({"Type": "Parallel", "Branches": [branch]}), ["a", "b"])

    assert done.output == [[1, 1]]
