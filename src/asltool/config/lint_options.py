"""How each definition is to be looked at: by the settings of the project, and by what the user asks for."""

from __future__ import annotations

from collections.abc import Iterator

from asltool.config.config import Config
from asltool.config.globs import is_literal, matches
from asltool.containers.choosing import split_name
from asltool.lint.asked import Asked
from asltool.lint.linter import Options
from asltool.lint.report.paths import path_from
from asltool.lint.selection import Selection, make_selection
from asltool.lint.suppress import Suppression


def options_for(file: str, asked: Asked, config: Config) -> Options:
    """Give how to look at a definition.

    Rules that are asked for outweigh all that the settings select, ignore and switch off, except in single
    files; rules that are asked to be ignored are ignored besides.

    Args:
        file: The path of its file, or `FILE::NAME`.
        asked: What the user asks for.
        config: The settings.

    Raises:
        UnknownRuleError: A rule that is asked for does not exist.
    """
    path = _path(file, config)
    lint = config.lint
    is_express = any(matches(pattern, path) for pattern in lint.express)
    left_out = tuple(
        id_ for pattern, ids in lint.per_file_ignores if matches(pattern, path) for id_ in sorted(ids)
    )
    return Options(
        asked.type or ("EXPRESS" if is_express else "STANDARD"),
        _selection(asked, left_out, config),
        allowed=tuple(_allowed(config, path)),
        execution_input=asked.execution_input,
    )


def is_excluded(file: str, config: Config) -> bool:
    """Tell whether the settings say to leave a file alone."""
    path = _path(file, config)
    return any(matches(pattern, path) for pattern in config.lint.exclude)


def _path(file: str, config: Config) -> str:
    """Give the path from the folder of the settings; `FILE::NAME` is a machine in a file."""
    return path_from(str(config.folder), split_name(file)[0])


def _selection(asked: Asked, left_out: tuple[str, ...], config: Config) -> Selection:
    ignore = (*asked.ignore, *left_out)
    lint = config.lint
    severities = dict(lint.severities)
    if asked.select:
        return make_selection(asked.select, ignore, severities=severities)
    return make_selection(
        lint.select,
        (*ignore, *lint.ignore, *sorted(lint.off)),
        extend_select=lint.extend_select,
        severities=severities,
        advice=asked.advice or lint.advice,
    )


def _allowed(config: Config, path: str) -> Iterator[Suppression]:
    for allow in config.lint.allow:
        if matches(allow.files, path):
            for rule in sorted(allow.rules):
                yield Suppression(
                    rule,
                    pointer=allow.pointer,
                    state=allow.state,
                    origin=allow.place,
                    must_be_used=is_literal(allow.files),
                )
