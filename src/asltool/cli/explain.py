"""`asltool explain` and `asltool rules`: the pages of the rules."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

import click

from asltool.cli.output import emit, is_coloured, setting
from asltool.diagnostics import Severity
from asltool.json_value import JsonObject, JsonValue
from asltool.lint.linter import Options, lint_source
from asltool.lint.page import Page, definition_of, find_page, pages, unknown_rule
from asltool.lint.report.text import render_finding
from asltool.lint.selection import UnknownRuleError, make_selection

_INDENT = "    "
_LONGEST_EXAMPLE = 4_000
_MOST_LINES = 60
_LINE = 80
_STATE_LEVEL = 2
"""How deep states are in a definition: the machine, its `States`, a state."""
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@click.command()
@click.argument("rule", metavar="RULE")
def explain(rule: str) -> None:
    """Say why a rule exists, with an example that breaks it and the same one put right.

    RULE is an id (ASL101) or a name (missing-target).
    """
    page = find_page(rule)
    if page is None:
        raise UnknownRuleError(unknown_rule(rule))
    emit("\n\n".join(_paragraphs(page)))


@click.command()
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def rules(format_: str) -> None:
    """List all rules: id, severity, name, and what each finds."""
    if format_ == "json":
        emit(json.dumps([_described(page) for page in pages().values()], indent=2))
        return
    width = max(len(page.name) for page in pages().values())
    for page in pages().values():
        severity = _painted(f"{page.severity:7}", page.severity)
        emit(f"{page.id}  {severity}  {page.name:{width}}  {page.summary}")


def _described(page: Page) -> JsonObject:
    """Give all that there is to say about one id."""
    return {
        "id": page.id,
        "name": page.name,
        "severity": str(page.severity),
        "summary": page.summary,
        "why": page.why,
        "instead": page.instead,
        "failing": page.failing and definition_of(page.failing),
        "fixed": definition_of(page.fixed),
        "type": page.type,
        "aws": page.aws,
    }


def _paragraphs(page: Page) -> Iterator[str]:
    yield f"{page.id} {page.name} ({_painted(page.severity, page.severity)})"
    yield _wrapped(page.summary)
    yield _wrapped(f"Why: {page.why}")
    yield _wrapped(f"Instead: {page.instead}")
    if page.aws is not None:
        yield f"AWS reports it as {page.aws}."
    if page.failing:
        failing = _laid_out(page.failing)
        findings = _findings(failing, page)
        yield "This breaks the rule:" if findings else "This breaks the rule, once it is as long as that:"
        yield _shown(failing)
        if findings:
            yield findings
    yield "This does not:" if page.failing else "This keeps it:"
    yield _shown(_laid_out(page.fixed))


def _laid_out(example: str) -> str:
    """Give the definition that an example stands for, in readable lines; what is no JSON stays as it is."""
    text = definition_of(example)
    try:
        readable = _lines(json.loads(text, object_pairs_hook=_refuse_duplicates))
        readable.encode()  # half a surrogate pair can be read, but not be written
    except (ValueError, RecursionError):
        return text
    return readable if readable.count("\n") < _MOST_LINES else text


def _lines(value: JsonValue, level: int = 0) -> str:
    """Give the JSON of *value*; from states on, what fits into a line stands on one."""
    line = json.dumps(value, ensure_ascii=False)
    indent = "  " * level
    if not isinstance(value, (dict, list)) or (level >= _STATE_LEVEL and len(indent + line) <= _LINE):
        return line
    if isinstance(value, dict):
        parts = [
            f"{json.dumps(key, ensure_ascii=False)}: {_lines(member, level + 1)}"
            for key, member in value.items()
        ]
    else:
        parts = [_lines(item, level + 1) for item in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    inside = f",\n{indent}  ".join(parts)
    return f"{opening}\n{indent}  {inside}\n{indent}{closing}"


def _refuse_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse an object that would lose a member.

    Raises:
        ValueError: A key is there twice.
    """
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key is there twice")
    return dict(pairs)


def _shown(text: str) -> str:
    cut = text if len(text) <= _LONGEST_EXAMPLE else text[:_LONGEST_EXAMPLE] + " ..."
    lines = (line if len(line) <= 200 else line[:200] + " ..." for line in cut.splitlines())
    return textwrap.indent("\n".join(lines), _INDENT)


def _findings(example: str, page: Page) -> str:
    options = Options("EXPRESS" if page.type == "EXPRESS" else "STANDARD", make_selection([page.id]))
    linted = lint_source(example, "example", options)
    blocks = [
        render_finding(finding, linted.source, setting(), helps=False)
        for finding in linted.findings
        if linted.source is not None
    ]
    return textwrap.indent("\n".join(blocks), _INDENT)


def _wrapped(text: str) -> str:
    return textwrap.fill(
        text, width=min(100, setting().width), break_long_words=False, break_on_hyphens=False
    )


def _painted(text: str, severity: Severity) -> str:
    return click.style(text, fg=_COLOURS[severity]) if is_coloured() else text
