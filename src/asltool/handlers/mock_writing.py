"""Writes mock files: as JSON or YAML, by the file's suffix."""

from __future__ import annotations

import json
from pathlib import Path

from asltool.errors import AsltoolError, UnreadableFileError
from asltool.json_value import JsonObject
from asltool.source.yaml_writer import yaml_text

_YAML = (".yaml", ".yml")


def require_mock_path(path: Path) -> None:
    """See to it, before a run, that mocks can be written to a path after it.

    Raises:
        AsltoolError: They cannot.
    """
    if path.suffix not in (".json", *_YAML):
        raise AsltoolError(f"mocks are recorded in a file named .json, .yaml or .yml, not in {path}")
    if path.is_dir() or not path.parent.is_dir():
        reason = "it is a folder" if path.is_dir() else "there is no such folder"
        raise UnreadableFileError(f"cannot write {path}: {reason}")


def write_mocks(mocks: JsonObject, path: Path) -> None:
    """Write a mock file.

    Raises:
        UnreadableFileError: It cannot be written.
    """
    is_yaml = path.suffix in _YAML
    text = yaml_text(mocks) if is_yaml else json.dumps(mocks, indent=2, ensure_ascii=False) + "\n"
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnreadableFileError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from None
