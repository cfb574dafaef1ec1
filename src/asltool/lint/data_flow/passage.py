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


class Passage(Reader):
    """Reads a state's fields, and knows the data's way through it."""

    @property
    def arguments(self) -> str:
        """The name of the field that says what the work gets."""
        return "Arguments" if self.is_jsonata else "Parameters"

    def enter(self, way: Way, input_path: Path | None) -> Shape:
        """Give what the state's own fields work on; ABSENT if it surely cannot be had."""
        self.way = way
        if self.is_jsonata:
            return ObjectShape({"input": way.data})
        if input_path is WHOLE or way.data is ABSENT:
            return way.data
        return self._select(way.data, input_path, "InputPath")

    def work(self, data: Shape, template: PayloadTemplate | None, way: Way) -> Shape:
        """Give what the state's work gets: its `Parameters` or `Arguments`, or else its input."""
        if template is None:
            return way.data if self.is_jsonata else data
        return self.value(template, data, self.state.at / self.arguments)

    def leave(self, way: Way, result: Shape, outlet: Outlet) -> Way | None:
        """Give the way out of the state; None if it surely fails.

        Args:
            way: The way in.
            result: What the way out starts from.
            outlet: The fields.
        """
        read, at = self.value, outlet.at
        if self.is_jsonata:
            data: Shape = ObjectShape({"input": way.data, **({outlet.name: result} if outlet.name else {})})
            left = result if outlet.output is None else read(outlet.output, data, at / "Output")
        else:
            data = left = result
            if outlet.result_selector is not None:
                left = read(outlet.result_selector, data, at / "ResultSelector")
            if outlet.result_path is not WHOLE_INPUT and left is not ABSENT:
                left = self._placed(way.data, left, outlet.result_path, outlet.at)
            if outlet.output_path is not WHOLE and left is not ABSENT:
                left = self._select(left, outlet.output_path, "OutputPath")
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
        return EMPTY_OBJECT if path is None else self.value(path, data, self.state.at / field)

    def _placed(self, raw: Shape, result: Shape, path: ReferencePath | None, at: Pointer) -> Shape:
        """Give the raw input with the result in its place."""
        if path is None:
            return raw
        placed = put(raw, path.keys, result)
        if placed is ABSENT and types_of(raw) == _NULL:
            return OPEN_OBJECT  # nobody has recorded what becomes of it
        if placed is ABSENT:
            note = Mistyped(Place(at / "ResultPath"), path.text, "an object", raw, self.way, "place")
            self.notes.entries.append(note)
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
