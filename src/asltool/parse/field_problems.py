"""Problems of fields: missing, unknown, of the wrong type, in conflict: ASL010 to ASL029."""

from __future__ import annotations

from asltool.diagnostics import Severity
from asltool.parse.problem import Problem

MISSING_FIELD = Problem(
    id="ASL010",
    name="missing-field",
    summary="An object without a field that it must have.",
    why="The service refuses the definition: without the field nobody knows what to do.",
    instead="Add the field.",
    failing='{"Type": "Task", "End": true}',
    fixed='{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}',
)
UNKNOWN_FIELD = Problem(
    id="ASL011",
    name="unknown-field",
    summary="A field that the language does not have.",
    why="The service refuses the definition. Mostly the name is misspelt; names are case-sensitive.",
    instead="Correct the name, or move a remark to `Comment`.",
    failing='{"Type": "Pass", "Resultpath": "$.a", "End": true}',
    fixed='{"Type": "Pass", "ResultPath": "$.a", "End": true}',
)
MISPLACED_FIELD = Problem(
    id="ASL012",
    name="misplaced-field",
    summary="A field of the language where it has no meaning.",
    why="The service refuses the definition: each type of state has fields of its own.",
    instead="Remove the field, or move it to the object that has it.",
    failing='{"Type": "Pass", "Retry": [{"ErrorEquals": ["States.ALL"]}], "End": true}',
    fixed='{"Type": "Pass", "End": true}',
)
OTHER_LANGUAGE_FIELD = Problem(
    id="ASL013",
    name="field-of-the-other-query-language",
    summary="A field of JSONPath in a JSONata state, or the other way round.",
    why="The service refuses the definition. The language in force is the state's `QueryLanguage` or "
    "the whole "
    "machine's; a Parallel or Map state hands its own to none of its inner states.",
    instead="Use the field's counterpart (`Parameters` and `Arguments`, `OutputPath` and `Output`), or set "
    "`QueryLanguage` on the state.",
    failing='{"Type": "Pass", "Output": {"a": 1}, "End": true}',
    fixed='{"Type": "Pass", "QueryLanguage": "JSONata", "Output": {"a": 1}, "End": true}',
)
LANGUAGE_DOWNGRADE = Problem(
    id="ASL014",
    name="jsonpath-in-a-jsonata-machine",
    summary="A JSONPath state in a machine whose language is JSONata.",
    why="A machine may move from JSONPath to JSONata state by state, but not back; the service refuses it.",
    instead="Write the state in JSONata, or leave the machine's language at JSONPath and set JSONata "
    "per state.",
    failing='{"QueryLanguage": "JSONata", "StartAt": "A", '
    '"States": {"A": {"Type": "Pass", "QueryLanguage": "JSONPath", "End": true}}}',
    fixed='{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}',
)
WRONG_TYPE = Problem(
    id="ASL015",
    name="wrong-type",
    summary="A value of another JSON type than the field takes.",
    why="The service refuses the definition; nothing is converted, not even the text of a number.",
    instead="Write the value in the type that the message names. A value that a deployment fills in may be a "
    "text with `${...}`.",
    failing='{"Type": "Wait", "Seconds": "10", "End": true}',
    fixed='{"Type": "Wait", "Seconds": 10, "End": true}',
)
OUT_OF_RANGE = Problem(
    id="ASL016",
    name="out-of-range",
    summary="A number, or a text's length, beyond what the field takes.",
    why="The service refuses the definition.",
    instead="Choose a value between the limits that the message names.",
    failing='{"Type": "Wait", "Seconds": -1, "End": true}',
    fixed='{"Type": "Wait", "Seconds": 1, "End": true}',
)
UNKNOWN_VALUE = Problem(
    id="ASL017",
    name="unknown-value",
    summary="A text that is none of those which the field takes.",
    why="The service refuses the definition. The texts are case-sensitive.",
    instead="Use one of the texts that the message names.",
    failing='{"Type": "Passs", "End": true}',
    fixed='{"Type": "Pass", "End": true}',
)
CONFLICTING_FIELDS = Problem(
    id="ASL018",
    name="conflicting-fields",
    summary="Two fields of which an object may have only one.",
    why="They say the same thing in two ways, and nothing says which one counts; the service refuses both.",
    instead="Keep one of them.",
    failing='{"Type": "Wait", "Seconds": 10, "SecondsPath": "$.seconds", "End": true}',
    fixed='{"Type": "Wait", "SecondsPath": "$.seconds", "End": true}',
)
EMPTY_VALUE = Problem(
    id="ASL019",
    name="empty-value",
    summary="An empty array, object or text where there must be something.",
    why="A Parallel without branches, a Choice without rules or a list without error names does nothing; the "
    "service refuses it.",
    instead="Fill it, or remove what holds it.",
    failing='{"Type": "Parallel", "Branches": [], "End": true}',
    fixed='{"Type": "Parallel", "Branches": [{"StartAt": "B", "States": {"B": {"Type": '
    '"Succeed"}}}], "End": true}',
)
NO_TRANSITION = Problem(
    id="ASL020",
    name="no-way-out",
    summary="A state that has neither `Next` nor `End`.",
    why="Nobody knows where to go after it. Only Choice, Succeed and Fail states do without.",
    instead='Name the next state in `Next`, or write `"End": true`.',
    failing='{"Type": "Pass"}',
    fixed='{"Type": "Pass", "End": true}',
)
NEXT_AND_END = Problem(
    id="ASL021",
    name="next-and-end",
    summary="A state that has both `Next` and `End`.",
    why="It cannot go on and end as well; the service refuses it.",
    instead="Keep the one that is meant.",
    failing='{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B", "End": true}, "B": '
    '{"Type": "Succeed"}}}',
    fixed='{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}}',
)
END_FALSE = Problem(
    id="ASL022",
    name="end-false",
    severity=Severity.WARNING,
    summary='`"End": false` beside `Next`.',
    why="It says nothing: a state that goes on has `Next`, and only `true` is a value that ends.",
    instead="Remove the field.",
    failing='{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B", "End": false}, "B": '
    '{"Type": "Succeed"}}}',
    fixed='{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}}',
)
NO_TEST = Problem(
    id="ASL023",
    name="choice-rule-without-a-test",
    summary="A choice rule that asks nothing.",
    why="A rule needs a comparison, `And`, `Or` or `Not`; without one it neither holds nor fails.",
    instead="Add an operator beside `Variable`. For what should happen otherwise, use the state's `Default`.",
    failing='{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": '
    '[{"Variable": "$.n", "Next": "B"}]}, "B": {"Type": "Succeed"}}}',
    fixed='{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": '
    '[{"Variable": "$.n", "IsPresent": true, "Next": "B"}]}, "B": {"Type": "Succeed"}}}',
)
SEVERAL_TESTS = Problem(
    id="ASL024",
    name="choice-rule-with-several-tests",
    summary="A choice rule with more than one operator.",
    why="Operators in one rule do not add up: the service takes exactly one.",
    instead="Make each a rule of its own under `And` or `Or`.",
    failing='{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [{"Variable": "$.n", '
    '"NumericGreaterThan": 1, "NumericLessThan": 9, "Next": "B"}]}, "B": {"Type": "Succeed"}}}',
    fixed='{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [{"And": ['
    '{"Variable": "$.n", "NumericGreaterThan": 1}, {"Variable": "$.n", "NumericLessThan": 9}], '
    '"Next": "B"}]}, "B": {"Type": "Succeed"}}}',
)
INVALID_LABEL = Problem(
    id="ASL025",
    name="invalid-label",
    summary="A Map's `Label` with a character that it must not have.",
    why="The label becomes part of ARNs. It may have no white space, no control characters, and none of "
    '``? * < > { } [ ] : ; , \\ | ^ ~ $ # % & ` "``.',
    instead="Use letters, digits, `-` and `_`.",
    failing='{"Type": "Map", "Label": "all orders", "ItemProcessor": {"StartAt": "B", '
    '"States": {"B": {"Type": "Succeed"}}}, "End": true}',
    fixed='{"Type": "Map", "Label": "all-orders", "ItemProcessor": {"StartAt": "B", '
    '"States": {"B": {"Type": "Succeed"}}}, "End": true}',
)
DUPLICATE_LABEL = Problem(
    id="ASL026",
    name="duplicate-label",
    summary="Two Map states with the same `Label`.",
    why="The label names the Map Runs of one state; the service refuses a second one of the same name.",
    instead="Give one of them another label.",
    failing='{"StartAt": "A", "States": {"A": {"Type": "Map", "Label": "x", "Next": "B", "ItemProcessor": '
    '{"StartAt": "C", "States": {"C": {"Type": "Succeed"}}}}, "B": {"Type": "Map", "Label": "x", '
    '"End": true, '
    '"ItemProcessor": {"StartAt": "D", "States": {"D": {"Type": "Succeed"}}}}}}',
    fixed='{"StartAt": "A", "States": {"A": {"Type": "Map", "Label": "x", "Next": "B", "ItemProcessor": '
    '{"StartAt": "C", "States": {"C": {"Type": "Succeed"}}}}, "B": {"Type": "Map", "Label": "y", '
    '"End": true, '
    '"ItemProcessor": {"StartAt": "D", "States": {"D": {"Type": "Succeed"}}}}}}',
)
NO_ROLE = Problem(
    id="ASL027",
    name="credentials-without-a-role",
    summary="`Credentials` without `RoleArn`.",
    why="Step Functions reads nothing else there, and refuses a JSONata state without it. The specification "
    "leaves the content open, so in JSONPath states this is a warning.",
    instead="Give the role in `RoleArn`, or in JSONPath the path to it in `RoleArn.$`.",
    failing='{"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke", '
    '"Credentials": {"Role": "arn:aws:iam::123456789012:role/caller"}, "End": true}',
    fixed='{"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke", '
    '"Credentials": {"RoleArn": "arn:aws:iam::123456789012:role/caller"}, "End": true}',
)
MISPLACED_LANGUAGE = Problem(
    id="ASL028",
    name="misplaced-query-language",
    summary="`QueryLanguage` among the states, where every member is a state.",
    why="The service takes it for a state named QueryLanguage and refuses it.",
    instead="Put it beside `States`.",
    failing='{"StartAt": "A", "States": {"QueryLanguage": "JSONata", "A": {"Type": "Succeed"}}}',
    fixed='{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Succeed"}}}',
)
