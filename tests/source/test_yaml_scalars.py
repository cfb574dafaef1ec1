from __future__ import annotations

import pytest

from asltool.json_value import JsonValue
from asltool.source.places import Style
from asltool.source.yaml_nodes import Node
from asltool.source.yaml_scalars import UnusableScalar, is_local, opaque_value, plain_value, scalar_value

STANDARD = "tag:yaml.org,2002:"


def scalar(text: str, tag: str | None = None) -> Node:
    return Node(0, 0, Style.PLAIN, tag, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("FALSE", False),
        ("yes", "yes"),
        ("No", "No"),
        ("on", "on"),
        ("2024-01-01", "2024-01-01"),
        ("2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
        ("12:30:45", "12:30:45"),
        ("12", 12),
        ("-7", -7),
        ("+3", 3),
        ("007", 7),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("-.5E-1", -0.05),
        ("1.2.3", "1.2.3"),
        ("-", "-"),
        (".", "."),
        ("$.a", "$.a"),
        ("9" * 4301, None),
    ],
)
def test_plain_scalars_follow_the_core_schema(text: str, expected: JsonValue) -> None:
    if len(text) > 4300:
        with pytest.raises(UnusableScalar, match="beyond the range"):
            plain_value(text)
        return
    value = plain_value(text)

    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize("text", [".inf", "-.INF", ".nan", ".NaN"])
def test_numbers_that_are_not_finite_are_unusable(text: str) -> None:
    with pytest.raises(UnusableScalar, match="every number is finite"):
        plain_value(text)


def test_a_number_beyond_the_range_is_unusable() -> None:
    with pytest.raises(UnusableScalar, match="1e999 is beyond the range of numbers"):
        plain_value("1e999")


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        (None, "1", 1),
        ("!", "1", "1"),
        ("str", "1", "1"),
        ("timestamp", "2024-01-01", "2024-01-01"),
        ("int", "12", 12),
        ("float", "1", 1.0),
        ("bool", "true", True),
        ("null", "", None),
    ],
)
def test_standard_tags_choose_the_type(tag: str | None, text: str, expected: JsonValue) -> None:
    value = scalar_value(text, tag if tag in (None, "!") else STANDARD + str(tag))

    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(("tag", "text"), [("int", "1.5"), ("int", "true"), ("float", "x"), ("bool", "yes")])
def test_a_text_that_is_not_what_its_tag_says_is_unusable(tag: str, text: str) -> None:
    with pytest.raises(UnusableScalar, match=f'"{text}" is no !!{tag}'):
        scalar_value(text, STANDARD + tag)


def test_types_that_json_has_not_are_unusable() -> None:
    with pytest.raises(UnusableScalar, match="JSON has no value for a !!binary"):
        scalar_value("aGk=", STANDARD + "binary")


def test_local_tags_are_those_of_applications() -> None:
    assert is_local("!Sub")
    assert is_local("tag:example.com,2024:thing")
    assert not any(map(is_local, [None, "!", STANDARD + "str"]))


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (scalar("arn:${X}", "!Sub"), "arn:${X}"),
        (scalar("Topic", "!Ref"), "${Topic}"),
        (scalar("Fn.Arn", "!GetAtt"), "${Fn.Arn}"),
        (scalar("", "!Empty"), "${Empty}"),
        (scalar("a", "tag:example.com,2024:thing"), "${a}"),
        (Node(0, 0, Style.FLOW, "!GetAtt", children=[scalar("Fn"), scalar("Arn")]), "${Fn.Arn}"),
        (Node(0, 0, Style.FLOW, "!Sub", children=[scalar("arn:${X}"), Node(0, 0, Style.FLOW)]), "arn:${X}"),
        (Node(0, 0, Style.FLOW, "!Sub"), "${Sub}"),
        (Node(0, 0, Style.FLOW, "!Join", children=[scalar(","), Node(0, 0, Style.FLOW)]), "${Join}"),
        (Node(0, 0, Style.BLOCK, "!Transform", is_mapping=True), "${Transform}"),
    ],
)
def test_a_value_with_a_local_tag_is_a_placeholder(node: Node, expected: str) -> None:
    assert opaque_value(node) == expected
