"""Quotas of the language and the service, each with where it is written."""

from __future__ import annotations

MAX_NAME_CHARACTERS = 80
"""A state's name, a variable's name. Specification; Developer Guide, quotas."""

MAX_LABEL_CHARACTERS = 40
"""A Map's `Label`. Developer Guide, distributed Map."""

MAX_SECONDS = 99_999_999
"""`TimeoutSeconds`, `HeartbeatSeconds`, `IntervalSeconds`, `Seconds`; and `MaxAttempts`. Developer Guide."""

MAX_STANDARD_SECONDS = 31_536_000
"""How long a STANDARD execution may last: a year. Developer Guide, quotas."""

MAX_EXPRESS_SECONDS = 300
"""How long an EXPRESS execution may last: five minutes. Developer Guide, quotas."""

MAX_DELAY_SECONDS = 31_622_400
"""`MaxDelaySeconds`: a leap year. Developer Guide, error handling."""

MAX_BATCH_BYTES = 262_144
"""`MaxInputBytesPerBatch`. Developer Guide, ItemBatcher."""

MAX_PAYLOAD_BYTES = 262_144
"""Input and output of executions, states and tasks; one variable; one `Assign`. Developer Guide, quotas."""

MAX_VARIABLES_BYTES = 10_485_760
"""All variables of an execution. Developer Guide, quotas."""

MAX_DEFINITION_CHARACTERS = 1_048_576
"""The text of a definition. API reference, CreateStateMachine."""

MAX_HISTORY_EVENTS = 25_000
"""Events of one Standard execution; the last one tells that the quota is reached. Developer Guide, quotas."""

MAX_INLINE_CONCURRENCY = 40
"""Iterations of an inline Map at a time. Developer Guide, Map state."""

MAX_DISTRIBUTED_CONCURRENCY = 10_000
"""Child executions of a distributed Map at a time. Developer Guide, quotas."""

MAX_ITEMS_POINTER_CHARACTERS = 1_999
"""`ItemsPointer`. Developer Guide, ItemReader."""
