from __future__ import annotations

from pathlib import Path

import pytest

from asltool.containers.choosing import named, only_one, split_name
from asltool.containers.contents import Contained, Contents
from asltool.errors import AsltoolError
from asltool.source.text import SourceText

SOURCE = SourceText("", "template.yaml")


def contents(*names: str) -> Contents:
    return Contents(SOURCE, tuple(Contained(name, None) for name in names), "template")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.yaml", ("a.yaml", None)),
        ("a.yaml::Pay", ("a.yaml", "Pay")),
        (Path("b/a.yaml::Pay"), ("b/a.yaml", "Pay")),
        ("C:\\a.yaml", ("C:\\a.yaml", None)),
    ],
)
def test_a_path_may_name_a_machine(path: str | Path, expected: tuple[str, str | None]) -> None:
    assert split_name(path) == expected


def test_a_file_that_is_there_has_its_name_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a::b.json"
    file.write_text("{}", encoding="utf-8")

    assert split_name(file) == (str(file), None)


def test_the_machine_of_that_name_is_given() -> None:
    assert only_one(named(contents("Pay", "Ship"), "Ship")).name == "Ship"
    assert only_one(contents("Pay")).name == "Pay"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Sihp", 'template.yaml has no state machine "Sihp"; did you mean "Ship"?'),
        ("X", 'template.yaml has no state machine "X"; it has "Pay" and "Ship"'),
    ],
)
def test_another_name_is_told_what_there_is(name: str, said: str) -> None:
    with pytest.raises(AsltoolError) as error:
        named(contents("Pay", "Ship"), name)

    assert str(error.value) == said


def test_a_definition_by_itself_has_no_names() -> None:
    with pytest.raises(AsltoolError, match='is one definition: there is no "Pay" in it'):
        named(Contents(SOURCE, (Contained(None, None),)), "Pay")


def test_several_machines_are_listed_up_to_a_length() -> None:
    with pytest.raises(AsltoolError) as few:
        only_one(contents("Pay", "Ship"))
    with pytest.raises(AsltoolError) as many:
        only_one(contents(*(f"M{number}" for number in range(30))))

    assert str(few.value) == (
        'template.yaml has 2 state machines: name one, as in template.yaml::Pay; it has "Pay" and "Ship"'
    )
    assert str(many.value).endswith('"M19" and 10 more')
