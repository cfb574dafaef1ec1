from __future__ import annotations

import os
from pathlib import Path

import pytest

from asltool.errors import AsltoolError
from asltool.lsp.settings import Settings, asked_by_editor


def test_without_anything_asked_all_is_as_on_the_command_line() -> None:
    options = Settings(asked_by_editor(None)).options(None)

    assert options is not None
    assert options.type == "STANDARD"


@pytest.mark.parametrize(
    "given", [{"type": "EXPRESS", "ignore": ["ASL3"]}, {"asltool": {"type": "EXPRESS", "ignore": ["ASL3"]}}]
)
def test_the_editor_may_ask_for_a_type_and_for_rules(given: object) -> None:
    options = Settings(asked_by_editor(given)).options(None)

    assert options is not None
    assert options.type == "EXPRESS"
    assert "ASL305" in options.selection.ignored


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"type": "FAST"}, '"type" in initializationOptions must be "STANDARD" or "EXPRESS", not "FAST"'),
        ({"select": "ASL1"}, '"select" in initializationOptions must be an array'),
        ({"advice": 1}, '"advice" in initializationOptions must be true or false'),
        ([], "initializationOptions must be an object"),
        ({"select": ["nonsense"]}, 'there is no rule "nonsense"'),
    ],
)
def test_what_an_editor_asks_wrongly_is_refused(given: object, message: str) -> None:
    with pytest.raises(AsltoolError) as refused:
        asked_by_editor(given)

    assert str(refused.value).startswith(message)


def test_the_nearest_settings_count_and_are_read_again_when_they_change(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    file = tmp_path / "asltool.toml"
    file.write_text('[lint]\nignore = ["ASL101"]\n', encoding="utf-8")
    settings = Settings(asked_by_editor(None))
    path = str(tmp_path / "a.asl.json")

    before = settings.options(path)
    file.write_text('[lint]\nignore = ["ASL102"]\nexclude = ["b*"]\n', encoding="utf-8")
    os.utime(file, ns=(1, 1))
    after = settings.options(path)

    assert before is not None
    assert after is not None
    assert "ASL101" in before.selection.ignored
    assert "ASL101" not in after.selection.ignored
    assert settings.options(str(tmp_path / "b.asl.json")) is None


def test_settings_that_are_wrong_are_refused(tmp_path: Path) -> None:
    (tmp_path / "asltool.toml").write_text("[lint]\nnonsense = 1\n", encoding="utf-8")
    settings = Settings(asked_by_editor(None))

    with pytest.raises(AsltoolError, match="nonsense"):
        settings.options(str(tmp_path / "a.asl.json"))
    assert settings.without_project().type == "STANDARD"


def test_the_baseline_of_the_project_is_read_again_when_it_changes(tmp_path: Path) -> None:
    (tmp_path / "asltool.toml").write_text('[lint]\nbaseline = "known.json"\n', encoding="utf-8")
    file = tmp_path / "known.json"
    settings = Settings(asked_by_editor(None))
    path = str(tmp_path / "a.asl.json")

    with pytest.raises(AsltoolError, match="there is no baseline"):
        settings.baseline(path)
    file.write_text('{"version": 1, "findings": []}', encoding="utf-8")
    found = settings.baseline(path)
    assert found is not None
    assert (found.folder, found.findings) == (str(tmp_path), ())
    file.write_text("{}", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    with pytest.raises(AsltoolError, match="no baseline of version 1"):
        settings.baseline(path)


def test_a_project_needs_no_baseline(tmp_path: Path) -> None:
    (tmp_path / "asltool.toml").write_text("[lint]\n", encoding="utf-8")

    assert Settings(asked_by_editor(None)).baseline(str(tmp_path / "a.asl.json")) is None
    assert Settings(asked_by_editor(None)).baseline(None) is None
