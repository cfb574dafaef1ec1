"""The query languages by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from asltool.expr.jsonata_language import JSONATA
from asltool.expr.jsonpath_language import JSONPATH
from asltool.expr.language import QueryLanguage

LANGUAGES: Mapping[str, QueryLanguage] = MappingProxyType(
    {language.name: language for language in (JSONPATH, JSONATA)}
)
"""What the field `QueryLanguage` may name."""

DEFAULT_LANGUAGE: QueryLanguage = JSONPATH
"""The language of a machine that names none."""
