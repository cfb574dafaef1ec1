from __future__ import annotations

import copy
import dataclasses
import pickle
import weakref

import pytest

from asltool.records import field, record, replace


@record
class Point:
    """Two numbers."""

    x: int
    y: int = 0


@record(kw_only=True, eq=False)
class Named:
    """A name, and things that go by it."""

    name: str
    things: list[int] = field(default_factory=list)
    nickname: str = ""


@record(kw_only=True, eq=False, weakref_slot=True)
class Shape(Named):
    """A named shape."""

    corners: int


@record
class Nothing:
    """No fields."""


@record
class Spoken:
    """One that brings methods of its own."""

    word: str

    def __repr__(self) -> str:
        return f"<{self.word}>"


def test_fields_are_given_by_place_or_name_and_may_have_defaults() -> None:
    assert (Point(1).x, Point(1).y, Point(x=1, y=2).y) == (1, 0, 2)


def test_a_default_factory_is_called_for_each_instance() -> None:
    first, second = Named(name="a"), Named(name="b")

    assert first.things == []
    assert first.things is not second.things
    assert Named(name="c", things=[1]).things == [1]


def test_fields_that_are_given_by_name_only_are_refused_by_place() -> None:
    with pytest.raises(TypeError):
        Named("a")  # type: ignore[misc]


def test_a_missing_field_is_refused() -> None:
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]


def test_instances_have_no_room_for_more() -> None:
    point = Point(1)

    with pytest.raises(AttributeError):
        point.z = 2  # type: ignore[attr-defined]
    assert not hasattr(point, "__dict__")


def test_the_type_checker_refuses_to_change_an_instance() -> None:
    point = Point(1)

    point.x = 2  # type: ignore[misc]  # mypy warns of an ignore that nothing needs

    assert point == Point(2)


def test_equal_values_of_one_class_are_equal_and_hash_alike() -> None:
    assert Point(1, 2) == Point(1, 2)
    assert Point(1, 2) != Point(1, 3)
    assert Point(1, 2) != (1, 2)
    assert hash(Point(1, 2)) == hash(Point(1, 2))
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())


def test_without_equality_an_instance_equals_itself_only() -> None:
    one, other = Shape(name="a", corners=3), Shape(name="a", corners=3)

    assert one == one  # noqa: PLR0124 - that is the question
    assert one != other
    assert len({one, other}) == 2


def test_a_subclass_has_the_fields_of_both() -> None:
    shape = Shape(name="a", corners=3)

    assert [entry.name for entry in dataclasses.fields(shape)] == ["name", "things", "nickname", "corners"]
    assert weakref.ref(shape)() is shape


def test_the_text_shows_the_fields_unless_the_class_has_its_own() -> None:
    assert repr(Point(1, 2)) == "Point(x=1, y=2)"
    assert repr(Named(name="a", nickname="b")) == "Named(name='a', things=[], nickname='b')"
    assert repr(Spoken("hi")) == "<hi>"


def test_the_tools_of_the_standard_library_work() -> None:
    assert dataclasses.replace(Point(1, 2), y=5) == Point(1, 5)
    assert dataclasses.asdict(Point(1, 2)) == {"x": 1, "y": 2}
    assert copy.deepcopy(Point(1, 2)) == Point(1, 2)
    assert pickle.loads(pickle.dumps(Point(1, 2))) == Point(1, 2)  # noqa: S301 - our own


def test_patterns_take_instances_apart() -> None:
    match Point(1, 2):
        case Point(x, y=y):
            assert (x, y) == (1, 2)


@record(frozen=False)
class Counter:
    """A number that changes."""

    number: int = 0


def test_a_record_that_is_not_frozen_can_be_changed_and_has_no_hash() -> None:
    counter = Counter()

    counter.number += 1

    assert counter == Counter(1)
    with pytest.raises(TypeError):
        hash(counter)


def test_a_record_is_given_again_with_some_values_changed() -> None:
    assert replace(Point(1, 2), y=5) == Point(1, 5)
    assert replace(Named(name="a", things=[1]), name="b").things == [1]


def test_the_standard_library_sees_defaults_and_factories() -> None:
    by_name = {entry.name: entry for entry in dataclasses.fields(Named)}

    assert by_name["things"].default_factory is list
    assert by_name["nickname"].default == ""
    assert by_name["name"].kw_only


class Marked(Point):
    """A record's subclass that is none."""


def test_a_subclass_that_is_no_record_is_filled_as_the_record_is() -> None:
    marked = Marked(1)

    assert (type(marked), marked.x, marked.y) == (Marked, 1, 0)
    assert vars(marked) == {}


def test_an_instance_stays_of_its_class() -> None:
    assert [type(each) for each in (Point(1), Point(2), Shape(name="a", corners=3))] == [Point, Point, Shape]
