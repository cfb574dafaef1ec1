"""Opens mock files: a path, a text, or the object that such a file would hold."""

from __future__ import annotations

from pathlib import Path

from asltool.json_value import JsonObject
from asltool.parse.value_reading import ValueReading, refuse_problems
from asltool.source.document import Document
from asltool.source.reader import read, read_file


def open_mocks(source: Path | str | JsonObject) -> ValueReading:
    """Give the reading of a mock file, of its text, or of the value that it would hold.

    Args:
        source: A path, a text (which begins with a brace or has several lines), or an object.

    Raises:
        UnreadableFileError: The file cannot be read.
        AsltoolError: It is no JSON or YAML.
    """
    if isinstance(source, dict):
        return ValueReading(Document.from_value(source, "<mocks>"), has_text=False)
    if isinstance(source, str) and (source.lstrip().startswith("{") or "\n" in source):
        document, problems = read(source, "<mocks>")
    else:
        document, problems = read_file(source)
    refuse_problems(problems)
    assert document is not None  # noqa: S101 - a text without problems is one
    return ValueReading(document, has_text=True)


MACHINES = "StateMachines"
"""The member by which Step Functions Local's mock files are known."""
