"""Calls: the few people to ring up today, what to say to each, and how it ended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from notecard.core.calls import Outcome, TimeThere
from notecard.core.errors import NotecardError
from notecard.core.words import _, _n
from notecard.desktop import forms
from notecard.desktop.deeds import button, deed
from notecard.desktop.empty import Empty
from notecard.desktop.errands.calls import CallsErrands, Ending, Waiting
from notecard.desktop.jobs import Jobs
from notecard.desktop.pages.page import Page
from notecard.desktop.rows_model import RowsModel
from notecard.desktop.theme import Look
from notecard.desktop.widgets.call_ending import CallEnding, Typed
from notecard.desktop.widgets.call_sheet import CallSheet, time_words
from notecard.desktop.widgets.painting import one_line
from notecard.desktop.widgets.people import PeopleDelegate, Portrait, Shown
from notecard.desktop.widgets.question import Question

if TYPE_CHECKING:
    from notecard.workflows.calls import Logged

_MINUTE_MS = 30_000  # twice a minute the clocks are looked at
_SHORTEST, _LONGEST = 10, 20 * 60  # seconds: what is longer was no call, but a page left open


@dataclass(frozen=True, slots=True)
class Seat:
    """A row of the list, with the time where it will ring."""

    waiting: Waiting
    there: TimeThere | None


def present(seat: Seat) -> Shown:
    """Return what is seen of a row."""
    row = seat.waiting.row
    if seat.there is None:
        return Shown(row.customer, row.name, row.why)
    chip, drawing = (seat.there.words, "phone")
    if not seat.there.is_polite:
        chip, drawing = _("Not now"), "hourglass"
    return Shown(row.customer, row.name, row.why, chip, drawing)


def say(seat: Seat) -> str:
    """Return the row as one sentence for whoever hears it."""
    row = seat.waiting.row
    return one_line(f"{row.name}. {row.why} {time_words(seat.waiting, seat.there)}")


class CallsPage(Page):
    """Left the people, right the number, the words and the endings."""

    wants_today = Signal()

    def __init__(
        self, jobs: Jobs, look: Look, errands: CallsErrands, clock: Callable[[], datetime]
    ) -> None:
        super().__init__(jobs, look, _("Calls"))
        self._errands, self._clock = errands, clock
        self._waiting: Waiting | None = None
        self._since = clock()
        self._typed: dict[int, Typed] = {}  # what was written beside somebody and not yet kept
        self._wanted: int | None = None  # whom to choose when the list comes
        self._is_busy = False
        self._seats = RowsModel(say=say, parent=self)
        self._people = self._make_list()
        self._portrait = Portrait(look)
        self._name = forms.title(step=1.6)
        self._name.setMinimumWidth(1)
        self._why = forms.faded()
        self._make_deeds()
        self.sheet = CallSheet(look, self._copy)
        kinds = ["primary", *[""] * (len(self._endings) - 1)]
        buttons = [
            button(*each, look, kind) for each, kind in zip(self._endings, kinds, strict=True)
        ]
        self.ending = CallEnding(errands.today, buttons)
        self._question = self._make_question()
        self._foot = QStackedWidget()
        self._foot.addWidget(self.ending)
        self._foot.addWidget(self._question)
        self._show_foot(self.ending)
        self._views = QStackedWidget()
        for view in (
            self._ready(),
            Empty("hourglass", look, _("Getting ready…")),
            self._nobody(),
        ):
            self._views.addWidget(view)
        self._views.setCurrentIndex(1)
        self.lines.addWidget(self._views)
        self._people.selectionModel().selectionChanged.connect(self._chosen)
        self.ending.left.connect(self.begin)
        clocks = QTimer(self, interval=_MINUTE_MS)
        clocks.timeout.connect(self._tell_times)
        clocks.start()

    def reload(self) -> None:
        """Read the day's calls again."""
        self.jobs.read(self._errands.calls, self._show, self.trouble)

    def begin(self) -> None:
        """Start at the people, or at the one thing to press where there is nobody."""
        self._since = self._clock()
        (self._people if self.seats else self._to_cards).setFocus()

    def person(self) -> tuple[int, str] | None:
        """Return whoever is on the right."""
        if self._waiting is None:
            return None
        return (self._waiting.row.customer, self._waiting.row.name)

    @property
    def seats(self) -> Sequence[Seat]:
        """The rows of the list."""
        return self._seats.rows

    # How it is put together

    def _make_list(self) -> QListView:
        people = QListView()
        people.setAccessibleName(_("People to call"))
        people.setModel(self._seats)
        people.setItemDelegate(PeopleDelegate(self.look, present, people))
        people.setUniformItemSizes(True)
        people.setMouseTracking(True)
        people.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        people.setHorizontalScrollBarPolicy(forms.NO_BAR)
        return people

    def _make_deeds(self) -> None:
        self._copy = deed(self, _("Copy the number"), ["C"], self._copy_number)
        self._endings: list[tuple[QAction, str]] = [
            (self._ends(_("Talked"), "T", Outcome.TALKED), "check"),
            (self._ends(_("Voicemail"), "V", Outcome.VOICEMAIL), "mail"),
            (self._ends(_("No answer"), "N", Outcome.NO_ANSWER), "x"),
            (self._ends(_("Wrong number"), "W", Outcome.WRONG_NUMBER), "circle-alert"),
            (deed(self, _("Do not call…"), ["B"], self._ask_block), "ban"),
        ]
        remember = deed(
            self, _("Something to remember"), ["R"], lambda: self.ending.words.setFocus()
        )
        again = deed(self, _("Call again on"), ["A"], lambda: self.ending.again.setFocus())
        down = deed(self, _("Next person"), ["J"], lambda: self._step(1))
        up = deed(self, _("Person before"), ["K"], lambda: self._step(-1))
        on = deed(self, _("Read on"), ["PgDown"], lambda: self.sheet.turn(1))
        back = deed(self, _("Read back"), ["PgUp"], lambda: self.sheet.turn(-1))
        self._never = deed(self, _("Never call them again"), ["Y"], self._block)
        self._later = deed(self, _("Go back"), ["Esc"], self._leave_question)
        endings = [action for action, _drawing in self._endings]
        self._about = [self._copy, *endings, remember, again]
        self.deeds = [*self._about, self._never, self._later, down, up, on, back]

    def _ends(self, words: str, key: str, outcome: Outcome) -> QAction:
        return deed(self, words, [key], lambda: self._end(outcome))

    def _make_question(self) -> Question:
        return Question(
            [button(self._never, "ban", self.look, "primary")],
            button(self._later, "undo-2", self.look),
        )

    def _ready(self) -> QWidget:
        view = QWidget()
        across = QHBoxLayout(view)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(22)
        across.addLayout(self._left(), 40)
        across.addLayout(self._right(), 60)
        return view

    def _left(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(4)
        lines.addWidget(self.heading)
        lines.addWidget(self.subtitle)
        lines.addSpacing(8)
        lines.addWidget(self._people, 1)
        return lines

    def _right(self) -> QVBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._name)
        names.addWidget(self._why)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._portrait, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        lines = QVBoxLayout()
        lines.setContentsMargins(0, 8, 0, 0)
        lines.setSpacing(12)
        lines.addWidget(self.banner)
        lines.addLayout(head)
        lines.addWidget(self.sheet, 1)
        lines.addWidget(self._foot)
        return lines

    def _nobody(self) -> QWidget:
        words = _("Nobody to call today. A quiet telephone is a good sign.")
        self._to_cards = QPushButton(_("See today's cards"))
        self._to_cards.clicked.connect(self.wants_today)
        return Empty("phone", self.look, words, self._to_cards)

    # What is shown

    def _show(self, calls: Sequence[Waiting]) -> None:
        had_focus = self._people.hasFocus() or self._to_cards.hasFocus()
        self._keep_typed()
        here = self._wanted or (self._waiting.row.customer if self._waiting else None)
        place = max(self._people.currentIndex().row(), 0)
        now = self._clock()
        self._seats.show([Seat(each, each.there(now)) for each in calls])
        self._wanted = None
        self._views.setCurrentIndex(0 if calls else 2)
        if calls:
            customers = [each.row.customer for each in calls]
            place = customers.index(here) if here in customers else min(place, len(calls) - 1)
            self._people.setCurrentIndex(self._seats.index(place))
        self._chosen()
        self._tell()
        if had_focus:
            self.begin()

    def _tell(self) -> None:
        minutes = sum(seat.waiting.row.minutes for seat in self.seats)
        people = _n("{n} person to call today.", "{n} people to call today.", len(self.seats))
        time = _n("About {n} minute.", "About {n} minutes.", minutes)
        self.subtitle.setText(f"{people.format(n=len(self.seats))} {time.format(n=minutes)}")
        for action in self._about:
            action.setEnabled(self._waiting is not None and not self._is_busy)

    def _tell_times(self) -> None:
        """Look at the clocks again."""
        now = self._clock()
        for place, seat in enumerate(self.seats):
            self._seats.put(place, Seat(seat.waiting, seat.waiting.there(now)))
        if self._waiting is not None:
            self.sheet.card.tell_time(self._waiting, now)

    def _chosen(self) -> None:
        rows = self._people.selectionModel().selectedRows()
        waiting = self.seats[rows[0].row()].waiting if rows else None
        if waiting == self._waiting:
            return
        is_other = _whom(waiting) != _whom(self._waiting)
        if is_other:
            self._keep_typed()
            self._since = self._clock()
            self._show_foot(self.ending)
        self._waiting = waiting
        if waiting is not None:
            self._show_waiting(waiting)
            if is_other:
                self.ending.show_typed(self._typed.get(waiting.row.customer, Typed()))
        self._tell()

    def _show_waiting(self, waiting: Waiting) -> None:
        row = waiting.row
        self._portrait.show_customer(row.customer, row.name)
        self._name.setText(one_line(row.name))
        self._why.setText(one_line(row.why))
        self.sheet.show_waiting(waiting, self._clock())

    def _keep_typed(self) -> None:
        if self._waiting is not None:
            self._typed[self._waiting.row.customer] = self.ending.typed

    def _step(self, by: int) -> None:
        place = self._people.currentIndex().row() + by
        if 0 <= place < self._seats.rowCount():
            self._people.setCurrentIndex(self._seats.index(place))

    # What the owner does

    def _copy_number(self) -> None:
        if self._waiting is not None:
            number = self._waiting.telephone
            QGuiApplication.clipboard().setText(number.e164 or number.written)
            self.said.emit(_("The number is copied."), None)

    def _ask_block(self) -> None:
        if self._waiting is not None:
            name = one_line(self._waiting.row.name)
            self._show_foot(self._question)
            self._question.ask(
                _("Has {name} asked not to be called?").format(name=name),
                _("Then Notecard never suggests a call to them again."),
            )

    def _block(self) -> None:
        self._show_foot(self.ending)
        self._end(Outcome.DO_NOT_CALL)

    def _leave_question(self) -> None:
        self._show_foot(self.ending)
        self.begin()

    def _show_foot(self, widget: QWidget) -> None:
        """Show the endings, or the question that one of them asks."""
        self._foot.setCurrentWidget(widget)
        for action in (self._never, self._later):
            action.setEnabled(widget is self._question)

    def _end(self, outcome: Outcome) -> None:
        """Keep how the call ended; the next person is there when it is kept."""
        waiting = self._waiting
        if waiting is None or self._is_busy:
            return
        if self.ending.is_unclear:
            self.ending.again.setFocus()
            return
        typed, row = self.ending.typed, waiting.row
        ending = Ending(
            row.customer, outcome, typed.words, self.ending.day, row.lane.value, self._took()
        )
        self._is_busy = True
        self._tell()

        def kept(logged: "Logged") -> None:
            self._is_busy = False
            self.banner.hide()
            self.ending.show_typed(Typed())
            self._typed.pop(row.customer, None)
            self._people.setFocus()
            self.said.emit(
                _said(outcome, one_line(row.name)), lambda: self._take_back(logged, typed)
            )

        self.jobs.write(lambda _progress: self._errands.log(ending), kept, self._refused)

    def _refused(self, error: NotecardError) -> None:
        self._is_busy = False
        self._tell()
        self.trouble(error)

    def _take_back(self, logged: "Logged", typed: Typed) -> None:
        """Put the person back on the list, and what was written beside them into the fields."""
        customer = logged.touch.customer

        def taken_back(_answer: object) -> None:
            self._typed[customer] = typed
            self._wanted = customer

        self.jobs.write(lambda _progress: self._errands.unlog(logged), taken_back, self.trouble)

    def _took(self) -> int | None:
        """Return the seconds since they came before the owner, where that can have been a call."""
        seconds = round((self._clock() - self._since).total_seconds())
        return seconds if _SHORTEST <= seconds <= _LONGEST else None


def _whom(waiting: Waiting | None) -> int | None:
    return waiting.row.customer if waiting else None


def _said(outcome: Outcome, name: str) -> str:
    sentences = {
        Outcome.TALKED: _("You talked to {name}."),
        Outcome.VOICEMAIL: _("You left a message for {name}."),
        Outcome.NO_ANSWER: _("{name} did not answer."),
        Outcome.WRONG_NUMBER: _("The number of {name} is wrong; ask for the new one."),
        Outcome.DO_NOT_CALL: _("{name} will never be called again."),
    }
    return sentences[outcome].format(name=name)
