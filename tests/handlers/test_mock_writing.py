from __future__ import annotations

import json
from pathlib import Path

import pytest

from asltool.errors import AsltoolError, UnreadableFileError
from asltool.handlers.mock_reading import open_mocks
from asltool.handlers.mock_writing import require_mock_path, write_mocks
from asltool.json_value import JsonObject

MOCKS: JsonObject = {"Pay": [{"return": {"größe": None}}]}


@pytest.mark.parametrize("name", ["m.json", "m.yaml", "m.yml"])
def test_the_suffix_says_how_they_are_written(name: str, tmp_path: Path) -> None:
    require_mock_path(tmp_path / name)
    write_mocks(MOCKS, tmp_path / name)

    assert open_mocks(tmp_path / name).value == MOCKS
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text == (
        json.dumps(MOCKS, indent=2, ensure_ascii=False) + "\n"
        if name == "m.json"
        else 'Pay:\n- return:\n    "größe": null\n'
    )


def test_a_place_that_cannot_be_written_to_is_told_before_the_run(tmp_path: Path) -> None:
    with pytest.raises(AsltoolError, match=r"in a file named \.json, \.yaml or \.yml, not in m\.txt$"):
        require_mock_path(Path("m.txt"))
    with pytest.raises(UnreadableFileError, match="there is no such folder"):
        require_mock_path(tmp_path / "none" / "m.json")
    (tmp_path / "d.json").mkdir()
    with pytest.raises(UnreadableFileError, match="it is a folder"):
        require_mock_path(tmp_path / "d.json")
    with pytest.raises(UnreadableFileError, match=r"^cannot write .*d\.json: "):
        write_mocks(MOCKS, tmp_path / "d.json")
