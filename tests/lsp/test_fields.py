from __future__ import annotations

import pytest

from asltool.lsp.fields import described_field
from asltool.lsp.sites import fields_of


@pytest.mark.parametrize(
    ("owner", "name", "language", "words"),
    [
        ("Task", "TimeoutSeconds", "JSONPath", "Takes whole number from 1 to 99,999,999."),
        ("Task", "TimeoutSeconds", "JSONata", "An expression `{% ... %}` may give it."),
        ("Task", "Resource", "JSONPath", "Required."),
        ("Task", "ResultPath", "JSONPath", "Takes reference path, or null. In JSONPath only."),
        ("Map", "Label", "JSONPath", "text of at most 40 characters"),
        ("Retrier", "BackoffRate", "JSONPath", "number, at least 1."),
        ("Retrier", "JitterStrategy", "JSONPath", 'Takes `"FULL"`, `"NONE"`.'),
    ],
)
def test_a_field_says_what_it_takes(owner: str, name: str, language: str, words: str) -> None:
    assert words in described_field(fields_of(owner, language)[name], language)
