"""Read: files are dropped or chosen, and what came of each stands beside the list of imports."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from notecard.core.errors import DatesUndecided, NotecardError, UnknownLayout
from notecard.core.words import _, _n
from notecard.desktop import forms
from notecard.desktop.deeds import button, deed
from notecard.desktop.empty import Empty
from notecard.desktop.errands.purchases import Batch, DayQuestion, PurchaseErrands, Reading
from notecard.desktop.jobs import Jobs
from notecard.desktop.rows_model import RowsModel
from notecard.desktop.theme import Look
from notecard.desktop.widgets.file_card import FileCard
from notecard.desktop.widgets.painting import one_line
from notecard.desktop.widgets.people import PeopleDelegate, Shown
from notecard.desktop.widgets.question import Question
from notecard.desktop.widgets.section import Section, Sheets, below, columns, leading

if TYPE_CHECKING:
    from notecard.desktop.widgets.mapping_editor import MappingEditor

KINDS = "*.csv *.csv.gz *.gz *.txt *.tsv *.xlsx *.xls *.ods *.vcf"
Assistant = Callable[[Path], "MappingEditor"]
"""Makes the dialog that asks what the columns of a file mean; its `saved` tells they are known."""


def present(batch: Batch) -> Shown:
    """Return what is seen of an import."""
    return Shown(batch.id, batch.name, f"{batch.day}. {batch.sentence}", drawing="file-text")


def say(batch: Batch) -> str:
    """Return the import as one sentence for whoever hears it."""
    return f"{one_line(batch.name)}. {batch.day}. {batch.sentence}"


class ReadSection(Section):
    """Left the imports, right what the chosen one brought; above, a question if there is one."""

    begun = Signal()  # whether anything was read yet is another answer than before

    def __init__(
        self,
        jobs: Jobs,
        look: Look,
        errands: PurchaseErrands,
        folder: Callable[[], Path],
        assistant: Assistant,
    ) -> None:
        super().__init__(jobs, look, _("Read"))
        self._errands, self._folder, self._assistant = errands, folder, assistant
        self._pending: tuple[Path, ...] = ()
        self._unknown: Path | None = None
        self._readings: dict[int | None, Reading] = {}
        self._wanted: int | None = None  # the import to show once the list is read
        self._cards: list[FileCard] = []
        self._shows_amounts = False
        self._seen: Reading | None = None
        self._batches = RowsModel(say=say, parent=self)
        self._list = self._make_list()
        self._sheets = Sheets(_("What was read"))
        self._make_deeds()
        self._views = QStackedWidget()
        self._views.addWidget(self._first_time())
        self._views.addWidget(self._at_work())
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(10)
        lines.addWidget(self._days)
        lines.addWidget(self._columns)
        lines.addWidget(self._views, 1)
        self._list.selectionModel().selectionChanged.connect(self._chosen)

    def reload(self) -> None:
        """Read the list of imports again."""
        self.jobs.read(self._errands.batches, self._show, self.troubled.emit)

    def begin(self) -> None:
        """Start at the imports, or at the one thing there is to do."""
        if self._views.currentIndex():
            self._list.setFocus()
        else:
            self._first.setFocus()

    def choose_files(self) -> None:
        """Ask for exports and read them."""
        chosen, _kind = QFileDialog.getOpenFileNames(
            self,
            _("Read files"),
            str(self._folder()),
            _("Exports and address books ({kinds})").format(kinds=KINDS)
            + ";;"
            + _("All files (*)"),
        )
        if chosen:
            self.read([Path(place) for place in chosen])

    def read(self, places: Sequence[Path], dates: str = "") -> None:
        """Read files; `dates` says whether the day or the month comes first, where it was asked."""
        self._pending = tuple(places)
        self._put_questions_away()
        shown = one_line(places[0].name)
        if len(places) > 1:
            more = _n("{name} and {n} other", "{name} and {n} others", len(places) - 1)
            shown = more.format(name=shown, n=len(places) - 1)
        self.jobs.write(
            lambda progress: self._errands.read(places, dates, progress),
            self._was_read,
            self._not_read,
            _("Reading {names}").format(names=shown),
        )

    @property
    def chosen(self) -> Batch | None:
        """The import that is chosen."""
        rows = self._list.selectionModel().selectedRows()
        return self._batches.rows[rows[0].row()] if rows else None

    @property
    def is_first_time(self) -> bool:
        """Whether nothing was read yet, and the one thing to do stands in the middle."""
        return self._views.currentIndex() == 0

    @property
    def batches(self) -> Sequence[Batch]:
        """The imports in the list."""
        return self._batches.rows

    # How it is put together

    def _make_list(self) -> QListView:
        rows = QListView()
        rows.setAccessibleName(_("What was read so far"))
        rows.setModel(self._batches)
        rows.setItemDelegate(PeopleDelegate(self.look, present, rows, lines=2))
        rows.setUniformItemSizes(True)
        rows.setMouseTracking(True)
        rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        rows.setHorizontalScrollBarPolicy(forms.NO_BAR)
        return rows

    def _make_deeds(self) -> None:
        self.choose = deed(self, _("Read files…"), ["I", "Ctrl+O"], self.choose_files)
        self._undo = deed(self, _("Take it back"), ["U", "Del"], self._take_chosen_back)
        self._unfold = deed(self, _("Show what could not be used"), ["P"], self._toggle_problems)
        self._amounts = deed(self, _("Show or hide amounts"), ["M"], self._toggle_amounts)
        self._day_first = deed(self, _("The day comes first"), ["1"], lambda: self._answer("dmy"))
        self._month_first = deed(
            self, _("The month comes first"), ["2"], lambda: self._answer("mdy")
        )
        self._explain = deed(self, _("Show me what the columns mean…"), ["E"], self._ask_columns)
        self._later = deed(self, _("Not now"), ["Esc"], self._leave_it)
        self.deeds = [self.choose, self._undo, self._unfold, self._amounts]
        self.deeds += [self._day_first, self._month_first, self._explain, self._later]
        self._first_day, self._second_day = QPushButton(), QPushButton()
        self._first_day.clicked.connect(self._day_first.trigger)
        self._second_day.clicked.connect(self._month_first.trigger)
        self._days = Question([self._first_day, self._second_day], self._later_button())
        explain = button(self._explain, "pencil", self.look)
        self._columns = Question([explain], self._later_button())
        self._put_questions_away()
        self._tell()

    def _later_button(self) -> QPushButton:
        return button(self._later, "x", self.look, "quiet")

    def _first_time(self) -> Empty:
        self._first = button(self.choose, "file-up", self.look, "primary")
        return Empty(
            "shopping-bag",
            self.look,
            _(
                "Drop the files your till, web shop or address book has saved here: Notecard reads"
                " who bought what, and when. The files stay where they are."
            ),
            self._first,
        )

    def _at_work(self) -> QWidget:
        undo = button(self._undo, "undo-2", self.look, "quiet")
        view = QWidget()
        view.setLayout(columns(below(self._list, leading(undo)), self._sheets))
        return view

    # What is shown

    def _show(self, batches: Sequence[Batch]) -> None:
        chosen = self.chosen
        here = self._wanted if self._wanted is not None else chosen.id if chosen else None
        self._wanted = None
        latest = self._readings.get(None)
        self._batches.show(batches)
        places = [batch.id for batch in batches]
        self._views.setCurrentIndex(1 if places or latest else 0)
        self.begun.emit()
        if latest:
            self._show_reading(latest)
        elif places:
            place = places.index(here) if here in places else 0
            self._list.setCurrentIndex(self._batches.index(place))
        self._tell()

    def _chosen(self) -> None:
        batch = self.chosen
        if batch:
            self._readings.pop(None, None)
            known = Reading(batch.id, f"{batch.day}. {batch.sentence}")
            self._show_reading(self._readings.get(batch.id, known))
        self._tell()

    def _show_reading(self, reading: Reading) -> None:
        if reading == self._seen:
            return  # what was unfolded stays so
        self._seen = reading
        self._cards = [FileCard(file, self._shows_amounts) for file in reading.files]
        head = forms.sentence(reading.words)
        heading = forms.strong(_("What came of it"), 1.06)
        self._sheets.lay(heading, head, *self._cards)
        forms.spoken(self._sheets, _("What came of it"), reading.words)
        self._tell()

    def _tell(self) -> None:
        self._undo.setEnabled(self.chosen is not None)
        self._unfold.setEnabled(any(card.has_problems for card in self._cards))
        self._amounts.setEnabled(bool(self._cards))

    def _put_questions_away(self) -> None:
        self._days.hide()
        self._columns.hide()
        for each in (self._day_first, self._month_first, self._explain, self._later):
            each.setEnabled(False)

    # What the owner does

    def _was_read(self, reading: Reading) -> None:
        self._pending = ()
        self.calm.emit()
        self._readings.pop(None, None)
        self._readings[reading.batch] = reading
        self._wanted = reading.batch
        batch = reading.batch
        undo = None if batch is None else lambda: self.take_back(batch)
        self.said.emit(reading.words, undo)

    def _not_read(self, error: NotecardError) -> None:
        if isinstance(error, DatesUndecided):
            self.jobs.read(lambda: self._errands.ask_days(error), self._ask_days)
        elif isinstance(error, UnknownLayout) and error.path:
            place = error.path
            self.jobs.read(
                lambda: self._errands.look_at(place),
                lambda _table: self._offer_assistant(place),
                self.troubled.emit,
            )
        else:
            self.troubled.emit(error)

    def _ask_days(self, question: DayQuestion) -> None:
        self._first_day.setText(question.day_first)
        self._second_day.setText(question.month_first)
        for each in (self._day_first, self._month_first, self._later):
            each.setEnabled(True)
        self.calm.emit()
        hint = _("Press 1 or 2. Notecard remembers the answer for files of this kind.")
        self._days.ask(question.words, hint)

    def _answer(self, dates: str) -> None:
        self.read(self._pending, dates)
        self.begin()

    def _leave_it(self) -> None:
        """Leave the question unanswered: nothing was read, and nothing has changed."""
        self._pending, self._unknown = (), None
        self._put_questions_away()
        self.begin()

    def _offer_assistant(self, place: Path) -> None:
        self._unknown = place
        self._explain.setEnabled(True)
        self._later.setEnabled(True)
        self.calm.emit()
        self._columns.ask(
            _("Notecard has not met this kind of file: {file}.").format(file=one_line(place.name)),
            _("Say once what its columns mean, and it is read by itself from then on."),
        )

    def _ask_columns(self) -> None:
        if self._unknown is None:
            return
        dialog = self._assistant(self._unknown)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._columns_known)
        dialog.open()

    def _columns_known(self, _mapping: object) -> None:
        self.read(self._pending)
        self.begin()

    def _take_chosen_back(self) -> None:
        if self.chosen:
            self.take_back(self.chosen.id)

    def take_back(self, batch: int) -> None:
        """Take one import back."""

        def done(_answer: object) -> None:
            self._readings.pop(batch, None)
            self._readings.pop(None, None)
            self._sheets.lay()
            self._cards, self._seen = [], None
            self.calm.emit()
            self.said.emit(_("The import was taken back."), None)

        self.jobs.write(
            lambda _progress: self._errands.take_back(batch),
            done,
            self.troubled.emit,
            _("Taking the import back"),
        )

    def _toggle_problems(self) -> None:
        shown = not any(card.is_unfolded for card in self._cards)
        for card in self._cards:
            card.unfold(shown and card.has_problems)

    def _toggle_amounts(self) -> None:
        self._shows_amounts = not self._shows_amounts
        for card in self._cards:
            card.show_amounts(self._shows_amounts)
