"""What was read of one file, on a sheet of its own: counts, what is left out, what went wrong."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton, QVBoxLayout

from notecard.core.words import _, _n
from notecard.desktop import forms
from notecard.desktop.errands.purchases import FileRead
from notecard.desktop.widgets.painting import one_line

_LONGEST = 44  # letters of a file's name
_LINES_SEEN = 6


class FileCard(QFrame):
    """Says in words what one file held; the rows that could not be used unfold below."""

    def __init__(self, file: FileRead, shows_amounts: bool = False) -> None:
        super().__init__()
        self.setObjectName("panel")
        forms.spoken(self, f"{one_line(file.name)}. {file.system}. {file.sentence}")
        name = forms.strong(shortened(one_line(file.name)), 1.06)
        name.setToolTip(one_line(file.name))
        self._amounts = forms.faded(file.amounts, 1.0)
        self._has_amounts = bool(file.amounts)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 16, 20, 16)
        lines.setSpacing(5)
        lines.addWidget(name)
        lines.addWidget(forms.faded(file.system))
        lines.addSpacing(4)
        lines.addWidget(forms.sentence(file.sentence))
        lines.addWidget(self._amounts)
        if file.set_aside:
            lines.addWidget(forms.faded(file.set_aside, 1.0))
        self._unfold, self._rows = self._problems(file)
        lines.addWidget(self._unfold, 0, Qt.AlignmentFlag.AlignLeading)
        lines.addWidget(self._rows)
        self.show_amounts(shows_amounts)

    def show_amounts(self, shown: bool) -> None:
        """Show money, or hide it from whoever looks over the counter."""
        self._amounts.setVisible(shown and self._has_amounts)

    @property
    def has_problems(self) -> bool:
        """Whether there are rows that could not be used."""
        return bool(self._rows.toPlainText())

    def unfold(self, shown: bool) -> None:
        """Show or hide the rows that could not be used."""
        self._unfold.setChecked(shown)

    @property
    def is_unfolded(self) -> bool:
        """Whether they are shown."""
        return self._unfold.isChecked()

    def _problems(self, file: FileRead) -> tuple[QPushButton, QPlainTextEdit]:
        count = len(file.problems)
        words = _n("{n} row could not be used", "{n} rows could not be used", count)
        unfold = QPushButton(words.format(n=f"{count:,}"))
        unfold.setCheckable(True)
        unfold.setProperty("kind", "quiet")
        rows = QPlainTextEdit("\n".join(map(one_line, file.problems)))
        rows.setReadOnly(True)
        rows.setTabChangesFocus(True)
        rows.setFixedHeight(rows.fontMetrics().lineSpacing() * min(count + 1, _LINES_SEEN) + 24)
        forms.spoken(rows, _("Rows that could not be used"))
        rows.hide()
        unfold.toggled.connect(rows.setVisible)
        if not count:
            unfold.hide()  # shown only within its card: by itself it would be a window
        return unfold, rows


def shortened(name: str) -> str:
    """Return a file's name with its middle left out where it is long."""
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 16]}…{name[-15:]}"
