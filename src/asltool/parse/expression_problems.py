"""Problems of paths, expressions, timestamps and variable names: ASL040 to ASL059."""

from __future__ import annotations

from asltool.diagnostics import Severity
from asltool.parse.problem import Problem

INVALID_PATH = Problem(
    id="ASL040",
    name="invalid-path",
    summary="A text that is no path where the field takes one.",
    why="The service refuses the definition. A path begins with `$`, `$$.` (the context object) or `$name` "
    "(a variable).",
    instead="Correct the path at the character that is marked; names with blanks or dots go into `['...']`.",
    failing='{"Type": "Pass", "InputPath": "order.items", "End": true}',
    fixed='{"Type": "Pass", "InputPath": "$.order.items", "End": true}',
)
INVALID_REFERENCE_PATH = Problem(
    id="ASL041",
    name="invalid-reference-path",
    summary="A path that may lead to several values where the field needs exactly one.",
    why="The value is compared, counted or written at one place, so wildcards, slices, filters and `..` "
    "are refused.",
    instead="Name the place with names and single indexes only.",
    failing='{"Type": "Pass", "ResultPath": "$.items[*]", "End": true}',
    fixed='{"Type": "Pass", "ResultPath": "$.items[0]", "End": true}',
)
RESULT_PATH_OUTSIDE = Problem(
    id="ASL042",
    name="result-path-outside-the-input",
    severity=Severity.WARNING,
    summary="A `ResultPath` that leads into the context object or a variable.",
    why="Results are put into the state's input and nowhere else.",
    instead="Use a path that begins with `$.`; to set a variable, use `Assign`.",
    failing='{"Type": "Pass", "ResultPath": "$$.Execution.Input", "End": true}',
    fixed='{"Type": "Pass", "ResultPath": "$.input", "End": true}',
)
INVALID_TEMPLATE_FIELD = Problem(
    id="ASL043",
    name="invalid-template-field",
    summary="A key that ends in `.$` whose value is neither a path nor an intrinsic function call.",
    why="The suffix says that the value is computed; a plain value there is refused.",
    instead="Correct the expression, or drop the `.$` from the key of a constant.",
    failing='{"Type": "Pass", "Parameters": {"name.$": "Ada"}, "End": true}',
    fixed='{"Type": "Pass", "Parameters": {"name": "Ada"}, "End": true}',
)
KEY_TWICE = Problem(
    id="ASL044",
    name="template-key-given-twice",
    summary="A template with both `name` and `name.$`.",
    why="Both give the member `name`, and one of them is lost.",
    instead="Keep the one that is meant.",
    failing='{"Type": "Pass", "Parameters": {"name": "Ada", "name.$": "$.name"}, "End": true}',
    fixed='{"Type": "Pass", "Parameters": {"name.$": "$.name"}, "End": true}',
)
NOT_TEXT = Problem(
    id="ASL045",
    name="function-gives-no-text",
    summary="`ErrorPath` or `CausePath` with an intrinsic function that gives no text.",
    why="An error's name and cause are text, so only Format, JsonToString, ArrayGetItem, Base64Encode, "
    "Base64Decode, Hash and UUID are allowed.",
    instead="Use one of those functions, or a path.",
    failing='{"Type": "Fail", "CausePath": "States.MathAdd($.a, 1)"}',
    fixed='{"Type": "Fail", "CausePath": "States.Format(\'{}\', $.a)"}',
)
INVALID_EXPRESSION = Problem(
    id="ASL046",
    name="invalid-expression",
    summary="A `{% %}` expression that does not parse, or that lacks one of its marks.",
    why="The service refuses the definition.",
    instead="Correct the expression at the character that is marked.",
    failing='{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% 1 + 1", "End": true}',
    fixed='{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% 1 + 1 %}", "End": true}',
)
INVALID_TIMESTAMP = Problem(
    id="ASL047",
    name="invalid-timestamp",
    summary="A timestamp that is not in the form of RFC 3339.",
    why="The service refuses the definition. An instant needs date, `T`, time with seconds, and `Z` or an "
    "offset.",
    instead='Write it as "2030-01-31T12:00:00Z".',
    failing='{"Type": "Wait", "Timestamp": "2030-01-31T12:00:00", "End": true}',
    fixed='{"Type": "Wait", "Timestamp": "2030-01-31T12:00:00Z", "End": true}',
)
RESERVED_VARIABLE = Problem(
    id="ASL048",
    name="reserved-variable",
    summary="An `Assign` to `states`.",
    why="`$states` holds what the service itself knows: the input, the result, the context. It cannot be "
    "assigned.",
    instead="Choose another name.",
    failing='{"Type": "Pass", "Assign": {"states": 1}, "End": true}',
    fixed='{"Type": "Pass", "Assign": {"count": 1}, "End": true}',
)
DOUBTFUL_VARIABLE = Problem(
    id="ASL049",
    name="doubtful-variable-name",
    severity=Severity.WARNING,
    summary="An `Assign` to a name that no expression can mention, or of more than 80 characters.",
    why="A variable is mentioned as `$name`, so its name must be an identifier: letters, digits and `_`, "
    "not beginning with a digit.",
    instead="Choose a name that is an identifier.",
    failing='{"Type": "Pass", "Assign": {"order-id": 1}, "End": true}',
    fixed='{"Type": "Pass", "Assign": {"order_id": 1}, "End": true}',
)
MISSING_COMMA = Problem(
    id="ASL050",
    name="missing-comma",
    severity=Severity.WARNING,
    summary="Arguments of an intrinsic function that nothing separates.",
    why="Arguments stand between commas; two paths in a row are at best one path that leads nowhere.",
    instead="Put commas between the arguments.",
    failing='{"Type": "Pass", "Parameters": {"name.$": "States.Array($.first $.last)"}, "End": true}',
    fixed='{"Type": "Pass", "Parameters": {"name.$": "States.Array($.first, $.last)"}, "End": true}',
)
UNSUPPORTED_REFERENCE = Problem(
    id="ASL051",
    name="unsupported-reference",
    summary="A JSONata expression that mentions data which there is none of where it stands.",
    why="Expressions see variables, `$states.input` and `$states.context`; in `Output` and `Assign` of Task, "
    "Parallel and Map states also `$states.result`, and in those of catchers `$states.errorOutput`. There is "
    "nothing else: no field by its bare name, no `$` and no `$$`. The service refuses the definition. What "
    "it was not yet seen to refuse is a warning.",
    instead="Begin with `$states.input`, or with the variable that holds the data.",
    failing='{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% order.total %}", "End": true}',
    fixed='{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.input.order.total %}", '
    '"End": true}',
)
