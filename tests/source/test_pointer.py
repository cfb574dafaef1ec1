from __future__ import annotations

from asltool.source.pointer import ROOT, Pointer


def test_a_step_leads_to_a_member_or_an_element() -> None:
    assert Pointer(("States", "A", "Choices", 0)) == ROOT / "States" / "A" / "Choices" / 0


def test_the_text_is_a_json_pointer() -> None:
    assert str(ROOT) == ""
    assert str(ROOT / "a/b" / "c~d" / 1) == "/a~1b/c~0d/1"


def test_the_parent_is_one_step_up_and_the_roots_is_the_root() -> None:
    assert (ROOT / "States" / "A").parent == ROOT / "States"
    assert ROOT.parent == ROOT
