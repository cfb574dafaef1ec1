"""Paths of files as reports, baselines and settings have them: from a folder, with slashes."""

from __future__ import annotations

import os


def path_from(root: str, file: str) -> str:
    """Give the path of a file from the folder *root*; what is no file, as `<stdin>`, keeps its name."""
    if file.startswith("<"):
        return file
    try:
        return os.path.relpath(file, root).replace(os.sep, "/")
    except ValueError:  # on another drive
        return file.replace(os.sep, "/")
