"""Which machine of a file is meant: `template.yaml::Pay` names one of several."""

from __future__ import annotations

import difflib
from pathlib import Path

from asltool.containers.contents import Contained, Contents
from asltool.errors import AsltoolError
from asltool.parse.reading import quoted

_MARK = "::"
_SHOWN_NAMES = 20


class NoMachineError(AsltoolError):
    """A file of a kind that can hold state machines holds none."""


def split_name(path: str | Path) -> tuple[str, str | None]:
    """Take `FILE::NAME` apart; a path without a name, or that exists as it is, has none."""
    text = str(path)
    if _MARK not in text or Path(text).exists():
        return text, None
    file, _, name = text.rpartition(_MARK)
    return file, name


def named(contents: Contents, name: str) -> Contents:
    """Give only the state machine of that name.

    Raises:
        AsltoolError: The file has none of that name.
    """
    found = tuple(contained for contained in contents.machines if contained.name == name)
    if found:
        return Contents(contents.source, found, contents.noun)
    file = contents.source.name
    if contents.noun is None:
        raise AsltoolError(f'{file} is one definition: there is no "{name}" in it')
    names = _names(contents)
    near = difflib.get_close_matches(name, names, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"it has {_listed(names)}"
    raise AsltoolError(f'{file} has no state machine "{name}"; {hint}')


def only_one(contents: Contents) -> Contained:
    """Give the state machine of a file that has just one.

    Raises:
        AsltoolError: It has several; the names are told.
    """
    if len(contents.machines) == 1:
        return contents.machines[0]
    file, names = contents.source.name, _names(contents)
    raise AsltoolError(
        f"{file} has {len(names)} state machines: name one, as in {file}{_MARK}{names[0]}; "
        f"it has {_listed(names)}"
    )


def _names(contents: Contents) -> list[str]:
    return [contained.name for contained in contents.machines if contained.name is not None]


def _listed(names: list[str]) -> str:
    if len(names) <= _SHOWN_NAMES:
        return quoted(names)
    return f"{quoted(names[:_SHOWN_NAMES], 'and')} and {len(names) - _SHOWN_NAMES} more"
