from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.model import ServiceModel, Shape

from asltool.handlers.aws_values import (
    OPTIMIZED,
    SDK,
    Showing,
    UnusableParameterError,
    from_response,
    to_request,
)
from asltool.json_value import JsonValue

SHAPES: dict[str, Any] = {
    "Request": {
        "type": "structure",
        "members": {
            "dbName": {"shape": "Text"},
            "DBSize": {"shape": "Whole"},
            "ratio": {"shape": "Ratio"},
            "isOn": {"shape": "Flag"},
            "since": {"shape": "Instant"},
            "body": {"shape": "Blob"},
            "tags": {"shape": "Tags"},
            "names": {"shape": "Names"},
            "inner": {"shape": "Request"},
            "anything": {"shape": "Anything"},
        },
    },
    "Text": {"type": "string"},
    "Whole": {"type": "integer"},
    "Ratio": {"type": "double"},
    "Flag": {"type": "boolean"},
    "Instant": {"type": "timestamp"},
    "Blob": {"type": "blob"},
    "Tags": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
    "Names": {"type": "list", "member": {"shape": "Text"}},
    "Anything": {"type": "structure", "members": {}, "document": True},
    "Attribute": {"type": "structure", "members": {"BOOL": {"shape": "Flag"}, "DBSize": {"shape": "Flag"}}},
}
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def shape(name: str = "Request") -> Shape:
    return ServiceModel({"metadata": {}, "shapes": SHAPES, "operations": {}}, "made-up").shape_for(name)


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({"DbName": "a"}, {"dbName": "a"}),
        ({"dbname": "a"}, {"dbName": "a"}),
        ({"DbName": {"a": 1}}, {"dbName": '{"a":1}'}),
        ({"DbName": None}, {}),
        ({"DbSize": 3}, {"DBSize": 3}),
        ({"DbSize": 3.0}, {"DBSize": 3}),
        ({"DbSize": "3"}, {"DBSize": 3}),
        ({"Ratio": 3}, {"ratio": 3.0}),
        ({"Ratio": "1.5"}, {"ratio": 1.5}),
        ({"IsOn": True}, {"isOn": True}),
        ({"IsOn": "False"}, {"isOn": False}),
        ({"Since": "2026-05-04T12:00:00Z"}, {"since": NOON}),
        ({"Since": "2026-05-04T12:00:00"}, {"since": NOON}),
        ({"Since": NOON.timestamp()}, {"since": NOON}),
        ({"Body": "é"}, {"body": "é".encode()}),
        ({"Body": [1, 2]}, {"body": b"[1,2]"}),
        ({"Tags": {"a": "b"}}, {"tags": {"a": "b"}}),
        ({"Names": ["a", 1]}, {"names": ["a", "1"]}),
        ({"Inner": {"DbSize": 1}}, {"inner": {"DBSize": 1}}),
        ({"Anything": [{"at": "all"}]}, {"anything": [{"at": "all"}]}),
    ],
)
def test_json_is_sent_as_the_shape_wants_it(given: JsonValue, sent: Any) -> None:
    assert to_request(shape(), given) == sent


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (["a"], "Parameters"),
        ({"DbSize": 1.5}, "DbSize"),
        ({"DbSize": "many"}, "DbSize"),
        ({"DbSize": True}, "DbSize"),
        ({"DbSize": [1]}, "DbSize"),
        ({"IsOn": "perhaps"}, "IsOn"),
        ({"IsOn": 1}, "IsOn"),
        ({"Since": "noon"}, "Since"),
        ({"Since": 1e300}, "Since"),
        ({"Tags": ["a"]}, "Tags"),
        ({"Names": "a"}, "Names"),
        ({"Inner": {"Inner": 1}}, "Inner"),
    ],
)
def test_a_value_of_the_wrong_type_is_named_by_its_field(given: JsonValue, field: str) -> None:
    with pytest.raises(
        UnusableParameterError, match=f"^The value of the field '{field}' has an invalid format$"
    ):
        to_request(shape(), given)


def test_a_member_that_does_not_exist_is_named() -> None:
    with pytest.raises(
        UnusableParameterError, match=r'^The field "Size" is not supported by Step Functions\.$'
    ):
        to_request(shape(), {"Inner": {"Size": 1}})


def test_a_response_becomes_json() -> None:
    given = {
        "dbName": "a",
        "DBSize": None,
        "since": NOON,
        "body": io.BytesIO(b"text"),
        "tags": {"a": "b"},
        "names": ["a"],
        "inner": {"body": b"\xff"},
        "anything": {"at": "all"},
        "ResponseMetadata": {"HTTPStatusCode": 200},
    }

    assert from_response(shape(), given) == {
        "DbName": "a",
        "Since": "2026-05-04T12:00:00Z",
        "Body": "text",
        "Tags": {"a": "b"},
        "Names": ["a"],
        "Inner": {"Body": "/w=="},
        "Anything": {"at": "all"},
    }


@pytest.mark.parametrize(("showing", "name"), [(OPTIMIZED, "BOOL"), (SDK, "Bool")])
def test_a_name_of_capitals_alone_stays_in_optimized_integrations(showing: Showing, name: str) -> None:
    given = {"BOOL": True, "DBSize": False}

    assert from_response(shape("Attribute"), given, showing) == {name: True, "DbSize": False}


def test_what_is_text_already_stays_text() -> None:
    assert from_response(shape(), {"since": "today", "body": "text"}) == {"Since": "today", "Body": "text"}


def test_an_action_without_a_response_gives_an_empty_object() -> None:
    assert from_response(None, {"ResponseMetadata": {}}) == {}
