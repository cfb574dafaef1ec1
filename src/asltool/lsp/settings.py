"""How each file is to be looked at: by the settings of its project, and by what the editor asks for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from asltool.config.config import Config, read_config
from asltool.config.lint_options import is_excluded, options_for
from asltool.config.search import find_config
from asltool.errors import AsltoolError
from asltool.lint.asked import Asked
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
        self._read: dict[Path, tuple[int, Config]] = {}

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
        config = self._config(found)
        return None if is_excluded(path, config) else options_for(path, self._asked, config)

    def without_project(self) -> Options:
        """Give how to look at a file whose settings are of no use."""
        return self._asked.options()

    def _config(self, path: Path) -> Config:
        changed = path.stat().st_mtime_ns
        known = self._read.get(path)
        if known is None or known[0] != changed:
            known = self._read[path] = (changed, read_config(path))
        return known[1]
