"""Threads for handlers: those that really wait, and those that are `async`."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Workers:
    """Runs functions and awaitables off the scheduler's thread; starts no thread before it must."""

    def __init__(self, max_threads: int) -> None:
        self._max_threads = max_threads
        self._pool: ThreadPoolExecutor | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._loop_thread: threading.Thread | None = None

    def submit(self, function: Callable[[], T]) -> Future[T]:
        """Run a function in a thread."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._max_threads, thread_name_prefix="asltool-handler")
        return self._pool.submit(function)

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
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        if self._loop is not None and self._loop_thread is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._loop_thread.join()
            self._loop.close()


async def _awaited(awaitable: Awaitable[T]) -> T:
    return await awaitable
