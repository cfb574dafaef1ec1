from __future__ import annotations

from pathlib import Path

import pytest

from asltool.errors import AsltoolError, UnreadableFileError
from asltool.handlers.mock_reading import open_mocks
from asltool.source.document import Part
from asltool.source.pointer import ROOT


def message(source: Path | str) -> str:
    with pytest.raises(AsltoolError) as raised:
        open_mocks(source)
    return str(raised.value)


def test_a_path_a_text_and_an_object_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "mocks.yaml"
    file.write_text("A:\n  - return: 1\n")

    for source in (file, str(file), "A:\n  - return: 1\n", '{"A": [{"return": 1}]}', {"A": [{"return": 1}]}):
        assert open_mocks(source).value == {"A": [{"return": 1}]}


def test_a_mistake_in_a_text_has_line_and_column() -> None:
    reading = open_mocks('{\n  "A": 1\n}')

    with pytest.raises(AsltoolError, match=r"^<mocks>:2:3: no$"):
        reading.fail(ROOT / "A", "no", Part.KEY)


def test_a_mistake_in_an_object_has_a_pointer() -> None:
    reading = open_mocks({"A": 1})

    with pytest.raises(AsltoolError, match=r"^<mocks>:/A: no$"):
        reading.fail(ROOT / "A", "no")
    with pytest.raises(AsltoolError, match=r"^<mocks>:/: no$"):
        reading.fail(ROOT, "no")


def test_what_is_no_json_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "mocks.json"
    file.write_text('{"A": [}')

    assert message(file).startswith(f"{file}:1:8: ")
    assert message('{"A": 1, "A": 2}').startswith("<mocks>:1:")


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        open_mocks(tmp_path / "none.json")
