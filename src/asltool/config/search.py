"""Where the settings of a project are: in its folder, or in one above it. This loads nothing else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

OWN_FILE = "asltool.toml"
SHARED_FILE = "pyproject.toml"

_SHARED_TABLE = b"tool.asltool"
_END = ".git"
"""Above the root of a repository, nothing is its."""


def find_config(paths: Sequence[str]) -> Path | None:
    """Give the nearest file of settings at or above what is looked at; None if there is none.

    Args:
        paths: Files and folders; the folder that holds all of them is where to begin. `-` counts for the
            current folder.
    """
    folder = _common_folder(paths)
    for here in (folder, *folder.parents):
        if (here / OWN_FILE).is_file():
            return here / OWN_FILE
        if _has_table(here / SHARED_FILE):
            return here / SHARED_FILE
        if (here / _END).exists():
            return None
    return None


def _common_folder(paths: Sequence[str]) -> Path:
    folders = [_folder(Path.cwd() / ("." if path == "-" else path)) for path in paths or (".",)]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # on several drives
        return folders[0]


def _folder(path: Path) -> Path:
    return Path(os.path.normpath(path if path.is_dir() else path.parent))


def _has_table(file: Path) -> bool:
    try:
        return _SHARED_TABLE in file.read_bytes()
    except OSError:
        return False
