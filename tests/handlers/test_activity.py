from __future__ import annotations

import threading

from asltool.handlers.activity import Activities, ActivityTask

ARN = "arn:aws:states:us-east-1:123456789012:activity:Handwork"
TASK = ActivityTask("token", {"n": 1})


def test_work_that_waits_is_taken_at_once() -> None:
    activities, workers = Activities(), list[str | None]()
    activities.offer(ARN, TASK, workers.append)

    assert activities.take(ARN, "worker", 0) == TASK
    assert workers == ["worker"]
    assert activities.take(ARN, "worker", 0) is None


def test_a_worker_waits_for_work() -> None:
    activities, taken = Activities(), list[ActivityTask | None]()
    worker = threading.Thread(target=lambda: taken.append(activities.take(ARN, None, 10)))
    worker.start()

    activities.offer(ARN, TASK, lambda _: None)
    worker.join()

    assert taken == [TASK]


def test_work_can_be_withdrawn() -> None:
    activities = Activities()
    withdraw = activities.offer(ARN, TASK, lambda _: None)

    withdraw()
    withdraw()

    assert activities.take(ARN, None, 0) is None


def test_a_deleted_activity_exists_no_more_and_its_work_is_gone() -> None:
    activities = Activities()
    activities.offer(ARN, TASK, lambda _: None)

    activities.delete(ARN)
    activities.delete(ARN)

    assert activities.arns() == ()
    assert activities.take(ARN, None, 0) is None


def test_an_activity_exists_once_it_was_created_or_asked_for_work() -> None:
    activities = Activities()

    assert not activities.exists(ARN)

    activities.create(ARN)
    activities.take("other", None, 0)

    assert activities.exists(ARN)
    assert activities.exists("other")
