"""The linter: from a document to findings, in one walk that serves all rules."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from asltool.containers.contents import Contained, Contents, MachineType
from asltool.containers.reading import contents_of, read_contents
from asltool.diagnostics import Diagnostic, Finding, Severity, locate
from asltool.lint.data_flow.shapes import UNKNOWN, Shape
from asltool.lint.facts import Facts
from asltool.lint.registry import all_rules, needed_keys, rules_by_node
from asltool.lint.rule import Node
from asltool.lint.selection import Selection
from asltool.model.edges import inner_machines
from asltool.model.machine import StateMachine
from asltool.parse.machine import parse_machine, source_finding
from asltool.records import record, replace
from asltool.source.document import Document
from asltool.source.problem import SourceProblem
from asltool.source.text import SourceText

if TYPE_CHECKING:
    from asltool.lint.suppress import Suppression, Suppressions

_SUPPRESS = "asltool.lint.suppress"
"""The module about suppressions; it is loaded for the first definition that has one, as most have none."""

_SUPPRESSION = "asltool:"
"""What no suppression in a definition is without."""

EVERYTHING = Selection()
"""All findings but advice."""


@record
class Options:
    """How a definition is to be looked at."""

    type: MachineType = "STANDARD"
    selection: Selection = EVERYTHING
    heeds_suppressions: bool = True
    """Whether words in the definition can let findings pass; AWS and the engine do not heed them."""
    allowed: tuple[Suppression, ...] = ()
    """What the settings of the project let pass in it."""
    execution_input: Shape = UNKNOWN
    """What is known of the input that executions get."""


def as_aws_looks(type_: MachineType = "STANDARD") -> Options:
    """Give how to look at a definition that is meant to be taken as it stands."""
    return Options(type_, heeds_suppressions=False)


def as_engine_looks(type_: MachineType = "STANDARD") -> Options:
    """Give how to look at a definition that is to run here: for errors alone, and whatever its size."""
    return Options(type_, Selection(ignored=_no_matter_here()), heeds_suppressions=False)


@cache
def _no_matter_here() -> frozenset[str]:
    """Give the rules whose findings keep no definition from running here."""
    return frozenset(r.id for r in all_rules() if r.severity is not Severity.ERROR or r.only_at_aws)


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
    """None if the definition is too broken to have one, or the file holds several."""
    count: int = 1
    """How many definitions the file holds; none if it only names their files."""
    unseen: tuple[str, ...] = ()
    """The machines of a container whose definitions nobody knows before they are deployed."""


def lint_document(
    name: str,
    document: Document | None,
    problems: Iterable[SourceProblem],
    options: Options,
    of_container: Iterable[Finding] = (),
) -> Linted:
    """Give what is wrong with a definition.

    Args:
        name: The name of the document.
        document: The definition; None if the text is none.
        problems: What is wrong with the text itself.
        options: How to look at it.
        of_container: What is wrong with how its container gives it.
    """
    findings = [*map(source_finding, problems), *of_container]
    machine = None
    if document is not None:
        suppressions = _suppressions(document, options)
        parsed = parse_machine(document)
        machine = parsed.machine
        suppressed = frozenset() if suppressions is None else suppressions.rules
        findings += [
            locate(diagnostic, document)
            for diagnostic in chain(
                parsed.diagnostics, _rule_diagnostics(document, machine, options, suppressed)
            )
            if options.selection.wants(diagnostic) or diagnostic.rule in suppressed
        ]
        if suppressions is not None:
            findings = suppressions.apply(findings, is_whole=machine is not None)
    selection = options.selection
    wanted = tuple(sorted(selection.graded(finding) for finding in findings if selection.wants(finding)))
    return Linted(name, _source(document, problems) if wanted else None, wanted, machine)


def _suppressions(document: Document, options: Options) -> Suppressions | None:
    """Give what lets findings pass in a definition; None where nothing does."""
    if not options.heeds_suppressions or not (options.allowed or document.mentions(_SUPPRESSION)):
        return None
    read: Callable[..., Suppressions] = importlib.import_module(_SUPPRESS).read_suppressions
    return read(document, options.allowed)


def lint_source(text: str, name: str, options: Options) -> Linted:
    """Give what is wrong with the definitions in *text*; *name* is what reports call it."""
    return lint_contents(contents_of(SourceText(text, name)), options)[0]


def lint_file(path: str | Path, options: Options) -> tuple[Linted, ...]:
    """Give what is wrong with the definitions in a file, and in those that it names, file by file.

    Args:
        path: The file; `FILE::NAME` for one of the state machines in it.
        options: How to look at them.

    Raises:
        UnreadableFileError: The file cannot be read.
        NoMachineError: It can hold state machines, and holds none.
        AsltoolError: It has no state machine of that name.
    """
    return lint_contents(read_contents(path), options)


def lint_contents(contents: Contents, options: Options) -> tuple[Linted, ...]:
    """Give what is wrong with the definitions of a file: those in it, then those in files that it names."""
    if contents.noun is None:
        (alone,) = contents.machines
        return (lint_document(contents.source.name, alone.document, alone.problems, options),)
    container = contents.source
    results = {container.name: Linted(container.name, container, (), count=0)}
    for contained in contents.machines:
        for linted in _lint_contained(contained, container, options):
            so_far = results.get(linted.name)
            results[linted.name] = linted if so_far is None else join(so_far, linted)
    return tuple(results.values())


def _lint_contained(contained: Contained, container: SourceText, options: Options) -> Iterator[Linted]:
    """Give what there is to say in the file of a definition, and in that of its container."""
    own = _source(contained.document, contained.problems)
    source = own or container
    here = [finding for finding in contained.findings if finding.file == source.name]
    there = [finding for finding in contained.findings if finding.file != source.name]
    as_given = replace(options, type=contained.type or options.type)
    linted = lint_document(source.name, contained.document, contained.problems, as_given, here)
    is_seen = own is not None or bool(contained.findings)
    unseen = () if is_seen or contained.name is None else (contained.name,)
    count = int(own is not None or bool(here))
    yield _named(replace(linted, source=source, count=count, unseen=unseen), contained)
    if there:
        wanted = tuple(filter(options.selection.wants, there))
        yield _named(Linted(container.name, container, wanted, count=0), contained)


def _named(linted: Linted, contained: Contained) -> Linted:
    """Give the same with the name of the machine at each finding."""
    return replace(linted, findings=tuple(replace(each, machine=contained.name) for each in linted.findings))


def join(first: Linted, second: Linted) -> Linted:
    """Give what there is to say of the definitions of one file, once where both say the same."""
    findings = tuple(sorted({*first.findings, *second.findings}))
    count = first.count + second.count
    machine = (first.machine or second.machine) if count == 1 else None
    unseen = tuple(dict.fromkeys((*first.unseen, *second.unseen)))
    return Linted(first.name, first.source, findings, machine, count, unseen)


def _source(document: Document | None, problems: Iterable[SourceProblem]) -> SourceText | None:
    """Give the file that a definition is written in; None if it cannot be known."""
    if document is not None:
        return document.source.origin
    return next((problem.source.origin for problem in problems), None)


def _rule_diagnostics(
    document: Document, machine: StateMachine | None, options: Options, suppressed: frozenset[str]
) -> Iterator[Diagnostic]:
    """Give what the rules find; those that are suppressed are asked, too, to tell whether they need to be."""
    if machine is None:
        return
    facts = Facts(document, machine, options.type, options.execution_input)
    ids = options.selection.rule_ids()
    if suppressed:
        ids |= suppressed
    keys = document.keys & needed_keys()
    for node in _nodes(machine):
        for rule in rules_by_node(ids, node.query_language, keys).get(type(node), ()):
            for mistake in rule.check(node, facts):
                yield rule.diagnostic(mistake)


def _nodes(machine: StateMachine) -> Iterator[Node]:
    """Give *machine*, its states and all machines and states inside them, in the order of the definition."""
    yield machine
    for state in machine.states.values():
        yield state
        for inner in inner_machines(state):
            yield from _nodes(inner)
