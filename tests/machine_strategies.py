"""Hypothesis strategies: machines of all types of states, small data, handlers that sometimes fail."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import count
from typing import Any

from hypothesis import strategies as st

from asltool.errors import TaskError
from asltool.handlers.handler import Reply

Drawing = Callable[[st.SearchStrategy[Any]], Any]

KEYS = ("a", "b", "items", "n")
ITEMS = "$$.Execution.Input.items"
SURE = ("$", "$$.State.Name", "$$.Execution.Input", "$$.Execution.Input.n", ITEMS)
"""Paths that lead somewhere in every state."""
PATHS = (*SURE, *SURE, *SURE, "$.a", "$.b", "$.items", "$.n", "$.a.b", "$.items[0]", "$.items[*]", "$v")
PLACES = ("$", "$.a", "$.a.b", "$.r", None)
ERRORS = ("States.ALL", "States.TaskFailed", "States.Timeout", "Boom", "ValueError")
RESOURCES = (
    "arn:aws:lambda:us-east-1:123456789012:function:Work",
    "arn:aws:states:us-east-1:123456789012:activity:Handwork",
    "arn:aws:states:::dynamodb:putItem",
    "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
)

scalars = st.none() | st.booleans() | st.integers(-2, 5) | st.sampled_from(["", "text", "3"])
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=5,
)
inputs = st.fixed_dictionaries(
    {"items": st.lists(values, max_size=4), "n": st.integers(0, 3)}, optional={"a": values, "b": values}
)

paths = st.sampled_from(PATHS)
places = st.sampled_from([path for path in PATHS if "*" not in path])
templates = st.fixed_dictionaries(
    {}, optional={"a.$": paths, "b": scalars, "items": st.lists(scalars, max_size=3), "n.$": paths}
)
data_flow = st.fixed_dictionaries(
    {},
    optional={
        "InputPath": st.sampled_from(["$", "$", "$", "$.a", None]),
        "OutputPath": st.sampled_from(["$", "$", "$", "$.r", None]),
        "Assign": st.fixed_dictionaries({"v": scalars}),
    },
)
result_flow = st.fixed_dictionaries(
    {},
    optional={
        "InputPath": st.sampled_from(["$", "$", "$", "$.a", None]),
        "ResultPath": st.sampled_from(PLACES),
        "ResultSelector": st.fixed_dictionaries({"got.$": st.sampled_from(["$", "$", "$.a", "$[0]"])}),
        "Retry": st.lists(
            st.fixed_dictionaries(
                {"ErrorEquals": st.sampled_from(ERRORS[1:]).map(lambda name: [name])},
                optional={
                    "MaxAttempts": st.integers(0, 2),
                    "IntervalSeconds": st.integers(1, 3),
                    "JitterStrategy": st.sampled_from(["FULL", "NONE"]),
                },
            ),
            max_size=2,
        ),
    },
)
tests = st.fixed_dictionaries({"Variable": places}).flatmap(
    lambda variable: st.one_of(
        st.builds(lambda n: {**variable, "NumericLessThan": n}, st.integers(0, 3)),
        st.just({**variable, "IsPresent": True}),
        st.just({**variable, "IsNull": False}),
        st.builds(lambda path: {**variable, "StringEqualsPath": path}, places),
    )
)
rules = st.recursive(
    tests,
    lambda inner: st.one_of(
        st.builds(lambda some: {"And": some}, st.lists(inner, min_size=1, max_size=2)),
        st.builds(lambda some: {"Or": some}, st.lists(inner, min_size=1, max_size=2)),
        st.builds(lambda one: {"Not": one}, inner),
    ),
    max_leaves=3,
)

outcomes = st.lists(
    st.one_of(
        values,
        values,
        st.sampled_from(["Boom", "States.Timeout", None]).map(TaskError),
        st.just(ValueError("bad")),
        st.builds(
            lambda value, delay: Reply(value, delay_seconds=delay, submitted={}), values, st.integers(0, 9)
        ),
        st.just(Reply(delay_seconds=math.inf, submitted={})),
    ),
    min_size=1,
    max_size=6,
)
"""What a handler does, call after call and from the start again."""


def handler(planned: list[Any]) -> Callable[[Any], Any]:
    """Give a handler that goes through planned outcomes."""
    calls = count()

    def work(_: Any) -> Any:
        outcome = planned[next(calls) % len(planned)]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return work


@st.composite
def machines(draw: Drawing) -> dict[str, Any]:
    """Give definitions without mistakes, whose states lead only forwards, so that every machine ends."""
    return _scope(draw, count(), depth=2)


def _scope(draw: Drawing, numbers: count[int], *, depth: int) -> dict[str, Any]:
    names = [f"S{next(numbers)}" for _ in range(draw(st.integers(1, 4)))]
    states = {
        name: _state(draw, names[position + 1 :], numbers, depth) for position, name in enumerate(names)
    }
    return {"StartAt": names[0], "States": states}


def _state(draw: Drawing, later: list[str], numbers: count[int], depth: int) -> dict[str, Any]:
    kinds = ["Pass", "Wait", "Task", "Pass", "Wait", "Task", "Succeed", "Fail"]
    if later:
        kinds += ["Choice", "Pass", "Task"]
    if depth:
        kinds += ["Parallel", "Map"]
    kind = draw(st.sampled_from(kinds))
    fields = _KINDS[kind](draw, later, numbers, depth)
    if kind not in ("Choice", "Succeed", "Fail"):
        fields |= {"Next": draw(st.sampled_from(later))} if later and draw(st.booleans()) else {"End": True}
    return {"Type": kind, **fields}


def _pass(draw: Drawing, *_: Any) -> dict[str, Any]:
    own = draw(
        st.one_of(
            st.just({}),
            st.builds(lambda value: {"Result": value}, values),
            st.builds(lambda template: {"Parameters": template}, templates),
        )
    )
    return {**draw(data_flow), "ResultPath": draw(st.sampled_from(PLACES)), **own}


def _wait(draw: Drawing, *_: Any) -> dict[str, Any]:
    seconds = st.builds(lambda number: {"Seconds": number}, st.integers(0, 9))
    return {**draw(data_flow), **draw(seconds | st.just({"SecondsPath": "$$.Execution.Input.n"}))}


def _choice(draw: Drawing, later: list[str], *_: Any) -> dict[str, Any]:
    choices = [{**draw(rules), "Next": draw(st.sampled_from(later))} for _ in range(draw(st.integers(1, 2)))]
    default = {"Default": draw(st.sampled_from(later))} if draw(st.booleans()) else {}
    return {**draw(data_flow), "Choices": choices, **default}


def _work(draw: Drawing, later: list[str]) -> dict[str, Any]:
    catch = []
    if later and draw(st.booleans()):
        place = {"ResultPath": draw(st.sampled_from(PLACES))} if draw(st.booleans()) else {}
        catch = [{"ErrorEquals": ["States.ALL"], "Next": draw(st.sampled_from(later)), **place}]
    return {**draw(result_flow), "Catch": catch}


def _task(draw: Drawing, later: list[str], *_: Any) -> dict[str, Any]:
    limits = st.fixed_dictionaries(
        {}, optional={"TimeoutSeconds": st.integers(5, 9), "HeartbeatSeconds": st.just(3)}
    )
    return {"Resource": draw(st.sampled_from(RESOURCES)), **_work(draw, later), **draw(limits)}


def _parallel(draw: Drawing, later: list[str], numbers: count[int], depth: int) -> dict[str, Any]:
    branches = [_scope(draw, numbers, depth=depth - 1) for _ in range(draw(st.integers(1, 3)))]
    return {"Branches": branches, **_work(draw, later)}


def _map(draw: Drawing, later: list[str], numbers: count[int], depth: int) -> dict[str, Any]:
    processor = _scope(draw, numbers, depth=depth - 1)
    terms = st.fixed_dictionaries(
        {"ItemsPath": st.sampled_from([ITEMS, ITEMS, ITEMS, "$.items", "$"])},
        optional={
            "MaxConcurrency": st.integers(0, 3),
            "ItemSelector": templates,
            "ToleratedFailureCount": st.integers(0, 2),
        },
    )
    if draw(st.integers(0, 3)) == 0:
        processor["ProcessorConfig"] = {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}
    return {"ItemProcessor": processor, **_work(draw, later), **draw(terms)}


def _succeed(*_: Any) -> dict[str, Any]:
    return {}


def _fail(draw: Drawing, *_: Any) -> dict[str, Any]:
    return draw(st.sampled_from([{}, {"Error": "Boom"}, {"Error": "Boom", "CausePath": "$.a"}]))


_KINDS: dict[str, Callable[..., dict[str, Any]]] = {
    "Pass": _pass,
    "Wait": _wait,
    "Choice": _choice,
    "Task": _task,
    "Parallel": _parallel,
    "Map": _map,
    "Succeed": _succeed,
    "Fail": _fail,
}
