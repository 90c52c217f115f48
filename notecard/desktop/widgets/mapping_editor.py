"""A file nobody knows: the owner says what its columns mean, once for all files of the kind."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from notecard.core.errors import Cancelled, NotecardError
from notecard.core.words import _
from notecard.desktop import forms
from notecard.desktop.deeds import button, deed
from notecard.desktop.errands.mapping import MappingErrands, Opened, ReadsAs
from notecard.desktop.jobs import Jobs
from notecard.desktop.problems import Banner
from notecard.desktop.theme import Look
from notecard.desktop.widgets.choice import Choice
from notecard.desktop.widgets.columns_table import ColumnsTable
from notecard.desktop.widgets.painting import one_line
from notecard.desktop.widgets.question import Question

if TYPE_CHECKING:
    from notecard.workflows.map_file import Layout

_PAUSE_MS = 250  # of the hands, before the file is read for the preview


class MappingEditor(QDialog):
    """Shows the guess, takes corrections, says what it reads as, and keeps the mapping."""

    saved = Signal(object)  # the mapping's path

    def __init__(
        self, jobs: Jobs, look: Look, errands: MappingErrands, place: Path, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What the columns mean"))
        self._jobs, self._errands, self._place = jobs, errands, place
        self._guessed: Layout | None = None
        self._layout: Layout | None = None
        self._round = 0  # of previews: only the latest is shown
        self._shows_amounts = False
        self._told: ReadsAs | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._preview)
        self.table = ColumnsTable()
        self.table.changed.connect(self._column_changed)
        self.name = QLineEdit()
        self.name.textChanged.connect(self._name_changed)
        self.kind = Choice()
        self.kind.addItem(_("Purchases"), "purchases")
        self.kind.addItem(_("People and their addresses"), "contacts")
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self.missing = forms.sentence()
        self.reads_as = forms.sentence()
        self._banner = Banner()
        self._make_deeds(look)
        self._lay_out(look)
        self.resize(960, 640)
        self._enable(False)
        self.reads_as.setText(_("Looking at {file}…").format(file=one_line(place.name)))
        jobs.read(lambda: errands.look_at(place), self._show, self._trouble)

    # How it is put together

    def _make_deeds(self, look: Look) -> None:
        self._save = deed(self, _("Save and read"), [], self.save)
        self._replace = deed(self, _("Replace it"), [], lambda: self.save(replaces=True))
        self._day_first = deed(self, _("The day comes first"), ["1"], lambda: self._date("dmy"))
        self._month_first = deed(self, _("The month comes first"), ["2"], lambda: self._date("mdy"))
        self._amounts = deed(self, _("Show amounts"), ["Ctrl+M"], self._toggle_amounts)
        self._first, self._second = QPushButton(), QPushButton()
        self._first.clicked.connect(self._day_first.trigger)
        self._second.clicked.connect(self._month_first.trigger)
        self._days = Question([self._first, self._second])
        self._taken = Question([button(self._replace, "check", look)])

    def _lay_out(self, look: Look) -> None:
        panel = QFrame()
        panel.setObjectName("panel")
        around = QVBoxLayout(panel)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(self.table)
        fields = QHBoxLayout()
        fields.setSpacing(16)
        fields.addWidget(forms.Row(_("What to call files of this kind"), self.name), 1)
        fields.addWidget(forms.Row(_("What is in them"), self.kind), 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(28, 22, 28, 20)
        lines.setSpacing(10)
        lines.addWidget(forms.title(_("What do these columns mean?"), 1.6))
        lines.addWidget(
            forms.faded(_("Notecard's guess stands above each column. Change what is wrong."))
        )
        lines.addWidget(panel, 1)
        for each in (self._days, self._taken, self._banner):
            lines.addWidget(each)
        lines.addLayout(fields)
        lines.addWidget(self.missing)
        lines.addWidget(self.reads_as)
        lines.addLayout(self._buttons(look))

    def _buttons(self, look: Look) -> QHBoxLayout:
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        for each in (
            *self._days.findChildren(QPushButton),
            *self._banner.findChildren(QPushButton),
        ):
            each.setAutoDefault(False)
        save = button(self._save, "check", look, "primary")
        save.setDefault(True)
        amounts = button(self._amounts, "eye", look, "quiet")
        amounts.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(
            forms.faded(
                _("Left and right: columns. Letters: meanings. Ctrl+M: amounts. Enter: save.")
            ),
            1,
        )
        row.addWidget(amounts)
        row.addWidget(cancel)
        row.addWidget(save)
        return row

    # What is shown

    def _show(self, opened: Opened) -> None:
        self._guessed = self._layout = opened.layout
        self.table.show_file(opened)
        self.kind.setCurrentIndex(self.kind.findData(opened.layout.kind))
        self.name.setText(opened.layout.name)
        self._enable(True)
        self._follow()
        self._begin()

    def _begin(self) -> None:
        """Start at the question, or at the first column that can mean something."""
        if self._days.isVisibleTo(self):
            self._first.setFocus()
        else:
            self._begin_at_columns()

    def _begin_at_columns(self) -> None:
        first = next((each for each in self.table.choices if each.isEnabled()), None)
        (first or self.name).setFocus()

    def _follow(self) -> None:
        """Say what is missing, or read the file in a moment for what it comes to."""
        if self._layout is None:
            return
        self._banner.hide()
        self._taken.hide()
        self._round += 1
        self._told = None
        self._ask_days(self._layout)
        lacking = self._errands.lacks(self._layout) or self._lacks_name()
        self.missing.setText(lacking)
        self.missing.setVisible(bool(lacking))
        self.reads_as.setVisible(not lacking)
        self._save.setEnabled(not lacking)
        if lacking:
            self._pause.stop()
        else:
            self.reads_as.setText(_("Reading the file to see what it comes to…"))
            self._pause.start()

    def _lacks_name(self) -> str:
        return "" if self.name.text().strip() else _("Say what to call files of this kind.")

    def _ask_days(self, layout: "Layout") -> None:
        """Ask as long as the file leaves it open; the answer can be changed until it is saved."""
        is_dated = any(column.meaning == "date" for column in layout.columns)
        is_open = layout.kind == "purchases" and is_dated and bool(layout.example)
        for each in (self._day_first, self._month_first):
            each.setEnabled(is_open)
        if not is_open:
            self._days.hide()
            return
        question = self._errands.ask_days(layout)
        with_key = _("{day}  (key {key})")
        self._first.setText(with_key.format(day=question.day_first, key=1))
        self._second.setText(with_key.format(day=question.month_first, key=2))
        answers = {"dmy": question.day_first, "mdy": question.month_first}
        chosen = answers.get(layout.dates, "")
        hint = _("Notecard remembers the answer for files of this kind.")
        if chosen:
            hint = _("You said {day}; the other key changes it.").format(day=chosen)
        where = self.focusWidget()
        self._days.ask(question.words, hint)
        if where is not None:  # it comes up while the owner is choosing: no reason to be led away
            where.setFocus()

    def _preview(self) -> None:
        layout, number = self._layout, self._round
        if layout is None:
            return

        def stale(_done: int, _total: int) -> None:
            if number != self._round:
                raise Cancelled

        def show(told: ReadsAs) -> None:
            if number == self._round:
                self._told = told
                self._tell()

        def trouble(error: NotecardError) -> None:
            if number == self._round:
                self.reads_as.setText(error.message)

        self._jobs.read(lambda: self._errands.preview(layout, stale), show, trouble)

    def _tell(self) -> None:
        if told := self._told:
            self.reads_as.setText(told.with_amounts if self._shows_amounts else told.words)

    def _enable(self, on: bool) -> None:
        for each in (self.table, self.name, self.kind):
            each.setEnabled(on)
        for deed_ in (self._save, self._replace, self._day_first, self._month_first):
            deed_.setEnabled(on)

    def _trouble(self, error: NotecardError) -> None:
        self.reads_as.hide()
        self._banner.tell(error)

    # What the owner does

    def _column_changed(self, number: int) -> None:
        if self._layout is None or self._guessed is None:
            return
        columns = list(self._layout.columns)
        was, meaning = columns[number].meaning, self.table.choices[number].chosen
        columns[number] = replace(columns[number], meaning=meaning, certainty=1.0)
        self._layout = replace(self._layout, columns=tuple(columns))
        if meaning == "date":
            self._layout = self._dated(self._guessed, self._layout, number)
        elif was == "date":
            self._layout = replace(self._layout, dates="", example="")
        self._follow()

    def _dated(self, guessed: "Layout", layout: "Layout", number: int) -> "Layout":
        """Return the layout with the days of its new date; the guess has seen the whole file."""
        if guessed.columns[number].meaning == "date":
            return replace(layout, dates=guessed.dates, example=guessed.example)
        return self._errands.with_dates_of(layout, number)

    def _toggle_amounts(self) -> None:
        self._shows_amounts = not self._shows_amounts
        self._amounts.setText(_("Hide amounts") if self._shows_amounts else _("Show amounts"))
        self.table.show_amounts(self._shows_amounts)
        self._tell()

    def _kind_changed(self) -> None:
        if self._layout is not None:
            self._layout = replace(self._layout, kind=str(self.kind.currentData()))
            self._follow()

    def _name_changed(self, words: str) -> None:
        if self._layout is not None and words.strip() != self._layout.name:
            self._layout = replace(self._layout, name=words.strip())
            self._follow()

    def _date(self, order: str) -> None:
        if self._layout is not None:
            self._layout = replace(self._layout, dates=order)
            self._follow()
            if self.focusWidget() in (self._first, self._second):
                self._begin_at_columns()

    def save(self, replaces: bool = False) -> None:
        """Keep the mapping and go, or say why not."""
        layout = self._layout
        if layout is None or not self._save.isEnabled():
            return
        self._round += 1
        self._pause.stop()
        self._enable(False)
        self._jobs.read(
            lambda: self._errands.save(layout, replaces), self._is_saved, self._not_saved
        )

    def _is_saved(self, path: Path) -> None:
        self.accept()
        self.saved.emit(path)

    def _not_saved(self, error: NotecardError) -> None:
        self._enable(True)
        self._follow()
        if self._layout is not None and self._errands.is_taken(self._layout):
            self._taken.ask(error.message, error.hint)
        else:
            self._banner.tell(error)

    def done(self, result: int) -> None:
        """Stop reading for a preview nobody looks at any more."""
        self._round += 1
        self._pause.stop()
        super().done(result)
