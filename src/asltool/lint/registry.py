"""The rules: found as the files in `rules/`, each of which defines one."""

from __future__ import annotations

import importlib
from functools import cache, lru_cache
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
def needed_keys() -> frozenset[str]:
    """Give the keys of which some rule needs one in the definition."""
    return frozenset().union(*(rule.needs for rule in all_rules()))


@lru_cache(maxsize=256)
def rules_by_node(
    ids: frozenset[str], language: str, keys: frozenset[str]
) -> dict[type[Node], tuple[Rule, ...]]:
    """Give the rules that may find something, by the types of nodes that they look at.

    Args:
        ids: The rules that are wanted.
        language: The query language of the nodes.
        keys: Those of `needed_keys` that the definition has.
    """
    table: dict[type[Node], tuple[Rule, ...]] = {}
    for rule in all_rules():
        is_of_use = rule.language in (None, language) and (not rule.needs or not rule.needs.isdisjoint(keys))
        for type_ in rule.on if is_of_use and rule.id in ids else ():
            table[type_] = (*table.get(type_, ()), rule)
    return table
