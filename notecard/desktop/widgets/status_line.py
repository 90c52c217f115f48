"""The quiet line at the foot: what was just done, with Undo, and how far long work is."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from notecard.core.words import _
from notecard.desktop import forms
from notecard.desktop.jobs import Job


class StatusLine(QWidget):
    """Says what was done and keeps what takes it back, the last thing first."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._undos: list[tuple[str, Callable[[], None]]] = []
        self._job: Job | None = None
        self.words = forms.faded()
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.undo_button = QPushButton(_("Undo"))
        self.undo_button.setProperty("kind", "quiet")
        self.undo_button.clicked.connect(self.undo)
        self._bar = QProgressBar(textVisible=False)
        forms.spoken(self._bar, _("Progress"))
        self._bar.setFixedWidth(220)
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.setProperty("kind", "quiet")
        self._cancel.clicked.connect(self._stop)
        across = QHBoxLayout(self)
        across.setContentsMargins(30, 4, 30, 10)
        across.addWidget(self.words, 1)
        for each in (self.undo_button, self._bar, self._cancel):
            across.addWidget(each)
        self.setMinimumHeight(46)
        self._show()

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._undos)

    def say(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done; `undo` takes it back."""
        if undo is not None:
            self._undos.append((sentence, undo))
        self.words.setText(sentence)
        self._show()

    def undo(self) -> None:
        """Take the last thing back."""
        if self._undos:
            _sentence, take_back = self._undos.pop()
            self.words.setText("")
            self._show()
            take_back()

    def follow(self, job: Job) -> None:
        """Show how far a job is, when it has words to say so."""
        if not job.words:
            return
        self._job = job
        self.words.setText(job.words)
        self._bar.setRange(0, 0)
        job.progressed.connect(self._progress)
        job.cancelled.connect(lambda: self.say(_("Stopped. Nothing has changed.")))
        job.ended.connect(self._done)
        self._show()

    def _progress(self, done: int, total: int) -> None:
        if self._job is None:
            return
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        of = _("{words}, {done} of {total}") if total else _("{words}, {done}")
        self.words.setText(of.format(words=self._job.words, done=f"{done:,}", total=f"{total:,}"))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _done(self) -> None:
        if self._job is not None and self.words.text().startswith(self._job.words):
            self.words.setText(self._undos[-1][0] if self._undos else "")
        self._job = None
        self._show()

    def _show(self) -> None:
        busy = self._job is not None
        self._bar.setVisible(busy)
        self._cancel.setVisible(busy)
        self.undo_button.setVisible(not busy and bool(self._undos))
        undone = self._undos[-1][0] if self._undos else ""
        self.undo_button.setToolTip(undone)
        self.undo_button.setAccessibleDescription(undone)
        forms.spoken(self, _("Status"), self.words.text())
        self.changed.emit()
