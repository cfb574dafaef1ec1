"""The query languages by name; each is loaded when a definition first asks for it."""

from __future__ import annotations

import importlib
from functools import cache

from asltool.expr.language import QueryLanguage

_HOMES = {
    "JSONPath": ("asltool.expr.jsonpath_language", "JSONPATH"),
    "JSONata": ("asltool.expr.jsonata_language", "JSONATA"),
}
"""The module and the name of each language. JSONata's takes longer to load than most definitions to check."""


@cache
def language_named(name: str) -> QueryLanguage:
    """Give the query language that `QueryLanguage` selects with *name*: "JSONPath" or "JSONata"."""
    module, attribute = _HOMES[name]
    language: QueryLanguage = getattr(importlib.import_module(module), attribute)
    return language
