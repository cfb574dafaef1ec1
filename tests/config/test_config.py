from __future__ import annotations

from pathlib import Path

import pytest

from asltool.config.config import Config, read_config
from asltool.config.lint_table import LintTable
from asltool.errors import AsltoolError, UnreadableFileError


def message(path: Path) -> str:
    with pytest.raises(AsltoolError) as raised:
        read_config(path)
    return str(raised.value)


def test_our_own_file_has_the_tables_at_its_top(tmp_path: Path) -> None:
    file = tmp_path / "asltool.toml"
    file.write_text("[lint]\nadvice = true\n")

    assert read_config(file) == Config(file, LintTable(advice=True))
    assert read_config(file).folder == tmp_path


def test_any_name_will_do_for_it(tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_text("")

    assert read_config(str(file)) == Config(file)


def test_pyproject_has_them_in_a_table_of_ours(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text("[project]\nname = 'x'\n[tool.other]\na = 1\n[tool.asltool.lint]\nadvice = true\n")

    assert read_config(file).lint.advice


def test_pyproject_without_the_table_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text("[project]\nname = 'x'\n")

    assert read_config(file) == Config(file)


def test_an_unknown_table_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text("[tool.asltool]\n[tool.asltool.lintt]\n")

    assert message(file) == (
        f'{file}:2:15: the settings of asltool has no member "lintt" (did you mean "lint"?): it has "lint", "aws"'
    )


def test_what_is_no_toml_or_cannot_be_read_is_one_clear_message(tmp_path: Path) -> None:
    file = tmp_path / "asltool.toml"

    assert message(file) == f"cannot read {file}: no such file or directory"
    file.write_text("[lint\n")
    assert message(file).startswith(f"{file}:1:6: this is no TOML: ")
    file.write_bytes(b"a = '\xff'")
    assert message(file) == f"cannot read {file}: it is no UTF-8"
    with pytest.raises(UnreadableFileError):
        read_config(tmp_path)
