"""How each file is to be looked at: by the settings of its project, and by what the editor asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from asltool.config.config import Config, read_config
from asltool.config.lint_options import is_excluded, options_for
from asltool.config.search import find_config
from asltool.errors import AsltoolError
from asltool.lint.asked import Asked
from asltool.lint.baseline import Baseline, read_baseline
from asltool.lint.linter import Options

_TYPES = ("STANDARD", "EXPRESS")
_MEMBERS = {"type": str, "select": list, "ignore": list, "advice": bool}


def asked_by_editor(options: Any) -> Asked:
    """Give what the editor asks for: `{"type": "EXPRESS", "select": [], "ignore": [], "advice": true}`.

    Args:
        options: The `initializationOptions`; the settings may stand in it as `asltool`, too. None for none.

    Raises:
        AsltoolError: Something in it is wrong.
    """
    given = options.get("asltool", options) if isinstance(options, Mapping) else options
    if given is None:
        return Asked()
    if not isinstance(given, Mapping):
        raise AsltoolError("initializationOptions must be an object")
    for name, kind in _MEMBERS.items():
        if not isinstance(given.get(name, kind()), kind):
            raise AsltoolError(f'"{name}" in initializationOptions must be {_NOUNS[kind]}')
    type_ = given.get("type")
    if type_ is not None and type_ not in _TYPES:
        raise AsltoolError(f'"type" in initializationOptions must be "STANDARD" or "EXPRESS", not "{type_}"')
    select, ignore = (tuple(map(str, given.get(name, ()))) for name in ("select", "ignore"))
    asked = Asked(select, ignore, type_, given.get("advice", False))
    asked.options()
    return asked


_NOUNS = {str: "a text", list: "an array", bool: "true or false"}


class Settings:
    """The settings of all projects whose files are open; files of settings are read again when they change.

    Args:
        asked: What the editor asks for.
    """

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._configs: _ReadFiles[Config] = _ReadFiles(read_config)
        self._baselines: _ReadFiles[Baseline] = _ReadFiles(_read_baseline)

    def options(self, path: str | None) -> Options | None:
        """Give how to look at a file; None if it is to be left alone.

        Args:
            path: Its path; None for a text that is in no file yet.

        Raises:
            AsltoolError: The settings cannot be read, or something in them is wrong.
        """
        found = None if path is None else find_config((path,))
        if path is None or found is None:
            return self._asked.options()
        config = self._configs.content(found)
        return None if is_excluded(path, config) else options_for(path, self._asked, config)

    def without_project(self) -> Options:
        """Give how to look at a file whose settings are of no use."""
        return self._asked.options()

    def baseline(self, path: str | None) -> Baseline | None:
        """Give the findings that the project of a file has already; None if it keeps none.

        Raises:
            AsltoolError: The settings or the baseline cannot be read, or something in them is wrong.
        """
        found = None if path is None else find_config((path,))
        config = None if found is None else self._configs.content(found)
        if config is None or config.lint.baseline is None:
            return None
        return self._baselines.content(config.folder / config.lint.baseline)


def _read_baseline(path: Path) -> Baseline:
    return Baseline(str(path.absolute().parent), read_baseline(path))


_Content = TypeVar("_Content")


class _ReadFiles(Generic[_Content]):
    """What is in files; they are read again when they have changed.

    Args:
        read: Reads one.
    """

    def __init__(self, read: Callable[[Path], _Content]) -> None:
        self._read = read
        self._contents: dict[Path, tuple[int, _Content]] = {}

    def content(self, path: Path) -> _Content:
        """Give what is in a file; the reader tells if there is none."""
        changed = path.stat().st_mtime_ns if path.exists() else 0
        known = self._contents.get(path)
        if known is None or known[0] != changed:
            known = self._contents[path] = (changed, self._read(path))
        return known[1]
