"""Definitions that a command is given: files, folders to search, standard input."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from asltool.containers.choosing import split_name
from asltool.containers.reading import contents_of
from asltool.containers.table import SUFFIXES as CONTAINER_SUFFIXES
from asltool.containers.table import candidates
from asltool.errors import AsltoolError, UnreadableFileError
from asltool.source.limits import MAX_FILE_BYTES
from asltool.source.text import SourceText

SUFFIXES = (".asl.json", ".asl.jsonc", ".asl.yaml", ".asl.yml", ".asl")
"""Names of files that hold definitions, whatever is in them."""

_OTHER_SUFFIXES = (".json", ".jsonc", ".yaml", ".yml", *CONTAINER_SUFFIXES)
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "dist", "build"})
_YAML_FIELDS = (
    re.compile(r"^[\"']?StartAt[\"']?\s*:", re.MULTILINE),
    re.compile(r"^[\"']?States[\"']?\s*:", re.MULTILINE),
)
_TEMPLATE = re.compile(r"""["'](AWSTemplateFormatVersion|Resources)["']\s*:""")


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
                f"no definition in {path}: none of its files is named *{', *'.join(SUFFIXES)}, no other "
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
            if name.lower().endswith(SUFFIXES) or (
                name.lower().endswith(_OTHER_SUFFIXES) and looks_like_one(path)
            ):
                yield str(path)


def looks_like_one(path: Path) -> bool:
    """Tell whether a file seems to be a definition, `StartAt` and `States` at its top, or to hold some."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            return False
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return False
    if candidates(text) and _holds_some(SourceText(text, str(path))):
        return True
    if "StartAt" not in text or "States" not in text:
        return False
    if not text.lstrip().startswith("{"):
        return all(field.search(text) for field in _YAML_FIELDS)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return not _TEMPLATE.search(text)
    return "StartAt" in value and "States" in value


def _holds_some(source: SourceText) -> bool:
    """Tell whether a text is a container, or would be one if it could be read."""
    contents = contents_of(source)
    return bool(contents.machines) and (contents.noun is not None or contents.machines[0].document is None)
