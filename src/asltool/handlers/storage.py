"""Serves item readers and result writers: by handlers and mocks, from local folders, or on AWS."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from inspect import isawaitable
from typing import Any

from asltool.engine.effects import OpenResults, ReadItem, ReadItems, ResultSink, TaskCall
from asltool.engine.errors import StatesError
from asltool.errors import AsltoolError, MissingHandlerError, TaskError
from asltool.handlers.handler import TaskContext
from asltool.handlers.invocation import takes_context
from asltool.handlers.item_readers.reader import read_object, read_objects
from asltool.handlers.registry import Registry
from asltool.handlers.s3.folders import Folders
from asltool.handlers.s3.handled_objects import HandledObjects
from asltool.handlers.s3.objects import Body, Objects, StorageError
from asltool.handlers.s3.result_files import ResultFiles
from asltool.json_value import JsonObject, copy_json
from asltool.model.error_handling import ITEM_READER_FAILED, RESULT_WRITER_FAILED
from asltool.model.resource import Resource, parse_resource


@dataclass(frozen=True, slots=True)
class Storage:
    """Finds who serves a call of S3 and reads or writes there; meets the scheduler's protocol.

    Args:
        registry: Handlers and mocks, asked first; `"*"` serves no readers and writers.
        folders: Local folders, asked next.
        aws: S3 itself; None where it is not to be called.
        wait: Gives what an `async` handler comes to.
    """

    registry: Registry
    folders: Folders
    aws: Objects | None
    wait: Callable[[Awaitable[Any]], Any]

    def read(self, effect: ReadItems) -> Iterator[ReadItem]:
        """Open what a reader names.

        Raises (also while reading):
            StatesError: It cannot be read.
            MissingHandlerError: Nobody serves it.
        """
        return _telling(lambda: self._read(effect))

    def _read(self, effect: ReadItems) -> Iterator[ReadItem]:
        call = effect.call
        parameters = _parameters(call)

        def open_(wanted: JsonObject) -> Body:
            opening = replace(call, resource=_action(call.resource, "getObject"), payload=wanted)
            return self._objects(opening, str(wanted["Bucket"])).open(wanted)

        def listed(wanted: JsonObject) -> Iterator[JsonObject]:
            return self._objects(call, str(wanted["Bucket"])).listed(wanted)

        if call.resource.action == "listObjectsV2":
            return read_objects(parameters, effect.config, listed, open_)
        return read_object(parameters, effect.config, open_)

    def write(self, effect: OpenResults) -> ResultSink:
        """Open the place that a writer names.

        Raises:
            StatesError: It cannot be written to.
            MissingHandlerError: Nobody serves it.
        """
        parameters = _parameters(effect.call)
        bucket, prefix = parameters.get("Bucket"), parameters.get("Prefix") or ""
        if not isinstance(bucket, str) or not isinstance(prefix, str):
            raise StatesError(RESULT_WRITER_FAILED, "The parameters Bucket and Prefix must be texts.")
        folder = f"{prefix.rstrip('/')}/{effect.folder}" if prefix else effect.folder
        files = ResultFiles(self._objects(effect.call, bucket), bucket, folder, effect.suffix)
        files.open()
        return files

    def _objects(self, call: TaskCall, bucket: str) -> Objects:
        if self.registry.find_named(call) is not None:
            return HandledObjects(lambda action, wanted: self._handle(call, action, wanted))
        if self.folders.serves(bucket):
            return self.folders
        if self.aws is not None:
            return self.aws
        verb = "writes to" if call.resource.action == "putObject" else "reads from"
        key = f"{call.resource.service}:{call.resource.action}"
        raise MissingHandlerError(
            f'state "{call.state_name}" {verb} the bucket "{bucket}", which nothing serves: give it a folder '
            f'with s3={{"{bucket}": FOLDER}} (on the command line --s3 {bucket}=FOLDER), '
            f'a handler or mock "{key}", or let AWS be called'
        )

    def _handle(self, call: TaskCall, action: str, wanted: JsonObject) -> Any:
        """Call the handler of an action; its failure is one of the storage, whatever it is."""
        call = replace(call, resource=_action(call.resource, action), payload=wanted)
        served = self.registry.find_named(call)
        if served is None:
            raise StorageError(f'nothing serves "s3:{action}"')
        arguments: list[Any] = [copy_json(wanted)]
        if takes_context(served.handler):
            arguments.append(
                TaskContext(
                    state_name=call.state_name, resource=call.resource.text, retry_count=0, task_token=None
                )
            )
        try:
            answer = served.handler(*arguments)
            return self.wait(answer) if isawaitable(answer) else answer
        except (AsltoolError, TaskError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever a function raises is the failure of its work
            raise StorageError(f"{type(error).__name__}: {error}") from None


def _telling(opening: Callable[[], Iterator[ReadItem]]) -> Iterator[ReadItem]:
    """Give items whose reading fails as the service says it does; opened at once."""
    try:
        items = opening()
    except StorageError as error:
        raise StatesError(ITEM_READER_FAILED, str(error)) from None

    def read() -> Iterator[ReadItem]:
        try:
            yield from items
        except StorageError as error:
            raise StatesError(ITEM_READER_FAILED, str(error)) from None

    return read()


def _parameters(call: TaskCall) -> JsonObject:
    return call.payload if isinstance(call.payload, dict) else {}


def _action(resource: Resource, action: str) -> Resource:
    """Give the resource of another action of the same service."""
    return parse_resource(resource.text.replace(f":{resource.action}", f":{action}"))
