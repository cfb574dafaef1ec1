"""Definitions that a command is given: files, folders to search, standard input."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from asltool.containers.choosing import split_name
from asltool.containers.recognizing import (
    DEFINITION_SUFFIXES,
    is_definition_name,
    seems_to_hold_definitions,
)
from asltool.containers.table import SUFFIXES as CONTAINER_SUFFIXES
from asltool.errors import AsltoolError, UnreadableFileError
from asltool.source.limits import MAX_FILE_BYTES
from asltool.source.text import SourceText

_NAMES = ", *".join(DEFINITION_SUFFIXES)
_OTHER_SUFFIXES = (".json", ".jsonc", ".yaml", ".yml", *CONTAINER_SUFFIXES)
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "dist", "build"})


def find_definitions(paths: tuple[str, ...]) -> list[str]:
    """Give the files that *paths* stand for, each once, in the order of the arguments and by name in folders.

    A folder stands for the files in it and below that are named as definitions, or that look like one.

    Raises:
        AsltoolError: A path does not exist, or a folder has no definition.
    """
    found: dict[str, None] = {}
    for path in paths:
        if path == "-" or Path(split_name(path)[0]).is_file():
            found[path] = None
            continue
        if not Path(path).exists():
            raise UnreadableFileError(f"cannot read {path}: no such file or directory")
        if not Path(path).is_dir():
            found[path] = None
            continue
        inside = list(_search(Path(path)))
        if not inside:
            raise AsltoolError(
                f"no definition in {path}: none of its files is named *{_NAMES}, no other "
                'JSON or YAML file has "StartAt" and "States", and no template, service or Terraform file '
                "has a state machine"
            )
        found.update(dict.fromkeys(inside))
    return list(found)


def _search(folder: Path) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if name not in _SKIPPED_FOLDERS and not name.startswith(".")
        )
        for name in sorted(files):
            path = Path(here) / name
            if is_definition_name(name) or (name.lower().endswith(_OTHER_SUFFIXES) and looks_like_one(path)):
                yield str(path)


def looks_like_one(path: Path) -> bool:
    """Tell whether a file seems to be a definition, `StartAt` and `States` at its top, or to hold some."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            return False
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return False
    return seems_to_hold_definitions(SourceText(text, str(path)))
