"""What could be written inside an expression: functions, variables, members of the context object."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from asltool.lsp.cursor import Cursor
from asltool.lsp.functions import intrinsics, jsonata_functions
from asltool.lsp.proposals import Idea, ProposalKind
from asltool.lsp.scopes import variables_at
from asltool.lsp.sites import Site, SiteKind
from asltool.model.context_object import CONTEXT, Member
from asltool.model.fields import JSONATA, STATE_FIELDS, Kind
from asltool.source.document import Document

_OPENING = "{%"
_MEMBER = re.compile(r"(?P<root>\$\$|\$states\.context|\$states)\.(?P<path>(?:\w+\.)*)(?P<word>\w*)$")
_NAME = re.compile(r"\$\w*$")
_INTRINSIC = re.compile(r"(?:^|[(,]\s*)(?P<word>S\w*(?:\.\w*)?)$")
_PATHS = (Kind.PATH, Kind.REFERENCE_PATH, Kind.STRING_PATH)


def expression_ideas(document: Document, cursor: Cursor, site: Site) -> tuple[str, list[Idea]] | None:
    """Give the word before the cursor in an expression, and what could stand in its place.

    None where there is no expression, or nothing to propose in it.
    """
    if site.kind not in (SiteKind.TEMPLATE, SiteKind.VALUE) or not cursor.before:
        return None
    if site.language == JSONATA:
        return _of_jsonata(document, cursor, site) if _OPENING in cursor.before else None
    is_path = site.kind is SiteKind.VALUE and site.field is not None and site.field.kind in _PATHS
    is_dynamic = site.kind is SiteKind.TEMPLATE and str(cursor.step).endswith(".$")
    return _of_jsonpath(document, cursor, site) if is_path or is_dynamic else None


def _of_jsonata(document: Document, cursor: Cursor, site: Site) -> tuple[str, list[Idea]] | None:
    member = _MEMBER.search(cursor.before)
    if member is not None and member["root"] != "$$":
        return member["word"], list(_members(member, site))
    name = _NAME.search(cursor.before)
    if name is None:
        return None
    return name[0], [*_variables(document, cursor), _states_variable(), *_jsonata_functions()]


def _of_jsonpath(document: Document, cursor: Cursor, site: Site) -> tuple[str, list[Idea]] | None:
    member = _MEMBER.search(cursor.before)
    if member is not None and member["root"] == "$$":
        return member["word"], list(_members(member, site))
    intrinsic = _INTRINSIC.search(cursor.before)
    if intrinsic is not None and "States.".startswith(intrinsic["word"][:7]):
        return intrinsic["word"], list(_intrinsics())
    name = _NAME.search(cursor.before)
    if name is None:
        return None
    context = Idea("$$.", ProposalKind.VARIABLE, "context object", rank=1)
    return name[0], [*_variables(document, cursor), context]


def _members(member: re.Match[str], site: Site) -> Iterator[Idea]:
    """Give the members of `$states`, or of what a path leads to in the context object."""
    steps = [step for step in member["path"].split(".") if step]
    found: Member = CONTEXT
    if member["root"] == "$states":
        sees = STATE_FIELDS if site.field is None else site.field.sees
        found = {name: CONTEXT if name == "context" else None for name in sees}
    for step in steps:
        found = found.get(step) if isinstance(found, Mapping) else None
    for name, inner in found.items() if isinstance(found, Mapping) else ():
        yield Idea(name, ProposalKind.FIELD, inner if isinstance(inner, str) else "")


def _variables(document: Document, cursor: Cursor) -> Iterator[Idea]:
    for name in variables_at(document, cursor.container):
        yield Idea(f"${name}", ProposalKind.VARIABLE, "variable", rank=-1)


def _states_variable() -> Idea:
    return Idea("$states", ProposalKind.VARIABLE, "input, context, result", rank=-1)


def _jsonata_functions() -> Iterator[Idea]:
    for name, function in jsonata_functions().items():
        yield Idea(name, ProposalKind.FUNCTION, function.signature, function.about)


def _intrinsics() -> Iterator[Idea]:
    for name, function in intrinsics().items():
        yield Idea(name, ProposalKind.FUNCTION, function.signature, function.about)
