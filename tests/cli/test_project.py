from __future__ import annotations

from pathlib import Path

import pytest

from asltool.cli.project import Looked, Project, load_config
from asltool.config.config import Config
from asltool.config.lint_table import LintTable
from asltool.errors import AsltoolError
from asltool.lint.asked import Asked
from asltool.lint.linter import Options, lint_source
from asltool.lint.selection import Selection

BROKEN = '{"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}'
CLEAN = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def looked(text: str) -> Looked:
    found = Looked()
    found.add((lint_source(text, "a.json", Options()),), Selection())
    found.join_by_file()
    return found


def test_settings_are_searched_for_unless_they_are_named() -> None:
    assert load_config(None, ()) is None

    Path("asltool.toml").write_text("[lint]\nadvice = true\n")
    Path("other.toml").write_text("")

    assert load_config(None, ()) == Config(Path("asltool.toml"), LintTable(advice=True))
    assert load_config("other.toml", ()) == Config(Path("other.toml"))
    with pytest.raises(AsltoolError, match=r"cannot read none\.toml"):
        load_config("none.toml", ())


def test_the_baseline_is_the_one_that_is_named_or_that_of_the_settings() -> None:
    settings = Project(Asked(), Config(Path("asltool.toml"), LintTable(baseline="b/known.json")))

    assert settings.baseline("x.json", needed=False) == Path("x.json")
    assert settings.baseline(None, needed=False) == Path("b/known.json")
    for without in (Project(Asked(), None), Project(Asked(), Config(Path("asltool.toml")))):
        assert without.baseline(None, needed=False) is None
        with pytest.raises(AsltoolError, match="--update-baseline needs a baseline"):
            without.baseline(None, needed=True)


def test_a_project_without_settings_does_what_is_asked_for() -> None:
    project = Project(Asked(type="EXPRESS"), None)

    assert project.options("a.json") == Options("EXPRESS")
    assert project.included(["a.json", "-"]) == ["a.json", "-"]
    assert project.root is None


def test_settings_tell_options_by_file_and_what_is_left_out() -> None:
    table = LintTable(express=("fast/*",), exclude=("*",))
    project = Project(Asked(), Config(Path("asltool.toml"), table))

    assert project.options("fast/a.json").type == "EXPRESS"
    assert project.included(["a.json", "-"]) == ["-"]
    assert project.root == str(Path.cwd())


def test_known_findings_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    first = looked(BROKEN)
    first.hold_against(Path("known.json"), update=True)

    assert first.results[0].findings == ()
    assert capsys.readouterr().err == "wrote 2 findings into known.json\n"

    again = looked(BROKEN)
    again.hold_against(Path("known.json"), update=False)

    assert again.results[0].findings == ()
    assert capsys.readouterr().err == ""


def test_findings_that_are_gone_are_told_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    looked(BROKEN).hold_against(Path("known.json"), update=True)
    capsys.readouterr()

    looked(CLEAN).hold_against(Path("known.json"), update=False)

    assert capsys.readouterr().err == (
        "2 findings of known.json cannot be found any more: --update-baseline removes them\n"
    )
    looked(CLEAN).hold_against(Path("known.json"), update=True)
    assert capsys.readouterr().err == "wrote 0 findings into known.json\n"


def test_a_baseline_that_is_not_there_is_misuse() -> None:
    with pytest.raises(AsltoolError, match="there is no baseline"):
        looked(CLEAN).hold_against(Path("known.json"), update=False)
