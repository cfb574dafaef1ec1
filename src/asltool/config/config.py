"""The file of settings, read and checked."""

from __future__ import annotations

import importlib
from pathlib import Path

from asltool.config.aws_table import AwsTable, read_aws_table
from asltool.config.lint_table import LintTable, read_lint_table
from asltool.config.search import SHARED_FILE
from asltool.errors import UnreadableFileError
from asltool.json_value import JsonValue
from asltool.parse.value_reading import ValueReading, refuse_problems
from asltool.records import record
from asltool.source.pointer import ROOT, Pointer

MEMBERS = ("lint", "aws")
"""The tables that there are, each with a field of `Config`."""

_TOML_READER = "asltool.source.toml_reader"
"""The module that reads TOML; it is loaded for the first such file, as most folders have none."""

_SHARED_TABLE = ROOT / "tool" / "asltool"


@record
class Config:
    """What a file of settings says."""

    path: Path
    lint: LintTable = LintTable()
    aws: AwsTable = AwsTable()

    @property
    def folder(self) -> Path:
        """The folder that its paths begin at."""
        return self.path.absolute().parent


def read_config(path: str | Path) -> Config:
    """Give what the file of settings at *path* says.

    Raises:
        UnreadableFileError: The file cannot be read.
        AsltoolError: It is no TOML, or something in it is wrong; the text names the place.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UnreadableFileError(f"cannot read {path}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"cannot read {path}: it is no UTF-8") from error
    document, problems = importlib.import_module(_TOML_READER).read_toml(text, str(path))
    refuse_problems(problems)
    assert document is not None  # noqa: S101 - a text without problems is one
    reading = ValueReading(document, has_text=True)
    at = _SHARED_TABLE if path.name == SHARED_FILE else ROOT
    table = reading.members(_at(document.value, at), at, "the settings of asltool", MEMBERS)
    return Config(
        path,
        read_lint_table(reading, table.get("lint", {}), at / "lint"),
        read_aws_table(reading, table["aws"], at / "aws") if "aws" in table else AwsTable(),
    )


def _at(value: JsonValue, at: Pointer) -> JsonValue:
    """Give what stands at *at*; an empty table if nothing does."""
    for step in at:
        value = value.get(step, {}) if isinstance(value, dict) and isinstance(step, str) else {}
    return value
