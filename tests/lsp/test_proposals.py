from __future__ import annotations

import pytest

from asltool.lsp.cursor import find_cursor
from asltool.lsp.proposals import Idea, ProposalKind, values, words
from lsp_marking import TASK, YAML_TASK, accepted, marked, proposals


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ("|", '"Next": '),
        ('"Ne|', '"Next": '),
        ('"Ne|": "Rest"', '"Next": "Rest"'),
    ],
)
def test_a_key_of_json_comes_with_its_colon_unless_there_is_one(member: str, expected: str) -> None:
    assert accepted(TASK % member, "Next") == TASK % expected


@pytest.mark.parametrize(
    ("member", "expected"),
    [("|", "Next: "), ("Ne|", "Next: "), ("Ne|: Rest", "Next: Rest"), ('"Ne|', '"Next": ')],
)
def test_a_key_of_yaml_keeps_its_quotes(member: str, expected: str) -> None:
    assert accepted(YAML_TASK % member, "Next", "a.asl.yaml") == YAML_TASK % expected


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ('"Next": |', '"Next": "Rest"'),
        ('"Next":|', '"Next": "Rest"'),
        ('"Next": "|', '"Next": "Rest"'),
        ('"Next": "|Send",', '"Next": "Rest",'),
    ],
)
def test_a_value_of_json_is_replaced_as_a_whole(member: str, expected: str) -> None:
    assert accepted(TASK % member, "Rest") == TASK % expected


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ("Next: |", "Next: Rest"),
        ("Next: Se|", "Next: Rest"),
        ('Next: "|', 'Next: "Rest"'),
        ("Next: '|'", "Next: 'Rest'"),
    ],
)
def test_a_value_of_yaml_keeps_its_quotes(member: str, expected: str) -> None:
    assert accepted(YAML_TASK % member, "Rest", "a.asl.yaml") == YAML_TASK % expected


def test_values_that_are_no_texts_have_no_quotes() -> None:
    assert accepted(TASK % '"End": |', "true") == TASK % '"End": true'


def test_of_a_word_only_what_stands_before_the_cursor_is_replaced() -> None:
    snapshot, offset = marked(TASK % '"Next": "ab|cd"')
    found = snapshot.view_at(offset)
    assert found is not None
    cursor = find_cursor(*found, offset)

    (word,) = words(cursor, "b", [Idea("x", ProposalKind.VALUE)])
    (value,) = values(cursor, [Idea("x", ProposalKind.VALUE)])

    assert (word.edit.start, word.edit.end, word.typed) == (offset - 1, offset, "x")
    assert (value.edit.start, value.edit.end, value.typed) == (offset - 3, offset + 3, '"x"')


TERRAFORM = """resource "aws_sfn_state_machine" "m" {
  definition = jsonencode({
    StartAt = "A"
    States = {
      A = {
        Type = "Pass"
        %s
      }
    }
  })
}
"""


@pytest.mark.parametrize(
    ("member", "label", "expected"),
    [
        ("|", "Next", "Next = "),
        ('Ne|xt = "A"', "End", 'End = "A"'),
        ('"Ne|xt" = "A"', "End", '"End" = "A"'),
        ('Next = "|"', "A", 'Next = "A"'),
    ],
)
def test_in_terraform_members_are_written_as_there(member: str, label: str, expected: str) -> None:
    assert accepted(TERRAFORM % member, label, "main.tf") == TERRAFORM % expected


@pytest.mark.parametrize(
    ("member", "label", "snippet"),
    [
        ("|", "Next", '"Next": "$1"'),
        ("|", "End", '"End": true'),
        ("|", "Retry", '"Retry": [{$1}]'),
        ("|", "TimeoutSeconds", '"TimeoutSeconds": $1'),
        ('| "Next": "Rest"', "Assign", '"Assign": {$1},'),
        ('"Parameters": {|}', "QueueUrl", '"QueueUrl": "$1"'),
        ('"Parameters": {|}', "MessageAttributes", '"MessageAttributes": {$1}'),
        ('"Ne|": "Rest"', "Next", None),
        ('"Next": "|"', "Rest", None),
    ],
)
def test_a_new_member_of_json_can_be_written_on_where_its_value_is(
    member: str, label: str, snippet: str | None
) -> None:
    assert proposals(TASK % member)[label].snippet == snippet


def test_yaml_needs_no_snippets() -> None:
    assert proposals(YAML_TASK % "|", "a.asl.yaml")["Next"].snippet is None
