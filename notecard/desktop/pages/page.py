"""What the window asks of a page: a title, its deeds for the menu, and a quiet word when done."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from notecard.core.errors import NotecardError
from notecard.desktop import forms
from notecard.desktop.jobs import Jobs
from notecard.desktop.problems import Banner
from notecard.desktop.theme import Look

Undo = Callable[[], None] | None


class Page(QWidget):
    """One page; it says what it has done and knows no other page.

    A new page is a file beside this one and a line in `main_window`.
    """

    said = Signal(str, object)  # a quiet sentence, and what takes it back, or None

    def __init__(self, jobs: Jobs, look: Look, words: str) -> None:
        super().__init__()
        self.jobs, self.look = jobs, look
        self.setAccessibleName(words)
        self.heading = forms.title(words)
        self.subtitle = forms.faded()
        self.banner = Banner()
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(30, 20, 30, 4)
        self.lines.setSpacing(4)
        self.deeds: list[QAction] = []

    def reload(self) -> None:
        """Read what is shown again: the data has changed, or the page came into view."""

    def person(self) -> tuple[int, str] | None:
        """Return whom the page is about just now."""
        return None

    def begin(self) -> None:
        """Put the focus where work on this page starts."""
        self.setFocus()

    def trouble(self, error: NotecardError) -> None:
        """Show what the owner can act on where it happened."""
        self.banner.tell(error)
