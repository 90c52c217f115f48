"""Customers: everybody known, and what was between each of them and the shop."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from notecard.core.customers import called
from notecard.core.told import Kind, Told, kind_words
from notecard.core.words import _, _n
from notecard.desktop import forms
from notecard.desktop.deeds import button, deed
from notecard.desktop.errands.people import Life, Line, Lines, PeopleErrands
from notecard.desktop.jobs import Jobs
from notecard.desktop.pages.page import Page
from notecard.desktop.rows_model import RowsModel
from notecard.desktop.theme import Look
from notecard.desktop.widgets.painting import one_line
from notecard.desktop.widgets.people import PeopleDelegate, Portrait, Shown
from notecard.desktop.widgets.question import Question
from notecard.desktop.widgets.telling import GiftDay, MarkMenu
from notecard.desktop.widgets.timeline import Timeline

_PAUSE_MS = 120  # between two letters of a search


def present(line: Line) -> Shown:
    """Return what is seen of a line."""
    chip, drawing = (_("No contact"), "ban") if line.is_blocked else ("", "")
    return Shown(line.id, line.name, line.sentence, chip, drawing)


def say(line: Line) -> str:
    """Return the line as one sentence for whoever hears it."""
    blocked = " " + _("Asked for no contact.") if line.is_blocked else ""
    return f"{one_line(line.name)}. {line.sentence}{blocked}"


@dataclass(frozen=True, slots=True)
class _Asked:
    """The search that was asked for last; older answers are let go."""

    text: str = ""


class CustomersPage(Page):
    """Left the search and the list, right one person."""

    def __init__(self, jobs: Jobs, look: Look, errands: PeopleErrands) -> None:
        super().__init__(jobs, look, _("Customers"))
        self._errands = errands
        self._asked = _Asked()
        self._life: Life | None = None
        self._lines = RowsModel(say=say, parent=self)
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Find by name, e-mail or telephone"))
        forms.spoken(self._search, _("Find a customer"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._list = self._make_list()
        self._portrait = Portrait(look)
        self._name = forms.title(step=1.6)
        self._name.setMinimumWidth(1)
        self._sentence = forms.faded()
        self._reach = forms.faded()
        self._flag = forms.faded()
        self._timeline = Timeline(look)
        self._make_deeds()
        self._guess = Question(
            [button(self._is_so, "check", look), button(self._is_not_so, "x", look)]
        )
        self._marks = MarkMenu(self)
        self._marks.told.connect(self._tell)
        self._marks.ended.connect(self._end)
        self._gift = GiftDay()
        self._gift.given.connect(lambda day: self._keep_told(Kind.GIFT, day))
        self._gift.left.connect(self._list.setFocus)
        across = QHBoxLayout()
        across.setSpacing(22)
        across.addLayout(self._left(), 44)
        across.addWidget(self._right(), 56)
        self.lines.addLayout(across, 1)
        self._search.textChanged.connect(lambda _text: self._pause.start())
        self._search.returnPressed.connect(self._list.setFocus)
        self._pause.timeout.connect(self.reload)
        self._lines.wanted.connect(self._more)
        self._list.selectionModel().selectionChanged.connect(self._chosen)
        self._detail.hide()

    def reload(self) -> None:
        """Search again, and read the person again."""
        self._asked = _Asked(self._search.text())
        text = self._asked.text
        self.jobs.read(lambda: self._errands.lines(text), self._show, self.trouble)
        if self._life:
            self._read(self._life.customer.id)

    def begin(self) -> None:
        """Start at the list; a slash leads to the search."""
        self._list.setFocus()

    def search(self, text: str) -> None:
        """Search as if it was typed."""
        self._search.setText(text)
        self.reload()

    def person(self) -> tuple[int, str] | None:
        """Return whoever is shown on the right."""
        if self._life is None:
            return None
        who = self._life.customer
        return (who.id, called(who.name, who.id))

    def _make_list(self) -> QListView:
        people = QListView()
        people.setAccessibleName(_("Customers"))
        people.setModel(self._lines)
        people.setItemDelegate(PeopleDelegate(self.look, present, people, lines=1))
        people.setUniformItemSizes(True)
        people.setMouseTracking(True)
        people.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return people

    def _make_deeds(self) -> None:
        find = deed(self, _("Find a customer"), ["/", "Ctrl+F"], self._find)
        self._amounts = deed(self, _("Show or hide amounts"), ["A"], self._toggle_amounts)
        self._mark = deed(self, _("Mark…"), ["M"], self._ask_what)
        self._is_so = deed(self, _("Yes, that is so"), ["Y"], lambda: self._answer(True))
        self._is_not_so = deed(self, _("No, it is not"), ["N"], lambda: self._answer(False))
        self._block = deed(self, _("Do not contact"), ["B"], self._toggle_block)
        down = deed(self, _("Next person"), ["J"], lambda: self._step(1))
        up = deed(self, _("Person before"), ["K"], lambda: self._step(-1))
        self.deeds = [find, self._mark, self._is_so, self._is_not_so]
        self.deeds += [self._amounts, self._block, down, up]
        for each in (self._mark, self._is_so, self._is_not_so):
            each.setEnabled(False)

    def _left(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(4)
        lines.addWidget(self.heading)
        lines.addWidget(self.subtitle)
        lines.addSpacing(8)
        lines.addWidget(self._search)
        lines.addSpacing(6)
        lines.addWidget(self._list, 1)
        return lines

    def _right(self) -> QWidget:
        self._detail = QWidget()
        names = QVBoxLayout()
        names.setSpacing(2)
        for label in (self._name, self._sentence, self._reach, self._flag):
            names.addWidget(label)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._portrait, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        row = QHBoxLayout()
        self._mark_button = button(self._mark, "pencil", self.look)
        row.addWidget(self._mark_button)
        row.addWidget(button(self._amounts, "eye", self.look))
        row.addWidget(button(self._block, "ban", self.look))
        row.addStretch()
        inner = QVBoxLayout(self._detail)
        inner.setContentsMargins(0, 8, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self.banner)
        inner.addLayout(head)
        inner.addLayout(row)
        inner.addWidget(self._gift)
        inner.addWidget(self._guess)
        inner.addWidget(self._timeline, 1)
        return self._keeping_its_place(self._detail)

    def _keeping_its_place(self, inner: QWidget) -> QWidget:
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(inner)
        return holder

    def _find(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def _show(self, lines: Lines) -> None:
        if lines.text != self._asked.text:
            return
        if lines.offset:
            self._lines.append(lines.lines)
            return
        here = self._life.customer.id if self._life else 0
        self._lines.show(lines.lines, lines.total)
        words = _n("{n} customer", "{n} customers", lines.total)
        self.subtitle.setText(words.format(n=f"{lines.total:,}"))
        places = [line.id for line in lines.lines]
        if places:
            place = places.index(here) if here in places else 0
            self._list.setCurrentIndex(self._lines.index(place))

    def _more(self, offset: int) -> None:
        text = self._asked.text
        self.jobs.read(lambda: self._errands.lines(text, offset), self._show, self.trouble)

    def _step(self, by: int) -> None:
        place = self._list.currentIndex().row() + by
        if 0 <= place < self._lines.rowCount():
            self._list.setCurrentIndex(self._lines.index(place))

    def _chosen(self) -> None:
        rows = self._list.selectionModel().selectedRows()
        if rows:
            self._read(self._lines.rows[rows[0].row()].id)

    def _read(self, customer: int) -> None:
        self.jobs.read(lambda: self._errands.life(customer), self._show_life, self.trouble)

    def _show_life(self, life: Life) -> None:
        who = life.customer
        is_other = self._life is None or self._life.customer.id != who.id
        self._life = life
        if is_other:
            self._timeline.show_amounts(False)
            self._gift.hide()
        self._portrait.show_customer(who.id, who.name)
        self._name.setText(one_line(called(who.name, who.id)))
        self._tell_amounts()
        where = ", ".join(filter(None, (*who.address.lines, who.address.city)))
        self._reach.setText(" · ".join(filter(None, (who.phone, who.email, one_line(where)))))
        self._flag.setText(one_line(life.flags))
        self._flag.setVisible(bool(life.flags))
        self._block.setText(_("Allow contact") if who.blocked else _("Do not contact"))
        self._timeline.entries.show(life.entries)
        self._show_guess(life)
        self._detail.show()

    def _show_guess(self, life: Life) -> None:
        self._mark.setEnabled(True)
        for each in (self._is_so, self._is_not_so):
            each.setEnabled(life.guess is not None)
        self._guess.setVisible(life.guess is not None)
        if life.guess:
            self._guess.show_words(life.guess[1])

    def _toggle_amounts(self) -> None:
        self._timeline.show_amounts(not self._timeline.shows_amounts)
        self._tell_amounts()

    def _tell_amounts(self) -> None:
        if self._life is None:
            return
        shown = self._timeline.shows_amounts
        self._amounts.setText(_("Hide amounts") if shown else _("Show amounts"))
        spent = _("Spent {amount}.").format(amount=self._life.spent)
        words = self._life.sentence
        self._sentence.setText(f"{words} {spent}" if shown and self._life.spent else words)

    def _toggle_block(self) -> None:
        if self._life is None:
            return
        who = self._life.customer
        name = one_line(called(who.name, who.id))
        channels, wishes = who.blocked, self._life.wishes

        def block() -> None:
            self._write(lambda: self._errands.block(who.id, wishes))

        def unblock() -> None:
            freed = channels or ("all",)
            self._write(lambda: self._errands.unblock(who.id, freed))

        if channels:
            unblock()
            self.said.emit(_("{name} may be contacted again.").format(name=name), block)
        else:
            block()
            self.said.emit(_("{name} will not be contacted again.").format(name=name), unblock)

    # What no receipt says

    def _ask_what(self) -> None:
        if self._life:
            place = self._mark_button.mapToGlobal(self._mark_button.rect().bottomLeft())
            self._marks.open_at(place, self._life.open)

    def _tell(self, kind: Kind) -> None:
        if kind is Kind.GIFT:
            self._gift.ask(self._errands.gift_day, self._errands.today)
        else:
            self._keep_told(kind)

    def _keep_told(self, kind: Kind, until: date | None = None) -> None:
        if self._life is None:
            return
        who, before = self._life.customer, self._life.told
        self._list.setFocus()

        def kept(told: Told) -> None:
            was = next((one for one in before if one.id == told.id), None)
            self._say_told(told, lambda: self._take_back(told, was))

        self.jobs.write(lambda _p: self._errands.tell(who.id, kind, until), kept, self.trouble)

    def _say_told(self, told: Told, undo: Callable[[], None]) -> None:
        self.said.emit(_("Told: {what}.").format(what=kind_words(told.kind)), undo)

    def _take_back(self, told: Told, was: Told | None) -> None:
        errands = self._errands
        self._write(lambda: errands.put_back(was) if was else errands.untell(told))

    def _end(self, told: Told) -> None:
        self._write(lambda: self._errands.end(told))
        words = _("No longer: {what}.").format(what=kind_words(told.kind))
        if told.kind is Kind.COMPLAINT:
            words = _("The complaint is solved.")
        self.said.emit(words, lambda: self._write(lambda: self._errands.put_back(told)))

    def _answer(self, is_so: bool) -> None:
        if self._life is None or self._life.guess is None:
            return
        guess = self._life.guess[0]
        self._list.setFocus()
        self._write(lambda: self._errands.answer(guess, is_so))
        words = _("So it is no guess any more.") if is_so else _("It will not be guessed again.")
        self.said.emit(words, lambda: self._write(lambda: self._errands.put_back(guess)))

    def _write(self, work: Callable[[], object]) -> None:
        self.jobs.write(lambda _progress: work(), lambda _answer: None, self.trouble)
