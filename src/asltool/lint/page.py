"""Pages: what there is to say about each kind of finding, of the parser's problems and of the rules alike."""

from __future__ import annotations

import difflib
import re
from functools import cache

from asltool.containers import container_problems
from asltool.diagnostics import Severity
from asltool.lint import suppression_problems
from asltool.lint.registry import all_rules
from asltool.lint.rule import Invalid, Rule, Valid
from asltool.parse.problem import Problem
from asltool.parse.problems import PROBLEMS
from asltool.records import record

_MARKS = re.compile("[«»]")
_SECTION = re.compile(r"\n\s*\n\s*(?:Why|Instead): ")


@record
class Page:
    """What `asltool explain` says about one id."""

    id: str
    name: str
    severity: Severity
    summary: str
    """One sentence."""
    why: str
    instead: str
    failing: str
    """A state, or a whole definition, that has the mistake; empty where it takes more than a text to show."""
    fixed: str
    """The same one without it."""
    type: str = "STANDARD"
    """The type of the state machine in both."""
    aws: str | None = None
    """AWS's code for it; None if AWS says nothing, or several things."""

    @property
    def help(self) -> str:
        """The first sentence of `instead`."""
        return re.split(r"(?<=[.?!])\s", self.instead, maxsplit=1)[0]


@cache
def pages() -> dict[str, Page]:
    """Give all pages by id, in the order of the ids."""
    found = [
        *map(_of_problem, (*PROBLEMS, *container_problems.PROBLEMS, *suppression_problems.PROBLEMS)),
        *map(_of_rule, all_rules()),
    ]
    return {page.id: page for page in sorted(found, key=lambda page: page.id)}


def find_page(text: str) -> Page | None:
    """Give the page of an id or a name, in capitals or not; None if nothing bears it."""
    if text.upper() in pages():
        return pages()[text.upper()]
    return next((page for page in pages().values() if page.name == text.lower()), None)


def unknown_rule(text: str) -> str:
    """Say that there is no rule *text*, and which was probably meant."""
    names = [name for page in pages().values() for name in (page.id, page.name)]
    near = difflib.get_close_matches(text.lower(), [name.lower() for name in names], n=1)
    guess = next((name for name in names if near and name.lower() == near[0]), None)
    hint = "`asltool rules` lists them" if guess is None else f"did you mean {guess}?"
    return f'there is no rule "{text}"; {hint}'


def definition_of(example: str) -> str:
    """Give the whole definition that an example stands for: a state is put into a machine of its own."""
    if not example.startswith('{"Type"'):
        return example
    return '{"StartAt": "Example", "States": {"Example": ' + example + "}}"


def without_marks(text: str) -> str:
    """Give a case's text without the « » around what must be reported."""
    return _MARKS.sub("", text)


def _of_problem(problem: Problem) -> Page:
    return Page(
        id=problem.id,
        name=problem.name,
        severity=problem.severity,
        summary=problem.summary,
        why=problem.why,
        instead=problem.instead,
        failing=problem.failing,
        fixed=problem.fixed,
    )


def _of_rule(rule: Rule) -> Page:
    summary, why, instead = sections(rule)
    first = rule.invalid[0]
    return Page(
        id=rule.id,
        name=rule.name,
        severity=rule.severity,
        summary=summary,
        why=why,
        instead=instead,
        failing="" if first.stretch else without_marks(first.text),
        fixed=_fixed(rule, first),
        type=first.type,
        aws=rule.aws,
    )


def _fixed(rule: Rule, first: Invalid) -> str:
    valid = rule.valid[0]
    return first.fixed or (valid.text if isinstance(valid, Valid) else valid)


def sections(rule: Rule) -> tuple[str, str, str]:
    """Take a rule's page apart: the summary, why it matters, what to do instead."""
    summary, why, instead, *_ = (*_SECTION.split(rule.page, maxsplit=2), "", "")
    return _joined(summary), _joined(why), _joined(instead)


def _joined(text: str) -> str:
    """Give the lines of a paragraph as one, with a capital at the start."""
    line = " ".join(text.split())
    return line[:1].upper() + line[1:]
