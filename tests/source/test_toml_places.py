from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.source.places import Place
from asltool.source.toml_places import scan_toml

TEXT = '''\ufeff# settings
title = "a # \\" b" # told
"quoted key".'in # dots' . plain = 'literal \\'
several = [ 1, # one
  [2, 3.5], { a = 1, b.c = [true] },
]
long = """
a "quote" \\""" and ""more"""""
raw = \'\'\'it's\'\'\'
when = 1979-05-27 07:32:00Z

[lint]
select=["A","B"]

[lint.severity]
ASL302 = "error"

[[lint.allow]]
rule = "ASL201"
[lint.allow.more]
deep = -inf
[[lint.allow]]
rule = "ASL202"

[tool]
x.y = 1
[tool.x.z]
last = false'''


def check(place: Place, value: Any, text: str) -> None:
    """Show that each key and each value stands where the places say."""
    if isinstance(value, dict):
        assert list(place.children) == list(value) or sorted(map(str, place.children)) == sorted(value)
        for key, member in value.items():
            child = place.children[key]
            written = text[child.key_start : child.key_end]
            assert tomllib.loads(f"{written} = 1") == {key: 1}
            check(child, member, text)
    elif isinstance(value, list):
        assert list(place.children) == list(range(len(value)))
        for index, item in enumerate(value):
            check(place.children[index], item, text)
    else:
        assert tomllib.loads(f"x = {text[place.start : place.end]}") == {"x": value}


def test_every_key_and_value_is_where_it_stands() -> None:
    check(scan_toml(TEXT), tomllib.loads(TEXT[1:]), TEXT)


def test_a_table_stands_where_its_header_names_it() -> None:
    text = "[a.b]\n[a]\nx = 1\n"
    places = scan_toml(text).children

    assert (places["a"].key_start, places["a"].start) == (7, 7)
    assert places["a"].children["b"].key_start == 3


def test_the_tables_of_an_array_stand_at_their_headers() -> None:
    text = "[[a]]\n[[a]]\nx = 1"
    array = scan_toml(text).children["a"]

    assert [array.children[index].start for index in (0, 1)] == [2, 8]
    assert array.key_start == 2


@pytest.mark.parametrize("text", ["", "# nothing", "\n\n"])
def test_a_text_without_tables_has_none(text: str) -> None:
    assert scan_toml(text).children == {}


keys = st.sampled_from(["a", "b-c", '"d e"', "'f'", "1"])
scalars = st.sampled_from(["1", '"#"', "'x,]'", "true", "1.5e3", '"""\n"a"\n"""', "2020-01-01"])
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(keys, inner.filter(lambda text: "\n" not in text), max_size=2).map(
            lambda members: "{" + ", ".join(f"{key} = {value}" for key, value in members.items()) + "}"
        )
    ),
    max_leaves=6,
)


@given(st.dictionaries(keys, values, max_size=3), st.dictionaries(keys, values, max_size=3))
def test_any_text_has_places_of_the_shape_of_its_value(top: dict[str, str], table: dict[str, str]) -> None:
    lines = [f"{key} = {value}  # told" for key, value in top.items()]
    text = "\n".join([*lines, "[[t.u]]", "[t.v]", *(f"{key}={value}" for key, value in table.items())])

    check(scan_toml(text), tomllib.loads(text), text)
