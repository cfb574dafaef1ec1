"""Selection: which kinds of findings are wanted, by id, by the beginning of ids, or by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache

from asltool.diagnostics import Diagnostic, Finding, Severity
from asltool.errors import AsltoolError
from asltool.lint.page import Page, pages, unknown_rule
from asltool.lint.registry import all_rules
from asltool.records import field, record, replace


class UnknownRuleError(AsltoolError):
    """A rule that does not exist was asked for."""


@record
class Selection:
    """Which kinds of findings are wanted."""

    selected: frozenset[str] | None = None
    """The ids that were asked for; None for all but advice."""
    ignored: frozenset[str] = frozenset()
    extended: frozenset[str] = frozenset()
    """The ids that are wanted besides."""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """By id, the severities that are not the rules' own."""
    advice: bool = False
    """Whether advice is wanted where nothing is selected."""

    def wants(self, finding: Diagnostic | Finding) -> bool:
        """Tell whether a finding of this kind, and of this severity, is wanted."""
        return self.has(finding.rule, finding.severity)

    def graded(self, finding: Finding) -> Finding:
        """Give the finding with the severity that its rule has here."""
        severity = self.severities.get(finding.rule)
        return finding if severity is None else replace(finding, severity=severity)

    def rule_ids(self) -> frozenset[str]:
        """Give the ids of the rules that have to be run."""
        return _wanted(
            self.selected, self.ignored, self.extended, frozenset(self.severities.items()), self.advice
        )

    def has(self, id_: str, severity: Severity) -> bool:
        """Tell whether findings of a rule are wanted that has this severity by itself."""
        if id_ in self.ignored:
            return False
        if id_ in self.extended:
            return True
        if self.selected is None:
            return self.advice or self.severities.get(id_, severity) is not Severity.INFO
        return id_ in self.selected


@lru_cache(maxsize=16)
def _wanted(
    selected: frozenset[str] | None,
    ignored: frozenset[str],
    extended: frozenset[str],
    severities: frozenset[tuple[str, Severity]],
    advice: bool,  # noqa: FBT001 - the fields of a selection, in their order
) -> frozenset[str]:
    """Give the rules that a selection has: it is asked for each definition, and they are a hundred."""
    selection = Selection(selected, ignored, extended, dict(severities), advice)
    return frozenset(rule.id for rule in all_rules() if selection.has(rule.id, rule.severity))


def make_selection(
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    *,
    extend_select: Collection[str] = (),
    severities: Mapping[str, Severity] | None = None,
    advice: bool = False,
) -> Selection:
    """Give the selection that the user asks for; nothing to select means all but advice.

    Args:
        select: Ids, beginnings of ids, or names.
        ignore: The same.
        extend_select: The same: what is wanted besides.
        severities: By id, other severities than the rules' own; None for none.
        advice: Whether nothing to select means all, advice included.

    Raises:
        UnknownRuleError: Nothing bears such an id or name.
    """
    selected = rule_ids(select) if select else None
    return Selection(selected, rule_ids(ignore), rule_ids(extend_select), severities or {}, advice)


def rule_ids(selectors: Iterable[str]) -> frozenset[str]:
    """Give the ids that ids, beginnings of ids and names stand for.

    Raises:
        UnknownRuleError: Nothing bears such an id or name.
    """
    return frozenset().union(*map(_ids, selectors))


@cache
def _ids(selector: str) -> frozenset[str]:
    ids = frozenset(page.id for page in pages().values() if _matches(selector, page))
    if not ids:
        raise UnknownRuleError(unknown_rule(selector))
    return ids


def _matches(selector: str, page: Page) -> bool:
    return bool(selector) and (page.id.startswith(selector.upper()) or page.name == selector.lower())
