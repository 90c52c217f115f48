import threading
from collections.abc import Iterator

import pytest

from notecard.core.errors import NotecardError
from notecard.core.progress import Progress
from notecard.desktop.jobs import Jobs


@pytest.fixture
def jobs(qapp) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_an_answer_comes_back_in_the_windows_thread(qtbot, jobs: Jobs) -> None:
    seen = []
    jobs.read(threading.get_ident, lambda worker: seen.append((worker, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    worker, window = seen[0]
    assert window == threading.get_ident()
    assert worker != window


def test_writing_is_one_at_a_time_and_tells_once(qtbot, jobs: Jobs) -> None:
    inside, most, told = [], [], []
    jobs.store_changed.connect(lambda: told.append(1))

    def work(_progress: Progress) -> None:
        inside.append(1)
        most.append(len(inside))
        threading.Event().wait(0.01)
        inside.pop()

    for _count in range(4):
        jobs.write(work, lambda _answer: None)
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert max(most) == 1
    assert len(told) == 4


def test_what_the_owner_can_act_on_is_told_apart_from_our_bugs(qtbot, jobs: Jobs) -> None:
    troubles, bugs = [], []
    jobs.broke.connect(bugs.append)

    def refused() -> None:
        raise NotecardError("no", "do this")

    jobs.read(refused, lambda _answer: None, troubles.append)
    jobs.read(lambda: 1 / 0, lambda _answer: None, troubles.append)
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert [error.hint for error in troubles] == ["do this"]
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]


def test_cancel_stops_at_the_next_step(qtbot, jobs: Jobs) -> None:
    started = threading.Event()
    ends, stopped = [], []

    def work(progress: Progress) -> None:
        for done in range(100_000):
            progress(done, 0)
            started.set()
            threading.Event().wait(0.001)

    job = jobs.write(work, ends.append, words="Counting")
    job.cancelled.connect(lambda: stopped.append(1))
    started.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert stopped
    assert not ends
