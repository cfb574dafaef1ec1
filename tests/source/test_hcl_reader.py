from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.source.hcl_reader import Block, Expression, read_hcl
from asltool.source.hcl_templates import HclError


def value(text: str) -> Expression:
    """Give the expression of the only attribute in a file."""
    return read_hcl(f"a = {text}\nb = 1\n").attributes["a"]


def shape(expression: Expression, text: str) -> Any:
    """Give what is known of an expression; of an opaque one its text in brackets."""
    if expression.is_literal:
        return expression.literal
    if expression.template is not None:
        return text[expression.start : expression.end]
    if expression.members is not None:
        return {shape(key, text): shape(member, text) for key, member in expression.members}
    items = None if expression.items is None else [shape(item, text) for item in expression.items]
    if expression.name is not None:
        return expression.name if items is None else (expression.name, *items)
    return f"<{text[expression.start : expression.end]}>" if items is None else items


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", 5),
        ("-2.5e3", -2500.0),
        ("true", True),
        ("null", None),
        ('"a${b}"', '"a${b}"'),
        ("x", "x"),
        ("[1, 2, # two\n 3,\n]", [1, 2, 3]),
        ('{ a = 1, b : 2\n"c" = 3 }', {"a": 1, "b": 2, '"c"': 3}),
        ("{\n  a = 1 // one\n  /* b = 2 */\n  c = [{}]\n}", {"a": 1, "c": [{}]}),
        ("f(1, g([2]))", ("f", 1, ("g", [2]))),
        ("f(\n  1,\n  2\n)", ("f", 1, 2)),
        ("aws_x.y.arn", "<aws_x.y.arn>"),
        ('x["a"].b', '<x["a"].b>'),
        ("1 + 2", "<1 + 2>"),
        ("a == b ? { c = 1 } : [d] # why", "<a == b ? { c = 1 } : [d]>"),
        ("[for a in b : a]", "<[for a in b : a]>"),
        ("{ for k, v in b : k => v if v != null }", "<{ for k, v in b : k => v if v != null }>"),
        ('!a && f("}")', '<!a && f("}")>'),
        ("a / b // why", "<a / b>"),
        ("[a.b, { (c.d) = 1 }]", ["<a.b>", {"<(c.d)>": 1}]),
        ("f(a...)", ("f", "<a...>")),
        ("provider::x::f(1)", "<provider::x::f(1)>"),
    ],
)
def test_expressions_are_known_as_far_as_they_are_written_down(text: str, expected: Any) -> None:
    whole = f"a = {text}\nb = 1\n"
    file = read_hcl(whole)

    assert shape(file.attributes["a"], whole) == expected
    assert shape(file.attributes["b"], whole) == 1


def test_a_text_between_markers_ends_with_its_line() -> None:
    file = read_hcl("a = <<E\nb = 2\nE\nc = f(<<-E\n x\n E\n)\n")

    assert set(file.attributes) == {"a", "c"}
    assert value("<<E\nx\nE").template is not None


def test_blocks_have_types_labels_and_blocks() -> None:
    file = read_hcl('\ufeff# top\nresource "a" "b" {\n  x = 1\n  inner "c" { y = "}" }\n}\nlocals {}\n')

    resource, local = file.blocks
    assert (resource.type, resource.labels, list(resource.attributes)) == ("resource", ("a", "b"), ["x"])
    assert (resource.blocks[0].type, resource.blocks[0].labels) == ("inner", ("c",))
    assert local == Block("locals", ())


@pytest.mark.parametrize(
    "text",
    [
        "a = ",
        "a {",
        "a",
        "}",
        "a = [",
        "a = {",
        'a = "b',
        "a = <<E\n",
        "a = (",
        "1 = 2",
        "a = )",
        'a "b',
        "a = " + "[" * 300,
    ],
)
def test_what_is_no_hcl_is_refused(text: str) -> None:
    with pytest.raises(HclError):
        read_hcl(text)


@given(
    st.lists(
        st.sampled_from([*'ab1 =:,"{}[]()<-$%#/?!\n\\', "<<E\n", "\nE\n", "${", "a = "]), max_size=30
    ).map("".join)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        file = read_hcl(text)
    except HclError:
        return
    assert isinstance(file, Block)
