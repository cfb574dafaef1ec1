from __future__ import annotations

from pathlib import Path

import pytest

from asltool.lint.linter import Options
from asltool.lsp.diagnostics import diagnose
from asltool.lsp.navigation import RenameRefusedError, definition, named_at, references, rename
from asltool.lsp.snapshot import take_snapshot
from asltool.source.edits import apply_edits
from lsp_marking import TASK, YAML_TASK, marked

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.asl.*"))
TEXT = TASK % '"Next": "Re|st", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Rest"}]'


def renamed(text: str, name: str, file: str = "a.asl.json") -> str:
    snapshot, offset = marked(text, file)
    return apply_edits(snapshot.source.text, rename(snapshot, offset, name))[0]


def test_a_transition_leads_to_the_key_of_its_state() -> None:
    snapshot, offset = marked(TEXT)

    span = definition(snapshot, offset)

    assert span is not None
    text = snapshot.source.text
    assert text[span.start : span.end + 3] == '"Rest": {'


@pytest.mark.parametrize("member", ['"Next": "|Missing"', '"Comment": "Re|st"', "|", '"Ne|xt": "Rest"'])
def test_where_no_state_is_named_nothing_leads_anywhere(member: str) -> None:
    snapshot, offset = marked(TASK % member)

    assert definition(snapshot, offset) is None


def test_all_that_leads_to_a_state_is_found() -> None:
    snapshot, offset = marked(TEXT)

    found = references(snapshot, offset, with_definition=True)

    text = snapshot.source.text
    assert [text[span.start : span.end] for span in found] == ['"Rest"'] * 3
    assert len(references(snapshot, offset, with_definition=False)) == 2
    assert references(snapshot, 0, with_definition=True) == ()


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("Re|st", "Rest").replace('"Rest": {', '"|Rest": {')])
def test_a_state_is_renamed_wherever_it_is_named(text: str) -> None:
    assert renamed(text, "Sleep") == text.replace("|", "").replace("Rest", "Sleep")


def test_the_first_state_is_renamed() -> None:
    text = (TASK % '"Next": "Rest"').replace('"StartAt": "Se', '"StartAt": "Se|')

    assert renamed(text, "Go") == text.replace("|", "").replace('"Send"', '"Go"')


def test_in_yaml_quotes_stay_as_they_are() -> None:
    text = (YAML_TASK % "Next: 'Re|st'").replace("StartAt: Send", 'StartAt: "Send"')

    assert renamed(text, "Do it", "a.asl.yaml") == text.replace("|", "").replace("Rest", "Do it")


def test_a_state_of_another_scope_keeps_its_name() -> None:
    branch = '{"StartAt": "X", "States": {"X": {"Type": "Pass", "End": true}}}'
    text = (
        (TASK % '"Next": "X|"')
        .replace('"Rest"', '"X"')
        .replace('"Wait",\n      "Seconds": 3', f'"Parallel", "Branches": [{branch}]')
    )

    assert renamed(text, "Y").count('"X"') == 2


def test_a_new_name_is_escaped() -> None:
    assert renamed(TEXT, 'a"b').count(r'"a\"b"') == 3


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Send", 'another state is named "Send"'),
        (" ", "a state needs a name"),
        ("x" * 81, "a name of 81 characters is too long; 80 characters are the most"),
    ],
)
def test_a_name_that_cannot_be_borne_is_refused(name: str, reason: str) -> None:
    snapshot, offset = marked(TEXT)

    with pytest.raises(RenameRefusedError, match=f"^{reason}$"):
        rename(snapshot, offset, name)


def test_a_broken_text_is_mended_first() -> None:
    snapshot, offset = marked(TEXT.replace('"Seconds": 3,', '"Seconds": '))

    with pytest.raises(RenameRefusedError, match="mend its syntax first"):
        rename(snapshot, offset, "Sleep")


def test_what_is_no_state_cannot_be_renamed() -> None:
    snapshot, offset = marked(TASK % '"Ne|xt": "Rest"')

    assert named_at(snapshot, offset) is None
    with pytest.raises(RenameRefusedError, match="no name of a state here"):
        rename(snapshot, offset, "Sleep")


def test_a_state_below_a_yaml_alias_is_refused() -> None:
    text = (YAML_TASK % "Next: Rest") + "  Third: &third\n    Type: Pass\n    Next: Re|st\n  Fourth: *third\n"
    snapshot, offset = marked(text, "a.asl.yaml")

    with pytest.raises(RenameRefusedError, match="cannot be edited by itself"):
        rename(snapshot, offset, "Sleep")


def test_the_same_name_changes_nothing() -> None:
    snapshot, offset = marked(TEXT)

    assert rename(snapshot, offset, "Rest") == ()


@pytest.mark.parametrize("path", EXAMPLES[:8], ids=lambda path: path.name)
def test_a_renamed_example_has_the_same_findings(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    snapshot = take_snapshot(text, path.name)
    offset = next(
        offset
        for offset in range(text.index("StartAt") + len("StartAt") + 2, len(text))
        if named_at(snapshot, offset) is not None
    )

    changed = apply_edits(text, rename(snapshot, offset, "Renamed"))[0]

    before = [finding.rule for finding in diagnose(snapshot, Options())]
    assert [finding.rule for finding in diagnose(take_snapshot(changed, path.name), Options())] == before
