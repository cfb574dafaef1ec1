"""Arguments that stand for something else: a file's text, an input, a Python function."""

from __future__ import annotations

import importlib
import sys
from functools import reduce
from pathlib import Path

from asltool.containers.choosing import only_one, split_name
from asltool.containers.contents import MachineType
from asltool.containers.reading import read_contents
from asltool.containers.table import candidates
from asltool.errors import AsltoolError, UnreadableFileError
from asltool.handlers.handler import Handler
from asltool.handlers.s3.folders import ANY_BUCKET
from asltool.json_value import json_text
from asltool.source.json_reader import read_json

_STDIN = "-"


def read_text(argument: str) -> str:
    """Give the text of a file, or of standard input for `-`.

    Raises:
        UnreadableFileError: The file cannot be read.
        AsltoolError: It is not UTF-8.
    """
    if argument == _STDIN:
        return _decoded(sys.stdin.buffer.read(), "<stdin>")
    try:
        content = Path(argument).read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"cannot read {argument}: {(error.strerror or str(error)).lower()}"
        ) from None
    return _decoded(content, argument)


def read_definition_text(argument: str) -> tuple[str, MachineType | None]:
    """Give a definition as AWS would get it, and its type where its container says it.

    Args:
        argument: A file, which is the definition as it stands; a container of one, or `FILE::NAME` for one of
            several in it; or `-` for standard input.

    Raises:
        UnreadableFileError: The file cannot be read.
        AsltoolError: It is not UTF-8, or it is not clear which definition in it is meant, or what it says.
    """
    file, name = split_name(argument)
    if argument == _STDIN or (name is None and not candidates(read_text(file))):
        return read_text(argument), None
    contents = read_contents(argument)
    machine = only_one(contents)
    if contents.noun is None:
        return read_text(file), None
    if machine.document is None:
        raise AsltoolError(
            f"{argument}: the definition cannot be read, or nobody knows it before it is deployed"
        )
    return json_text(machine.document.value), machine.type


def read_input(argument: str) -> str:
    """Give the JSON text that an argument stands for: a file's, standard input's, or itself.

    Raises:
        UnreadableFileError: The file cannot be read.
        AsltoolError: It is no JSON.
    """
    if argument == _STDIN:
        return _checked(read_text(argument), "<stdin>")
    path = Path(argument)
    if not argument or not _exists(path):
        if not argument.lstrip().startswith(("{", "[", '"')) and ("." in argument or "/" in argument):
            raise UnreadableFileError(f"cannot read {argument}: no such file, and it is no JSON")
        return _checked(argument, "--input")
    return _checked(read_text(argument), argument)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # too long for a name
        return False


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AsltoolError(
            f"{name} is no UTF-8: byte {error.start + 1} is 0x{content[error.start]:02X}"
        ) from None


def _checked(text: str, name: str) -> str:
    document, problems = read_json(text, name)
    if document is None:
        position = problems[0].source.position(problems[0].span.start)
        raise AsltoolError(f"{name}:{position.line}:{position.column}: {problems[0].message}")
    return text


def read_pairs(arguments: tuple[str, ...], option: str, form: str) -> dict[str, str]:
    """Take arguments apart that have the form `KEY=VALUE`.

    Args:
        arguments: What was given for the option.
        option: The option's name, for messages.
        form: What its value should look like, for messages.

    Raises:
        AsltoolError: One has not that form.
    """
    pairs = {}
    for argument in arguments:
        key, _, value = argument.rpartition("=")
        if not key or not value:
            raise AsltoolError(f"{option} must be {form}, not {argument}")
        pairs[key] = value
    return pairs


def read_buckets(arguments: tuple[str, ...]) -> dict[str, str]:
    """Take arguments apart that have the form `BUCKET=FOLDER`, or are a folder that holds all other buckets.

    Raises:
        AsltoolError: One is neither.
    """
    pairs = (argument if "=" in argument else f"{ANY_BUCKET}={argument}" for argument in arguments)
    return read_pairs(tuple(pairs), "--s3", "BUCKET=FOLDER or FOLDER")


def read_values(arguments: tuple[str, ...]) -> dict[str, str | int | float | bool]:
    """Take arguments apart that have the form `NAME=VALUE`: numbers, true and false, or else text.

    Raises:
        AsltoolError: One has not that form.
    """
    values: dict[str, str | int | float | bool] = {}
    for argument in arguments:
        name, mark, text = argument.partition("=")
        if not name or not mark:
            raise AsltoolError(f"--define must be NAME=VALUE, not {argument}")
        document, _ = read_json(text, "--define")
        value = None if document is None else document.value
        values[name] = value if isinstance(value, int | float) else text
    return values


def load_function(place: str) -> Handler:
    """Give the function that `module:name` stands for; modules of the current folder are found, too.

    Raises:
        AsltoolError: There is no such module or function, or the module cannot be imported.
    """
    module_name, colon, name = place.partition(":")
    if not colon or not module_name or not name:
        raise AsltoolError(f"a handler must be named as module:function, not {place}")
    if "" not in sys.path and str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))
    try:
        module = importlib.import_module(module_name)
    except Exception as error:  # noqa: BLE001 - whatever the user's module raises when it is imported
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise AsltoolError(f"cannot import {module_name}: {reason}") from None
    try:
        function = reduce(getattr, name.split("."), module)
    except AttributeError:
        raise AsltoolError(f"{module_name} has no {name}") from None
    if not callable(function):
        raise AsltoolError(f"{place} is no function")
    return function
