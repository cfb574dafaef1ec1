"""Selection: which kinds of findings are wanted, by id, by the beginning of ids, or by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from asltool.diagnostics import Diagnostic, Finding, Severity
from asltool.errors import AsltoolError
from asltool.lint.page import Page, pages, unknown_rule
from asltool.lint.registry import all_rules
from asltool.records import record


class UnknownRuleError(AsltoolError):
    """A rule that does not exist was asked for."""


@record
class Selection:
    """Which kinds of findings are wanted."""

    selected: frozenset[str] | None = None
    """The ids that were asked for; None for all but advice."""
    ignored: frozenset[str] = frozenset()

    def wants(self, finding: Diagnostic | Finding) -> bool:
        """Tell whether a finding of this kind, and of this severity, is wanted."""
        if finding.rule in self.ignored:
            return False
        if self.selected is None:
            return finding.severity is not Severity.INFO
        return finding.rule in self.selected

    def rule_ids(self) -> frozenset[str]:
        """Give the ids of the rules that have to be run."""
        return frozenset(
            rule.id
            for rule in all_rules()
            if rule.id not in self.ignored
            and (rule.severity is not Severity.INFO if self.selected is None else rule.id in self.selected)
        )


def make_selection(select: Collection[str] = (), ignore: Collection[str] = ()) -> Selection:
    """Give the selection that the user asks for; nothing to select means all but advice.

    Args:
        select: Ids, beginnings of ids, or names.
        ignore: The same.

    Raises:
        UnknownRuleError: Nothing bears such an id or name.
    """
    return Selection(_ids(select) if select else None, _ids(ignore))


def _ids(selectors: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for selector in selectors:
        ids = {page.id for page in pages().values() if _matches(selector, page)}
        if not ids:
            raise UnknownRuleError(unknown_rule(selector))
        found |= ids
    return frozenset(found)


def _matches(selector: str, page: Page) -> bool:
    return bool(selector) and (page.id.startswith(selector.upper()) or page.name == selector.lower())
