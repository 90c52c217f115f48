"""Looks for garbage on the window's own thread, and there only.

Left to itself Python looks on whatever thread happens to allocate. A part of the window that lies
in a cycle would then be taken apart on a worker's thread, which Qt answers with a crash.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class Tidier(QObject):
    """Takes over from Python's own collector until it is closed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY_MS)

    def look(self) -> None:
        """Collect the oldest generation that is due, by Python's own thresholds."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation] > 0:
                gc.collect(generation)
                return

    def close(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
