"""Settings: the shop, who serves, the card, this computer, and a copy of the shop's data."""

import platform
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from notecard.core.settings import Settings, Shop, Staff
from notecard.core.words import _
from notecard.desktop import forms
from notecard.desktop.deeds import button, deed
from notecard.desktop.errands.shop import ShopChoices, ShopErrands
from notecard.desktop.jobs import Jobs
from notecard.desktop.pages.page import Page
from notecard.desktop.theme import Look
from notecard.desktop.widgets.choice import Choice
from notecard.desktop.widgets.painting import one_line
from notecard.desktop.widgets.seasons import Seasons

CURRENCIES = ("GBP", "EUR", "USD", "AUD", "CAD", "CHF", "DKK", "JPY", "NOK", "NZD", "SEK")
ZONES = (
    "Europe/London",
    "Europe/Dublin",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Madrid",
    "Europe/Rome",
    "Asia/Jerusalem",
    "Asia/Tokyo",
    "Australia/Sydney",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "UTC",
)

CARD_LANGUAGES = (
    ("en", "English"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
    ("pl", "Polski"),
)
MINUTES = (5, 10, 15, 20, 30, 45, 60)


class SettingsPage(Page):
    """Everything is kept at once; a quiet line says so."""

    chosen = Signal(str, str)  # a choice of this computer: its name and value

    def __init__(
        self,
        jobs: Jobs,
        look: Look,
        errands: ShopErrands,
        settings: Callable[[], Settings],
        folder: Callable[[], Path],
        today: date,
    ) -> None:
        super().__init__(jobs, look, _("Settings"))
        self._errands, self._settings, self._folder = errands, settings, folder
        self._today = today
        self._shop = Shop()
        self._is_filling = False
        self._make_deeds()
        self._make_fields()
        self.lines.addWidget(self.heading)
        self.lines.addWidget(self.banner)
        self.lines.addSpacing(6)
        self.lines.addWidget(self._scrolled(), 1)

    def reload(self) -> None:
        """Read the choices again."""
        self.jobs.read(self._errands.choices, self._show, self.trouble)

    def begin(self) -> None:
        """Start at the first field."""
        self._name.setFocus()

    # How it is put together

    def _make_deeds(self) -> None:
        self._back_up = deed(self, _("Make a backup…"), ["Ctrl+B"], self._ask_backup)
        self._add_deed = deed(self, _("Add somebody who serves"), ["Ctrl+E"], self._add_staff)
        self.deeds = [self._back_up, self._add_deed]

    def _make_fields(self) -> None:
        self._name, self._sign_off, self._handle = QLineEdit(), QLineEdit(), QLineEdit()
        self._rewriter = QLineEdit()
        self._rewriter.setPlaceholderText("http://127.0.0.1:11434")
        for field in (self._name, self._sign_off, self._handle, self._rewriter):
            field.editingFinished.connect(self._keep)
        self._sign_off.setPlaceholderText("Ruth & Ben")
        self._handle.setPlaceholderText("@yourshop")
        self._currency = self._combo([(each, each) for each in CURRENCIES])
        self._zone = self._combo([(each, each.replace("_", " ")) for each in ZONES])
        self._stock, self._design = self._combo([]), self._combo([])
        self._written_in = self._combo(list(CARD_LANGUAGES))
        self._register = self._combo(
            [("formal", _("As to somebody you respect")), ("familiar", _("As to a friend"))]
        )
        self._theme = self._combo(
            [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))],
            lambda value: self._choose("theme", value),
        )
        self._language = self._combo(
            [("", _("As the system")), ("en", "English")],
            lambda value: self._choose("language", value),
        )
        self._staff = QListWidget()
        self._staff.setFixedHeight(130)
        self._staff.itemChanged.connect(lambda _item: self._keep())
        self._new = QLineEdit()
        self._new.setPlaceholderText(_("Name, then Enter"))
        self._new.returnPressed.connect(self._add_staff)
        self._minutes = self._combo([(str(n), _("{n} minutes").format(n=n)) for n in MINUTES])
        self._quiet = self._combo(
            [
                ("20", _("20 of a hundred: the usual")),
                ("50", _("50 of a hundred: an answer sooner")),
                ("0", _("Nobody: no answer ever")),
            ]
        )
        self._seasons = Seasons(self._today)
        self._seasons.changed.connect(self._keep)
        self._counter = QLineEdit()
        self._counter.setPlaceholderText(platform.node())
        self._counter.editingFinished.connect(self._keep_counter)
        self._lines_wanted = QCheckBox(_("Print faint lines to write on"))
        self._lines_wanted.toggled.connect(lambda _on: self._keep())

    def _combo(
        self,
        choices: Sequence[tuple[str, str]],
        chosen: Callable[[str], None] | None = None,
    ) -> QComboBox:
        combo = Choice()
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(8)
        for value, words in choices:
            combo.addItem(words, value)
        if chosen is None:
            combo.activated.connect(lambda _place: self._keep())
        else:
            combo.activated.connect(lambda _place: chosen(str(combo.currentData())))
        return combo

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, 10, 0)
        across.setSpacing(20)
        for panels in (
            (self._shop_panel(), self._card_panel(), self._day_panel()),
            (self._staff_panel(), self._seasons_panel(), self._computer_panel()),
        ):
            column = QVBoxLayout()
            column.setSpacing(16)
            for panel in panels:
                column.addWidget(panel)
            column.addStretch()
            across.addLayout(column, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _shop_panel(self) -> QFrame:
        return panel(
            _("Your shop"),
            forms.Row(_("Name"), self._name),
            pair(
                forms.Row(_("Signed by"), self._sign_off),
                forms.Row(_("On social networks"), self._handle),
            ),
            pair(forms.Row(_("Currency"), self._currency), forms.Row(_("Time zone"), self._zone)),
        )

    def _card_panel(self) -> QFrame:
        return panel(
            _("The card"),
            forms.Row(_("Card stock"), self._stock),
            forms.Row(_("Design"), self._design),
            self._lines_wanted,
            pair(
                forms.Row(_("Written in"), self._written_in),
                forms.Row(_("Manner"), self._register),
            ),
            forms.Row(
                _("Local language model"),
                self._rewriter,
                _("Optional. It may put suggestions another way; it must run on this computer."),
            ),
        )

    def _staff_panel(self) -> QFrame:
        return panel(
            _("Who serves"),
            forms.Row(
                _("Still here"), self._staff, _("Untick who has left: their past stays theirs.")
            ),
            forms.Row(_("Somebody new"), self._new),
        )

    def _day_panel(self) -> QFrame:
        return panel(
            _("The day"),
            forms.Row(_("Time for cards and calls"), self._minutes),
            forms.Row(
                _("Left in peace by lot"),
                self._quiet,
                _(
                    "Only so can you see one day whether thanking brings people back: by comparing"
                    " with others whom nobody thanked. Notes that are due, gifts, complaints and"
                    " recommendations are never left out."
                ),
            ),
        )

    def _seasons_panel(self) -> QFrame:
        return panel(_("Seasons"), self._seasons)

    def _computer_panel(self) -> QFrame:
        return panel(
            _("This computer"),
            pair(forms.Row(_("Look"), self._theme), forms.Row(_("Language"), self._language)),
            forms.Row(
                _("This counter is called"),
                self._counter,
                _("With several counters, each sees who is busy with whom."),
            ),
            beside(button(self._back_up, "lock", self.look)),
        )

    # What is shown

    def _show(self, choices: ShopChoices) -> None:
        self._is_filling = True
        self._shop = shop = choices.shop
        for field, words in (
            (self._name, shop.name),
            (self._sign_off, shop.sign_off),
            (self._handle, shop.handle),
            (self._rewriter, shop.rewriter),
        ):
            if not field.isModified():
                field.setText(words)
        select(self._currency, shop.currency)
        select(self._zone, shop.timezone)
        fill(self._stock, [(each.id, each.name) for each in choices.stocks], shop.stock)
        fill(self._design, choices.designs, shop.design)
        select(self._theme, self._settings().theme)
        select(self._language, self._settings().language)
        self._lines_wanted.setChecked(shop.guide_lines)
        select(self._written_in, shop.language)
        select(self._register, shop.register)
        select(self._minutes, str(shop.minutes))
        select(self._quiet, str(shop.quiet_share))
        self._seasons.show_seasons(shop.seasons)
        if not self._counter.isModified():
            self._counter.setText(self._settings().counter)
        self._show_staff(shop.staff)
        self._is_filling = False

    def _show_staff(self, staff: Sequence[Staff]) -> None:
        self._staff.clear()
        for each in staff:
            item = QListWidgetItem(one_line(each.name))
            item.setData(Qt.ItemDataRole.UserRole, each.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if each.here else Qt.CheckState.Unchecked)
            self._staff.addItem(item)

    # What the owner does

    def _written(self) -> Shop:
        """Return the shop as the fields say it."""
        staff = []
        for place in range(self._staff.count()):
            item = self._staff.item(place)
            name = str(item.data(Qt.ItemDataRole.UserRole))
            staff.append(Staff(name, item.checkState() is Qt.CheckState.Checked))
        return replace(
            self._shop,
            name=self._name.text().strip(),
            sign_off=self._sign_off.text().strip(),
            handle=self._handle.text().strip(),
            rewriter=self._rewriter.text().strip(),
            currency=str(self._currency.currentData()),
            timezone=str(self._zone.currentData()),
            stock=str(self._stock.currentData()),
            design=str(self._design.currentData()),
            guide_lines=self._lines_wanted.isChecked(),
            language=str(self._written_in.currentData() or self._shop.language),
            register=str(self._register.currentData() or self._shop.register),
            staff=tuple(staff),
            minutes=int(self._minutes.currentData() or self._shop.minutes),
            quiet_share=int(self._quiet.currentData() or self._shop.quiet_share),
            seasons=self._seasons.seasons,
        )

    def _keep(self) -> None:
        for field in (self._name, self._sign_off, self._handle, self._rewriter):
            field.setModified(False)
        shop = self._written()
        if self._is_filling or shop == self._shop:
            return
        before, self._shop = self._shop, shop
        self._seasons.show_seasons(shop.seasons)

        def take_back() -> None:
            self._put(before, _("Put back."))

        self._put(shop, _("Saved."), take_back)

    def _put(self, shop: Shop, words: str, undo: Callable[[], None] | None = None) -> None:
        self.jobs.write(
            lambda _progress: self._errands.keep(shop),
            lambda _answer: self.said.emit(words, undo),
            self.trouble,
        )

    def _choose(self, name: str, value: str) -> None:
        self.chosen.emit(name, value)
        self.said.emit(_("Saved."), None)

    def _keep_counter(self) -> None:
        self._counter.setModified(False)
        name = self._counter.text().strip()
        if name != self._settings().counter:
            self._choose("counter", name)

    def _add_staff(self) -> None:
        name = self._new.text().strip()
        if not name:
            self._new.setFocus()
            return
        self._new.clear()
        self._is_filling = True
        self._show_staff([*self._written().staff, Staff(name)])
        self._is_filling = False
        self._keep()

    def _ask_backup(self) -> None:
        name = f"notecard-backup-{self._today.isoformat()}.db"
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Make a backup"), str(self._folder() / name)
        )
        if chosen:
            place = Path(chosen)
            self.jobs.write(
                lambda _progress: self._errands.back_up(place),
                lambda _answer: self.said.emit(
                    _("Everything is copied to {file}.").format(file=place.name), None
                ),
                self.trouble,
                is_told=False,
            )


def panel(words: str, *parts: QWidget) -> QFrame:
    """Return a sheet with a heading and its parts below each other."""
    frame = QFrame()
    frame.setObjectName("panel")
    frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    lines = QVBoxLayout(frame)
    lines.setContentsMargins(22, 18, 22, 20)
    lines.setSpacing(13)
    lines.addWidget(forms.title(words, 1.35))
    for part in parts:
        lines.addWidget(part)
    return frame


def pair(left: QWidget, right: QWidget) -> QWidget:
    """Return two fields beside each other."""
    both = QWidget()
    across = QHBoxLayout(both)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(14)
    across.addWidget(left, 1)
    across.addWidget(right, 1)
    return both


def beside(*widgets: QWidget) -> QWidget:
    """Return widgets beside each other, no wider than they need to be."""
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    for each in widgets:
        across.addWidget(each)
    across.addStretch()
    return holder


def select(combo: QComboBox, value: str) -> None:
    """Choose the entry of this value; one that is not known is added, never lost."""
    place = combo.findData(value)
    if place < 0:
        combo.addItem(value, value)
        place = combo.count() - 1
    combo.setCurrentIndex(place)


def fill(combo: QComboBox, choices: Sequence[tuple[str, str]], value: str) -> None:
    """Offer other choices."""
    combo.clear()
    for each, words in choices:
        combo.addItem(words, each)
    select(combo, value)
