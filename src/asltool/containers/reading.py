"""From a file to the state machines in it: a definition by itself, or a container."""

from __future__ import annotations

import importlib
from pathlib import Path

from asltool.containers.choosing import NoMachineError, named, split_name
from asltool.containers.contents import Contained, Contents, Follow
from asltool.containers.following import follow_from
from asltool.containers.table import candidates, kind_of_name
from asltool.containers.top_level import container_noun
from asltool.source.problem import SourceProblem
from asltool.source.reader import open_text, read_source
from asltool.source.text import SourceText

_UNFILLED = "asltool.containers.unfilled"
"""The module that reads what is no JSON until it is filled in; it is loaded for the first such text."""


def read_contents(path: str | Path) -> Contents:
    """Give the state machines in a file; of `FILE::NAME` only that one.

    Raises:
        UnreadableFileError: The file cannot be read.
        NoMachineError: It is of a kind that can hold state machines, and holds none.
        AsltoolError: It has no state machine of that name.
    """
    file, name = split_name(path)
    source = open_text(file)
    if isinstance(source, SourceProblem):
        return Contents(source.source, (Contained(None, None, (source,)),))
    contents = contents_of(source, follow_from(Path(file).parent))
    if not contents.machines:
        raise NoMachineError(f"{file} is a {contents.noun} without a state machine")
    return contents if name is None else named(contents, name)


def contents_of(source: SourceText, follow: Follow = lambda _: None) -> Contents:
    """Give the state machines in a text.

    Args:
        source: The text.
        follow: Gives the files that it names; by default none is known.
    """
    for candidate in candidates(source.text, source.name):
        machines = candidate.find(source, follow)
        if machines is not None:
            return Contents(source, machines, candidate.noun)
    kind = kind_of_name(source.name)
    if kind is not None:
        return Contents(source, (), kind.noun)
    document, problems = read_source(source)
    if document is None and "${" in source.text:
        document, problems = importlib.import_module(_UNFILLED).read_unfilled(source)
    noun = None if document is None else container_noun(document.value)
    if noun is not None:
        return Contents(source, (), noun)
    return Contents(source, (Contained(None, document, tuple(problems)),))
