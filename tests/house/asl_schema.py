"""Writes schemas/asl.schema.json from FIELDS: `python tests/house/asl_schema.py`.

The dialect is draft-07, not 2020-12: editors (VS Code among them) support the newer drafts only in part.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from asltool.model import limits
from asltool.model.choice import OPERATORS
from asltool.model.fields import (
    FIELDS,
    GROUPS,
    JSONATA,
    JSONPATH,
    MACHINES,
    OBJECTS,
    QUERY_LANGUAGES,
    STATE_TYPES,
    Field,
    Group,
    Kind,
)

Schema = dict[str, Any]

TARGET = Path(__file__).resolve().parents[2] / "schemas" / "asl.schema.json"

_PLACEHOLDER = {"$ref": "#/definitions/Placeholder"}
_EXPRESSION = {"$ref": "#/definitions/Expression"}
_DEFINED = {
    "Placeholder": {
        "description": "A value that a deployment fills in: ${Name}.",
        "type": "string",
        "pattern": r"\$\{[^{}]*\}",
    },
    "Expression": {
        "description": "A JSONata expression: {% ... %}.",
        "type": "string",
        "pattern": r"^\{%[\s\S]*%\}$",
    },
    "Path": {
        "description": "A path: $ is the input, $$ the context object, $name a variable.",
        "type": "string",
        "pattern": r"^\$|\$\{[^{}]*\}",
    },
    "ReferencePath": {
        "description": "A path to exactly one place: no wildcards, slices, filters or '..'.",
        "type": "string",
        "pattern": r"^\$(?![^']*(\.\.|\*|\?|:|,|@))|\$\{[^{}]*\}",
    },
    "Timestamp": {
        "description": "An instant in the form of RFC 3339: 2030-01-31T12:00:00Z.",
        "type": "string",
        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$|\$\{[^{}]*\}",
    },
    "Template": {
        "description": "Any JSON. Members whose keys end in .$ are paths or intrinsic functions.",
        "if": {"type": "object"},
        "then": {
            "patternProperties": {r"\.\$$": {"type": "string", "pattern": r"^(\$|States\.)"}},
            "additionalProperties": {"$ref": "#/definitions/Template"},
        },
        "else": {"items": {"$ref": "#/definitions/Template"}},
    },
}

_CREDENTIALS = {
    JSONPATH: {"allOf": [{"type": "object"}, {"$ref": "#/definitions/Template"}]},
    JSONATA: {"type": "object", "required": ["RoleArn"]},
}


def generate() -> Schema:
    """Give the schema; states and inner machines exist once per language of the whole machine."""
    definitions: Schema = dict(_DEFINED)
    for mode in QUERY_LANGUAGES:
        for owner in MACHINES:
            definitions[f"{owner}.{mode}"] = _object(owner, mode, mode)
        definitions[f"State.{mode}"] = _state(mode)
        for language in QUERY_LANGUAGES:
            for owner in OBJECTS:
                if owner not in MACHINES and not (mode == JSONATA and language == JSONPATH):
                    definitions[_name(owner, language, mode)] = _object(owner, language, mode)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": "Generated from src/asltool/model/fields.py by tests/house/asl_schema.py.",
        "title": "Amazon States Language",
        **_by_language(_ref("StateMachine", JSONATA, JSONATA), _ref("StateMachine", JSONPATH, JSONPATH)),
        "definitions": definitions,
    }


def _by_language(jsonata: Schema, jsonpath: Schema) -> Schema:
    is_jsonata = {"properties": {"QueryLanguage": {"const": JSONATA}}, "required": ["QueryLanguage"]}
    is_unknown = {"properties": {"QueryLanguage": _PLACEHOLDER}, "required": ["QueryLanguage"]}
    otherwise = {"if": is_unknown, "else": jsonpath}
    return {"type": "object", "if": is_jsonata, "then": jsonata, "else": otherwise}


def _name(owner: str, language: str, mode: str) -> str:
    """Name a definition. Of states that hold machines there is one for each language of the whole machine."""
    if owner in MACHINES:
        return f"{owner}.{mode}"
    return f"{owner}.{language}.in.{mode}" if owner in ("Parallel", "Map") else f"{owner}.{language}"


def _ref(owner: str, language: str, mode: str) -> Schema:
    return {"$ref": f"#/definitions/{_name(owner, language, mode)}"}


def _state(mode: str) -> Schema:
    """Tell a state by its `Type`, and in a JSONPath machine by its own language too."""
    branches = []
    for type_ in STATE_TYPES:
        jsonata = _ref(type_, JSONATA, mode)
        then = jsonata if mode == JSONATA else _by_language(jsonata, _ref(type_, JSONPATH, mode))
        is_type = {"properties": {"Type": {"const": type_}}, "required": ["Type"]}
        branches.append({"if": is_type, "then": then})
    languages = [JSONATA] if mode == JSONATA else [*QUERY_LANGUAGES]
    known = {"Type": [*STATE_TYPES], "QueryLanguage": languages}
    return {
        "type": "object",
        "required": ["Type"],
        "properties": {name: {"anyOf": [{"enum": values}, _PLACEHOLDER]} for name, values in known.items()},
        "allOf": branches,
    }


def _object(owner: str, language: str, mode: str) -> Schema:
    if owner == "Credentials":
        return _CREDENTIALS[language]
    fields = [field for field in FIELDS if owner in field.on and language in field.languages]
    names = {field.name for field in fields}
    schema: Schema = {
        "type": "object",
        "properties": {field.name: _value(field, language, mode) for field in fields},
        "additionalProperties": False,
    }
    required = [field.name for field in fields if field.required]
    if required:
        schema["required"] = required
    conditions = [
        condition
        for group in GROUPS
        if owner in group.on
        for condition in _group(group, [name for name in group.names if name in names])
    ]
    conditions += _EXTRA.get(owner, {}).get(language, [])
    if conditions:
        schema["allOf"] = conditions
    return schema


def _group(group: Group, names: list[str]) -> list[Schema]:
    conditions: list[Schema] = []
    if group.is_exclusive:
        conditions += [
            {"not": {"required": [name, other]}}
            for index, name in enumerate(names)
            for other in names[index + 1 :]
        ]
    if group.is_required:
        conditions.append({"anyOf": [{"required": [name]} for name in names]})
    return conditions


def _one_test() -> list[Schema]:
    combinations = ("And", "Or", "Not")
    tests = [{"required": [name]} for name in (*combinations, *OPERATORS)]
    return [
        {"oneOf": tests},
        {"dependencies": {name: ["Variable"] for name in OPERATORS}},
        {"dependencies": {name: {"not": {"required": ["Variable"]}} for name in combinations}},
    ]


def _writes_with(arguments: str) -> list[Schema]:
    return [{"dependencies": {"Resource": [arguments], arguments: ["Resource"]}}]


_DISTRIBUTED = {
    "if": {"properties": {"Mode": {"const": "DISTRIBUTED"}}, "required": ["Mode"]},
    "then": {"required": ["ExecutionType"]},
}

_EXTRA: dict[str, dict[str, list[Schema]]] = {
    "ChoiceRule": {JSONPATH: _one_test()},
    "NestedRule": {JSONPATH: _one_test()},
    "ProcessorConfig": {JSONPATH: [_DISTRIBUTED], JSONATA: [_DISTRIBUTED]},
    "ResultWriter": {JSONPATH: _writes_with("Parameters"), JSONATA: _writes_with("Arguments")},
}
"""What the parser checks beyond FIELDS and GROUPS."""


_STRUCTURED = (
    *(Kind.OBJECT, Kind.OBJECTS, Kind.STATES, Kind.STRINGS, Kind.ERROR_NAMES),
    *(Kind.OBJECT_TEMPLATE, Kind.ASSIGNMENTS),
)


def _value(field: Field, language: str, mode: str) -> Schema:
    schema = _plain(field, language, mode)
    others = []
    if field.nullable:
        others.append({"type": "null"})
    if field.kind in (Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN, Kind.END, Kind.CONDITION) or field.allowed:
        others.append(_PLACEHOLDER)
    if (
        language == JSONATA
        and (field.is_dynamic or field.kind is Kind.CONDITION)
        and field.kind is not Kind.STRING
    ):
        others.append(_EXPRESSION)
    if others:
        schema = {"anyOf": [schema, *others]}
    elif field.kind in _STRUCTURED:
        schema = _or_placeholder(schema)
    return {"description": field.about, **schema}


def _or_placeholder(schema: Schema) -> Schema:
    """Let a placeholder stand for an object or an array; what is wrong with one is still told by *schema* alone."""
    return {"if": {"type": "string"}, "then": _PLACEHOLDER, "else": schema}


def _plain(field: Field, language: str, mode: str) -> Schema:
    match field.kind:
        case Kind.STRING:
            return _text(field)
        case Kind.STATE_NAME:
            return {"type": "string"}
        case Kind.BOOLEAN | Kind.CONDITION:
            return {"type": "boolean"}
        case Kind.END:
            return {"const": True}
        case Kind.INTEGER | Kind.NUMBER:
            return _number(field)
        case Kind.STRINGS | Kind.ERROR_NAMES:
            least = {"minItems": 1} if field.kind is Kind.ERROR_NAMES else {}
            return {"type": "array", "items": {"type": "string"}, **least}
        case Kind.OBJECT:
            return _ref(field.of, language, mode)
        case Kind.OBJECTS:
            least = {} if field.may_be_empty else {"minItems": 1}
            return {"type": "array", "items": _or_placeholder(_ref(field.of, language, mode)), **least}
        case Kind.STATES:
            names = {"minLength": 1, "maxLength": limits.MAX_NAME_CHARACTERS}
            states = _or_placeholder({"$ref": f"#/definitions/State.{mode}"})
            return {
                "type": "object",
                "minProperties": 1,
                "propertyNames": names,
                "additionalProperties": states,
            }
        case _:
            return _computed(field, language)


def _text(field: Field) -> Schema:
    schema: Schema = {"enum": [*field.allowed]} if field.allowed else {"type": "string"}
    if field.max_characters is not None:
        schema["maxLength"] = field.max_characters
    if field.name == "Label":
        schema |= {"pattern": r"^[^\s?*<>{}\[\]:;,\\|^~$#%&`\"\u0000-\u001f\u007f-\u009f]+$|\$\{[^{}]*\}"}
    return schema


def _number(field: Field) -> Schema:
    schema: Schema = {"type": "integer" if field.kind is Kind.INTEGER else "number"}
    if field.minimum is not None:
        schema["minimum"] = field.minimum
    if field.maximum is not None:
        schema["maximum"] = field.maximum
    return schema


def _computed(field: Field, language: str) -> Schema:
    template: Schema = {"$ref": "#/definitions/Template"} if language == JSONPATH else {}
    match field.kind:
        case Kind.JSON:
            return {}
        case Kind.TIMESTAMP:
            return {"$ref": "#/definitions/Timestamp"}
        case Kind.PATH:
            return {"$ref": "#/definitions/Path"}
        case Kind.REFERENCE_PATH:
            return {"$ref": "#/definitions/ReferencePath"}
        case Kind.STRING_PATH:
            return {"type": "string", "pattern": r"^(\$|States\.)|\$\{[^{}]*\}"}
        case Kind.OBJECT_TEMPLATE:
            return {"allOf": [{"type": "object"}, template]}
        case Kind.ASSIGNMENTS:
            names = {"not": {"enum": ["states", "states.$"] if language == JSONPATH else ["states"]}}
            return {"allOf": [{"type": "object", "propertyNames": names}, template]}
        case _:
            return template


def as_text(schema: Schema) -> str:
    """Give the text of the file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    TARGET.write_text(as_text(generate()), encoding="utf-8")
