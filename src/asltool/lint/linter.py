"""The linter: from a document to findings, in one walk that serves all rules."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Literal, TypeAlias

from asltool.diagnostics import Diagnostic, Finding, locate
from asltool.lint.facts import Facts
from asltool.lint.registry import rules_by_node
from asltool.lint.rule import Node
from asltool.lint.selection import Selection
from asltool.lint.suppress import NO_SUPPRESSIONS, read_suppressions
from asltool.model.edges import inner_machines
from asltool.model.machine import StateMachine
from asltool.parse.machine import parse_machine, source_finding
from asltool.records import record
from asltool.source.document import Document
from asltool.source.problem import SourceProblem
from asltool.source.reader import read, read_file
from asltool.source.text import SourceText

MachineType: TypeAlias = Literal["STANDARD", "EXPRESS"]

EVERYTHING = Selection()
"""All findings but advice."""


@record
class Options:
    """How a definition is to be looked at."""

    type: MachineType = "STANDARD"
    selection: Selection = EVERYTHING
    heeds_suppressions: bool = True
    """Whether words in the definition can let findings pass; AWS and the engine do not heed them."""


def as_aws_looks(type_: MachineType = "STANDARD") -> Options:
    """Give how to look at a definition that is meant to be taken as it stands."""
    return Options(type_, heeds_suppressions=False)


@record
class Linted:
    """What the linter has to say about one document."""

    name: str
    """The name of the document as it was given."""
    source: SourceText | None
    """The text that findings point into; None if there are none."""
    findings: tuple[Finding, ...]
    """In the order of the text."""
    machine: StateMachine | None = None
    """None if the definition is too broken to have one."""


def lint_document(
    name: str, document: Document | None, problems: list[SourceProblem], options: Options
) -> Linted:
    """Give what is wrong with a definition.

    Args:
        name: The name of the document.
        document: The definition; None if the text is none.
        problems: What is wrong with the text itself.
        options: How to look at it.
    """
    findings = list(map(source_finding, problems))
    machine = None
    if document is not None:
        suppressions = read_suppressions(document) if options.heeds_suppressions else NO_SUPPRESSIONS
        parsed = parse_machine(document)
        machine = parsed.machine
        suppressed = suppressions.rules
        findings += [
            locate(diagnostic, document)
            for diagnostic in chain(
                parsed.diagnostics, _rule_diagnostics(document, machine, options, suppressed)
            )
            if options.selection.wants(diagnostic) or diagnostic.rule in suppressed
        ]
        findings = suppressions.apply(findings, is_whole=machine is not None)
    wanted = tuple(sorted(filter(options.selection.wants, findings)))
    return Linted(name, _source(document, problems) if wanted else None, wanted, machine)


def lint_source(text: str, name: str, options: Options) -> Linted:
    """Give what is wrong with the definition that *text* is; *name* is what reports call it."""
    return lint_document(name, *read(text, name), options)


def lint_file(path: str | Path, options: Options) -> Linted:
    """Give what is wrong with the definition in a file.

    Raises:
        UnreadableFileError: The file cannot be read.
    """
    return lint_document(str(path), *read_file(path), options)


def _source(document: Document | None, problems: list[SourceProblem]) -> SourceText:
    return problems[0].source if document is None else document.source


def _rule_diagnostics(
    document: Document, machine: StateMachine | None, options: Options, suppressed: frozenset[str]
) -> Iterator[Diagnostic]:
    """Give what the rules find; those that are suppressed are asked, too, to tell whether they need to be."""
    if machine is None:
        return
    facts = Facts(document, machine, options.type)
    table = rules_by_node(options.selection.rule_ids() | suppressed)
    for node in _nodes(machine):
        for rule in table.get(type(node), ()):
            yield from rule.diagnose(node, facts)


def _nodes(machine: StateMachine) -> Iterator[Node]:
    """Give *machine*, its states and all machines and states inside them, in the order of the definition."""
    yield machine
    for state in machine.states.values():
        yield state
        for inner in inner_machines(state):
            yield from _nodes(inner)
