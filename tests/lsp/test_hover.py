from __future__ import annotations

import pytest

from asltool.lint.linter import Options
from asltool.lsp.diagnostics import diagnose
from asltool.lsp.hover import Hover, hover
from lsp_marking import JSONATA_TASK, TASK, YAML_TASK, marked


def hovered(text: str, name: str = "a.asl.json", *, with_findings: bool = False) -> Hover | None:
    snapshot, offset = marked(text, name)
    return hover(snapshot, offset, diagnose(snapshot, Options()) if with_findings else ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TASK % '"Ne|xt": "Rest"', "**Next**: The state that runs next."),
        (TASK % '"Next": "Re|st"', "**Rest**: Wait state"),
        (TASK % '"Parameters": {"Queue|Url": "q"}', "**QueueUrl**: text"),
        (TASK % '"Parameters": {"a.$": "States.For|mat(\'{}\', 1)"}', "States.Format(string, any ...)"),
        (JSONATA_TASK % '"Output": "{% $su|m([1]) %}"', "$sum("),
        ((TASK % '"End": true').replace("sqs:send", "sqs:|send"), "`sendMessage` of `sqs`"),
        ((TASK % '"End": true').replace('"Rest"', '"Re|st"'), "**Rest**: Wait state"),
        ((TASK % '"Ne').replace('"Sec', '"|Sec'), "**Seconds**: How many seconds to wait."),
    ],
)
def test_what_is_under_the_mouse_is_explained(text: str, words: str) -> None:
    found = hovered(text)

    assert found is not None
    assert words in found.text


def test_yaml_is_explained_too() -> None:
    found = hovered(YAML_TASK % "Next: Re|st", "a.asl.yaml")

    assert found is not None
    assert found.text.startswith("**Rest**: Wait state")


def test_a_finding_is_explained_by_the_page_of_its_rule() -> None:
    text = TASK % '"Next": "|Missing"'
    found = hovered(text, with_findings=True)

    assert found is not None
    assert found.text.startswith("**ASL101 missing-target** (error)")
    assert "*Instead:*" in found.text
    assert text.replace("|", "")[found.span.start : found.span.end] == '"Missing"'


@pytest.mark.parametrize("member", ["|", '"Parameters": {"Nons|ense": 1}'])
def test_where_there_is_nothing_to_say_nothing_is_said(member: str) -> None:
    assert hovered(TASK % member) is None


def test_outside_of_machines_nothing_is_said() -> None:
    assert hovered("|") is None
