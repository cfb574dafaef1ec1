from __future__ import annotations

from typing import Any

import pytest

from asltool.containers.terraform_values import literal_texts, value_of
from asltool.source.document import Document, Part
from asltool.source.edits import apply_edits, rename_key, replace_value
from asltool.source.hcl_reader import read_hcl
from asltool.source.pointer import ROOT
from asltool.source.text import SourceText


def document(text: str) -> Document:
    source = SourceText(f"a = {text}\n", "main.tf")
    value, place = value_of(source, read_hcl(source.text).attributes["a"])
    return Document(source, value, scan=lambda _: place)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{ a = 1, "b c" = [true, null, -2.5] }', {"a": 1, "b c": [True, None, -2.5]}),
        ("{ a = aws_x.y.arn, b = f(1), c = var }", {"a": "${aws_x.y.arn}", "b": "${f1}", "c": "${var}"}),
        ('{ a = "x-${y}", b = "$${z}", "${k}" = 1 }', {"a": "x-${y}", "b": "${z}", "${k}": 1}),
        ("{ a = <<E\nx\nE\n}", {"a": "x\n"}),
        ('{ a = "%{ if b }c%{ endif }" }', {"a": "${ifbcendif}"}),
        ("{ (a.b) = 1 }", {"${a.b}": 1}),
        ("merge({ a = 1, b = 2 }, { b = 3 })", {"a": 1, "b": 3}),
        ("merge(local.x, { a = 1 })", {"${local.x}": "${local.x}", "a": 1}),
        ("merge({ a = 1 }, local.x)", "${mergea1local.x}"),
        ("merge(local.x)", "${mergelocal.x}"),
        ("concat([1], [2, 3])", [1, 2, 3]),
        ("concat([1], local.x)", "${concat1local.x}"),
    ],
)
def test_values_are_what_is_written_or_placeholders(text: str, expected: Any) -> None:
    assert document(text).value == expected


def test_keys_values_and_pieces_of_texts_are_found() -> None:
    found = document('{ a = { "b" = "cd-${e}" } }')

    def at(*args: Any) -> str:
        span = found.span(*args)
        return found.text[span.start : span.end]

    assert at(ROOT / "a" / "b", Part.KEY) == '"b"'
    assert at(ROOT / "a", Part.KEY) == "a"
    assert at(ROOT / "a" / "b") == '"cd-${e}"'
    assert at(ROOT / "a" / "b", Part.VALUE, (1, 7)) == "d-${e}"


def test_members_are_found_where_they_were_before_they_were_joined() -> None:
    found = document('{ a = merge({ b = "x" }, { c = "y" }), d = concat(["z"], ["u"]) }')

    def at(*args: Any) -> str:
        span = found.span(*args)
        return found.text[span.start : span.end]

    assert [at(ROOT / "a" / "b", Part.KEY), at(ROOT / "a" / "c"), at(ROOT / "d" / 1)] == ["b", '"y"', '"u"']
    assert rename_key(found, ROOT / "a" / "c", "e")
    assert not rename_key(found, ROOT / "a" / "c", "b")
    assert not replace_value(found, ROOT / "a", {})


def test_texts_with_escapes_of_hcl_are_found_as_a_whole() -> None:
    found = document('{ a = "$${b} c" }')

    span = found.span(ROOT / "a", Part.VALUE, (5, 6))

    assert found.text[span.start : span.end] == '"$${b} c"'


def test_edits_are_made_where_values_are_written_down() -> None:
    found = document('{\n  a = "x"\n  b = c.d\n}')

    renamed = apply_edits(found.text, rename_key(found, ROOT / "a", "a.$"))[0]
    replaced = apply_edits(found.text, replace_value(found, ROOT / "a", "y"))[0]

    assert renamed == 'a = {\n  "a.$" = "x"\n  b = c.d\n}\n'
    assert replaced == 'a = {\n  a = "y"\n  b = c.d\n}\n'
    assert replace_value(found, ROOT / "b", "y") == ()


def test_only_literals_are_known() -> None:
    source = SourceText('a = { b = "x", c = 5, d = e.f, g = "${h}", i = true, "j" = 1.5 }\n', "main.tf")

    assert literal_texts(source, read_hcl(source.text).attributes["a"]) == {"b": "x", "c": "5", "j": "1.5"}
