"""Baselines: the findings that a project has already, which are not reported again.

{"version": 1, "findings": [{"file": str, "rule": str, "pointer": str, "message": str, "fingerprint": str}]}

Paths begin at the folder of the baseline. Findings are known again by their fingerprints; pointer and message
are there for people. A finding is a line, and the lines are in order, so that differences read well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from asltool.diagnostics import Finding
from asltool.errors import AsltoolError, UnreadableFileError
from asltool.json_value import JsonValue
from asltool.lint.linter import Linted
from asltool.lint.page import pages
from asltool.lint.report.fingerprints import identify
from asltool.lint.report.paths import path_from
from asltool.lint.selection import Selection
from asltool.parse.value_reading import ValueReading, refuse_problems
from asltool.records import record
from asltool.source.json_reader import read_json
from asltool.source.pointer import ROOT, Pointer

_VERSION = 1
_MEMBERS = ("file", "rule", "pointer", "message", "fingerprint")


@record
class Known:
    """A finding of a baseline."""

    file: str
    rule: str
    pointer: str
    message: str
    fingerprint: str


@record
class Baseline:
    """The findings of a baseline, and where it stands."""

    folder: str
    """The folder of its file, which the paths in it begin at."""
    findings: tuple[Known, ...]

    def unknown(self, linted: Linted) -> tuple[Finding, ...]:
        """Give the findings of a result that it has not."""
        known = {each.fingerprint for each in self.findings}
        return tuple(e.finding for e in identify([linted], self.folder) if e.fingerprint not in known)


@record
class Compared:
    """What a baseline makes of the findings."""

    results: list[Linted]
    """Without the findings that are known."""
    known: tuple[Known, ...]
    """The findings of the baseline that are still there."""
    gone: tuple[Known, ...]
    """Those that are not, though it was looked for them."""
    others: tuple[Known, ...]
    """Those that were not looked for."""


def read_baseline(path: str | Path) -> tuple[Known, ...]:
    """Give the findings of a baseline.

    Raises:
        UnreadableFileError: The file cannot be read.
        AsltoolError: It is no baseline; the text names the place.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UnreadableFileError(f"there is no baseline {path}: --update-baseline writes it") from None
    except OSError as error:
        raise UnreadableFileError(f"cannot read {path}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError:
        raise UnreadableFileError(f"cannot read {path}: it is no UTF-8") from None
    document, problems = read_json(text, str(path))
    refuse_problems(problems)
    assert document is not None  # noqa: S101 - a text without problems is one
    reading = ValueReading(document, has_text=True)
    table = reading.members(document.value, ROOT, "a baseline", ("version", "findings"))
    if table.get("version") != _VERSION:
        reading.fail(ROOT / "version", f"this is no baseline of version {_VERSION}, the one that is known")
    findings = table.get("findings")
    if not isinstance(findings, list):
        reading.fail(ROOT / "findings", 'a baseline needs an array "findings"')
    return tuple(_read(reading, entry, ROOT / "findings" / index) for index, entry in enumerate(findings))


def _read(reading: ValueReading, value: JsonValue, at: Pointer) -> Known:
    entry = reading.members(value, at, "a finding", _MEMBERS)
    for name in _MEMBERS:
        if name not in entry:
            reading.fail(at, f'a finding needs a "{name}"')
    return Known(*(reading.text(entry[name], at / name, f'"{name}"') for name in _MEMBERS))


def compare(
    results: Sequence[Linted], baseline: Sequence[Known], folder: str, selections: Mapping[str, Selection]
) -> Compared:
    """Take the findings of a baseline out of *results*.

    Args:
        results: What was found.
        baseline: What is known.
        folder: The folder of the baseline.
        selections: By the names of the results, what was looked for in them.
    """
    by_fingerprint = {known.fingerprint: known for known in baseline}
    found: set[str] = set()
    left: dict[int, list[Finding]] = {}
    for each in identify(results, folder):
        if each.fingerprint in by_fingerprint:
            found.add(each.fingerprint)
        else:
            left.setdefault(id(each.result), []).append(each.finding)
    remaining = [replace(result, findings=tuple(left.get(id(result), ()))) for result in results]
    looked = {path_from(folder, name): selection for name, selection in selections.items()}
    missing = [known for known in baseline if known.fingerprint not in found]
    gone = tuple(known for known in missing if _was_looked_for(known, looked, folder))
    return Compared(
        remaining,
        tuple(known for known in baseline if known.fingerprint in found),
        gone,
        tuple(known for known in missing if known not in gone),
    )


def _was_looked_for(known: Known, looked: Mapping[str, Selection], folder: str) -> bool:
    """Tell whether a finding would have been found if it were there."""
    selection = looked.get(known.file)
    if selection is None:
        return not known.file.startswith("<") and not (Path(folder) / known.file).exists()
    page = pages().get(known.rule)
    return page is None or selection.has(known.rule, page.severity)


def write_baseline(path: str | Path, results: Sequence[Linted], kept: Sequence[Known]) -> int:
    """Write a baseline with all findings of *results*, and *kept*; give how many it has.

    Raises:
        AsltoolError: The file cannot be written.
    """
    folder = str(Path(path).absolute().parent)
    entries = set(kept)
    for each in identify(results, folder):
        finding, file = each.finding, path_from(folder, each.finding.file)
        entries.add(Known(file, finding.rule, finding.pointer, finding.message, each.fingerprint))
    ordered = sorted(entries, key=attrgetter("file", "rule", "pointer", "fingerprint"))
    lines = [json.dumps({name: getattr(each, name) for name in _MEMBERS}) for each in ordered]
    findings = ",\n".join(f"    {line}" for line in lines)
    array = f"[\n{findings}\n  ]" if lines else "[]"
    text = f'{{\n  "version": {_VERSION},\n  "findings": {array}\n}}\n'
    try:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise AsltoolError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from error
    return len(ordered)
