"""The first rows of a file, and above each column a choice of what it means.

What a column of amounts holds is seen and heard only when it is asked for.
"""

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
_COVERED: Final = "•••"
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
        self._opened: Opened | None = None
        self._cells: list[list[QLabel]] = []  # of each column
        self._shows_amounts = False

    def show_file(self, opened: "Opened") -> None:
        """Lay the columns out."""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self._opened, self.choices, self._cells = opened, [], []
        for number, column in enumerate(opened.layout.columns):
            choice = Meaning(opened.meanings, column.meaning)
            choice.setEnabled(bool(column.word))
            choice.currentIndexChanged.connect(partial(self._was_changed, number))
            choice.leave.connect(partial(self._go, number))
            forms.spoken(choice, one_line(column.word) or _("Without a name"))
            self.choices.append(choice)
            self._cells.append([_cell() for row in opened.layout.rows if number < len(row)])
            grid.addWidget(choice, 0, number)
            head = _cell(is_head=True)
            _write(head, column.word)
            grid.addWidget(head, 1, number)
            for line, cell in enumerate(self._cells[number], start=2):
                grid.addWidget(cell, line, number)
            self._fill(number)
        grid.setRowStretch(grid.rowCount(), 1)
        grid.setColumnStretch(grid.columnCount(), 1)
        self.setWidget(inside)

    def show_amounts(self, shown: bool) -> None:
        """Show money, or cover it from whoever looks over the counter."""
        self._shows_amounts = shown
        for number in range(len(self.choices)):
            self._fill(number)

    def _fill(self, number: int) -> None:
        """Write a column's cells; a screen reader says no more than is to be seen."""
        if self._opened is None:
            return
        choice = self.choices[number]
        is_covered = not self._shows_amounts and self._opened.is_amount(number, choice.chosen)
        rows = [row[number] for row in self._opened.layout.rows if number < len(row)]
        for cell, text in zip(self._cells[number], rows, strict=True):
            _write(cell, text, is_covered)
        example = next((one_line(text) for text in rows if text.strip()), "")
        choice.setAccessibleDescription(_("Amounts are covered") if is_covered else example)

    def _was_changed(self, number: int, _row: int) -> None:
        self._fill(number)
        self.changed.emit(number)

    def _go(self, number: int, step: int) -> None:
        """Give the focus to the next column that can mean something."""
        ahead = self.choices[number + 1 :] if step > 0 else self.choices[:number][::-1]
        for choice in ahead:
            if choice.isEnabled():
                choice.setFocus(Qt.FocusReason.TabFocusReason)
                self.ensureWidgetVisible(choice)
                return


def _cell(is_head: bool = False) -> QLabel:
    label = forms.strong() if is_head else forms.faded("", 1.0)
    label.setWordWrap(False)
    label.setFixedWidth(_WIDE)
    return label


def _write(cell: QLabel, text: str, is_covered: bool = False) -> None:
    """Write on one line, cut with an ellipsis and spoken whole; a covered amount is neither."""
    plain = one_line(text)
    if is_covered and plain.strip():
        cell.setText(_COVERED)
        cell.setAccessibleName(_("Amount, covered"))
        return
    cell.setText(cell.fontMetrics().elidedText(plain, Qt.TextElideMode.ElideRight, _WIDE - 4))
    cell.setAccessibleName(plain)
