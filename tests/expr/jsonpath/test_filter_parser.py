from __future__ import annotations

import pytest

from asltool.expr.jsonpath.errors import InvalidPath
from asltool.expr.jsonpath.filter_parser import filter_end
from asltool.expr.jsonpath.parser import parse_parts
from asltool.expr.jsonpath.steps import (
    Comparison,
    Criterion,
    Exists,
    Filter,
    ItemPath,
    Member,
    Operand,
    Pattern,
    Text,
)


def item(text: str) -> ItemPath:
    names = text.split(".")[1:]
    return ItemPath(text, text.startswith("$"), tuple(Member((name,)) for name in names))


def read(text: str) -> Filter:
    step = parse_parts(f"$[?{text}]")[1][0]
    assert isinstance(step, Filter)
    return step


@pytest.mark.parametrize(
    ("text", "criterion"),
    [
        ("(@.a)", Exists(item("@.a"), wanted=True)),
        ("(@)", Exists(item("@"), wanted=True)),
        ("( !@.a )", Exists(item("@.a"), wanted=False)),
        ("($.a)", Exists(item("$.a"), wanted=True)),
        ("(@.a==1)", Comparison(item("@.a"), "==", Text("1"))),
        ("( @.a.b  != 'x y' )", Comparison(item("@.a.b"), "!=", Text("x y"))),
        ("(@.a==x)", Comparison(item("@.a"), "==", Text("x"))),
        ('(@.a=="x")', Comparison(item("@.a"), "==", Text('"x"'))),
        ("(@.a>=$.b)", Comparison(item("@.a"), ">=", item("$.b"))),
        ("(1<@.a)", Comparison(Text("1"), "<", item("@.a"))),
        ("(@.a =~ /b+/)", Comparison(item("@.a"), "=~", Pattern("b+", ignores_case=False))),
        ("(@.a =~ /b/c/i)", Comparison(item("@.a"), "=~", Pattern("b/c", ignores_case=True))),
        ("((@.a==1))", Comparison(item("@.a"), "==", Text("1"))),
        # a ! before anything but a path that must exist means nothing
        ("(!@.a==1)", Comparison(item("@.a"), "==", Text("1"))),
        ("(!(@.a==1))", Comparison(Text("!(@.a"), "==", Text("1"))),
        # the first operator of the list is the one, wherever it stands
        (
            "(@.a=='x>=y')",
            Comparison(
                ItemPath("@.a=='x", of_root=False, steps=(Member(("a==",)),)),
                ">=",
                Text("y'"),
            ),
        ),
    ],
)
def test_criteria(text: str, criterion: Criterion) -> None:
    assert read(text) == Filter((criterion,), ())


@pytest.mark.parametrize("text", ["(@.a&&@.b||@.c)", "( (@.a) && (@.b || @.c) )", "(@.a)&&(@.b)||(@.c)"])
def test_parentheses_around_criteria_mean_nothing(text: str) -> None:
    exists = tuple(Exists(item(f"@.{name}"), wanted=True) for name in "abc")

    assert read(text) == Filter(exists, ("&&", "||"))


@pytest.mark.parametrize("path", ["@['a']", "@.a[0]", "@[(@.length-1)]", "@['a','b']"])
def test_any_definite_path_may_stand_in_a_filter(path: str) -> None:
    criterion = read(f"({path} == 1)").criteria[0]

    assert isinstance(criterion, Comparison)
    left: Operand = criterion.left
    assert isinstance(left, ItemPath)
    assert left.steps == parse_parts("$" + path[1:])[1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("(@.a in ['x'])", "a path cannot have blanks outside of brackets"),
        ("(@.a nin ['x'])", "a path cannot have blanks outside of brackets"),
        ("(@.a empty true)", "a path cannot have blanks outside of brackets"),
        ("(@.a > 3 and @.b == 1)", "a path cannot have blanks outside of brackets"),
        ("(@.a == @..b)", 'the path "@..b" in a filter can match more than one value'),
        ("(@.a[*])", 'the path "@.a[*]" in a filter can match more than one value'),
        ("(@a)", 'what a path starts at can only be followed by "." or "["'),
        ("(1)", '"1" in a filter is neither a path nor a comparison'),
        ("(!$.a)", '"!$.a" in a filter is neither a path nor a comparison'),
        ("(@.a=='x&&y')", '"y\'" in a filter is neither a path nor a comparison'),
        ("()", '"" in a filter is neither a path nor a comparison'),
        ("(@.a || && @.b)", '"" in a filter is neither a path nor a comparison'),
        ("(@.a||&&@.b)", "a filter must have one criterion on each side of && and ||"),
        ("(@.a &&)", '"" in a filter is neither a path nor a comparison'),
        ("(@.a == !@.b)", "a ! in a filter can only stand before a path that must not exist"),
        ("(@.a=='>=')", "a ' in a filter is never closed"),
        ("(@.a == ')", "the brackets of a filter are not balanced"),
        ("(@.a =~ /)", "a / in a filter is never closed"),
        ("(@.a =~ /(/)", "the brackets of a filter are not balanced"),
        ("(@.a =~ /+/)", '"+" is no regular expression: nothing to repeat at position 0'),
        ("@.a", "a filter must have the form [?(...)]"),
        ("(@.a) b", "a filter must have the form [?(...)]"),
    ],
)
def test_texts_that_are_no_filters(text: str, message: str) -> None:
    with pytest.raises(InvalidPath) as caught:
        read(text)

    assert caught.value.message == message


def test_a_filter_must_begin_with_its_mark() -> None:
    with pytest.raises(InvalidPath, match="must have the form"):
        parse_parts("$[(?(a))]")


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("[?(@.a)].b", 8),
        ("[?(@['a'])]", 11),
        ("[?(@.a==']')]", 13),
        (r"[?(@.a=='\']')]", 15),
        ("[?(@.a]", None),
        ("[?(@.a)", None),
        ("[[?(@.a)]", None),
    ],
)
def test_quoted_brackets_do_not_close_a_filter(text: str, end: int | None) -> None:
    assert filter_end(text, 0) == end
