"""Looks into the watched folder while the program runs, away from the window's own thread."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from notecard.core.errors import NotecardError
from notecard.desktop.errands.purchases import Came, PurchaseErrands
from notecard.desktop.jobs import Jobs

EVERY_MS = 20_000


class FolderWatch(QObject):
    """One look at a time; a folder that cannot be reached is told when that changes."""

    came = Signal(object)  # a Came: something new, or newly wrong
    changed = Signal()  # `trouble` is another one, or none

    def __init__(
        self, jobs: Jobs, errands: PurchaseErrands, folder: Callable[[], Path | None]
    ) -> None:
        super().__init__()
        self._jobs, self._errands, self._folder = jobs, errands, folder
        self._is_looking = False
        self.trouble: NotecardError | None = None
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._sooner = QFileSystemWatcher(self)  # not on every disk or network: the timer is
        self._sooner.directoryChanged.connect(lambda _folder: self.look())

    @property
    def folder(self) -> Path | None:
        """The folder that is watched, if any."""
        return self._folder()

    def begin(self) -> None:
        """Look now, and from now on."""
        folder = self._folder()
        watched = self._sooner.directories()
        if watched:
            self._sooner.removePaths(watched)
        if folder is not None:
            self._sooner.addPath(str(folder))
        self._timer.start()
        self._tell(None)
        self.look()

    def look(self) -> None:
        """Take in what is new, unless a look is under way."""
        folder = self._folder()
        if folder is None or self._is_looking:
            return
        self._is_looking = True
        self._jobs.read(lambda: self._errands.find_new(folder), self._found, self._cannot)

    def _found(self, new: Mapping[Path, tuple[int, int]]) -> None:
        self._tell(None)
        if not new:
            self._is_looking = False
            return
        job = self._jobs.write(
            lambda progress: self._errands.take_in(new, progress), self._taken, self._cannot
        )
        job.ended.connect(self._ended)

    def _taken(self, came: Came) -> None:
        if came.words:
            self.came.emit(came)

    def _ended(self) -> None:
        self._is_looking = False

    def _cannot(self, error: NotecardError) -> None:
        self._is_looking = False
        self._tell(error)

    def _tell(self, error: NotecardError | None) -> None:
        before = self.trouble.message if self.trouble else ""
        self.trouble = error
        if before != (error.message if error else ""):
            self.changed.emit()
