from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.expr.errors import EvaluationError
from asltool.expr.jsonpath.path import (
    Index,
    IndexOutOfBounds,
    InvalidPath,
    Member,
    Path,
    PathNotFound,
    parse_path,
)
from asltool.expr.language import Reference
from asltool.json_value import JsonValue, json_text
from path_evaluating import DOCUMENTS, missing_in, value_of


@dataclass
class Surroundings:
    """A scope with a context object and variables."""

    context: JsonValue = field(default_factory=lambda: {"State": {"Name": "Pay"}, "Seen": [1, 2]})
    variables: dict[str, JsonValue] = field(default_factory=lambda: {"cart": {"total": 9, "ids": [4, 5]}})

    def uuid(self) -> str:
        raise NotImplementedError

    def random(self) -> float:
        raise NotImplementedError


def test_a_path_knows_what_it_starts_at_and_its_steps() -> None:
    assert parse_path("$.a[0]") == Path("$.a[0]", None, False, (Member(("a",)), Index(0)))
    assert parse_path("$$.State") == Path("$$.State", None, True, (Member(("State",)),))
    assert parse_path("$cart.ids") == Path("$cart.ids", "cart", False, (Member(("ids",)),))


@pytest.mark.parametrize(("text", "root"), [("$.a", "$"), ("$$", "$$"), ("$cart[0]", "$cart")])
def test_the_text_of_the_root(text: str, root: str) -> None:
    assert parse_path(text).root == root


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("$.a[?(@.b == $.c)]", Reference("data", "", 0)),
        ("$$.Execution.Id", Reference("context", "", 0)),
        ("$cart.total", Reference("variable", "cart", 0)),
    ],
)
def test_a_path_mentions_its_root(text: str, reference: Reference) -> None:
    assert parse_path(text).references() == (reference,)


@pytest.mark.parametrize(
    ("text", "is_definite", "is_reference"),
    [
        ("$", True, True),
        ("$.a['b c'][0]", True, True),
        ("$.a[-1]", True, True),
        ("$$.State.Name", True, True),
        ("$cart.total", True, True),
        ("$['a','b']", True, False),
        ("$.a[(@.length-1)]", True, False),
        ("$.a[*]", False, False),
        ("$.a[0,1]", False, False),
        ("$.a[0:1]", False, False),
        ("$..a", False, False),
        ("$.a[?(@.b)]", False, False),
    ],
)
def test_kinds_of_paths(*, text: str, is_definite: bool, is_reference: bool) -> None:
    path = parse_path(text)

    assert (path.is_definite, path.is_reference) == (is_definite, is_reference)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("$", ()),
        ("$.a['b c'][0].d", ("a", "b c")),
        ("$[*].a", ()),
        ("$.a['b','c']", ("a",)),
        ("$cart.ids.x", ("ids", "x")),
    ],
)
def test_the_names_that_a_path_begins_with(text: str, names: tuple[str, ...]) -> None:
    assert parse_path(text).names() == names


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$", {"a": [{"b": 1}, {}]}),
        ("$.a[0].b", 1),
        ("$.a[-2].b", 1),
        ("$.a[*].b", [1]),
        ("$..b", [1]),
        ("$.a[0:1].b", [1]),
        ("$.a[?(@.b)]", [{"b": 1}]),
        ("$.no[*]", []),
        ("$$.State.Name", "Pay"),
        ("$$", {"State": {"Name": "Pay"}, "Seen": [1, 2]}),
        ("$$.Seen[*]", [1, 2]),
        ("$$.Seen[?(@ == 2)]", [2]),
        ("$cart", {"total": 9, "ids": [4, 5]}),
        ("$cart.ids[1]", 5),
        ("$cart.ids[1:]", [5]),
        ("$cart.ids[?(@ < $.total)]", [4, 5]),
    ],
)
def test_values(text: str, value: JsonValue) -> None:
    assert parse_path(text).compile()({"a": [{"b": 1}, {}]}, Surroundings()) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("$.no", "No results for path: $['no']"),
        ("$.a.no.way", "Property ['no'] not found in path $['a']"),
        ("$.no.such.thing", "Missing property in path $['no']"),
        ("$$.State.Shape", "No results for path: $['State']['Shape']"),
        ("$$.Task.Token", "Missing property in path $['Task']"),
        ("$cart.vat", "No results for path: $['cart']['vat']"),
        ("$cart.ids[2]", "Index out of bounds when evaluating path $['cart']['ids'][2]"),
        ("$basket", "No results for path: $['basket']"),
        ("$basket.total", "Missing property in path $['basket']"),
        ("$basket[*]", "Missing property in path $['basket']"),
    ],
)
def test_paths_that_lead_nowhere(text: str, reason: str) -> None:
    with pytest.raises(PathNotFound) as caught:
        parse_path(text).compile()({"a": []}, Surroundings())

    assert (caught.value.path, caught.value.reason) == (text, reason)


def test_an_index_beyond_the_end_can_be_told_apart() -> None:
    assert isinstance(missing_in({"a": [1]}, "$.a[1]"), IndexOutOfBounds)
    assert not isinstance(missing_in({"a": {}}, "$.a[1]"), IndexOutOfBounds)


def test_indefinite_paths_give_arrays_of_their_own() -> None:
    items: list[JsonValue] = [1, 2]

    assert value_of("$.items[*]", {"items": items}) is not items
    assert value_of("$.items[0:]", {"items": items}) is not items


def test_a_path_is_parsed_once() -> None:
    assert parse_path("$.a.b.c") is parse_path("$.a.b.c")


def test_what_is_no_path_is_refused_each_time() -> None:
    for _ in range(2):
        with pytest.raises(InvalidPath):
            parse_path("$.a[")


STEPS = st.sampled_from(
    [
        *(
            ".a",
            ".b",
            "['id']",
            "['a','b']",
            "[0]",
            "[-1]",
            "[0,1]",
            "[1:]",
            "[:-1]",
            "[-2:-1]",
            "[*]",
            "..a",
        ),
        *("..*", "..[0]", "[(@.length-1)]", "[?(@.a)]", "[?(!@.b)]", "[?(@.a == 1 || @.b > a)]", "$"),
        *("[?(@.id =~ /.*/)]", "[?(@ != null && @.a >= $.b)]"),
    ]
)


@given(st.lists(STEPS, max_size=6).map("".join), DOCUMENTS)
def test_any_path_on_any_document_gives_a_value_or_our_error_and_changes_nothing(
    end: str, document: JsonValue
) -> None:
    before = json_text(document)
    try:
        path = parse_path("$" + end)
    except InvalidPath:
        return  # such as `$$`, then an index
    try:
        value = path.compile()(document, Surroundings())
    except EvaluationError:
        value = []

    assert path.is_definite or isinstance(value, list)
    assert json_text(document) == before
