"""What lies before the owner during a call: the number, the time there, and what to say."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from notecard.core.calls import TimeThere
from notecard.core.words import _
from notecard.desktop import forms, typefaces
from notecard.desktop.deeds import button
from notecard.desktop.errands.calls import Waiting
from notecard.desktop.theme import Look
from notecard.desktop.widgets.painting import one_line
from notecard.desktop.widgets.tel_code import TelCode


class CallSheet(QScrollArea):
    """Everything about one call below each other; the number stands first."""

    def __init__(self, look: Look, copy: QAction) -> None:
        super().__init__()
        forms.spoken(self, _("The call"))
        self.card = NumberCard(look, copy)
        self._said = QVBoxLayout()
        self._said.setSpacing(12)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 10, 0)
        lines.setSpacing(12)
        lines.addWidget(self.card)
        lines.addLayout(self._said)
        lines.addStretch()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(forms.NO_BAR)

    def show_waiting(self, waiting: Waiting, now: datetime) -> None:
        """Show what there is for somebody, from the top."""
        self.card.show_waiting(waiting)
        self.card.tell_time(waiting, now)
        while item := self._said.takeAt(0):
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for sheet in (ScriptCard(waiting), CountryCard(waiting)):
            self._said.addWidget(sheet)
        self.verticalScrollBar().setValue(0)

    def turn(self, pages: int) -> None:
        """Read on, or back, by most of what is seen."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep() * 3 // 4)


class NumberCard(QFrame):
    """The number, large, with the code to dial from beside it."""

    def __init__(self, look: Look, copy: QAction) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.number = forms.strong(step=1.7)
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.number.setWordWrap(True)
        self.time = forms.sentence()
        self._by = forms.sentence()
        self.code = TelCode()
        row = QHBoxLayout()
        row.addWidget(button(copy, "phone", look))
        row.addStretch()
        words = QVBoxLayout()
        words.setSpacing(6)
        for each in (self.number, self.time, self._by):
            words.addWidget(each)
        words.addStretch()
        words.addLayout(row)
        across = QHBoxLayout(self)
        across.setContentsMargins(18, 16, 16, 16)
        across.setSpacing(16)
        across.addLayout(words, 1)
        across.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)

    def show_waiting(self, waiting: Waiting) -> None:
        """Show whose number it is and who had better call."""
        number = waiting.telephone
        self.number.setText(one_line(number.written))
        forms.spoken(self, _("Number"), number.written)
        self.code.show_code(waiting.code, number.written)
        by = one_line(waiting.row.by)
        self._by.setText(
            _("{staff} knows them: let {staff} call.").format(staff=by)
            if by
            else _("Nobody who served them is here: whoever likes to may call.")
        )

    def tell_time(self, waiting: Waiting, now: datetime) -> None:
        """Say what time it is there, and whether that is a time to call."""
        self.time.setText(time_words(waiting, waiting.there(now)))


def time_words(waiting: Waiting, there: TimeThere | None) -> str:
    """Return the time there in a sentence."""
    country = waiting.country
    hours = {"start": f"{country.start:%H:%M}", "end": f"{country.end:%H:%M}"}
    if there is None:
        words = _("Nobody can tell what time it is there. Call between {start} and {end}.")
        return words.format(**hours)
    if there.is_polite:
        return _("It is {time} there: a good time to call.").format(time=there.words)
    words = _("It is {time} there. Better to call between {start} and {end}.")
    return words.format(time=there.words, **hours)


class ScriptCard(QFrame):
    """What to say, in the order of the call, and what not to do."""

    def __init__(self, waiting: Waiting) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(18, 16, 18, 16)
        self._lines.setSpacing(4)
        script = waiting.script
        if script.remembered:
            self._part(_("You had noted"), [f"“{script.remembered}”"])
        self._part(_("To begin"), [" ".join(script.opener)])
        self._part(_("To ask, and then to listen"), script.questions)
        self._part(_("What not to do"), script.avoid)
        self._part(_("For a machine, in twelve seconds"), [script.voicemail])
        told = " ".join((*script.opener, *script.questions, *script.avoid, script.voicemail))
        forms.spoken(self, _("What to say"), one_line(told))

    def _part(self, words: str, said: Iterable[str]) -> None:
        texts = [one_line(text) for text in said if text.strip()]
        if not texts:
            return
        if self._lines.count():
            self._lines.addSpacing(8)
        self._lines.addWidget(heading(words))
        for text in texts:
            self._lines.addWidget(forms.sentence(text))


class CountryCard(QWidget):
    """What a call like this may be in their country: information, and said to be no more."""

    def __init__(self, waiting: Waiting) -> None:
        super().__init__()
        country = waiting.country
        lines = QVBoxLayout(self)
        lines.setContentsMargins(18, 4, 18, 8)
        lines.setSpacing(4)
        name = _("Good to know") if not country.code else one_line(country.name)
        lines.addWidget(heading(name))
        for words in (*country.words, _("From: {source}").format(source=country.source)):
            lines.addWidget(forms.faded(one_line(words)))
        forms.spoken(self, name, one_line(" ".join(country.words)))


def heading(words: str) -> QLabel:
    """Return the small words above a part."""
    return forms.strong(words, typefaces.SMALL)
