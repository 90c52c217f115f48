"""Phrases: every line there is, the owner's own before them, tried on people and banished."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
)

from notecard.core.words import _, _n
from notecard.desktop import forms
from notecard.desktop.deeds import ON_IT, button, deed
from notecard.desktop.errands.phrases import PhrasesErrands
from notecard.desktop.jobs import Jobs
from notecard.desktop.pages.page import Page
from notecard.desktop.rows_model import RowsModel
from notecard.desktop.theme import Look

if TYPE_CHECKING:
    from notecard.store.words import OwnPhrase
    from notecard.workflows.phrase_book import Line, PhraseBook, Tried

_VALUE = re.compile(r"\{\{ (\w+)(?:\.\w+)? \}\}")
OWN, BANISHED = "own", "banished"


def say(line: "Line") -> str:
    """Return a line as it is read: values by their names, and whose it is."""
    plain = _VALUE.sub(lambda found: f"‹{found[1].replace('_', ' ')}›", line.text)
    mark = _("yours") if line.own else _("banished") if line.is_banished else ""
    return f"{plain}  ({mark})" if mark else plain


class PhrasesPage(Page):
    """Left the search and the lines, right one of them: to be tried, changed or banished."""

    def __init__(self, jobs: Jobs, look: Look, errands: PhrasesErrands) -> None:
        super().__init__(jobs, look, _("Phrases"))
        self._errands = errands
        self._book: PhraseBook | None = None
        self._editing = 0  # the number of the owner's line that is being changed
        self._rows = RowsModel(say=say, parent=self)
        self._make_fields()
        self._make_deeds()
        across = QHBoxLayout()
        across.setSpacing(22)
        across.addLayout(self._left(), 55)
        across.addLayout(self._right(), 45)
        self.lines.addWidget(self.heading)
        self.lines.addWidget(self.subtitle)
        self.lines.addWidget(self.banner)
        self.lines.addLayout(across, 1)

    def reload(self) -> None:
        """Read the book again."""
        self.jobs.read(self._errands.book, self._show, self.trouble)

    def begin(self) -> None:
        """Start at the lines."""
        self._list.setFocus()

    @property
    def shown(self) -> "Sequence[Line]":
        """The lines that are listed."""
        return self._rows.rows

    @property
    def tried(self) -> str:
        """How the line reads to those it was tried on."""
        return self._tried.toPlainText()

    # How it is put together

    def _make_fields(self) -> None:
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Find a phrase"))
        forms.spoken(self._search, _("Find a phrase"))
        self._search.textChanged.connect(lambda _text: self._filter())
        self._angle = QComboBox()
        forms.spoken(self._angle, _("Which phrases"))
        self._angle.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._angle.currentIndexChanged.connect(lambda _place: self._filter())
        self._list = QListView()
        self._list.setAccessibleName(_("Phrases"))
        self._list.setModel(self._rows)
        self._list.setWordWrap(True)
        self._list.setSpacing(3)
        self._list.selectionModel().selectionChanged.connect(self._chosen)
        self._said = forms.strong()
        self._said.setWordWrap(True)
        self._said.setMinimumWidth(1)
        self._about = forms.faded()
        self._about.setWordWrap(True)
        self._tried = QPlainTextEdit()
        self._tried.setReadOnly(True)
        self._tried.setAccessibleName(_("How it reads to five customers"))
        self._own_text = QLineEdit()
        self._own_text.setPlaceholderText(_("A line of your own, then Enter"))
        forms.spoken(self._own_text, _("A line of your own"))
        self._own_text.returnPressed.connect(self._keep_own)
        self._own_angle, self._own_tone = QComboBox(), QComboBox()
        forms.spoken(self._own_angle, _("What the line is for"))
        forms.spoken(self._own_tone, _("Its tone"))
        for tone, words in (("warm", _("warm")), ("plain", _("plain")), ("playful", _("playful"))):
            self._own_tone.addItem(words, tone)

    def _make_deeds(self) -> None:
        self._try = deed(self, _("Try on five customers"), ["T"], self._try_on)
        self._ban = deed(self._list, _("Never suggest it again"), ["X"], self._banish, ON_IT)
        self._new = deed(self, _("A line of your own…"), ["N"], self._begin_own)
        self._change = deed(self._list, _("Change your line…"), ["E"], self._change_own, ON_IT)
        self._drop = deed(self._list, _("Remove your line"), ["Del"], self._drop_own, ON_IT)
        self._find = deed(self, _("Find"), ["/", "Ctrl+F"], self._search.setFocus)
        self._insert = deed(self, _("Insert what is known…"), ["Ctrl+Space"], self._ask_value)
        self._leave = deed(self._own_text, _("Leave the line"), ["Esc"], self.begin, ON_IT)
        self.deeds = [self._try, self._ban, self._new, self._change, self._drop]
        self.deeds += [self._insert, self._leave, self._find]

    def _left(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        row = QHBoxLayout()
        row.addWidget(self._search, 1)
        row.addWidget(self._angle)
        lines.addLayout(row)
        lines.addWidget(self._list, 1)
        return lines

    def _right(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(8)
        lines.addWidget(self._said)
        lines.addWidget(self._about)
        row = QHBoxLayout()
        row.addWidget(button(self._try, "users", self.look))
        row.addWidget(button(self._ban, "ban", self.look))
        row.addStretch()
        lines.addLayout(row)
        lines.addWidget(self._tried, 1)
        lines.addWidget(forms.strong(_("A line of your own")))
        lines.addWidget(self._own_text)
        row = QHBoxLayout()
        row.addWidget(self._own_angle, 1)
        row.addWidget(self._own_tone)
        lines.addLayout(row)
        row = QHBoxLayout()
        row.addWidget(button(self._insert, "plus", self.look))
        row.addStretch()
        lines.addLayout(row)
        return lines

    # What is shown

    def _show(self, book: "PhraseBook") -> None:
        if self._book is None or self._book.angles != book.angles:
            self._fill(book)
        self._book = book
        self._filter()

    def _fill(self, book: "PhraseBook") -> None:
        for box in (self._angle, self._own_angle):
            box.blockSignals(True)
            box.clear()
        self._angle.addItem(_("All phrases"), "")
        self._angle.addItem(_("Your own"), OWN)
        self._angle.addItem(_("Banished"), BANISHED)
        for angle in book.angles:
            words = angle_words(angle)
            self._angle.addItem(words, angle)
            self._own_angle.addItem(words, angle)
        self._own_angle.setCurrentIndex(max(0, self._own_angle.findData("explore")))
        for box in (self._angle, self._own_angle):
            box.blockSignals(False)

    def _filter(self) -> None:
        if self._book is None:
            return
        wanted, text = str(self._angle.currentData() or ""), self._search.text().casefold()
        here = self._line()
        shown = [
            line
            for line in self._book.lines
            if text in say(line).casefold()
            and (
                not wanted
                or line.angle == wanted
                or (wanted == OWN and line.own)
                or (wanted == BANISHED and line.is_banished)
            )
        ]
        self._rows.show(shown)
        words = _n("{n} phrase", "{n} phrases", len(shown)).format(n=len(shown))
        self.subtitle.setText(words)
        ids = [line.id for line in shown]
        place = ids.index(here.id) if here and here.id in ids else 0
        if shown:
            self._list.setCurrentIndex(self._rows.index(place))
        else:
            self._chosen()

    def _line(self) -> "Line | None":
        rows = self._list.selectionModel().selectedRows()
        return self._rows.rows[rows[0].row()] if rows else None

    def _chosen(self) -> None:
        line = self._line()
        self._said.setText(say(line) if line else _("Nothing is called so."))
        tone = {"warm": _("warm"), "plain": _("plain"), "playful": _("playful")}
        about = f"{angle_words(line.angle)} · {tone[line.tone]}" if line else ""
        self._about.setText(about)
        self._tried.setPlainText("")
        self._try.setEnabled(line is not None)
        self._ban.setEnabled(line is not None and not line.own)
        is_banished = line is not None and line.is_banished
        self._ban.setText(_("Suggest it again") if is_banished else _("Never suggest it again"))
        for action in (self._change, self._drop):
            action.setEnabled(line is not None and bool(line.own))

    # What the owner does

    def _try_on(self) -> None:
        line = self._line()
        if line is None:
            return

        def show(tried: "list[Tried]") -> None:
            text = "\n\n".join(f"{one.name}\n{one.said}" for one in tried)
            self._tried.setPlainText(text or _("Nobody is known yet to try it on."))

        self.jobs.read(lambda: self._errands.try_on(line), show, self.trouble)

    def _banish(self) -> None:
        line = self._line()
        if line is None or line.own:
            return
        do, undo = self._errands.banish, self._errands.allow
        words = _("It will not be suggested again.")
        if line.is_banished:
            do, undo = undo, do
            words = _("It may be suggested again.")
        self._do(lambda: do(line.id), words, lambda: undo(line.id))

    def _begin_own(self) -> None:
        self._editing = 0
        self._own_text.clear()
        self._own_text.setFocus()

    def _change_own(self) -> None:
        line = self._line()
        if line is not None and line.own:
            self._editing = line.own
            self._own_text.setText(line.text)
            self._own_angle.setCurrentIndex(self._own_angle.findData(line.angle))
            self._own_tone.setCurrentIndex(self._own_tone.findData(line.tone))
            self._own_text.setFocus()

    def _drop_own(self) -> None:
        line = self._line()
        if line is not None and line.own:
            self._do(
                lambda: self._errands.drop(line.own),
                _("Your line is removed."),
                lambda: self._errands.keep(line.own, line.angle, line.tone, line.text),
            )

    def _keep_own(self) -> None:
        id, text = self._editing, self._own_text.text()
        angle, tone = str(self._own_angle.currentData()), str(self._own_tone.currentData())
        lines = self._book.lines if self._book else ()
        before = next((one for one in lines if one.own == id), None)

        def kept(one: "OwnPhrase") -> None:
            self.banner.hide()
            self._editing = 0
            self._own_text.clear()
            self.said.emit(_("Your line is kept, and preferred to others."), lambda: back(one))

        def back(one: "OwnPhrase") -> None:
            if id and before is not None:
                self._write(lambda: self._errands.keep(id, before.angle, before.tone, before.text))
            else:
                self._write(lambda: self._errands.drop(one.id))

        self._write(lambda: self._errands.keep(id, angle, tone, text), kept)

    def _ask_value(self) -> None:
        menu = QMenu(self)
        for value in self._book.values if self._book else ():
            action = QAction(value.replace("_", " "), menu)
            action.triggered.connect(
                lambda _checked=False, name=value: self._own_text.insert(f"{{{{ {name} }}}}")
            )
            menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._own_text.mapToGlobal(self._own_text.rect().bottomLeft()))

    def _do(self, work: Callable[[], object], words: str, undo: Callable[[], object]) -> None:
        self._write(work, lambda _answer: self.said.emit(words, lambda: self._write(undo)))

    def _write(
        self, work: Callable[[], object], then: Callable[[Any], None] = lambda _answer: None
    ) -> None:
        def done(answer: object) -> None:
            then(answer)
            self.reload()

        self.jobs.write(lambda _progress: work(), done, self.trouble, is_told=False)


def angle_words(angle: str) -> str:
    """Return what a phrase of this angle is for."""
    return {
        "first_visit": _("First visit"),
        "big_or_unusual": _("Something special"),
        "gift": _("A gift, once given"),
        "service": _("A repair"),
        "complaint_solved": _("A complaint put right"),
        "referral": _("A recommendation"),
        "milestone": _("A round number of visits"),
        "satisfaction": _("How is it doing"),
        "anniversary": _("An anniversary"),
        "drifting": _("Not seen for a while"),
        "long_time_hello": _("A long-time hello"),
        "season": _("The time of the year"),
        "note_due": _("A note of yours"),
        "explore": _("Thanks, no occasion"),
        "thing": _("What they chose"),
        "wishes": _("A second line"),
    }.get(angle, angle)
