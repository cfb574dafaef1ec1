from __future__ import annotations

from pathlib import Path

import pytest

from asltool.config.search import find_config


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a repository: nothing above it counts."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)


def write(path: str, text: str = "") -> Path:
    Path(path).write_text(text, encoding="utf-8")
    return Path.cwd() / path


def test_without_settings_there_are_none() -> None:
    assert find_config(()) is None
    assert find_config(("a/b", "-", "nowhere.json")) is None


def test_the_nearest_file_at_or_above_counts() -> None:
    top = write("asltool.toml")
    assert find_config(("a/b/x.json",)) == find_config(()) == find_config(("-",)) == top

    near = write("a/asltool.toml")
    assert find_config(("a/b/x.json",)) == find_config(("a/b",)) == find_config(("a",)) == near
    assert find_config((".",)) == top


def test_several_files_have_the_settings_of_the_folder_that_holds_all() -> None:
    top = write("asltool.toml")
    write("a/b/asltool.toml")

    assert find_config(("a/b/x.json", "a/y.json")) == top


def test_pyproject_counts_if_it_has_our_table() -> None:
    write("a/pyproject.toml", '[project]\nname = "asltool-user"\n')
    assert find_config(("a",)) is None

    file = write("pyproject.toml", "[tool.asltool.lint]\nadvice = true\n")
    assert find_config(("a",)) == file


def test_our_own_file_outweighs_pyproject() -> None:
    write("pyproject.toml", "[tool.asltool]\n")
    own = write("asltool.toml")

    assert find_config((".",)) == own


def test_nothing_above_a_repository_counts() -> None:
    write("asltool.toml")
    Path("a/.git").mkdir()

    assert find_config(("a/b",)) is None
