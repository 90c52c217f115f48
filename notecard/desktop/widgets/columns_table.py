"""The first rows of a file, and above each column a choice of what it means."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from notecard.core.words import _
from notecard.desktop import forms
from notecard.desktop.widgets.choice import Choice
from notecard.desktop.widgets.painting import one_line

if TYPE_CHECKING:
    from notecard.desktop.errands.mapping import Opened

_WIDE: Final = 220  # pixels of a column: the longest meaning fits beside its chevron
_SIDEWAYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_AWAY: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Meaning(Choice):
    """What a column means: letters and up and down choose, left and right go to the next one."""

    leave = Signal(int)

    def __init__(self, meanings: Sequence[tuple[str, str]], chosen: str) -> None:
        super().__init__()
        self.setFixedWidth(_WIDE)
        self.addItem(_("Not used"), "")
        for id, words in meanings:
            self.addItem(words, id)
        self.setCurrentIndex(max(0, self.findData(chosen)))

    @property
    def chosen(self) -> str:
        """The field that is chosen, empty for a column that is not used."""
        return str(self.currentData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go sideways to another column, or put the meaning away."""
        key = Qt.Key(event.key())
        if key in _SIDEWAYS:
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            self.leave.emit(-_SIDEWAYS[key] if mirrored else _SIDEWAYS[key])
        elif key in _AWAY:
            self.setCurrentIndex(0)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the table scroll: a wheel that changes meanings in passing does harm."""
        event.ignore()


class ColumnsTable(QScrollArea):
    """Scrolls sideways; the column with the focus is always to be seen."""

    changed = Signal(int)  # the column that means something else now

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        forms.spoken(self, _("The first rows of the file"))
        self.choices: list[Meaning] = []

    def show_file(self, opened: "Opened") -> None:
        """Lay the columns out."""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.choices = []
        for number, column in enumerate(opened.layout.columns):
            choice = Meaning(opened.meanings, column.meaning)
            choice.setEnabled(bool(column.word))
            choice.currentIndexChanged.connect(partial(self._was_changed, number))
            choice.leave.connect(partial(self._go, number))
            cells = [row[number] for row in opened.layout.rows if number < len(row)]
            example = next((one_line(cell) for cell in cells if cell.strip()), "")
            forms.spoken(choice, one_line(column.word) or _("Without a name"), example)
            self.choices.append(choice)
            grid.addWidget(choice, 0, number)
            grid.addWidget(_cell(column.word, is_head=True), 1, number)
            for line, cell in enumerate(cells, start=2):
                grid.addWidget(_cell(cell), line, number)
        grid.setRowStretch(grid.rowCount(), 1)
        grid.setColumnStretch(grid.columnCount(), 1)
        self.setWidget(inside)

    def _was_changed(self, number: int, _row: int) -> None:
        self.changed.emit(number)

    def _go(self, number: int, step: int) -> None:
        """Give the focus to the next column that can mean something."""
        ahead = self.choices[number + 1 :] if step > 0 else self.choices[:number][::-1]
        for choice in ahead:
            if choice.isEnabled():
                choice.setFocus(Qt.FocusReason.TabFocusReason)
                self.ensureWidgetVisible(choice)
                return


def _cell(text: str, is_head: bool = False) -> QLabel:
    """Return a cell on one line: cut with an ellipsis, whole when pointed at."""
    plain = one_line(text)
    label = forms.strong() if is_head else forms.faded("", 1.0)
    label.setWordWrap(False)
    label.setFixedWidth(_WIDE)
    label.setText(label.fontMetrics().elidedText(plain, Qt.TextElideMode.ElideRight, _WIDE - 4))
    label.setAccessibleName(plain)
    return label
