"""A menu that is answered with one letter."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget


class LetterMenu(QMenu):
    """Each line has a key of its own; Escape leaves everything as it is."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys: dict[str, object] = {}

    def offer(self, words: str, key: str, what: object) -> None:
        """Add a line; choosing it emits `chosen` with `what` it stands for."""
        action = self.addAction(f"{words}\t{key}".replace("&", "&&"))
        action.triggered.connect(lambda: self.chosen.emit(what))
        self._keys[key] = what

    def start_anew(self) -> None:
        """Take all lines away."""
        self.clear()
        self._keys.clear()

    def event(self, event: QEvent) -> bool:
        """Keep its letters from the shortcuts of the page behind it."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and is_override and event.text().upper() in self._keys:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a letter choose its line, whatever the desktop makes of letters in menus."""
        key = event.text().upper()
        if key not in self._keys:
            super().keyPressEvent(event)
            return
        self.close()
        self.chosen.emit(self._keys[key])
