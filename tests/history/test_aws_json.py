from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from asltool.history.aws_json import History
from asltool.history.events import (
    EXECUTION_STARTED,
    PARALLEL_STATE_STARTED,
    STATE_ENTERED,
    STATE_EXITED,
    EventType,
)
from asltool.history.recorder import Moment, Recorder
from engine_driving import run_state


def recorded(*events: tuple[EventType, int, object]) -> Recorder:
    recorder = Recorder(Moment(1_700_000_000.25))
    for type_, previous, *details in events:
        recorder.record(type_, previous, *details)
    return recorder


def three_states() -> History:
    return History(recorded(*((STATE_ENTERED["Pass"], n, f"S{n}", n) for n in range(3))).events)


def test_an_event_is_shown_as_the_api_shows_it() -> None:
    (event,) = History(recorded((STATE_ENTERED["Pass"], 0, "S", {"a": 1})).events)

    assert list(event.items()) == [
        ("timestamp", datetime(2023, 11, 14, 22, 13, 20, 250_000, tzinfo=UTC)),
        ("type", "PassStateEntered"),
        ("id", 1),
        ("previousEventId", 0),
        ("stateEnteredEventDetails", {"name": "S", "input": '{"a":1}', "inputDetails": {"truncated": False}}),
    ]


def test_types_without_details_have_no_such_member() -> None:
    (event,) = History(recorded((PARALLEL_STATE_STARTED, 2)).events)

    assert list(event) == ["timestamp", "type", "id", "previousEventId"]


@pytest.mark.parametrize("index", [0, 2, -1, -3])
def test_events_are_found_by_index_from_both_ends(index: int) -> None:
    history = three_states()

    assert history[index] == list(history)[index]
    assert history[index]["id"] == index % 3 + 1


@pytest.mark.parametrize("index", [3, -4])
def test_there_is_nothing_beyond_the_ends(index: int) -> None:
    with pytest.raises(IndexError):
        three_states()[index]


@pytest.mark.parametrize(
    "part", [slice(None), slice(1, None), slice(-2, None), slice(None, None, -1), slice(5, 9)]
)
def test_slices_are_lists_of_events(part: slice) -> None:
    history = three_states()

    assert history[part] == list(history)[part]
    assert isinstance(history[part], list)


def test_a_history_equals_any_sequence_of_the_same_events() -> None:
    history = three_states()

    assert history == three_states()
    assert history == list(history)
    assert history != list(history)[:2]
    assert history != [*list(history)[:2], {}]
    assert history != "events"
    assert history != 3


def test_a_history_is_a_sequence_that_cannot_be_hashed() -> None:
    history = three_states()

    assert isinstance(history, Sequence)
    assert history.index(history[1]) == 1
    assert repr(history) == "<History of 3 events>"
    with pytest.raises(TypeError):
        hash(history)


def test_a_history_grows_with_what_is_recorded() -> None:
    recorder = recorded((STATE_ENTERED["Pass"], 0, "S", 1))
    history = History(recorder.events)

    recorder.record(STATE_EXITED["Pass"], 1, "S", 2, None)

    assert [event["id"] for event in history] == [1, 2]


def test_nothing_is_turned_into_text_before_it_is_looked_at() -> None:
    unserializable = object()
    history = History(
        recorded((STATE_ENTERED["Pass"], 0, "A", 1), (STATE_ENTERED["Pass"], 1, "B", unserializable)).events
    )

    assert history[0]["id"] == 1
    with pytest.raises(TypeError):
        history[1]


def test_every_look_gives_dicts_of_its_own() -> None:
    history = three_states()

    history[0]["stateEnteredEventDetails"]["inputDetails"]["truncated"] = True
    history[0]["type"] = "Changed"

    assert history[0]["type"] == "PassStateEntered"
    assert history[0]["stateEnteredEventDetails"]["inputDetails"] == {"truncated": False}


def test_untouched_values_keep_the_text_that_they_came_with() -> None:
    value = {"a": [1, 2]}
    events = recorded(
        (EXECUTION_STARTED, 0, value, None),
        (STATE_ENTERED["Pass"], 0, "S", value),
        (STATE_EXITED["Pass"], 2, "S", {"a": [1, 2]}, None),
    ).events

    shown = History(events, {id(value): (value, '{ "a": [1, 2] }')})

    assert shown[0]["executionStartedEventDetails"]["input"] == '{ "a": [1, 2] }'
    assert shown[1]["stateEnteredEventDetails"]["input"] == '{ "a": [1, 2] }'
    assert shown[2]["stateExitedEventDetails"]["output"] == '{"a":[1,2]}'


def test_a_value_that_passes_through_states_keeps_its_text() -> None:
    value = [1, {"a": None}]
    text = '[1,  {"a" : null}]'

    done = run_state({"Type": "Pass"}, value, input_text=text)

    assert done.history[-1]["executionSucceededEventDetails"]["output"] == text
    assert run_state({"Type": "Pass", "InputPath": "$[1]"}, value, input_text=text).history[-1][
        "executionSucceededEventDetails"
    ]["output"] == ('{"a":null}')


@pytest.mark.parametrize(
    ("value", "text"), [("é", '"é"'), (None, "null"), (True, "true"), (1.5, "1.5"), ({}, "{}")]
)
def test_values_appear_as_compact_json(value: object, text: str) -> None:
    history = History(recorded((STATE_ENTERED["Pass"], 0, "S", value)).events)

    assert history[0]["stateEnteredEventDetails"]["input"] == text
