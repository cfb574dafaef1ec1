from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from asltool.definition import find, read_definition
from asltool.diagnostics import InvalidDefinition
from asltool.errors import AsltoolError, UnreadableFileError
from asltool.source.pointer import ROOT, Pointer
from engine_driving import machine

ECHO = machine("Echo", Echo={"Type": "Pass", "End": True})


def test_a_file_keeps_its_document(tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    file.write_text(json.dumps(ECHO, indent=2))

    definition = read_definition(file, "STANDARD")

    assert definition.place("/States/Echo/Type") == f"{file}:5:7"
    assert definition.place("") == f"{file}:1:1"


def test_a_loaded_machine_has_no_text_to_point_into() -> None:
    machine_ = read_definition(ECHO, "STANDARD").machine

    definition = read_definition(machine_, "STANDARD")

    assert definition.machine is machine_
    assert definition.place("/States/Echo") == "/States/Echo"
    assert definition.place("") == "/"


@pytest.mark.parametrize("text", ["{", "[]", '{"StartAt": "A", "States": {}}'])
def test_a_definition_with_errors_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "m.json"
    file.write_text(text)

    with pytest.raises(InvalidDefinition) as raised:
        read_definition(file, "STANDARD")

    assert raised.value.findings


def test_a_file_that_is_not_there_cannot_be_read() -> None:
    with pytest.raises(UnreadableFileError):
        read_definition("none.asl.json", "STANDARD")


def test_nothing_else_is_a_definition() -> None:
    with pytest.raises(AsltoolError, match="not list"):
        read_definition([], "STANDARD")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pointer", "at"),
    [
        ("", ROOT),
        ("/a/1/b~1c", ROOT / "a" / 1 / "b/c"),
        ("/a~0b", ROOT / "a~b"),
        ("/a/1/none", ROOT / "a" / 1),
        ("/a/0/deeper", ROOT / "a" / 0),
    ],
)
def test_a_pointer_leads_as_far_as_the_value_goes(pointer: str, at: Pointer) -> None:
    value: Any = {"a": [0, {"b/c": 1}], "a~b": 2}

    assert find(pointer, value) == at
