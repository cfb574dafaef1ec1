"""The project that definitions belong to: its settings, and the findings that it has already."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from asltool.cli.output import remark
from asltool.cli.repairing import STDIN
from asltool.config.search import find_config
from asltool.errors import AsltoolError
from asltool.lint.asked import Asked
from asltool.lint.linter import Linted, Options, join
from asltool.lint.selection import Selection
from asltool.records import replace

if TYPE_CHECKING:
    from asltool.config.config import Config

_BASELINE = "asltool.lint.baseline"
_CONFIG = "asltool.config.config"
_LINT_OPTIONS = "asltool.config.lint_options"
"""Modules that are loaded where there is a baseline, or where there are settings."""


class Project:
    """What is asked for, and the settings, if there are any.

    Args:
        asked: What is asked for.
        config: The settings.
    """

    def __init__(self, asked: Asked, config: Config | None) -> None:
        self.asked = asked
        self.config = config

    @property
    def root(self) -> str | None:
        """The folder that paths in reports for code hosts begin at; None for the current one."""
        return None if self.config is None else str(self.config.folder)

    def options(self, name: str) -> Options:
        """Give how to look at the definition of that name.

        Raises:
            UnknownRuleError: A rule that is asked for does not exist.
        """
        if self.config is None:
            return self.asked.options()
        options: Options = importlib.import_module(_LINT_OPTIONS).options_for(name, self.asked, self.config)
        return options

    def included(self, paths: list[str]) -> list[str]:
        """Give those of *paths* that the settings do not exclude."""
        if self.config is None:
            return paths
        is_excluded = importlib.import_module(_LINT_OPTIONS).is_excluded
        return [path for path in paths if path == STDIN or not is_excluded(path, self.config)]

    def baseline(self, named: str | None, *, needed: bool) -> Path | None:
        """Give the path of the baseline: the one that is named, or that of the settings; None for none.

        Raises:
            AsltoolError: There is none, and it is needed.
        """
        if named is not None:
            return Path(named)
        if self.config is not None and self.config.lint.baseline is not None:
            return _short(self.config.folder / self.config.lint.baseline)
        if needed:
            raise AsltoolError("--update-baseline needs a baseline: give --baseline FILE, too")
        return None


def load_config(named: str | None, paths: tuple[str, ...]) -> Config | None:
    """Give the settings: those that are named, or the nearest ones; None if there are none.

    Raises:
        AsltoolError: They cannot be read, or something in them is wrong.
    """
    path = find_config(paths) if named is None else Path(named)
    if path is None:
        return None
    config: Config = importlib.import_module(_CONFIG).read_config(_short(path))
    return config


def _short(path: Path) -> Path:
    """Give a path as messages should show it: from the current folder where it is in it."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


class Looked:
    """What came of looking at definitions.

    Attributes:
        runs: For each path first the result of its own file, then those of files that it names.
        results: What was found, file by file.
        selections: By the names of the results, what was looked for.
        unread: How many files could not be read.
    """

    def __init__(self) -> None:
        self.runs: list[tuple[Linted, ...]] = []
        self.results: list[Linted] = []
        self.selections: dict[str, Selection] = {}
        self.unread = 0

    def add(self, run: tuple[Linted, ...], selection: Selection | None) -> None:
        """Take in what one path gave.

        Args:
            run: First the result of its own file, then those of files that it names.
            selection: What was looked for; None if not in all of the file.
        """
        self.runs.append(run)
        if selection is not None:
            self.selections.update((linted.name, selection) for linted in run)

    def join_by_file(self) -> None:
        """Make one result a file: what a template has to say of a file counts, not what it says by itself."""
        followed = {os.path.normpath(linted.name) for run in self.runs for linted in run[1:]}
        results: dict[str, Linted] = {}
        for run in self.runs:
            for index, linted in enumerate(run):
                file = os.path.normpath(linted.name)
                if index == 0 and file in followed:
                    continue
                results[file] = join(results[file], linted) if file in results else linted
        self.results = list(results.values())

    def hold_against(self, path: Path, *, update: bool) -> None:
        """Take the findings out that are in a baseline.

        Args:
            path: The baseline.
            update: Whether to write it anew, with all that was found.

        Raises:
            AsltoolError: The file cannot be read or written, or is no baseline.
        """
        baseline = importlib.import_module(_BASELINE)
        known = () if update and not path.exists() else baseline.read_baseline(path)
        compared = baseline.compare(self.results, known, str(path.absolute().parent), self.selections)
        if update:
            count = baseline.write_baseline(path, self.results, compared.others)
            remark(f"wrote {_findings(count)} into {path}")
            self.results = [replace(result, findings=()) for result in self.results]
            return
        if compared.gone:
            pronoun = "it" if len(compared.gone) == 1 else "them"
            fact = f"{_findings(len(compared.gone))} of {path} cannot be found any more"
            remark(f"{fact}: --update-baseline removes {pronoun}")
        self.results = compared.results


def _findings(count: int) -> str:
    return "1 finding" if count == 1 else f"{count} findings"
