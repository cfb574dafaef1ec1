from __future__ import annotations

from asltool.lint.data_flow.notes import Notes, Place
from asltool.lint.data_flow.ways import ANYTHING
from asltool.model.machine import Fail
from asltool.source.pointer import ROOT


def test_a_place_in_a_template_is_below_its_field() -> None:
    place = Place(ROOT / "States" / "A" / "Parameters", ("order", "id.$"))

    assert str(place.at) == "/States/A/Parameters/order/id.$"


def test_a_state_begins_without_notes() -> None:
    state = Fail(name="F", at=ROOT)

    notes = Notes(state, (ANYTHING,))

    assert (notes.state, notes.ways, notes.entries) == (state, (ANYTHING,), [])
