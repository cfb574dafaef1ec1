"""A session as editors have it: the server is a process of its own, spoken to over stdio."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from asltool.lint.baseline import write_baseline
from asltool.lint.linter import Options, lint_file
from lsp_client import Editor, at, edited
from lsp_marking import TASK

SOUND = TASK % '"Parameters": {"QueueUrl": "q", "MessageBody": "b"}, "TimeoutSeconds": 9, "Next": "Rest"'
BROKEN = SOUND.replace('"Rest"\n', '"\n')


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    with Editor() as opened:
        yield opened


def codes(findings: list[dict[str, Any]]) -> list[str]:
    return [finding["code"] for finding in findings]


def test_the_server_says_what_it_can_do(editor: Editor) -> None:
    can = editor.capabilities

    assert can["positionEncoding"] == "utf-16"
    assert can["completionProvider"]["triggerCharacters"]
    assert all(
        can[f"{name}Provider"]
        for name in ("hover", "definition", "references", "documentHighlight", "rename", "codeAction")
    )


def test_findings_come_when_a_text_is_opened_and_when_it_changes(editor: Editor) -> None:
    uri = "file:///findings.asl.json"

    assert editor.open(uri, SOUND) == []
    editor.change(uri, SOUND.replace('"Next": "Rest"', '"Next": "Missing"'))
    assert codes(editor.findings(uri)) == ["ASL101", "ASL103"]
    editor.change(uri, BROKEN, 3)
    assert codes(editor.findings(uri)) == ["ASL001"]
    editor.change(uri, SOUND, 4)
    assert editor.findings(uri) == []


def test_of_several_changes_in_a_row_the_last_one_is_looked_at(editor: Editor) -> None:
    uri = "file:///typing.asl.json"
    editor.open(uri, SOUND)

    for version, text in enumerate(("{", "[", SOUND.replace("9", '"x"')), 2):
        editor.change(uri, text, version)

    assert codes(editor.findings(uri)) == ["ASL015"]


def test_a_closed_text_has_no_findings(editor: Editor) -> None:
    uri = "file:///closed.asl.json"
    assert editor.open(uri, "[") != []

    editor.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    assert editor.findings(uri) == []


def test_broken_text_is_completed(editor: Editor) -> None:
    uri = "file:///completion.asl.json"
    editor.open(uri, BROKEN)

    found = editor.request("textDocument/completion", at(uri, BROKEN, '"Next": "', 9))

    assert [item["label"] for item in found["items"]] == ["Rest", "Send"]
    assert edited(BROKEN, [found["items"][0]["textEdit"]]) == SOUND


def test_what_is_under_the_mouse_is_explained(editor: Editor) -> None:
    uri = "file:///hover.asl.json"
    editor.open(uri, SOUND)

    found = editor.request("textDocument/hover", at(uri, SOUND, '"TimeoutSeconds"', 3))

    assert found["contents"]["value"].startswith("**TimeoutSeconds**")
    assert editor.request("textDocument/hover", at(uri, SOUND, "{")) is None


def test_a_transition_leads_to_its_state_and_back(editor: Editor) -> None:
    uri = "file:///navigation.asl.json"
    editor.open(uri, SOUND)
    place = at(uri, SOUND, '"Next": "Rest"', 10)

    target = editor.request("textDocument/definition", place)
    context = {"includeDeclaration": False}
    sources = editor.request("textDocument/references", {**place, "context": context})
    marks = editor.request("textDocument/documentHighlight", place)

    assert target["range"]["start"] == at(uri, SOUND, '"Rest": {')["position"]
    assert [source["range"]["start"] for source in sources] == [at(uri, SOUND, '"Rest"')["position"]]
    assert len(marks) == 2


def test_a_state_is_renamed_everywhere_or_the_reason_is_told(editor: Editor) -> None:
    uri = "file:///rename.asl.json"
    editor.open(uri, SOUND)
    place = at(uri, SOUND, '"Next": "Rest"', 10)

    prepared = editor.request("textDocument/prepareRename", place)
    changes = editor.request("textDocument/rename", {**place, "newName": "Sleep"})["changes"]
    refused = editor.answer("textDocument/rename", {**place, "newName": "Send"})

    assert prepared["placeholder"] == "Rest"
    assert edited(SOUND, changes[uri]) == SOUND.replace("Rest", "Sleep")
    assert refused["error"]["message"] == 'another state is named "Send"'
    assert "traceback" not in str(refused)


def test_a_quick_fix_removes_its_finding(editor: Editor) -> None:
    uri = "file:///fixes.asl.json"
    text = SOUND.replace('"MessageBody": "b"', '"MessageBody": "$.body"')
    (finding,) = editor.open(uri, text)

    actions = editor.request(
        "textDocument/codeAction",
        {"textDocument": {"uri": uri}, "range": finding["range"], "context": {"diagnostics": [finding]}},
    )

    assert {action["kind"] for action in actions} == {"quickfix", "source.fixAll"}
    for version, action in enumerate(actions, 2):
        editor.change(uri, edited(text, action["edit"]["changes"][uri]), version)
        assert editor.findings(uri) == []


def test_only_the_kinds_of_actions_that_are_asked_for_are_given(editor: Editor) -> None:
    uri = "file:///kinds.asl.json"
    text = SOUND.replace('"MessageBody": "b"', '"MessageBody": "$.body"')
    (finding,) = editor.open(uri, text)
    context = {"diagnostics": [], "only": ["source"]}

    actions = editor.request(
        "textDocument/codeAction",
        {"textDocument": {"uri": uri}, "range": finding["range"], "context": context},
    )

    assert [action["kind"] for action in actions] == ["source.fixAll"]


def test_a_broken_text_has_an_outline(editor: Editor) -> None:
    uri = "file:///outline.asl.json"
    editor.open(uri, BROKEN)

    (whole,) = editor.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})

    assert [child["name"] for child in whole["children"]] == ["Send", "Rest"]


def test_texts_that_hold_no_definition_are_left_alone(editor: Editor) -> None:
    uri = "file:///package.json"
    place = at(uri, '{"name": 1}', '"name"', 1)

    assert editor.open(uri, '{"name": 1}') == []
    assert editor.request("textDocument/completion", place) is None
    assert editor.request("textDocument/hover", place) is None
    assert editor.request("textDocument/definition", place) is None
    assert editor.request("textDocument/documentHighlight", place) == []
    assert editor.request("textDocument/prepareRename", place) is None
    assert editor.request("textDocument/rename", {**place, "newName": "x"}) is None
    assert editor.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}}) == []


def test_a_request_that_fails_is_answered_without_a_traceback(editor: Editor) -> None:
    missing = {
        "textDocument": {"uri": "file:///nowhere/at/all.asl.json"},
        "position": {"line": 0, "character": 0},
    }

    failed = editor.answer("textDocument/hover", missing)

    assert failed["error"]["message"] == "asltool cannot answer textDocument/hover; its log tells why"
    assert failed["error"].get("data") is None
    assert editor.open("file:///after.asl.json", SOUND) == []


def test_settings_of_the_project_count_and_may_change(tmp_path: Path) -> None:
    settings = tmp_path / "asltool.toml"
    settings.write_text('[lint]\nignore = ["ASL101"]\n', encoding="utf-8")
    uri = (tmp_path / "a.asl.json").as_uri()
    capabilities = {
        "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}},
        "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
    }

    with Editor({"type": "EXPRESS"}, capabilities) as editor:
        assert "ASL101" not in codes(editor.open(uri, SOUND.replace('"Next": "Rest"', '"Next": "Missing"')))
        settings.write_text("[lint]\nnonsense = 1\n", encoding="utf-8")
        editor.notify("workspace/didChangeWatchedFiles", {"changes": []})
        told = [each for each in _until_findings(editor, uri) if each["method"] == "window/showMessage"]
        editor.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
        assert "ASL101" in codes(editor.findings(uri))
        found = editor.request("textDocument/completion", at(uri, SOUND, '"TimeoutSeconds"', -1))
        assert found["items"][0]["insertTextFormat"] == 2

    assert "nonsense" in told[0]["params"]["message"]
    assert (editor.exit_code, editor.log) == (0, "")


def _until_findings(editor: Editor, uri: str) -> list[dict[str, Any]]:
    """Give what comes up to the next findings, these included."""
    seen: list[dict[str, Any]] = []
    while not seen or seen[-1]["method"] != "textDocument/publishDiagnostics":
        seen.append(editor.notifications.pop(0) if editor.notifications else editor._receive())
    return seen


def test_wrong_options_are_told_and_the_server_goes_on() -> None:
    with Editor({"type": "FAST"}, {"general": {"positionEncodings": ["utf-8"]}}) as editor:
        told = [each for each in editor.notifications if each["method"] == "window/showMessage"]
        assert '"FAST"' in told[0]["params"]["message"]
        assert editor.capabilities["positionEncoding"] == "utf-8"
        (finding,) = editor.open("file:///a.asl.json", '["\U0001f600é", }')

    assert finding["range"]["start"]["character"] > len('["\U0001f600é", ')


def test_findings_of_the_baseline_are_known_and_new_ones_are_not(tmp_path: Path) -> None:
    file, known = tmp_path / "a.asl.json", tmp_path / "known.json"
    text = SOUND.replace('"Next": "Rest"', '"Next": "Missing"')
    file.write_text(text, encoding="utf-8")
    write_baseline(known, lint_file(file, Options()), ())
    (tmp_path / "asltool.toml").write_text('[lint]\nbaseline = "known.json"\n', encoding="utf-8")

    with Editor() as editor:
        assert editor.open(file.as_uri(), text) == []
        editor.notify("textDocument/didClose", {"textDocument": {"uri": file.as_uri()}})
        editor.findings(file.as_uri())
        found = codes(editor.open(file.as_uri(), text.replace('"Missing"', '"Absent"')))
        known.unlink()
        other = (tmp_path / "b.asl.json").as_uri()
        document = {"uri": other, "languageId": "json", "version": 1, "text": text}
        editor.notify("textDocument/didOpen", {"textDocument": document})
        told = [each for each in _until_findings(editor, other) if each["method"] == "window/showMessage"]

    assert found == ["ASL101"]
    assert "there is no baseline" in told[0]["params"]["message"]
