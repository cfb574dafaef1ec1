"""Events as the AWS API shows them: dicts of the shape of boto3's `get_execution_history()["events"]`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias, overload

from asltool.history.recorder import RecordedEvent
from asltool.json_value import JsonValue, json_text

Event: TypeAlias = "dict[str, Any]"
"""`{"timestamp": datetime, "type": str, "id": int, "previousEventId": int, "...EventDetails": {...}}`."""

OriginalTexts: TypeAlias = Mapping[int, tuple[JsonValue, str]]
"""The texts of untouched values that came as text: by `id()`, with the value to keep it alive."""


class History(Sequence[Event]):
    """The events of an execution, made into dicts only when they are looked at.

    Args:
        events: What the recorder holds; may still grow.
        original_texts: Texts under which untouched values appear; others appear compact.
    """

    def __init__(self, events: Sequence[RecordedEvent], original_texts: OriginalTexts | None = None) -> None:
        self._events = events
        self._texts = _Texts(original_texts or {})

    def __len__(self) -> int:
        return len(self._events)

    @overload
    def __getitem__(self, index: int) -> Event: ...
    @overload
    def __getitem__(self, index: slice) -> list[Event]: ...
    def __getitem__(self, index: int | slice) -> Event | list[Event]:
        if isinstance(index, slice):
            return [self._show(at) for at in range(*index.indices(len(self._events)))]
        return self._show(range(len(self._events))[index])

    def __iter__(self) -> Iterator[Event]:
        return (self._show(at) for at in range(len(self._events)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_equal, self, other))

    __hash__ = None  # type: ignore[assignment]  # a list of dicts has none either

    def __repr__(self) -> str:
        return f"<History of {len(self)} events>"

    def _show(self, at: int) -> Event:
        type_, previous, seconds, *details = self._events[at]
        event = {
            "timestamp": datetime.fromtimestamp(seconds, UTC),
            "type": type_.name,
            "id": at + 1,
            "previousEventId": previous,
        }
        if type_.member is not None:
            event[type_.member] = type_.show(details, self._texts.text_of)
        return event


def _equal(one: object, other: object) -> bool:
    return one == other


class _Texts:
    """Gives values their text; the last one is kept, since a state's output is the next one's input."""

    def __init__(self, originals: OriginalTexts) -> None:
        self._originals = originals
        self._last: JsonValue = None
        self._last_text = "null"

    def text_of(self, value: JsonValue) -> str:
        if value is self._last:
            return self._last_text
        original = self._originals.get(id(value))
        text = json_text(value) if original is None else original[1]
        self._last, self._last_text = value, text
        return text
