from __future__ import annotations

from asltool.model.shapes import ANY, NOTHING, LazyMembers, Shape, ShapeKind

TEXT = Shape(ShapeKind.STRING)


def test_a_member_is_made_when_it_is_looked_at() -> None:
    asked: list[str] = []

    def resolve(reference: str) -> Shape:
        asked.append(reference)
        return TEXT

    members = LazyMembers({"Bucket": "7", "Key": "8"}, resolve)

    assert list(members) == ["Bucket", "Key"]
    assert len(members) == 2
    assert "Acl" not in members
    assert not asked
    assert members["Key"] is TEXT
    assert asked == ["8"]


def test_a_member_is_found_whatever_its_case() -> None:
    attribute = Shape(ShapeKind.STRUCTURE, {"Bool": TEXT, "S": ANY})

    assert attribute.member("Bool") is TEXT
    assert attribute.member("BOOL") is TEXT
    assert attribute.spelling("BOOL") == "Bool"
    assert attribute.member("Boolean") is None
    assert attribute.spelling("Boolean") is None


def test_only_lists_and_maps_have_elements() -> None:
    assert Shape(ShapeKind.LIST, give_element=lambda: TEXT).element is TEXT
    assert NOTHING.element is None
    assert not NOTHING.members
