"""Results: the people first, then what can honestly be said of who came back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from notecard.core.results import LEAST
from notecard.core.trial import QUIET_DAYS, RETURN_DAYS
from notecard.core.words import _
from notecard.desktop import forms
from notecard.desktop.deeds import button, deed
from notecard.desktop.empty import Empty
from notecard.desktop.errands.results import Figure, ResultsErrands, Shown
from notecard.desktop.jobs import Jobs
from notecard.desktop.pages.page import Page
from notecard.desktop.theme import Look
from notecard.desktop.widgets.arms_chart import ArmsChart
from notecard.desktop.widgets.section import Sheets, below
from notecard.desktop.widgets.spread_chart import SpreadChart

_WAITING, _NOTHING, _THERE = range(3)
_COLUMNS = 6
_LARGE, _SMALL = 2.6, 1.7  # figures


class ResultsPage(Page):
    """Three sheets: what was done, who came back, and to whom the thanks went."""

    wants_today = Signal()

    def __init__(self, jobs: Jobs, look: Look, errands: ResultsErrands) -> None:
        super().__init__(jobs, look, _("Results"))
        self._errands = errands
        self._shown: Shown | None = None
        self._copy = deed(self, _("Copy in words"), ["C"], self._copy_words)
        self._write = deed(self, _("Write the first card"), ["W"], self.wants_today.emit)
        self.deeds = [self._copy, self._write]
        self._sheets = Sheets(_("Results"))
        self._nothing = Empty(
            "heart", look, "", button(self._write, "sun", look, "primary"), width=500
        )
        self._views = QStackedWidget()
        for view in (Empty("hourglass", look, _("Counting…")), self._nothing, self._sheets):
            self._views.addWidget(view)
        self.subtitle.setText(_("The people first. What came of it is told twice a year."))
        self.lines.addLayout(self._head())
        self.lines.addWidget(self.banner)
        self.lines.addSpacing(8)
        self.lines.addWidget(self._views, 1)
        self._show_view(_WAITING)

    def reload(self) -> None:
        """Count again."""
        self.jobs.read(self._errands.results, self._show, self.trouble)

    def begin(self) -> None:
        """Start where the arrow keys move what is seen, or at what to do first."""
        if self._views.currentIndex() == _NOTHING:
            self._nothing.begin()
        else:
            self._sheets.setFocus()

    @property
    def words(self) -> str:
        """Everything on the page as text."""
        shown = self._shown
        if shown is None:
            return ""
        parts = [shown.ever, *shown.sentences, *(one.sentence for one in shown.comparisons[1:])]
        return "\n".join(filter(None, [*parts, shown.too_few, shown.spread]))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(below(self.heading, self.subtitle, spacing=4), 1)
        self._copy_button = button(self._copy, "file-text", self.look)
        row.addWidget(self._copy_button)
        return row

    def _show_view(self, number: int) -> None:
        self._views.setCurrentIndex(number)
        is_there = number == _THERE
        self._copy.setEnabled(is_there)
        self._copy_button.setVisible(is_there)
        self._write.setEnabled(number == _NOTHING)

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self.banner.hide()
        if shown.is_empty:
            told = _(
                "Nobody has been thanked yet. Once you have, this page keeps count of the people"
                " and of what you talked about. Whether they come back more often can first be"
                " told on {day}, by comparing with some whom the lot leaves in peace."
            )
            self._nothing.say(told.format(day=shown.first_look))
            self._show_view(_NOTHING)
            self._start()
            return
        at = self._sheets.verticalScrollBar().value()
        self._sheets.lay(self._people(shown), self._came_back(shown), self._spread(shown))
        self._show_view(_THERE)
        self._sheets.verticalScrollBar().setValue(at)
        self._start()

    def _start(self) -> None:
        if self.isVisible():
            self.begin()

    def _people(self, shown: Shown) -> QFrame:
        frame, lines = _sheet(shown.when)
        across = QHBoxLayout()
        across.setSpacing(18)
        for place, figure in enumerate(shown.figures):
            across.addWidget(_figure(figure, is_large=place == 0), 1)
        across.addStretch(max(0, _COLUMNS - len(shown.figures)))
        lines.addLayout(across)
        lines.addWidget(forms.faded(shown.ever, 1.0))
        return frame

    def _came_back(self, shown: Shown) -> QFrame:
        frame, lines = _sheet(_("Who came back"))
        for words in shown.sentences:
            lines.addWidget(forms.sentence(words))
        if shown.comparisons:
            chart = ArmsChart(self.look)
            chart.show_comparisons(shown.comparisons)
            lines.addSpacing(8)
            lines.addWidget(chart)
            lines.addWidget(
                forms.faded(
                    _(
                        "The dot is what was seen. The line is where the truth lies with 95%"
                        " certainty: the fewer people, the longer it is."
                    )
                )
            )
        if shown.too_few:
            lines.addWidget(forms.faded(shown.too_few, 1.0))
        lines.addWidget(forms.faded(_how()))
        return frame

    def _spread(self, shown: Shown) -> QFrame:
        frame, lines = _sheet(_("To whom the thanks went"))
        lines.addWidget(forms.sentence(shown.spread))
        across = QHBoxLayout()
        across.setSpacing(34)
        for title, groups in (
            (_("By how often they come"), shown.by_visits),
            (_("By what they have spent"), shown.by_spent),
        ):
            chart = SpreadChart(self.look, title)
            chart.show_groups(groups)
            column = below(forms.faded(title), chart)
            across.addWidget(column, 1)
        lines.addLayout(across)
        lines.addWidget(
            forms.faded(_("Above: their part of all customers. Below: of all thanks in a year."))
        )
        return frame

    def _copy_words(self) -> None:
        QGuiApplication.clipboard().setText(self.words)
        self.said.emit(_("The results are copied in words."), None)


def _sheet(title: str) -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setObjectName("panel")
    lines = QVBoxLayout(frame)
    lines.setContentsMargins(22, 16, 22, 16)
    lines.setSpacing(8)
    lines.addWidget(forms.strong(title, 1.06))
    return frame, lines


def _figure(figure: Figure, *, is_large: bool) -> QWidget:
    """Return a number with its words below; all stand on one line, whatever their size."""
    number = forms.title(figure.number, _LARGE if is_large else _SMALL)
    number.setFixedHeight(forms.title("0", _LARGE).sizeHint().height())
    number.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading)
    words = forms.faded(figure.words, 1.0)
    words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
    holder = below(number, words, spacing=0)
    forms.spoken(holder, f"{figure.number} {figure.words}")
    return holder


def _how() -> str:
    """Return how it is found out, and what is never done for it."""
    told = _(
        "How this is found out: when an occasion comes up, a lot decides who is to be thanked and"
        " who is left in peace for {quiet} days. Both are followed for {days} days, whatever"
        " becomes of it. Your own notes, gifts, things put right and recommendations never wait"
        " for a lot. With fewer than {least} people in a group nothing is compared."
    )
    return told.format(quiet=QUIET_DAYS, days=RETURN_DAYS, least=LEAST)
