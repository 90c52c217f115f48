"""A story from a good talk: the owner's sentences, the draft around them, and what is too much."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from notecard.core.errors import NotecardError
from notecard.core.words import _, _n
from notecard.desktop import forms
from notecard.desktop.deeds import button, deed
from notecard.desktop.jobs import Jobs
from notecard.desktop.problems import Banner
from notecard.desktop.theme import Look

if TYPE_CHECKING:
    from notecard.workflows.draft_story import DraftedStory
    from notecard.writing.leaks import Leak

_PAUSE_MS = 300


class StoryDialog(QDialog):
    """Drafts as the owner types; what would give somebody away is marked, and never taken out."""

    def __init__(
        self,
        jobs: Jobs,
        look: Look,
        draft: Callable[[str, int], "DraftedStory"],
        name: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("A story from a talk with {name}").format(name=name))
        self._jobs, self._draft = jobs, draft
        self._variant = 0
        self._drafted: DraftedStory | None = None
        self._own = QPlainTextEdit()
        self._own.setPlaceholderText(_("What was good about it, in your own sentences"))
        self._own.setFixedHeight(84)
        self._own.setTabChangesFocus(True)
        self._caption, self._text = QPlainTextEdit(), QPlainTextEdit()
        self._caption.setFixedHeight(96)
        for field in (self._caption, self._text):
            field.setReadOnly(True)
        self._told = forms.faded()
        self._told.setWordWrap(True)
        self.banner = Banner()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._own.textChanged.connect(self._pause.start)
        others = deed(self, _("Other words"), ["Ctrl+R"], self._again)
        caption = deed(self, _("Copy the caption"), ["Ctrl+1"], lambda: self._copy(is_text=False))
        text = deed(self, _("Copy the text"), ["Ctrl+2"], lambda: self._copy(is_text=True))
        row = QHBoxLayout()
        for action, drawing in (
            (others, "refresh-cw"),
            (caption, "file-text"),
            (text, "file-text"),
        ):
            row.addWidget(button(action, drawing, look))
        row.addStretch()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(22, 20, 22, 18)
        lines.setSpacing(8)
        lines.addWidget(self.banner)
        lines.addWidget(forms.Row(_("Your own sentences"), self._own))
        lines.addWidget(forms.Row(_("Caption"), self._caption))
        lines.addWidget(forms.Row(_("Text"), self._text))
        lines.addWidget(self._told)
        lines.addLayout(row)
        self.resize(680, 640)
        self._ask()

    @property
    def drafted(self) -> "DraftedStory | None":
        """The draft as it stands."""
        return self._drafted

    def _again(self) -> None:
        self._variant += 1
        self._ask()

    def _ask(self) -> None:
        own, variant = self._own.toPlainText(), self._variant
        self._jobs.read(lambda: self._draft(own, variant), self._show, self._trouble)

    def _trouble(self, error: NotecardError) -> None:
        self.banner.tell(error)

    def _show(self, drafted: "DraftedStory") -> None:
        self.banner.hide()
        self._drafted = drafted
        self._caption.setPlainText(drafted.story.caption)
        self._text.setPlainText(drafted.story.plain)
        mark(self._caption, drafted.caption_leaks)
        mark(self._text, drafted.text_leaks)
        count = len(drafted.caption_leaks) + len(drafted.text_leaks)
        words = _n(
            "{n} place might give somebody away: it is marked.",
            "{n} places might give somebody away: they are marked.",
            count,
        )
        self._told.setText(f"{words.format(n=count)} {drafted.hint}" if count else drafted.hint)

    def _copy(self, is_text: bool) -> None:
        if self._drafted is not None:
            story = self._drafted.story
            QGuiApplication.clipboard().setText(story.plain if is_text else story.caption)


def mark(field: QPlainTextEdit, leaks: Sequence["Leak"]) -> None:
    """Underlay every leak in a text with a colour that is seen in every theme."""
    found = []
    for leak in leaks:
        place = QTextEdit.ExtraSelection()
        looks = QTextCharFormat()
        looks.setBackground(QColor("#F2B8A0"))
        looks.setForeground(QColor("#3A1408"))
        cursor = QTextCursor(field.document())
        cursor.setPosition(leak.start)
        cursor.setPosition(leak.end, QTextCursor.MoveMode.KeepAnchor)
        place.cursor, place.format = cursor, looks
        found.append(place)
    field.setExtraSelections(found)
