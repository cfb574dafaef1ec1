from __future__ import annotations

import asyncio
import threading

import pytest

from asltool.runner.workers import Workers


async def double(number: int) -> int:
    await asyncio.sleep(0)
    return 2 * number


def test_no_thread_is_started_before_it_is_needed() -> None:
    before = threading.active_count()

    Workers(4).close()

    assert threading.active_count() == before


def test_functions_run_in_threads_of_their_own_beside_each_other() -> None:
    workers, barrier = Workers(4), threading.Barrier(2, timeout=5)

    def meet() -> str:
        barrier.wait()
        return threading.current_thread().name

    names = [future.result(timeout=5) for future in (workers.submit(meet), workers.submit(meet))]
    workers.close()

    assert len(set(names)) == 2
    assert all(name.startswith("asltool-handler") for name in names)


def test_awaitables_run_on_a_loop_of_their_own() -> None:
    workers = Workers(1)

    results = [workers.submit_awaitable(double(n)).result(timeout=5) for n in range(3)]
    workers.close()

    assert results == [0, 2, 4]


def test_awaitables_run_even_inside_another_loop() -> None:
    async def inside() -> int:
        workers = Workers(1)
        try:
            return workers.submit_awaitable(double(21)).result(timeout=5)
        finally:
            workers.close()

    assert asyncio.run(inside()) == 42


def test_an_exception_comes_out_where_the_result_is_asked_for() -> None:
    async def fail() -> None:
        raise ValueError("boom")

    workers = Workers(1)
    failed = workers.submit_awaitable(fail())

    with pytest.raises(ValueError, match="boom"):
        failed.result(timeout=5)
    workers.close()


def test_closing_does_not_wait_for_threads_at_work() -> None:
    workers, release = Workers(1), threading.Event()
    at_work = workers.submit(release.wait)
    never_begun = workers.submit(lambda: None)

    workers.close()

    assert never_begun.cancelled()
    release.set()
    assert at_work.result(timeout=5) is True


def test_a_thread_that_is_free_is_used_again() -> None:
    workers = Workers(4)

    for _ in range(5):
        workers.submit(lambda: None).result(timeout=5)
    names = {workers.submit(lambda: threading.current_thread().name).result(timeout=5) for _ in range(5)}
    workers.close()

    assert len(names) <= 4


def test_work_that_was_cancelled_is_not_begun() -> None:
    workers, release, begun = Workers(1), threading.Event(), []
    workers.submit(release.wait)
    cancelled = workers.submit(lambda: begun.append(1))

    cancelled.cancel()
    release.set()
    workers.submit(lambda: None).result(timeout=5)
    workers.close()

    assert begun == []


def test_no_thread_keeps_the_process_alive() -> None:
    workers = Workers(1)

    is_daemon = workers.submit(lambda: threading.current_thread().daemon).result(timeout=5)
    workers.close()

    assert is_daemon
