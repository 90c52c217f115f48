"""Where the cards go: one field, already filled in, so that Enter is enough."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from notecard.core.words import _
from notecard.desktop import forms
from notecard.desktop.errands.today import crib_beside


class SaveCardsDialog(QDialog):
    """Asks for the file; the crib, which says whose card is whose, goes beside it."""

    wanted = Signal(object, bool)  # the file, and whether to open it

    def __init__(self, words: str, place: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Print cards"))
        self.place = QLineEdit(str(place))
        self._crib = forms.faded()
        self._open = QCheckBox(_("&Open both files, to print them now"))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(28, 24, 28, 20)
        lines.setSpacing(14)
        lines.addWidget(forms.title(words, 1.6))
        across = QHBoxLayout()
        across.addWidget(forms.Row(_("Cards file"), self.place), 1)
        browse = QPushButton(_("Browse…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        across.addWidget(browse, 0, Qt.AlignmentFlag.AlignBottom)
        lines.addLayout(across)
        lines.addWidget(self._crib)
        lines.addWidget(self._open)
        lines.addLayout(self._buttons())
        self.place.textChanged.connect(self._tell)
        self._tell()
        self.setMinimumWidth(560)
        self.place.setFocus()

    def _buttons(self) -> QHBoxLayout:
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._save = QPushButton(_("Save cards"))
        self._save.setProperty("kind", "primary")
        self._save.setDefault(True)
        self._save.clicked.connect(self._done)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self._save)
        return row

    def _file(self) -> Path:
        place = Path(self.place.text().strip()).expanduser()
        return place if place.suffix.lower() == ".pdf" else place.with_name(place.name + ".pdf")

    def _tell(self) -> None:
        is_named = bool(self.place.text().strip(" ./\\"))
        self._save.setEnabled(is_named)
        if not is_named:
            self._crib.setText(_("Give the file a name."))
            return
        words = _("The crib sheet, which says whose card is whose, goes beside it: {name}")
        if self._file().exists():
            words = _("A file of this name is there and will be replaced. Crib sheet: {name}")
        self._crib.setText(words.format(name=crib_beside(self._file()).name))

    def _browse(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Cards file"), self.place.text(), _("PDF files (*.pdf)")
        )
        if chosen:
            self.place.setText(chosen)

    def _done(self) -> None:
        self.accept()
        self.wanted.emit(self._file(), self._open.isChecked())
