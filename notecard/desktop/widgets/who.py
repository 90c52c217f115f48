"""Who is who: people who may be one stand side by side, and one key says what they are."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from notecard.core.errors import NotecardError
from notecard.core.words import _, _n
from notecard.desktop import forms
from notecard.desktop.deeds import button, deed
from notecard.desktop.empty import Empty
from notecard.desktop.errands.who import AT_MOST, Alike, Face, WhoErrands
from notecard.desktop.jobs import Jobs
from notecard.desktop.rows_model import RowsModel
from notecard.desktop.theme import Look
from notecard.desktop.widgets.painting import one_line
from notecard.desktop.widgets.people import PeopleDelegate, Portrait, Shown
from notecard.desktop.widgets.section import Section, Sheets, below, columns

if TYPE_CHECKING:
    from notecard.workflows.who_is_who import Answered, Verdict


def present(alike: Alike) -> Shown:
    """Return what is seen of people who may be one."""
    return Shown(alike.customers[0], alike.name, " ".join(alike.reasons), drawing="users")


def say(alike: Alike) -> str:
    """Return them as one sentence for whoever hears it."""
    return one_line(f"{alike.name}. {' '.join(alike.reasons)}")


class WhoSection(Section):
    """Left who may be one, right the two beside each other and the three answers."""

    def __init__(self, jobs: Jobs, look: Look, errands: WhoErrands) -> None:
        super().__init__(jobs, look, _("Who is who"))
        self._errands = errands
        self._is_stale = True
        self._answers = 0  # what was looked up before the latest is out of date
        self._has_more = False  # than the list holds
        self._rows = RowsModel(say=say, parent=self)
        self._list = self._make_list()
        self._sheets = Sheets(_("Side by side"))
        self._make_deeds()
        self._views = QStackedWidget()
        self._nobody = Empty(
            "users",
            look,
            _("Nobody to ask about: whoever may be one person in two places is shown here."),
        )
        self._nobody.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._views.addWidget(self._nobody)
        self._views.addWidget(self._at_work())
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._views)
        self._list.selectionModel().selectionChanged.connect(self._chosen)
        self._tell()

    def reload(self) -> None:
        """Look again who may be one, as soon as it is seen: among many it takes a moment."""
        self._is_stale = True
        if self.isVisible():
            self._load()

    def begin(self) -> None:
        """Start at the first who may be one."""
        (self._list if self._rows.rowCount() else self._nobody).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Look now, unless nothing has changed."""
        super().showEvent(event)
        if self._is_stale:
            self._load()

    @property
    def alike(self) -> Sequence[Alike]:
        """Those in the list."""
        return self._rows.rows

    # How it is put together

    def _make_list(self) -> QListView:
        rows = QListView()
        rows.setAccessibleName(_("People who may be one"))
        rows.setModel(self._rows)
        rows.setItemDelegate(PeopleDelegate(self.look, present, rows, lines=2))
        rows.setUniformItemSizes(True)
        rows.setMouseTracking(True)
        rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        rows.setHorizontalScrollBarPolicy(forms.NO_BAR)
        return rows

    def _make_deeds(self) -> None:
        self._same = deed(self, _("Same person"), ["S"], lambda: self._answer("same"))
        self._not = deed(self, _("Not the same"), ["N"], lambda: self._answer("different"))
        self._home = deed(self, _("Household"), ["H"], lambda: self._answer("household"))
        self.deeds = [self._same, self._not, self._home]

    def _at_work(self) -> QWidget:
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addWidget(button(self._same, "check", self.look))
        answers.addWidget(button(self._not, "x", self.look))
        answers.addWidget(button(self._home, "house", self.look))
        answers.addStretch()
        row = QWidget()
        row.setLayout(answers)
        answers.setContentsMargins(0, 0, 0, 0)
        view = QWidget()
        view.setLayout(columns(self._list, below(self._sheets, row)))
        return view

    # What is shown

    def _load(self) -> None:
        self._is_stale = False
        answers = self._answers

        def show(found: Sequence[Alike]) -> None:
            self._show(found) if answers == self._answers else self._load()

        self.jobs.read(self._errands.alike, show, self.troubled.emit)

    def _show(self, found: Sequence[Alike]) -> None:
        had_focus = self._list.hasFocus() or self._nobody.hasFocus()
        here = max(self._list.currentIndex().row(), 0)
        self._rows.show(found)
        self._has_more = len(found) >= AT_MOST
        self._look_at(here)
        if had_focus:
            self.begin()

    def _look_at(self, place: int) -> None:
        """Choose a row, or the last one, and say in the name of this part how many there are."""
        count = self._rows.rowCount()
        self._views.setCurrentIndex(1 if count else 0)
        if count:
            self._list.setCurrentIndex(self._rows.index(min(place, count - 1)))
        self._chosen()
        shown = f"{count}+" if self._has_more else f"{count}"
        words = _("Who is who ({n})").format(n=shown) if count else _("Who is who")
        self.named.emit(words)

    @property
    def _choice(self) -> Alike | None:
        rows = self._list.selectionModel().selectedRows()
        return self._rows.rows[rows[0].row()] if rows else None

    def _chosen(self) -> None:
        alike = self._choice
        if alike is None:
            self._sheets.lay()
        else:
            self._sheets.lay(self._side_by_side(alike), *map(forms.sentence, alike.reasons))
            forms.spoken(self._sheets, _("Side by side"), _described(alike))
        self._tell()

    def _side_by_side(self, alike: Alike) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        for number, face in enumerate(alike.faces):
            grid.addWidget(FaceCard(self.look, face), number // 2, number % 2)
            grid.setColumnStretch(number % 2, 1)
        if alike.more:
            words = _n("And {n} more of this name.", "And {n} more of this name.", alike.more)
            grid.addWidget(forms.faded(words.format(n=alike.more), 1.0), grid.rowCount(), 0, 1, 2)
        return holder

    def _tell(self) -> None:
        for each in self.deeds:
            each.setEnabled(self._choice is not None)

    # What the owner says

    def _answer(self, verdict: "Verdict") -> None:
        """Keep it; the next one is there at once, and Undo puts this one back in its place."""
        alike = self._choice
        if alike is None:
            return
        self._answers += 1
        place = self._list.currentIndex().row()
        self._rows.take(place)
        self._look_at(place)
        self.begin()

        def put_back() -> None:
            self._answers += 1
            self._rows.insert(min(place, self._rows.rowCount()), alike)
            self._look_at(place)
            self.begin()

        def kept(answered: "Answered") -> None:
            self._answers += 1
            if verdict == "same" or not self._rows.rowCount():
                self._load()  # others may be about somebody who is no longer apart
            self.calm.emit()
            self.said.emit(_said(alike, verdict), lambda: self._take_back(answered, put_back))

        def refused(error: NotecardError) -> None:
            put_back()
            self.troubled.emit(error)

        self.jobs.write(
            lambda _progress: self._errands.answer(alike.customers, verdict),
            kept,
            refused,
            is_told=False,
        )

    def _take_back(self, answered: "Answered", put_back: Callable[[], None]) -> None:
        def taken_back(_answer: object) -> None:
            put_back()
            self._load()

        self.jobs.write(
            lambda _progress: self._errands.take_back(answered),
            taken_back,
            self.troubled.emit,
            is_told=False,
        )


class FaceCard(QFrame):
    """One of those who may be one."""

    def __init__(self, look: Look, face: Face) -> None:
        super().__init__()
        self.setObjectName("panel")
        forms.spoken(self, one_line(face.name), " ".join(map(one_line, face.lines)))
        portrait = Portrait(look, 44)
        portrait.show_customer(face.id, face.name)
        name = forms.strong(one_line(face.name), 1.06)
        name.setWordWrap(True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 14, 16, 14)
        lines.setSpacing(6)
        lines.addWidget(portrait)
        lines.addWidget(name)
        for each in face.lines:
            lines.addWidget(forms.sentence(breakable(one_line(each))))
        lines.addStretch()


def breakable(text: str) -> str:
    """Return a line whose long words, such as e-mail addresses, may be broken at their signs."""
    for sign in "@._-":
        text = text.replace(sign, f"{sign}\u200b")
    return text


def _described(alike: Alike) -> str:
    people = (f"{face.name}: {' '.join(face.lines)}" for face in alike.faces)
    return one_line(" ".join([*people, *alike.reasons]))


def _said(alike: Alike, verdict: "Verdict") -> str:
    name = one_line(alike.name)
    if verdict == "same":
        return _("{name}: one person from now on.").format(name=name)
    if verdict == "household":
        return _("{name}: one household from now on.").format(name=name)
    return _("{name}: not the same person. Notecard will not ask again.").format(name=name)
