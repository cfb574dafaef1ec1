"""Threads for handlers: those that really wait, and those that are `async`."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")
_Job: TypeAlias = tuple[Future[Any], Callable[[], Any]]


class Workers:
    """Runs functions and awaitables off the scheduler's thread; starts no thread before it must.

    The threads are daemons: Python's own pool would keep the process alive until the last handler returns,
    also where the run is over, or was interrupted.
    """

    def __init__(self, max_threads: int) -> None:
        self._max_threads = max_threads
        self._threads: list[threading.Thread] = []
        self._work: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._loop_thread: threading.Thread | None = None

    def submit(self, function: Callable[[], T]) -> Future[T]:
        """Run a function in a thread."""
        future: Future[T] = Future()
        self._work.put((future, function))
        if not self._idle.acquire(blocking=False) and len(self._threads) < self._max_threads:
            name = f"asltool-handler-{len(self._threads)}"
            thread = threading.Thread(target=self._do_work, name=name, daemon=True)
            self._threads.append(thread)
            thread.start()
        return future

    def _waiting(self) -> Iterator[_Job]:
        """Take what nobody has begun."""
        while True:
            try:
                job = self._work.get_nowait()
            except queue.Empty:
                return
            assert job is not None  # noqa: S101 - only closing puts that, once
            yield job

    def _do_work(self) -> None:
        while (job := self._work.get()) is not None:
            future, function = job
            if future.set_running_or_notify_cancel():
                _fulfil(future, function)
            self._idle.release()

    def submit_awaitable(self, awaitable: Awaitable[T]) -> Future[T]:
        """Run an awaitable on an event loop of our own, whatever loop the caller may be in."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._loop_thread = threading.Thread(
                target=self._loop.run_forever, name="asltool-async", daemon=True
            )
            self._loop_thread.start()
        return asyncio.run_coroutine_threadsafe(_awaited(awaitable), self._loop)

    def close(self) -> None:
        """Stop: nothing that is still at work is waited for."""
        for future, _ in self._waiting():
            future.cancel()
        for _ in self._threads:
            self._work.put(None)
        if self._loop is not None and self._loop_thread is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._loop_thread.join()
            self._loop.close()


def _fulfil(future: Future[T], function: Callable[[], T]) -> None:
    try:
        result = function()
    except BaseException as error:  # noqa: BLE001 - it comes out where the result is asked for
        future.set_exception(error)
    else:
        future.set_result(result)


async def _awaited(awaitable: Awaitable[T]) -> T:
    return await awaitable
