from __future__ import annotations

from typing import Any

import pytest

from asltool.model.fields import FIELDS, OBJECTS
from asltool.parse.fields import described_owner, did_you_mean
from parsing import INNER, diagnostics, told

TASK = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": True}
PASS = {"Type": "Pass", "End": True}
MAP = {"Type": "Map", "ItemProcessor": INNER, "End": True}
RETRY = {"ErrorEquals": ["Oops"]}
JSONATA = {"QueryLanguage": "JSONata"}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({"Type": "Task", "End": True}, [("ASL010", "")]),
        ({"Type": "Choice"}, [("ASL010", "")]),
        ({**TASK, "Retry": [{}]}, [("ASL010", "/Retry/0")]),
        ({**TASK, "Catch": [{}]}, [("ASL010", "/Catch/0")]),
        ({"Type": "Wait", "End": True}, [("ASL010", "")]),
        ({"Type": "Map", "End": True}, [("ASL010", "")]),
        ({**MAP, "ItemReader": {}}, [("ASL010", "/ItemReader")]),
        ({**MAP, "ItemBatcher": {}}, [("ASL010", "/ItemBatcher")]),
        ({**PASS, "result": 1}, [("ASL011", "/result")]),
        ({**PASS, "Nope": 1}, [("ASL011", "/Nope")]),
        ({**PASS, "Retry": []}, [("ASL012", "/Retry")]),
        ({**PASS, "TimeoutSeconds": 5}, [("ASL012", "/TimeoutSeconds")]),
        ({**PASS, "Output": 1}, [("ASL013", "/Output")]),
        ({**PASS, **JSONATA, "Parameters": 1}, [("ASL013", "/Parameters")]),
        ({**MAP, **JSONATA, "MaxConcurrencyPath": "$.n"}, [("ASL013", "/MaxConcurrencyPath")]),
        ({**PASS, "Comment": 5}, [("ASL015", "/Comment")]),
        ({"Type": "Pass", "Next": 5}, [("ASL015", "/Next")]),
        ({"Type": "Pass", "End": "true"}, [("ASL015", "/End")]),
        ({**TASK, "Retry": {}}, [("ASL015", "/Retry")]),
        ({**TASK, "Retry": ["x"]}, [("ASL015", "/Retry/0")]),
        ({**TASK, "Retry": [{"ErrorEquals": "x"}]}, [("ASL015", "/Retry/0/ErrorEquals")]),
        ({**TASK, "Retry": [{"ErrorEquals": ["x", 1]}]}, [("ASL015", "/Retry/0/ErrorEquals/1")]),
        ({**TASK, "Retry": [{"ErrorEquals": []}]}, [("ASL019", "/Retry/0/ErrorEquals")]),
        ({"Type": "Choice", "Choices": []}, [("ASL019", "/Choices")]),
        ({"Type": "Parallel", "Branches": [], "End": True}, [("ASL019", "/Branches")]),
        ({**TASK, "TimeoutSeconds": 5, "TimeoutSecondsPath": "$.t"}, [("ASL018", "/TimeoutSecondsPath")]),
        ({**MAP, "Iterator": INNER}, [("ASL018", "/Iterator"), ("ASL036", "/Iterator/States/Inner")]),
        ({"Type": "Pass"}, [("ASL020", "")]),
        ({"Type": "Pass", "End": False}, [("ASL020", "")]),
        ({"Type": "Pass", "Next": "A", "End": True}, [("ASL021", "/End")]),
        ({"Type": "Pass", "Next": "A", "End": False}, [("ASL022", "/End")]),
        ({**TASK, "Retry": []}, []),
        ({**TASK, "Catch": []}, []),
        ({**PASS, "Result": None}, []),
        ({**PASS, "Parameters": "text"}, []),
        ({**PASS, "InputPath": None, "OutputPath": None, "ResultPath": None}, []),
    ],
)
def test_fields_are_checked(state: Any, expected: list[tuple[str, str]]) -> None:
    assert told(state) == expected


def test_all_missing_fields_are_told_at_once() -> None:
    (found,) = diagnostics({**TASK, "Catch": [{}]})

    assert found.message == 'a catcher needs "Next" and "ErrorEquals"'


def test_a_misspelt_field_is_told_with_the_one_that_is_meant() -> None:
    (found,) = diagnostics({**PASS, "Resultpath": "$.a"})

    assert found.message == 'a Pass state has no field "Resultpath"; did you mean "ResultPath"?'
    assert found.part == "key"


def test_a_field_of_another_type_of_state_is_told_as_such() -> None:
    (found,) = diagnostics({**PASS, "Catch": []})

    assert found.message == 'a Pass state has no field "Catch"'
    assert found.aws is not None
    assert (found.aws.message, found.aws.location) == ("Field 'Catch' is not supported", "/States/A")


def test_a_field_of_the_other_language_is_told_with_both_languages() -> None:
    (found,) = diagnostics({**PASS, "Output": 1})

    assert found.message == '"Output" belongs to JSONata, but JSONPath is in force here'
    assert found.aws is not None
    assert found.aws.message == (
        "The QueryLanguage is set to 'JSONPath', "
        "but field 'Output' is only supported for the 'JSONata' QueryLanguage"
    )


def test_conflicting_fields_name_each_other() -> None:
    (found,) = diagnostics({"Type": "Wait", "Seconds": 1, "Timestamp": "2030-01-01T00:00:00Z", "End": True})

    assert found.message == '"Seconds" and "Timestamp" contradict each other'
    assert [str(other.at) for other in found.related] == ["/States/A/Seconds"]
    assert found.aws is not None
    assert found.aws.message == "There should only be one of the following fields: [Seconds, Timestamp]"


@pytest.mark.parametrize("owner", OBJECTS)
def test_every_object_has_a_name_for_messages(owner: str) -> None:
    assert described_owner(owner).split()[0] in ("a", "an", "the")


def test_a_guess_must_come_near() -> None:
    assert did_you_mean("inputpath", ("InputPath", "OutputPath")) == "InputPath"
    assert did_you_mean("Colour", ("InputPath", "OutputPath")) is None


def test_every_field_can_be_read() -> None:
    assert {field.of for field in FIELDS if field.of} <= set(OBJECTS)
