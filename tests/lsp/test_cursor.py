from __future__ import annotations

import pytest

from asltool.lsp.cursor import Cursor, find_cursor
from asltool.source.pointer import ROOT
from lsp_marking import TASK, YAML_TASK, marked

SEND = ROOT / "States" / "Send"


def cursor_in(text: str, name: str = "a.asl.json") -> Cursor:
    snapshot, offset = marked(text, name)
    found = snapshot.view_at(offset)
    assert found is not None
    return find_cursor(*found, offset)


@pytest.mark.parametrize(
    ("member", "at", "is_key", "token"),
    [
        ("|", SEND, True, ""),
        ('"|', SEND / "", True, '"'),
        ('"Ne|', SEND / "Ne", True, '"Ne'),
        ('"Ne|xt": "Rest"', SEND / "Next", True, '"Next"'),
        ('"Next"|: "Rest"', SEND / "Next", True, '"Next"'),
        ('"Next": |', SEND / "Next", False, ""),
        ('"Next": "|', SEND / "Next", False, '"'),
        ('"Next": "Re|', SEND / "Next", False, '"Re'),
        ('"Next": "Re|st"', SEND / "Next", False, '"Rest"'),
        ('"Next": "Rest",|', SEND, True, ""),
        ('"Catch": [|]', SEND / "Catch" / 0, False, ""),
        ('"Catch": [{}, |]', SEND / "Catch" / 1, False, ""),
        ('"Catch": [{|}]', SEND / "Catch" / 0, True, ""),
        ('"Parameters": {"a": [1, 2|3]}', SEND / "Parameters" / "a" / 1, False, "23"),
    ],
)
def test_a_cursor_in_json_is_on_a_key_a_value_or_between(
    member: str, at: object, *, is_key: bool, token: str
) -> None:
    cursor = cursor_in(TASK % member)

    assert (cursor.at, cursor.is_key) == (at, is_key)
    assert cursor.source.text[cursor.token.start : cursor.token.end] == token


@pytest.mark.parametrize(
    ("member", "at", "is_key", "token"),
    [
        ("|", SEND, True, ""),
        ("Ne|", SEND, True, "Ne"),
        ("Ne|xt: Rest", SEND / "Next", True, "Next"),
        ("Next: |", SEND / "Next", False, ""),
        ("Next: Re|st", SEND / "Next", False, "Rest"),
        ('Next: "Re|', SEND / "Next", False, '"Re'),
        ("Parameters:\n      |", SEND / "Parameters", True, ""),
        ("Parameters:\n      a: 1\n      |", SEND / "Parameters", True, ""),
        ("Catch:\n      - |", SEND / "Catch" / 0, False, ""),
        ("Catch: [|]", SEND / "Catch" / 0, False, ""),
        ("Catch:\n      - Next: Rest\n        |", SEND / "Catch" / 0, True, ""),
    ],
)
def test_a_cursor_in_yaml_is_told_by_the_indentation(
    member: str, at: object, *, is_key: bool, token: str
) -> None:
    cursor = cursor_in(YAML_TASK % member, "a.asl.yaml")

    assert (cursor.at, cursor.is_key) == (at, is_key)
    assert cursor.source.text[cursor.token.start : cursor.token.end] == token


def test_a_word_of_yaml_on_a_line_of_its_own_may_become_a_key() -> None:
    assert cursor_in(YAML_TASK % "Parameters:\n      Que|", "a.asl.yaml").is_alone
    assert not cursor_in(YAML_TASK % "Comment: Que|", "a.asl.yaml").is_alone


def test_behind_the_last_line_of_yaml_a_state_goes_on() -> None:
    cursor = cursor_in(YAML_TASK % "Next: Rest" + "    |", "a.asl.yaml")

    assert (cursor.at, cursor.is_key) == (ROOT / "States" / "Rest", True)


def test_what_stands_before_it_has_no_quotes() -> None:
    cursor = cursor_in(TASK % '"Next": "Re|st"')

    assert cursor.before == "Re"
    assert cursor.is_in_string


def test_an_edit_inside_a_string_of_a_template_is_escaped() -> None:
    definition = (
        '{\\"StartAt\\": \\"|A\\", \\"States\\": {\\"A\\": {\\"Type\\": \\"Pass\\", \\"End\\": true}}}'
    )
    properties = f'{{"DefinitionString": "{definition}"}}'
    text = f'{{"Resources": {{"M": {{"Type": "AWS::StepFunctions::StateMachine", "Properties": {properties}}}}}}}'
    cursor = cursor_in(text, "template.json")

    edit = cursor.replace('"B"')

    assert cursor.at == ROOT / "StartAt"
    assert edit is not None
    assert edit.text == '\\"B\\"'
