"""A question where it came up: what is asked, and the few answers beside each other."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from notecard.desktop import forms


class Question(QFrame):
    """Stands on the page until it is answered."""

    def __init__(self, answers: Sequence[QPushButton]) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._words = QLabel(wordWrap=True)
        self._hint = forms.faded()
        self._answers = answers
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in answers:
            row.addWidget(each)
        row.addStretch()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(18, 14, 18, 14)
        lines.setSpacing(8)
        lines.addWidget(self._words)
        lines.addWidget(self._hint)
        lines.addLayout(row)
        self.hide()

    def ask(self, words: str, hint: str = "") -> None:
        """Show the question and lead to its first answer."""
        self._words.setText(words)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        forms.spoken(self, words, hint)
        self.show()
        self._answers[0].setFocus()
