from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asltool.expr.languages import DEFAULT_LANGUAGE, LANGUAGES

if TYPE_CHECKING:
    from asltool.expr.language import QueryLanguage


def test_a_machine_that_names_no_language_uses_jsonpath() -> None:
    assert DEFAULT_LANGUAGE is LANGUAGES["JSONPath"]


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_language_is_found_by_its_own_name(name: str) -> None:
    assert LANGUAGES[name].name == name


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_plain_text_is_plain_in_every_language(language: QueryLanguage) -> None:
    assert not language.is_expression("plain")
    assert not language.is_expression(1)
    assert language.text_value("plain") is None
    assert language.member("key", "plain") == ("key", None)
    assert language.member("key", {"a": []}) == ("key", None)
