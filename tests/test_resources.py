from __future__ import annotations

import json

import pytest

from asltool.resources import schema_path


def test_files_that_ship_with_the_package_are_found() -> None:
    path = schema_path("asl.schema.json")

    assert json.loads(path.read_text(encoding="utf-8"))["$schema"]


def test_others_are_not() -> None:
    with pytest.raises(FileNotFoundError, match=r"nothing\.json"):
        schema_path("nothing.json")
