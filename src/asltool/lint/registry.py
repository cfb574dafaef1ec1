"""The rules: found as the files in `rules/`, each of which defines one."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path

from asltool.lint import rules
from asltool.lint.rule import Node, Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Give every rule, in the order of the ids."""
    # pkgutil finds modules in archives, too, and loads half of the interpreter's tools for that.
    names = {file.stem for folder in rules.__path__ for file in Path(folder).iterdir()}
    modules = [importlib.import_module(f"{rules.__name__}.{name}") for name in names if name[0] != "_"]
    found = (value for module in modules for value in vars(module).values() if isinstance(value, Rule))
    return tuple(sorted(found, key=lambda rule: rule.id))


@cache
def rules_by_node(ids: frozenset[str], language: str) -> dict[type[Node], tuple[Rule, ...]]:
    """Give the rules among *ids* by the types of nodes that they look at in one query language."""
    table: dict[type[Node], tuple[Rule, ...]] = {}
    for rule in all_rules():
        is_wanted = rule.id in ids and rule.language in (None, language)
        for type_ in rule.on if is_wanted else ():
            table[type_] = (*table.get(type_, ()), rule)
    return table
