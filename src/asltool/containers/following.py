"""Files that a container names: the definition's text is in a file of its own."""

from __future__ import annotations

import os
from pathlib import Path

from asltool.containers.contents import Follow, NoFile
from asltool.errors import UnreadableFileError
from asltool.source.problem import SourceProblem
from asltool.source.reader import open_text
from asltool.source.text import SourceText


def follow_from(folder: Path) -> Follow:
    """Give what finds the files that a container in *folder* names, which reports call as seen from here."""

    def follow(name: str) -> SourceText | SourceProblem | NoFile | None:
        if "://" in name or not name:
            return None
        path = os.path.normpath(folder / name)
        if not Path(path).is_file():
            return NoFile(path, _similar(folder, Path(os.path.relpath(path, folder))))
        try:
            return open_text(path)
        except UnreadableFileError:
            return None

    return follow


def _similar(folder: Path, path: Path) -> str | None:
    """Give the path of a file that differs from *path* in upper and lower case only."""
    found = folder
    for part in path.parts:
        same = (each for each in _inside(found) if each.name.lower() == part.lower())
        found = found / part if (found / part).exists() else next(same, found / part)
    return os.path.relpath(found, folder).replace(os.sep, "/") if found.is_file() else None


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
