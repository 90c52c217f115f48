"""A question where it came up: what is asked, and the few answers beside each other."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from notecard.desktop import forms


class Question(QFrame):
    """Stands on the page until it is answered, or left for later where that is offered."""

    def __init__(self, answers: Sequence[QPushButton], later: QPushButton | None = None) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._words = forms.sentence()  # plain: a file may be called anything
        self._hint = forms.faded()
        self._first = answers[0]
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (*answers, later) if later else answers:
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
        self.show_words(words, hint)
        self._first.setFocus()

    def show_words(self, words: str, hint: str = "") -> None:
        """Show the question; whoever is busy elsewhere stays there."""
        self._words.setText(words)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        forms.spoken(self, words, hint)
        self.show()
