"""Text or file to document, whatever of JSON and YAML it is written in."""

from __future__ import annotations

import codecs
import importlib
import re
from collections.abc import Callable
from pathlib import Path

from asltool.errors import UnreadableFileError
from asltool.source.document import Document
from asltool.source.json_reader import read_json_source
from asltool.source.limits import MAX_FILE_BYTES
from asltool.source.problem import ProblemKind, SourceProblem
from asltool.source.span import Span
from asltool.source.text import SourceText

_YAML_READER = "asltool.source.yaml_reader"
"""The module that reads YAML; it is loaded for the first such text, as most definitions are JSON."""

_COMMENTS = "asltool.source.json_comments"
"""The module that reads JSON with comments, which few definitions are in."""

_SIGNIFICANT = re.compile(r"[^ \t\r\n\ufeff]")
_YAML_SUFFIXES = (".yaml", ".yml")
_COMMENTED_SUFFIX = ".jsonc"
"""Elsewhere a comment is a mistake: AWS refuses the text, and so does what reads templates."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(text: str, name: str) -> tuple[Document | None, list[SourceProblem]]:
    """Give the document that *text* is, and what is wrong with it.

    A name that ends in .yaml, .yml, .json or .jsonc (JSON with comments) decides the language; else the text
    does: braces, brackets, quotes and slashes begin JSON, anything else is YAML. A single word or sentence,
    though YAML, was not meant as such, so what is reported is why it is no JSON.
    """
    return read_source(SourceText(text, name))


def read_source(
    source: SourceText, *, keeps_tags: bool = False
) -> tuple[Document | None, list[SourceProblem]]:
    """Give the document that a text is, as `read` does; *keeps_tags* as for `read_yaml_source`."""
    text, lowered = source.text, source.name.lower()
    if len(text) > MAX_FILE_BYTES:
        return None, [_too_large(f"{len(text):,} characters", source.name)]
    if lowered.endswith(_COMMENTED_SUFFIX):
        without_comments = importlib.import_module(_COMMENTS).without_comments
        return read_json_source(without_comments(source))
    if lowered.endswith(_YAML_SUFFIXES):
        return _read_yaml(source, keeps_tags=keeps_tags)
    first = _SIGNIFICANT.search(text)
    if lowered.endswith(".json") or first is None or first[0] in '{["/':
        return read_json_source(source)
    document, problems = _read_yaml(source, keeps_tags=keeps_tags)
    if document is not None and not isinstance(document.value, (dict, list)):
        return read_json_source(source)
    return document, problems


def _read_yaml(source: SourceText, *, keeps_tags: bool) -> tuple[Document | None, list[SourceProblem]]:
    read_yaml: Callable[..., tuple[Document | None, list[SourceProblem]]]
    read_yaml = importlib.import_module(_YAML_READER).read_yaml_source
    return read_yaml(source, keeps_tags=keeps_tags)


def read_file(path: str | Path, name: str | None = None) -> tuple[Document | None, list[SourceProblem]]:
    """Give the document in a file, and what is wrong with it.

    Args:
        path: The file.
        name: The name that reports show; None for the path as it is given.

    Raises:
        UnreadableFileError: There is no such file, it is a folder, or it may not be read.
    """
    source = open_text(path, name)
    return (None, [source]) if isinstance(source, SourceProblem) else read_source(source)


def read_bytes(content: bytes, name: str) -> tuple[Document | None, list[SourceProblem]]:
    """Give the document that the bytes of a file are: UTF-8, with or without a byte order mark."""
    source = decode(content, name)
    return (None, [source]) if isinstance(source, SourceProblem) else read_source(source)


def open_text(path: str | Path, name: str | None = None) -> SourceText | SourceProblem:
    """Give the text of a file, or why it has none. Arguments and errors are those of `read_file`."""
    name = str(path) if name is None else name
    try:
        with Path(path).open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
            size = file.seek(0, 2) if len(content) > MAX_FILE_BYTES else len(content)
    except (OSError, ValueError) as error:
        raise UnreadableFileError(f"cannot read {name}: {_reason(error)}") from error
    return _too_large(f"{size:,} bytes", name) if size > MAX_FILE_BYTES else decode(content, name)


def decode(content: bytes, name: str) -> SourceText | SourceProblem:
    """Give the text that the bytes of a file are, or why they are none."""
    if len(content) > MAX_FILE_BYTES:
        return _too_large(f"{len(content):,} bytes", name)
    if content.startswith(_UTF_16):
        message = "the file is UTF-16: save it as UTF-8"
        return SourceProblem(ProblemKind.BAD_ENCODING, message, SourceText("", name), Span(0, 0))
    try:
        return SourceText(content.decode(), name)
    except UnicodeDecodeError as error:
        return _bad_encoding(content, error, name)


def _bad_encoding(content: bytes, error: UnicodeDecodeError, name: str) -> SourceProblem:
    """Give the problem at the first byte that is not UTF-8."""
    before = content[: error.start].decode()
    source = SourceText(content.decode(errors="replace"), name)
    message = f"the byte 0x{content[error.start]:02X} is not UTF-8"
    return SourceProblem(ProblemKind.BAD_ENCODING, message, source, Span(len(before), len(before) + 1))


def _too_large(size: str, name: str) -> SourceProblem:
    message = f"{size} are more than any definition has: AWS takes up to 1 MiB (1,048,576 characters)"
    return SourceProblem(ProblemKind.TOO_LARGE, message, SourceText("", name), Span(0, 0))


def _reason(error: OSError | ValueError) -> str:
    return str(getattr(error, "strerror", None) or error).lower()
