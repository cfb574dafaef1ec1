"""Selection: which kinds of findings are wanted, by id, by the beginning of ids, or by name."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from asltool.diagnostics import Diagnostic, Finding, Severity
from asltool.errors import AsltoolError
from asltool.lint.page import Page, pages
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


def find_page(text: str) -> Page:
    """Give the page of the id or name *text*.

    Raises:
        UnknownRuleError: Nothing bears such an id or name.
    """
    for page in pages().values():
        if text.upper() == page.id or text.lower() == page.name:
            return page
    raise _unknown(text)


def _ids(selectors: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for selector in selectors:
        ids = {page.id for page in pages().values() if _matches(selector, page)}
        if not ids:
            raise _unknown(selector)
        found |= ids
    return frozenset(found)


def _matches(selector: str, page: Page) -> bool:
    return bool(selector) and (page.id.startswith(selector.upper()) or page.name == selector.lower())


def _unknown(text: str) -> UnknownRuleError:
    names = [name for page in pages().values() for name in (page.id, page.name)]
    near = difflib.get_close_matches(text.lower(), [name.lower() for name in names], n=1)
    guess = next((name for name in names if near and name.lower() == near[0]), None)
    hint = "`asltool rules` lists them" if guess is None else f"did you mean {guess}?"
    return UnknownRuleError(f'there is no rule "{text}"; {hint}')
