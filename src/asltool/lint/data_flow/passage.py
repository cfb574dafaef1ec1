"""The data's way into a state and out of it again, in either query language.

Spec: input-and-output processing. AWS: states.md 1.5.
"""

from __future__ import annotations

from asltool.expr.jsonpath.path import Path
from asltool.expr.jsonpath.reference_path import ReferencePath
from asltool.expr.template import PayloadTemplate
from asltool.lint.data_flow.notes import Mistyped, Place
from asltool.lint.data_flow.places import put
from asltool.lint.data_flow.reader import Reader
from asltool.lint.data_flow.shapes import (
    ABSENT,
    EMPTY_OBJECT,
    OPEN_OBJECT,
    ObjectShape,
    Scalar,
    Shape,
    as_object,
    types_of,
)
from asltool.lint.data_flow.ways import Way
from asltool.model.error_handling import Catcher
from asltool.model.fields import JSONATA
from asltool.model.machine import State
from asltool.parse.expressions import WHOLE, WHOLE_INPUT
from asltool.records import record
from asltool.source.pointer import Pointer


@record(kw_only=True, eq=False)
class Outlet:
    """The fields on one way out of a state; each query language reads its own."""

    at: Pointer
    """What they stand in: the state, a catcher, a rule."""
    name: str | None = None
    """JSONata's name for what the way out starts from: `result`, `errorOutput`; None for the input."""
    assign: PayloadTemplate | None = None
    output: PayloadTemplate | None = None
    result_selector: PayloadTemplate | None = None
    result_path: ReferencePath | None = WHOLE_INPUT
    output_path: Path | None = WHOLE


class Passage:
    """The data's way through one state.

    Args:
        state: The state.
        reader: Reads its expressions, on the way that it is set to.
    """

    def __init__(self, state: State, reader: Reader) -> None:
        self._reader = reader
        self._at = state.at
        self.is_jsonata = state.query_language == JSONATA
        self.arguments = "Arguments" if self.is_jsonata else "Parameters"
        """The name of the field that says what the work gets."""

    def enter(self, way: Way, input_path: Path | None) -> Shape:
        """Give what the state's own fields work on; ABSENT if it surely cannot be had."""
        self._reader.way = way
        if self.is_jsonata:
            return ObjectShape({"input": way.data})
        return self._select(way.data, input_path, "InputPath")

    def work(self, data: Shape, template: PayloadTemplate | None, way: Way) -> Shape:
        """Give what the state's work gets: its `Parameters` or `Arguments`, or else its input."""
        if template is None:
            return way.data if self.is_jsonata else data
        return self._reader.value(template, data, self._at / self.arguments)

    def leave(self, way: Way, result: Shape, outlet: Outlet) -> Way | None:
        """Give the way out of the state; None if it surely fails.

        Args:
            way: The way in.
            result: What the way out starts from.
            outlet: The fields.
        """
        read, at = self._reader.value, outlet.at
        if self.is_jsonata:
            data: Shape = ObjectShape({"input": way.data, **({outlet.name: result} if outlet.name else {})})
            left = result if outlet.output is None else read(outlet.output, data, at / "Output")
        else:
            data = left = result
            if outlet.result_selector is not None:
                left = read(outlet.result_selector, data, at / "ResultSelector")
            left = self._select(self._placed(way.data, left, outlet), outlet.output_path, "OutputPath")
        assigned = None if outlet.assign is None else read(outlet.assign, data, at / "Assign")
        if left is ABSENT or assigned is ABSENT:
            return None
        if assigned is None and left is way.data:
            return way
        variables = way.variables if assigned is None else _assigned(way.variables, assigned)
        return Way(left, variables, way.arrival)

    def caught(self, way: Way, catcher: Catcher) -> Way | None:
        """Give the way that *catcher* leads on; None if it surely fails itself."""
        outlet = Outlet(
            at=catcher.at,
            name="errorOutput",
            assign=catcher.assign,
            output=catcher.output,
            result_path=catcher.result_path,
        )
        return self.leave(way, ObjectShape(_ERROR_OUTPUT, origin=catcher.at), outlet)

    def _select(self, data: Shape, path: Path | None, field: str) -> Shape:
        """Give what `InputPath` or `OutputPath` selects."""
        if path is WHOLE or data is ABSENT:
            return data
        if path is None:
            return EMPTY_OBJECT
        return self._reader.value(path, data, self._at / field)

    def _placed(self, raw: Shape, result: Shape, outlet: Outlet) -> Shape:
        """Give the raw input with the result in its place."""
        path = outlet.result_path
        if result is ABSENT or path is WHOLE_INPUT:
            return result
        if path is None:
            return raw
        placed = put(raw, path.keys, result)
        if placed is ABSENT and types_of(raw) == _NULL:
            return OPEN_OBJECT  # nobody has recorded what becomes of it
        if placed is ABSENT:
            place = Place(outlet.at / "ResultPath")
            note = Mistyped(place, path.text, "an object", raw, self._reader.way, "place")
            self._reader.notes.entries.append(note)
        return placed


_NULL = frozenset({"null"})
_TEXT = Scalar(frozenset({"string", "null"}))
"""A callback may report a failure without a name and a cause."""
_ERROR_OUTPUT: dict[str, Shape] = {"Error": _TEXT, "Cause": _TEXT}


def _assigned(variables: ObjectShape, assigned: Shape) -> ObjectShape:
    values = as_object(assigned)
    if values is None or values.is_open:
        return OPEN_OBJECT
    members = {**variables.members, **values.members}
    optional = (variables.optional - values.members.keys()) | values.optional
    return ObjectShape(members, optional, variables.is_open)
