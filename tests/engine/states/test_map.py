from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.errors import EngineRefusal
from asltool.engine.program import compile_machine
from asltool.errors import TaskError
from asltool.handlers.handler import Reply
from engine_driving import (
    LAMBDA,
    PUT,
    chain,
    details,
    elapsed_seconds,
    failing,
    listed,
    machine,
    only,
    read_machine,
    run,
    run_state,
    types,
)

PASS = {"Type": "Pass"}
PREFIX = "An error occurred while executing the state 'S' (entered at the event id #2). "


def mapping(inner: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Give a Map state whose iterations have one state: I."""
    return {"Type": "Map", "ItemProcessor": only(inner, "I"), **fields}


def caught(state: dict[str, Any]) -> dict[str, Any]:
    """Give a machine with this state, that catches everything."""
    definition = only({**state, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]})
    definition["States"]["Caught"] = {"Type": "Succeed"}
    return definition


FLOAT = 'The ToleratedFailurePercentagePath field refers to value "o" which is not a valid float: $.other'
INPUT = {"items": [1, 2], "other": "o"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"ItemsPath": "$.items"}, [1, 2]),
        ({"InputPath": "$.items"}, [1, 2]),
        ({"ItemsPath": "$$.Execution.Input.items"}, [1, 2]),
        (
            {"ItemsPath": "$.items", "ItemSelector": {"v.$": "$$.Map.Item.Value", "o.$": "$.other"}},
            [{"v": 1, "o": "o"}, {"v": 2, "o": "o"}],
        ),
        ({"ItemsPath": "$.items", "Parameters": {"i.$": "$$.Map.Item.Index"}}, [{"i": 0}, {"i": 1}]),
        ({"ItemsPath": "$.items", "ResultPath": "$.items"}, {"items": [1, 2], "other": "o"}),
        ({"ItemsPath": "$.items", "ResultPath": None}, INPUT),
        ({"ItemsPath": "$.items", "ResultSelector": {"last.$": "$[1]"}}, {"last": 2}),
        ({"ItemsPath": "$.items", "OutputPath": "$[0]"}, 1),
    ],
)
def test_each_item_is_worked_on_and_results_keep_their_order(fields: dict[str, Any], expected: Any) -> None:
    assert run_state(mapping(PASS, **fields), INPUT).output == expected


def test_the_old_name_of_the_processor_means_the_same() -> None:
    state = mapping(PASS)
    state["Iterator"] = state.pop("ItemProcessor")

    assert run_state(state, [1, 2]).output == [1, 2]


def test_one_at_a_time_is_strictly_in_turn() -> None:
    done = run_state(mapping(PASS, MaxConcurrency=1), ["a", "b"])

    assert chain(done) == listed("""
        1:ExecutionStarted<0 2:MapStateEntered<0 3:MapStateStarted<2
        4:MapIterationStarted<3 5:PassStateEntered<4 6:PassStateExited<5 7:MapIterationSucceeded<6
        8:MapIterationStarted<6 9:PassStateEntered<8 10:PassStateExited<9 11:MapIterationSucceeded<10
        12:MapStateSucceeded<11 13:MapStateExited<11 14:ExecutionSucceeded<13
    """)
    assert details(done, "MapStateStarted") == [{"length": 2}]
    assert details(done, "MapIterationStarted") == [{"name": "S", "index": 0}, {"name": "S", "index": 1}]


def test_all_at_once_begin_before_the_first_enters_a_state() -> None:
    done = run_state(mapping({"Type": "Task", "Resource": PUT}), ["a", "b"], handlers={"*": failing()})

    assert chain(done)[2:] == listed("""
        3:MapStateStarted<2 4:MapIterationStarted<3 5:MapIterationStarted<3
        6:TaskStateEntered<4 7:TaskScheduled<6 8:TaskStateEntered<5 9:TaskScheduled<8
        10:TaskStarted<7 11:TaskStarted<9
        12:TaskSucceeded<10 13:TaskStateExited<12 14:MapIterationSucceeded<13
        15:TaskSucceeded<11 16:TaskStateExited<15 17:MapIterationSucceeded<16
        18:MapStateSucceeded<17 19:MapStateExited<17 20:ExecutionSucceeded<19
    """)


def test_an_empty_list_is_done_at_once() -> None:
    done = run_state(mapping(PASS), [])

    assert done.output == []
    assert chain(done)[2:] == listed("""
        3:MapStateStarted<2 4:MapStateSucceeded<3 5:MapStateExited<3 6:ExecutionSucceeded<5
    """)


@pytest.mark.parametrize(
    ("fields", "input_", "seconds"),
    [
        ({}, {"items": [0] * 50}, 2),
        ({"MaxConcurrency": 0}, {"items": [0] * 40}, 1),
        ({"MaxConcurrency": 100}, {"items": [0] * 41}, 2),
        ({"MaxConcurrency": 1}, {"items": [0] * 5}, 5),
        ({"MaxConcurrency": 2}, {"items": [0] * 5}, 3),
        ({"MaxConcurrencyPath": "$.n"}, {"items": [0] * 6, "n": 3}, 2),
        ({"MaxConcurrencyPath": "$.n"}, {"items": [0] * 6, "n": "2"}, 3),
        ({"MaxConcurrencyPath": "$.n"}, {"items": [0] * 6, "n": 0}, 1),
    ],
)
def test_only_so_many_iterations_run_at_a_time(
    fields: dict[str, Any], input_: dict[str, Any], seconds: int
) -> None:
    done = run_state(mapping({"Type": "Wait", "Seconds": 1}, ItemsPath="$.items", **fields), input_)

    assert elapsed_seconds(done) == seconds


def test_a_limit_that_is_no_number_ends_the_execution() -> None:
    done = run_state(mapping(PASS, ItemsPath="$.items", MaxConcurrencyPath="$.other"), INPUT)

    assert done.cause == PREFIX + (
        'The MaxConcurrencyPath field refers to value "o" which is not a valid integer: $.other'
    )
    assert chain(done)[1:] == ["2:MapStateEntered<0", "3:ExecutionFailed<2"]


def test_a_negative_limit_hangs_the_execution() -> None:
    done = run_state(mapping(PASS, ItemsPath="$.items", MaxConcurrencyPath="$.n"), {"items": [1], "n": -1})

    assert done.status == "RUNNING"
    assert "MapStateStarted" not in types(done)


@pytest.mark.parametrize(
    ("fields", "path"), [({}, "$"), ({"ItemsPath": "$.other"}, "$.other"), ({"InputPath": "$.other"}, "$")]
)
def test_what_is_no_array_cannot_be_mapped(fields: dict[str, Any], path: str) -> None:
    done = run_state(mapping(PASS, **fields), INPUT)

    assert (done.error, done.cause) == (
        "States.Runtime",
        PREFIX + f'Reference path "{path}" must point to array.',
    )


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({"ToleratedFailureCountPath": "$.x"}, "Invalid path '$.x' : No results for path: $['x']"),
        (
            {"ToleratedFailureCountPath": "$.other"},
            'The ToleratedFailureCountPath field refers to value "o" which is not a valid integer: $.other',
        ),
        (
            {"ToleratedFailurePercentagePath": "$.other"},
            FLOAT,
        ),
    ],
)
def test_a_wrong_tolerance_ends_the_execution_after_the_start(fields: dict[str, Any], cause: str) -> None:
    done = run_state(mapping(PASS, ItemsPath="$.items", **fields), INPUT)

    assert done.cause == PREFIX + cause
    assert chain(done)[2:] == ["3:MapStateStarted<2", "4:ExecutionFailed<3"]


def test_a_failing_iteration_fails_the_state_under_its_own_name() -> None:
    done = run_state(mapping({"Type": "Fail", "Error": "Boom", "Cause": "bang"}, MaxConcurrency=1), [1, 2])

    assert (done.error, done.cause) == ("Boom", "bang")
    assert chain(done)[3:] == listed("""
        4:MapIterationStarted<3 5:FailStateEntered<4 6:MapIterationFailed<5 7:MapStateFailed<5
        8:ExecutionFailed<7
    """)


def test_a_caught_failure_leaves_after_the_failed_event() -> None:
    done = run(caught(mapping({"Type": "Fail", "Error": "Boom"}, ResultPath=None)), [1])

    assert done.output == {"Error": "Boom", "Cause": ""}
    assert chain(done)[6:8] == ["7:MapStateFailed<5", "8:MapStateExited<7"]


def test_a_retried_map_does_every_iteration_again() -> None:
    retry = [{"ErrorEquals": ["Boom"], "MaxAttempts": 1}]
    fails = {"Type": "Fail", "Error": "Boom"}
    rule = {"Variable": "$", "NumericEquals": 1, "Next": "Fine"}
    inner = machine(
        "C", C={"Type": "Choice", "Choices": [rule], "Default": "F"}, Fine={"Type": "Succeed"}, F=fails
    )
    state = {"Type": "Map", "ItemProcessor": inner, "MaxConcurrency": 1, "Retry": retry}

    done = run_state(state, [1, 2])

    assert types(done).count("MapIterationSucceeded") == 2
    assert types(done).count("MapStateStarted") == 2
    assert types(done).count("MapStateFailed") == 1
    again = chain(done).index("15:MapStateStarted<13")
    assert chain(done)[again - 2 : again + 2] == listed("""
        13:FailStateEntered<12 14:MapIterationFailed<13 15:MapStateStarted<13 16:MapIterationStarted<15
    """)


def test_a_failing_task_cuts_its_siblings() -> None:
    inner = machine(
        "T",
        T={"Type": "Task", "Resource": LAMBDA, "Next": "W"},
        W={"Type": "Wait", "Seconds": 60, "End": True},
    )
    handler = failing(None, TaskError("Boom"))

    done = run_state({"Type": "Map", "ItemProcessor": inner}, ["a", "b"], handlers={"*": handler})

    failed = next(name for name in chain(done) if "LambdaFunctionFailed" in name).split(":")[0]
    assert [name.split(":")[1] for name in chain(done)[-6:]] == [
        f"MapIterationAborted<{failed}",
        f"WaitStateAborted<{failed}",
        f"MapIterationFailed<{failed}",
        f"TaskStateAborted<{failed}",
        f"MapStateFailed<{failed}",
        f"ExecutionFailed<{len(done.history) - 1}",
    ]


def test_a_failing_task_of_a_serial_map_is_not_aborted() -> None:
    state = mapping({"Type": "Task", "Resource": LAMBDA}, MaxConcurrency=1)

    done = run_state(state, ["a", "b"], handlers={"*": failing(TaskError("Boom"))})

    assert chain(done)[7:] == [
        "8:LambdaFunctionFailed<7",
        *listed("""
        9:MapIterationFailed<8 10:MapStateFailed<8 11:ExecutionFailed<10
    """),
    ]


def test_tasks_that_time_out_together_all_show_it_before_the_first_fails_the_map() -> None:
    state = mapping({"Type": "Task", "Resource": PUT, "TimeoutSeconds": 5})

    done = run_state(state, [1, 2], handlers={"*": lambda _: Reply(delay_seconds=60)})

    assert [name.split(":")[1].split("<")[0] for name in chain(done)[-8:]] == [
        "TaskTimedOut",
        "TaskTimedOut",
        "MapIterationFailed",
        "TaskStateAborted",
        "MapIterationAborted",
        "TaskStateAborted",
        "MapStateFailed",
        "ExecutionFailed",
    ]


def test_a_failure_of_the_definition_in_an_iteration_ends_the_execution_at_once() -> None:
    done = run(caught(mapping({"Type": "Pass", "InputPath": "$.nope"}, MaxConcurrency=1)), [1])

    assert done.error == "States.Runtime"
    assert chain(done)[3:] == ["4:MapIterationStarted<3", "5:PassStateEntered<4", "6:ExecutionFailed<5"]


def test_an_item_selector_that_fails_starts_no_iteration() -> None:
    done = run(caught(mapping(PASS, ItemSelector={"x.$": "$.nope"}, ItemsPath="$.items")), INPUT)

    assert done.error == "States.Runtime"
    assert done.cause == PREFIX + (
        "The JSONPath '$.nope' specified for the field 'x.$' could not be found in the input "
        '\'{"items":[1,2],"other":"o"}\''
    )
    assert chain(done)[2:] == ["3:MapStateStarted<2", "4:ExecutionFailed<3"]


def test_an_item_selector_whose_function_fails_can_be_caught() -> None:
    selector = {"x.$": "States.ArrayGetItem($.items, $$.Map.Item.Value)"}

    done = run(
        caught(mapping(PASS, ItemSelector=selector, ItemsPath="$.items", MaxConcurrency=1)), {"items": [0, 9]}
    )

    assert done.output["Error"] == "States.IntrinsicFailure"  # type: ignore[index,call-overload]
    assert types(done)[-5:] == [
        "MapStateFailed",
        "MapStateExited",
        "SucceedStateEntered",
        "SucceedStateExited",
        "ExecutionSucceeded",
    ]


def test_iterations_read_the_variables_around_them_and_keep_their_own_to_themselves() -> None:
    first = {"Type": "Pass", "Assign": {"x": "outer"}, "Next": "S"}
    inner = machine(
        "A",
        A={"Type": "Pass", "Assign": {"mine.$": "$"}, "Next": "B"},
        B={"Type": "Pass", "Parameters": {"x.$": "$x", "mine.$": "$mine"}, "End": True},
    )
    state = {
        "Type": "Map",
        "ItemProcessor": inner,
        "ItemsPath": "$.items",
        "Assign": {"n.$": "States.ArrayLength($)"},
        "Next": "Last",
    }
    last = {"Type": "Pass", "Parameters": {"n.$": "$n", "mine.$": "$mine"}, "End": True}

    done = run(machine("First", First=first, S=state, Last=last), INPUT)

    exited = details(done, "MapStateExited")[0]
    assert exited["output"] == '[{"x":"outer","mine":1},{"x":"outer","mine":2}]'
    assert exited["assignedVariables"] == {"n": "2"}
    assert done.error == "States.Runtime"


def test_the_context_object_tells_the_item_to_the_selector_and_the_states_inside() -> None:
    selector = {"context.$": "$$"}
    inner = {
        "Type": "Pass",
        "Parameters": {"outer.$": "$.context.Map", "mine.$": "$$.Map", "is.$": "$$.State.Name"},
    }

    done = run_state(mapping(inner, ItemSelector=selector), ["a"])

    item = {"Item": {"Index": 0, "Value": "a", "Source": "STATE_DATA"}}
    assert done.output == [{"outer": item, "mine": item, "is": "I"}]


def test_after_a_map_the_context_object_tells_no_item() -> None:
    done = run_state(mapping(PASS, ResultSelector={"context.$": "$$"}), ["a"])

    context: Any = done.output["context"]  # type: ignore[index,call-overload]
    assert list(context) == ["Execution", "StateMachine", "State"]
    assert context["State"]["RetryCount"] == 0


def test_maps_nest() -> None:
    inner = {"Type": "Map", "ItemProcessor": only(PASS, "J"), "ItemSelector": {"v.$": "$$.Map.Item.Value"}}

    done = run_state(mapping(inner), [[1, 2], [], [3]])

    assert done.output == [[{"v": 1}, {"v": 2}], [], [{"v": 3}]]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (
            "ItemReader",
            {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "b"}},
        ),
        ("ItemBatcher", {"MaxItemsPerBatch": 2}),
        ("ResultWriter", {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b"}}),
    ],
)
def test_what_only_distributed_maps_do_is_refused_with_its_place(field: str, value: Any) -> None:
    state = mapping(PASS, **{field: value})

    with pytest.raises(EngineRefusal) as refused:
        compile_machine(read_machine(only(state)))

    assert refused.value.message == f'state "S" has {field}, which needs the processor mode DISTRIBUTED'
    assert refused.value.pointer == f"/States/S/{field}"
