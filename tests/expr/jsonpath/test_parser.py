from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.expr.jsonpath.errors import InvalidPath
from asltool.expr.jsonpath.parser import MAX_BRANCHING_STEPS, parse_parts
from asltool.expr.jsonpath.steps import (
    Descend,
    FromLength,
    Index,
    Indexes,
    Member,
    Root,
    Slice,
    Step,
    Wildcard,
)

A, B = Member(("a",)), Member(("b",))
NO_NAME = Member(())


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("$", ()),
        ("$.a", (A,)),
        ("$.a.b", (A, B)),
        ("$['a'].b", (A, B)),
        ("$.a['b'][10]", (A, B, Index(10))),
        ("$[007]", (Index(7),)),
        ("$[-2]", (Index(-2),)),
        ("$['a b']['']", (Member(("a b",)), Member(("",)))),
        ("$.größe.名", (Member(("größe",)), Member(("名",)))),
        ("$.a-b.1a", (Member(("a-b",)), Member(("1a",)))),
        ("$.@type.${Key}.c,d", (Member(("@type",)), Member(("${Key}",)), Member(("c,d",)))),
        ("$.a.$b", (A, Member(("$b",)))),
        ("$.length()", (Member(("length()",)),)),
        ("$.null.true", (Member(("null",)), Member(("true",)))),
    ],
)
def test_names_and_indexes(text: str, steps: tuple[Step, ...]) -> None:
    assert parse_parts(text) == ("", steps)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("$['a','b']", (Member(("a", "b")),)),
        ("$['a' , 'b']", (Member(("a", "b")),)),
        ("$['a' 'b']", (Member(("a", "b")),)),
        ("$[0,2]", (Indexes((0, 2)),)),
        ("$[ 0 , -2 ]", (Indexes((0, -2)),)),
        ("$[1:3]", (Slice(1, 3),)),
        ("$[ 1 : 3 ]", (Slice(1, 3),)),
        ("$[1:]", (Slice(1, None),)),
        ("$[:3]", (Slice(None, 3),)),
        ("$[-2:]", (Slice(-2, None),)),
        ("$[:-2]", (Slice(None, -2),)),
        ("$[(@.length-1)]", (FromLength(-1),)),
        ("$[( @.size() - 2 )]", (FromLength(-2),)),
        ("$[*].a", (Wildcard(), A)),
        ("$.*", (Wildcard(),)),
        ("$..a", (Descend(), A)),
        ("$..*", (Descend(), Wildcard())),
        ("$..[0]", (Descend(), Index(0))),
    ],
)
def test_other_steps(text: str, steps: tuple[Step, ...]) -> None:
    assert parse_parts(text)[1] == steps


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        # a period too many
        ("$.['a'].[0].", (A, Index(0))),
        ("$...a", (Descend(), A)),
        # what follows the readable part of a bracket is ignored
        ("$[0:4:2]", (Slice(0, 4),)),
        ("$[1::2]", (Slice(1, None),)),
        ("$[:4:2]", (Slice(None, 4),)),
        ("$[0:4,7]", (Slice(0, 4),)),
        ("$[0,1:3]", (Indexes((0, 1, 3)),)),
        ("$[1.5]", (Index(1),)),
        ("$[1,]", (Index(1),)),
        ("$[+1]", (Index(1),)),
        ("$[1 2]", (Index(12),)),
        # quotes in brackets and names: the first closing bracket ends it all
        (r"$['it\'s']", (Member(("it\\",)),)),
        ('$["it\'s"]', (NO_NAME,)),
        ("$.it's", (Member(("it",)),)),
        ("$.a]", (NO_NAME,)),
        ("$['a]b']", (NO_NAME, B)),
        # names may follow brackets without a period
        ("$['a']b", (A, B)),
        ("$[0]*", (Index(0), Wildcard())),
        ("$[0]$.a", (Index(0), Root(), A)),
    ],
)
def test_oddities_of_the_dialect(text: str, steps: tuple[Step, ...]) -> None:
    assert parse_parts(text)[1] == steps


@pytest.mark.parametrize(
    ("text", "root", "steps"),
    [
        ("$$", "$", ()),
        ("$$.a", "$", (A,)),
        ("$$['a'][*]", "$", (A, Wildcard())),
        ("$name", "name", ()),
        ("$name.a[0]", "name", (A, Index(0))),
        ("$größe_1[?(@.a)].b", "größe_1", None),
        ("$_x..a", "_x", (Descend(), A)),
    ],
)
def test_roots(text: str, root: str, steps: tuple[Step, ...] | None) -> None:
    parts = parse_parts(text)

    assert parts[0] == root
    assert steps is None or parts[1] == steps


def test_blanks_around_a_path_do_not_count() -> None:
    assert parse_parts(" \t$.a\n") == ("", (A,))


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ("", 'a path must begin with "$"', 0),
        ("a.b", 'a path must begin with "$"', 0),
        ("@.a", 'a path must begin with "$"', 0),
        ("States.UUID()", 'a path must begin with "$"', 0),
        ("$ .a", 'what a path starts at can only be followed by "." or "["', 1),
        ("$*", 'what a path starts at can only be followed by "." or "["', 1),
        ("${a}", 'what a path starts at can only be followed by "." or "["', 1),
        ("$name-x", 'what a path starts at can only be followed by "." or "["', 5),
        ("$$name", 'what a path starts at can only be followed by "." or "["', 2),
        ("$1a", '"1a" cannot be the name of a variable', 1),
        ("$²", '"²" cannot be the name of a variable', 1),
        ("$..", 'a path cannot end with ".."', 1),
        ("$.a.. ", 'a path cannot end with ".."', 3),
        ("$.a .b", "a path cannot have blanks outside of brackets", 3),
        ("  $. a", "a path cannot have blanks outside of brackets", 4),
        (
            "$.a[]",
            "[] is neither a name in single quotes, nor an index, slice, filter or wildcard",
            3,
        ),
        ("$[ * ]", "[ * ] is neither a name in single quotes, nor an index, slice, filter or wildcard", 1),
        ('$["a"]', '["a"] is neither a name in single quotes, nor an index, slice, filter or wildcard', 1),
        ("$[a]", "[a] is neither a name in single quotes, nor an index, slice, filter or wildcard", 1),
        ("$.a['b'", "'b' is never closed", 3),
        ("$.a[0", "[0 is never closed", 3),
        ("$.a[1:", "[1: is never closed", 3),
        ("$[::2]", '"" is no index', 1),
        ("$[:]", '"" is no index', 1),
        ("$[-]", '"-" is no index', 1),
        ("$[1-2]", '"1-2" is no index', 1),
        ("$[,1,,2]", '"" is no index', 1),
        ("$[2147483648]", '"2147483648" is no index', 1),
        ("$[99999999999]", '"99999999999" is no index', 1),
        ("$[(@.length)]", "[(@.length)] does not have the form [(@.length-1)]", 1),
        ("$[(@.count-1)]", "[(@.count-1)] does not have the form [(@.length-1)]", 1),
        ("$[(@.length-x)]", '"-x" is no index', 1),
        ("$[?]", "[?] holds no criterion", 1),
        ("$.a[ ?, ? ]", "[ ?, ? ] holds no criterion", 3),
        ("$[?(@.a]", "the brackets of a filter are not balanced", 1),
        ("$.a[?@.b]", "a filter must have the form [?(...)]", 3),
        ("$.a[?(@[?(@.b)])]", "a path in a filter cannot have a filter", 3),
    ],
)
def test_texts_that_are_no_paths(text: str, message: str, offset: int) -> None:
    with pytest.raises(InvalidPath) as caught:
        parse_parts(text)

    assert (caught.value.message, caught.value.offset) == (message, offset)


@pytest.mark.parametrize("index", ["2147483647", "-2147483648", "0" * 5000 + "1"])
def test_indexes_have_32_bits(index: str) -> None:
    assert parse_parts(f"$[{index}]")[1] == (Index(int(index[-11:])),)


def test_plain_paths_can_be_of_any_length() -> None:
    assert parse_parts("$" + ".a" * 50_000)[1] == (A,) * 50_000


def test_steps_that_are_evaluated_inside_each_other_are_limited() -> None:
    assert len(parse_parts("$" + "[*].a" * MAX_BRANCHING_STEPS)[1]) == 2 * MAX_BRANCHING_STEPS

    with pytest.raises(InvalidPath, match="more than 100 wildcards"):
        parse_parts("$" + "[*]" * (MAX_BRANCHING_STEPS + 1))


PIECES = st.sampled_from(
    [*"$.[]'*?()@01-:, ab\\/!\t", "..", "&&", "||", "==", "=~", "['a']", "[?(@.a", ")]", "length", "٣", "😀"]
)


def offset_of_error(text: str) -> int:
    """Give where *text* is refused; 0 if it is a path."""
    try:
        parse_parts(text)
    except InvalidPath as error:
        return error.offset
    return 0


@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_text_is_a_path_or_refused_at_a_place_in_it(text: str) -> None:
    assert 0 <= offset_of_error("$" + text) <= len(text)


@pytest.mark.parametrize("piece", ["[", "]", "[?(@", "'", "$", ".*"])
def test_long_nonsense_is_refused_or_read_but_breaks_nothing(piece: str) -> None:
    assert offset_of_error("$." + piece * 20_000) >= 0
