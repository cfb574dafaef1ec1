from __future__ import annotations

import pytest

from asltool.model.choice import OPERATORS
from asltool.model.fields import FIELDS, GROUPS, OBJECTS, QUERY_LANGUAGES, STATE_TYPES, Field, Kind


def _names(owner: str, language: str) -> set[str]:
    return {field.name for field in FIELDS if owner in field.on and language in field.languages}


def test_rows_name_objects_that_there_are() -> None:
    for field in FIELDS:
        assert set(field.on) <= set(OBJECTS), field.name
        assert field.about.endswith((".", '"1.0".'))


def test_an_object_has_a_field_once_in_a_language() -> None:
    for owner in OBJECTS:
        for language in QUERY_LANGUAGES:
            rows = [field.name for field in FIELDS if owner in field.on and language in field.languages]
            assert len(rows) == len(set(rows)), (owner, language)


@pytest.mark.parametrize("field", [field for field in FIELDS if field.kind in (Kind.OBJECT, Kind.OBJECTS)])
def test_objects_say_which_object_they_hold(field: Field) -> None:
    assert field.of in OBJECTS


def test_groups_name_fields_of_their_objects() -> None:
    for group in GROUPS:
        for owner in group.on:
            assert set(group.names) <= {field.name for field in FIELDS if owner in field.on}


def test_a_choice_rule_has_all_operators_in_jsonpath_and_none_in_jsonata() -> None:
    assert set(OPERATORS) <= _names("ChoiceRule", "JSONPath")
    assert set(OPERATORS) <= _names("NestedRule", "JSONPath")
    assert not set(OPERATORS) & _names("ChoiceRule", "JSONata")


@pytest.mark.parametrize("type_", STATE_TYPES)
def test_every_state_may_say_its_type_its_language_and_a_comment(type_: str) -> None:
    for language in QUERY_LANGUAGES:
        assert {"Type", "QueryLanguage", "Comment"} <= _names(type_, language)


def test_jsonata_states_have_no_field_that_holds_a_path() -> None:
    kinds = {Kind.PATH, Kind.REFERENCE_PATH, Kind.STRING_PATH}

    assert not [field.name for field in FIELDS if field.kind in kinds and "JSONata" in field.languages]
