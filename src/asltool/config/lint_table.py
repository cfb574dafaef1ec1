"""The table `[lint]` of the settings."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from asltool.diagnostics import Severity
from asltool.json_value import JsonObject, JsonValue
from asltool.lint.selection import UnknownRuleError, rule_ids
from asltool.parse.value_reading import ValueReading
from asltool.records import record
from asltool.source.document import Part
from asltool.source.pointer import Pointer

OFF = "off"
"""The severity of a rule that is not wanted."""

MEMBERS = (
    "select",
    "extend-select",
    "ignore",
    "per-file-ignores",
    "severity",
    "advice",
    "express",
    "exclude",
    "baseline",
    "allow",
)
ALLOW_MEMBERS = ("rule", "reason", "files", "state", "at")
SEVERITIES = (*map(str, Severity), OFF)


@record
class Allow:
    """An entry of `allow`: one rule is let pass at one place."""

    rules: frozenset[str]
    reason: str
    files: str
    """A pattern of paths."""
    state: str | None
    """The name of the state in which; None for anywhere."""
    pointer: str
    """The JSON Pointer of the value in which; empty for anywhere."""
    place: str
    """Where it is written: `asltool.toml:12`."""


@record
class LintTable:
    """What the table says; patterns of paths begin at the folder of the settings."""

    select: tuple[str, ...] = ()
    """Ids, beginnings of ids, names; empty for all but advice."""
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, frozenset[str]], ...] = ()
    """Patterns with the ids of the rules that are left out there."""
    severities: tuple[tuple[str, Severity], ...] = ()
    """Ids of rules with other severities than their own."""
    off: frozenset[str] = frozenset()
    """Ids of the rules that are switched off."""
    advice: bool = False
    express: tuple[str, ...] = ()
    """Patterns of the definitions that are created with the type EXPRESS."""
    exclude: tuple[str, ...] = ()
    """Patterns of what is left alone."""
    baseline: str | None = None
    """The path of the baseline, from the folder of the settings."""
    allow: tuple[Allow, ...] = ()


def read_lint_table(reading: ValueReading, value: JsonValue, at: Pointer) -> LintTable:
    """Give what the table says.

    Raises:
        AsltoolError: Something in it is wrong; the text names the place.
    """
    table = reading.members(value, at, '"lint"', MEMBERS)
    severities = _severities(reading, table.get("severity", {}), at / "severity")
    return LintTable(
        select=_selectors(reading, table, at, "select"),
        extend_select=_selectors(reading, table, at, "extend-select"),
        ignore=_selectors(reading, table, at, "ignore"),
        per_file_ignores=tuple(
            _per_file(reading, table.get("per-file-ignores", {}), at / "per-file-ignores")
        ),
        severities=tuple((id_, Severity(word)) for id_, word in severities.items() if word != OFF),
        off=frozenset(id_ for id_, word in severities.items() if word == OFF),
        advice=reading.flag(table.get("advice", False), at / "advice", '"advice"'),
        express=_texts(reading, table, at, "express"),
        exclude=_texts(reading, table, at, "exclude"),
        baseline=_optional(reading, table, at, "baseline"),
        allow=tuple(_allowed(reading, table.get("allow", []), at / "allow")),
    )


def _texts(reading: ValueReading, table: JsonObject, at: Pointer, name: str) -> tuple[str, ...]:
    return tuple(text for _, text in reading.texts(table.get(name, []), at / name, f'"{name}"'))


def _optional(reading: ValueReading, table: JsonObject, at: Pointer, name: str) -> str | None:
    return reading.text(table[name], at / name, f'"{name}"') if name in table else None


def _selectors(reading: ValueReading, table: JsonObject, at: Pointer, name: str) -> tuple[str, ...]:
    found = reading.texts(table.get(name, []), at / name, f'"{name}"')
    for place, selector in found:
        _ids(reading, selector, place)
    return tuple(selector for _, selector in found)


def _ids(reading: ValueReading, selector: str, at: Pointer, part: Part = Part.VALUE) -> frozenset[str]:
    """Give the ids that a selector means."""
    try:
        return rule_ids([selector])
    except UnknownRuleError as error:
        reading.fail(at, str(error), part)


def _per_file(reading: ValueReading, value: JsonValue, at: Pointer) -> Iterator[tuple[str, frozenset[str]]]:
    for pattern, selectors in reading.object(value, at, '"per-file-ignores"').items():
        found = reading.texts(selectors, at / pattern, f'"{pattern}"')
        yield pattern, frozenset(id_ for place, text in found for id_ in _ids(reading, text, place))


def _severities(reading: ValueReading, value: JsonValue, at: Pointer) -> dict[str, str]:
    """Give the words for the severities of rules; what means fewer rules outweighs what means more."""
    found: list[tuple[int, int, frozenset[str], str]] = []
    for selector, word in reading.object(value, at, '"severity"').items():
        ids = _ids(reading, selector, at / selector, Part.KEY)
        severity = reading.choice(word, at / selector, "a severity", SEVERITIES)
        found.append((-len(ids), len(selector), ids, severity))
    found.sort(key=itemgetter(0, 1))
    return {id_: severity for *_, ids, severity in found for id_ in sorted(ids)}


def _allowed(reading: ValueReading, value: JsonValue, at: Pointer) -> Iterator[Allow]:
    if not isinstance(value, list):
        reading.fail(at, '"allow" must be an array of tables: [[lint.allow]]', Part.KEY)
    for index, entry in enumerate(value):
        yield _allow(reading, entry, at / index)


def _allow(reading: ValueReading, value: JsonValue, at: Pointer) -> Allow:
    table = reading.members(value, at, 'an entry of "allow"', ALLOW_MEMBERS)
    for name in ("rule", "reason"):
        if not table.get(name):
            reading.fail(at, f'an entry of "allow" needs a "{name}"')
    pointer = _optional(reading, table, at, "at") or ""
    if pointer and not pointer.startswith("/"):
        reading.fail(at / "at", '"at" must be a JSON Pointer, such as /States/Pay/Retry')
    reading.text(table["reason"], at / "reason", '"reason"')
    return Allow(
        rules=_ids(reading, reading.text(table["rule"], at / "rule", '"rule"'), at / "rule"),
        reason=str(table["reason"]),
        files=_optional(reading, table, at, "files") or "**",
        state=_optional(reading, table, at, "state"),
        pointer=pointer,
        place=reading.place(at),
    )
