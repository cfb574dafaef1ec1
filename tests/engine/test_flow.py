from __future__ import annotations

from asltool.engine.flow import WHOLE_PATH, WHOLE_PLACE, FlowFields, result_flow_fields
from asltool.model.machine import Task
from engine_driving import LAMBDA, only, read_machine


def test_fields_that_a_state_does_not_have_let_everything_through() -> None:
    fields = FlowFields()

    assert (fields.input_path, fields.result_path, fields.output_path) == (
        WHOLE_PATH,
        WHOLE_PLACE,
        WHOLE_PATH,
    )
    assert fields.result_name is None


def test_the_fields_of_a_state_whose_work_gives_a_result_are_taken_over() -> None:
    state = {
        "Type": "Task",
        "Resource": LAMBDA,
        "InputPath": "$.in",
        "Parameters": {"x": 1},
        "ResultSelector": {"y": 1},
        "ResultPath": None,
        "OutputPath": "$.out",
        "Assign": {"v": 1},
    }
    task = read_machine(only(state)).states["S"]
    assert isinstance(task, Task)

    fields = result_flow_fields(task, task.arguments)

    assert fields.result_name == "result"
    assert fields.input_path is task.input_path
    assert fields.arguments is task.arguments
    assert fields.result_selector is task.result_selector
    assert fields.result_path is None
    assert fields.output_path is task.output_path
    assert fields.assign is task.assign
