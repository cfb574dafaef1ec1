from __future__ import annotations

from pathlib import Path

from asltool.lint.report.paths import path_from


def test_paths_begin_at_the_root_and_what_is_no_file_keeps_its_name(tmp_path: Path) -> None:
    assert path_from(str(tmp_path), str(tmp_path / "a b" / "é.json")) == "a b/é.json"
    assert path_from(str(tmp_path / "x"), str(tmp_path / "a.json")) == "../a.json"
    assert path_from(str(tmp_path), "<stdin>") == "<stdin>"
