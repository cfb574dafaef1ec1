"""Problems of the document itself, and of the names of its states: ASL001 to ASL009 and ASL035 to ASL039."""

from __future__ import annotations

from asltool.parse.problem import Problem

UNREADABLE = Problem(
    id="ASL001",
    name="unreadable-document",
    summary="A text that is neither JSON nor YAML, or a Terraform file that is no HCL.",
    why="Nothing can be said about a definition that cannot be read; the service refuses it as well.",
    instead="Correct the text at the place that is named. In JSON that is often a comma too many or too few.",
    failing='{"StartAt": "A", "States": {"A": {"Type": "Succeed"},}}',
    fixed='{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}',
)
NO_STATE_MACHINE = Problem(
    id="ASL002",
    name="no-state-machine",
    summary="A definition that is no JSON object, or an object that has nothing of a state machine.",
    why="A state machine is an object with `StartAt` and `States`; nothing else defines one. Probably "
    "the file is another one than was meant.",
    instead="Give the file that has the definition; else put the states into an object under `States`, and "
    "name the first one in `StartAt`.",
    failing='[{"Type": "Succeed"}]',
    fixed='{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}',
)
DUPLICATE_KEY = Problem(
    id="ASL003",
    name="duplicate-key",
    summary="A field or a state that is written twice in one object.",
    why="Readers of JSON keep one of them, mostly the last, and say nothing: the other one is lost.",
    instead="Keep one, or give the other its own name.",
    failing='{"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "A": {"Type": "Fail"}}}',
    fixed='{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}',
)
NESTED_TOO_DEEPLY = Problem(
    id="ASL004",
    name="nested-too-deeply",
    summary="Objects and arrays inside each other beyond any use.",
    why="The service limits how deeply a definition nests; programs that read it run out of stack.",
    instead="Move inner machines into state machines of their own, started with `states:startExecution`.",
    failing='{"Type": "Pass", "Result": ' + "[" * 150 + "]" * 150 + ', "End": true}',
    fixed='{"Type": "Pass", "Result": [], "End": true}',
)
UNUSABLE_VALUE = Problem(
    id="ASL005",
    name="unusable-value",
    summary="A value that JSON cannot hold.",
    why="A definition is JSON in the end. Infinite numbers, half a surrogate pair, and YAML's tags, dates "
    "and keys that are no text have no counterpart there.",
    instead="Write the value as JSON would; quote what is meant as text.",
    failing=r'{"Type": "Pass", "Result": "\ud83d", "End": true}',
    fixed=r'{"Type": "Pass", "Result": "\ud83d\ude00", "End": true}',
)
TOO_LARGE = Problem(
    id="ASL006",
    name="too-large",
    summary="A text that is far too large for a definition.",
    why="The service takes at most 1,048,576 characters; a text of many times that size is something else.",
    instead="Move literal data out of the definition, and inner machines into state machines of their own.",
    failing="",
    fixed='{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}',
)
WRONG_ENCODING = Problem(
    id="ASL007",
    name="wrong-encoding",
    summary="A file that is not UTF-8.",
    why="JSON is UTF-8. In another encoding names and texts come out garbled, or not at all.",
    instead="Save the file as UTF-8.",
    failing="",
    fixed='{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}',
)
STATE_NAME_TOO_LONG = Problem(
    id="ASL035",
    name="state-name-too-long",
    summary="A state name of more than 80 characters.",
    why="The service refuses the definition.",
    instead="Shorten the name, and keep the details in `Comment`.",
    failing='{"StartAt": "' + "Long" * 21 + '", "States": {"' + "Long" * 21 + '": {"Type": "Succeed"}}}',
    fixed='{"StartAt": "Short", "States": {"Short": {"Type": "Succeed"}}}',
)
DUPLICATE_STATE_NAME = Problem(
    id="ASL036",
    name="duplicate-state-name",
    summary="An inner state of the same name as another state.",
    why="Names must be unique in the whole machine, inner machines included: histories and logs name "
    "states by nothing else. The service refuses the definition. Between machines side by side, which "
    "tools let pass, this is a warning.",
    instead="Give one of them another name.",
    failing='{"StartAt": "Work", "States": {"Work": {"Type": "Parallel", "End": true, "Branches": ['
    '{"StartAt": "Work", "States": {"Work": {"Type": "Succeed"}}}]}}}',
    fixed='{"StartAt": "Work", "States": {"Work": {"Type": "Parallel", "End": true, "Branches": ['
    '{"StartAt": "Step", "States": {"Step": {"Type": "Succeed"}}}]}}}',
)
EMPTY_STATE_NAME = Problem(
    id="ASL037",
    name="empty-state-name",
    summary="A state whose name is the empty text.",
    why="Nothing can point to it, and histories cannot name it.",
    instead="Name the state.",
    failing='{"StartAt": "", "States": {"": {"Type": "Succeed"}}}',
    fixed='{"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}',
)
