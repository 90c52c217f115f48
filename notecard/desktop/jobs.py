"""Long work beside the window: one worker that writes, others that read; never the window itself.

A job is what the owner asked for; its answer, its progress and its failure come back as signals
in the window's own thread.
"""

import time
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from notecard.core.errors import Cancelled, NotecardError
from notecard.core.progress import Progress

Work = Callable[[Progress], Any]
_BETWEEN_REPORTS_S = 0.05
_RESTING = 32  # jobs


class Job(QObject):
    """One piece of work: connect, then start; whoever started it keeps it until `ended`."""

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)  # a NotecardError: the owner can act
    broke = Signal(object)  # any other exception: our bug
    cancelled = Signal()
    ended = Signal()
    _settled = Signal(object, object)  # from the worker's thread to this object's own

    def __init__(self, work: Work, words: str = "", writes: bool = False) -> None:
        super().__init__()
        self.words = words
        self.writes = writes
        self._work = work
        self._stop = False
        self._reported = 0.0
        self._settled.connect(self._settle)

    def cancel(self) -> None:
        """Stop at the next step; what was changed so far is taken back by the transaction."""
        self._stop = True

    def run(self) -> None:
        """Do the work; called on a worker's thread."""
        try:
            answer, trouble = self._work(self._progress), None
        except Exception as error:  # noqa: BLE001 - the one place where a job's failure is caught
            answer, trouble = None, error
        self._settled.emit(answer, trouble)

    def _progress(self, done: int, total: int) -> None:
        if self._stop:
            raise Cancelled
        now = time.monotonic()
        if now - self._reported >= _BETWEEN_REPORTS_S or done == total:
            self._reported = now
            self.progressed.emit(done, total)

    @Slot(object, object)
    def _settle(self, answer: object, trouble: Exception | None) -> None:
        if trouble is None:
            self.succeeded.emit(answer)
        elif isinstance(trouble, Cancelled):
            self.cancelled.emit()
        elif isinstance(trouble, NotecardError):
            self.failed.emit(trouble)
        else:
            self.broke.emit(trouble)
        self.ended.emit()


class Jobs(QObject):
    """Starts jobs and keeps them until they ended."""

    started = Signal(object)
    troubled = Signal(object)  # a NotecardError nobody else showed
    broke = Signal(object)
    store_changed = Signal()
    idle = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._running: set[Job] = set()
        self._resting: deque[Job] = deque(maxlen=_RESTING)
        self._writer = _pool(1)
        self._readers = _pool(2)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._running

    def read(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        trouble: Callable[[NotecardError], None] | None = None,
    ) -> Job:
        """Find something out, or work on a picture."""
        return self._start(Job(lambda _progress: work()), then, trouble)

    def write(
        self,
        work: Work,
        then: Callable[[Any], None],
        trouble: Callable[[NotecardError], None] | None = None,
        words: str = "",
        is_told: bool = True,
    ) -> Job:
        """Change the shop's data; one at a time. With `words` it shows a bar and can be stopped.

        A page that shows its own change at once asks not to be told of it.
        """
        job = self._start(Job(work, words, writes=True), then, trouble)
        if is_told:
            job.succeeded.connect(lambda _answer: self.store_changed.emit())
        return job

    def fetch(
        self,
        work: Work,
        then: Callable[[Any], None],
        trouble: Callable[[NotecardError], None] | None = None,
        words: str = "",
    ) -> Job:
        """Change the shop's data after a long wait for others: beside what the owner writes."""
        job = self._start(Job(work, words), then, trouble)
        job.succeeded.connect(lambda _answer: self.store_changed.emit())
        return job

    def close(self) -> None:
        """Stop everything and wait for it."""
        for job in self._running:
            job.cancel()
        for pool in (self._writer, self._readers):
            pool.clear()
            pool.waitForDone()
        self._running.clear()
        self._resting.clear()

    def _start(
        self,
        job: Job,
        then: Callable[[Any], None],
        trouble: Callable[[NotecardError], None] | None,
    ) -> Job:
        self._running.add(job)
        job.succeeded.connect(then)
        job.failed.connect(trouble or self.troubled.emit)
        job.broke.connect(self.broke)
        job.ended.connect(lambda: self._ended(job))
        self.started.emit(job)
        (self._writer if job.writes else self._readers).start(job.run)
        return job

    def _ended(self, job: Job) -> None:
        self._running.discard(job)
        self._resting.append(job)  # its worker may not have let go of it yet, and must not be last
        if not self._running:
            self.idle.emit()


def _pool(threads: int) -> QThreadPool:
    pool = QThreadPool()
    pool.setMaxThreadCount(threads)
    pool.setExpiryTimeout(-1)
    return pool
