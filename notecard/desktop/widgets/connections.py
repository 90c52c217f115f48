"""Connections: shop systems that are asked by themselves, and the folder the till writes to."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QListView, QStackedWidget, QVBoxLayout, QWidget

from notecard.core.errors import NotecardError
from notecard.core.words import _
from notecard.desktop import forms
from notecard.desktop.deeds import button, deed
from notecard.desktop.empty import Empty
from notecard.desktop.errands.connections import (
    ConnectionErrands,
    Link,
    News,
    PassphraseWanted,
)
from notecard.desktop.errands.purchases import PurchaseErrands, Reading, Trouble
from notecard.desktop.jobs import Jobs
from notecard.desktop.rows_model import RowsModel
from notecard.desktop.theme import Look
from notecard.desktop.watching import FolderWatch
from notecard.desktop.widgets.connect_dialog import ConnectDialog, ask_passphrase
from notecard.desktop.widgets.file_card import FileCard
from notecard.desktop.widgets.painting import one_line
from notecard.desktop.widgets.people import PeopleDelegate, Shown
from notecard.desktop.widgets.section import Section, Sheets, below, columns, leading

if TYPE_CHECKING:
    from notecard.workflows.connect import Parted

_TROUBLES_SEEN = 3


def present(link: Link) -> Shown:
    """Return what is seen of a connection."""
    chip, drawing = (_("Trouble"), "circle-alert") if link.trouble else ("", "")
    return Shown(0, link.name, f"{link.label}. {link.read}", chip, drawing, drawing="plug")


def say(link: Link) -> str:
    """Return the connection as one sentence for whoever hears it."""
    return f"{one_line(link.name)}. {link.label}. {link.read} {link.trouble}".strip()


def present_trouble(trouble: Trouble) -> Shown:
    """Return what is seen of a file that could not be read."""
    return Shown(0, trouble.place.name, trouble.words, drawing="circle-alert")


def say_trouble(trouble: Trouble) -> str:
    """Return it as one sentence for whoever hears it."""
    return one_line(f"{trouble.place.name}. {trouble.words}")


class ConnectionsSection(Section):
    """Left what is connected, right how it stands, and the watched folder."""

    wants_read = Signal(object)  # the owner would read this file by hand
    chose_folder = Signal(str)  # to be watched; empty: none

    def __init__(
        self,
        jobs: Jobs,
        look: Look,
        errands: ConnectionErrands,
        files: PurchaseErrands,
        watch: FolderWatch,
    ) -> None:
        super().__init__(jobs, look, _("Connections"))
        self._errands, self._files, self._watch = errands, files, watch
        self._readings: dict[str, Reading] = {}
        self._links = RowsModel(say=say, parent=self)
        self._troubles = RowsModel(say=say_trouble, parent=self)
        self._list = self._make_list(self._links, present, _("What is connected"))
        self._files_list = self._make_list(
            self._troubles, present_trouble, _("Files that could not be read"), lines=3
        )
        self._sheets = Sheets(_("How it stands"))
        self._files_list.setSizeAdjustPolicy(QListView.SizeAdjustPolicy.AdjustToContents)
        self._make_deeds()
        self._views = QStackedWidget()
        self._views.addWidget(self._nothing_yet())
        self._views.addWidget(self._connected())
        self._folder_words = forms.sentence()
        self._sheets.hide()
        right = QWidget()
        down = QVBoxLayout(right)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(16)
        down.addWidget(self._folder_panel())
        down.addWidget(self._sheets, 100)  # all that is left, as long as it says anything
        down.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(columns(self._views, right))
        self._list.selectionModel().selectionChanged.connect(self._show_link)
        self._files_list.selectionModel().selectionChanged.connect(self._tell)
        watch.changed.connect(self._show_folder)

    def reload(self) -> None:
        """Read what is connected, and how the folder stands."""
        self.jobs.read(self._errands.links, self._show, self.troubled.emit)
        folder = self._watch.folder
        if folder is None:
            self._show_troubles(())
        else:
            self.jobs.read(
                lambda: self._files.troubles(folder), self._show_troubles, self.troubled.emit
            )

    def begin(self) -> None:
        """Start at what is connected."""
        if self._links.rowCount():
            self._list.setFocus()
        else:
            self._first.setFocus()

    # How it is put together

    def _make_list(
        self, model: RowsModel, shown: Callable[[Any], Shown], words: str, lines: int = 2
    ) -> QListView:
        rows = QListView()
        rows.setAccessibleName(words)
        rows.setModel(model)
        rows.setItemDelegate(PeopleDelegate(self.look, shown, rows, lines))
        rows.setUniformItemSizes(True)
        rows.setMouseTracking(True)
        rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        rows.setHorizontalScrollBarPolicy(forms.NO_BAR)
        return rows

    def _make_deeds(self) -> None:
        self._connect = deed(self, _("Connect…"), ["A"], self.open_dialog)
        self._sync = deed(self, _("Sync now"), ["F5"], self.sync)
        self._let_go = deed(self, _("Disconnect"), ["D"], self._disconnect)
        self._choose = deed(self, _("Choose the folder…"), ["F"], self._ask_folder)
        self._stop = deed(self, _("Stop watching"), ["X"], lambda: self.watch_folder(""))
        self._by_hand = deed(self, _("Read it here"), ["L"], self._read_by_hand)
        self.deeds = [self._connect, self._sync, self._let_go]
        self.deeds += [self._choose, self._stop, self._by_hand]

    def _nothing_yet(self) -> Empty:
        self._first = button(self._connect, "plug", self.look)
        return Empty(
            "plug",
            self.look,
            _(
                "Connect your shop system, and what is bought there comes by itself. Notecard only"
                " ever reads."
            ),
            self._first,
            width=290,
        )

    def _connected(self) -> QWidget:
        row = leading(
            button(self._sync, "refresh-cw", self.look),
            button(self._connect, "plug", self.look),
            button(self._let_go, "x", self.look, "quiet"),
        )
        return below(self._list, row)

    def _folder_panel(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("panel")
        self._stop_button = button(self._stop, "x", self.look, "quiet")
        self._by_hand_button = button(self._by_hand, "file-up", self.look)
        lines = QVBoxLayout(frame)
        lines.setContentsMargins(20, 16, 20, 16)
        lines.setSpacing(8)
        lines.addWidget(forms.strong(_("A folder your till writes to"), 1.06))
        lines.addWidget(self._folder_words)
        lines.addWidget(self._files_list)
        lines.addWidget(leading(self._by_hand_button))
        lines.addWidget(leading(button(self._choose, "folder-open", self.look), self._stop_button))
        return frame

    # What is shown

    def _show(self, links: Sequence[Link]) -> None:
        here = self._chosen
        self._links.show(links)
        self._views.setCurrentIndex(1 if links else 0)
        self._sheets.setVisible(bool(links))
        if links:
            names = [link.name for link in links]
            place = names.index(here.name) if here and here.name in names else 0
            self._list.setCurrentIndex(self._links.index(place))
        else:
            self._sheets.lay()
        self._tell()

    @property
    def links(self) -> Sequence[Link]:
        """What is connected."""
        return self._links.rows

    @property
    def troubles(self) -> Sequence[Trouble]:
        """The files of the watched folder that could not be read."""
        return self._troubles.rows

    @property
    def _chosen(self) -> Link | None:
        rows = self._list.selectionModel().selectedRows()
        return self._links.rows[rows[0].row()] if rows else None

    @property
    def _bad_file(self) -> Trouble | None:
        rows = self._files_list.selectionModel().selectedRows()
        return self._troubles.rows[rows[0].row()] if rows else None

    def _show_link(self) -> None:
        link = self._chosen
        if link is None:
            return
        parts: list[QWidget] = [forms.strong(one_line(link.name), 1.06), forms.sentence(link.read)]
        reading = self._readings.get(link.name)
        if link.trouble and not (reading and reading.words.startswith(link.trouble)):
            parts.append(forms.sentence(link.trouble))
        if reading:
            parts.append(forms.sentence(reading.words))
            parts += [FileCard(file) for file in reading.files]
        self._sheets.lay(*parts)
        self._tell()

    def _show_folder(self) -> None:
        folder, trouble = self._watch.folder, self._watch.trouble
        if folder is None:
            words = _(
                "If your till saves an export every day, choose its folder: new files are read by"
                " themselves, and stay where they are."
            )
        elif trouble:
            words = f"{trouble.message} {trouble.hint}"
        else:
            words = _("{folder} is watched: new files are read by themselves.")
            words = words.format(folder=_breakable(folder))
        self._folder_words.setText(words)
        self._stop_button.setVisible(folder is not None)
        self._tell()

    def _show_troubles(self, troubles: Sequence[Trouble]) -> None:
        self._troubles.show(troubles)
        count = len(troubles)
        self._files_list.setVisible(bool(count))
        self._by_hand_button.setVisible(bool(count))
        if count:
            row = self._files_list.sizeHintForRow(0)
            self._files_list.setMinimumHeight(row + 16)
            self._files_list.setMaximumHeight(row * min(count, _TROUBLES_SEEN) + 16)
            self._files_list.setCurrentIndex(self._troubles.index(0))
        self._show_folder()

    def _tell(self) -> None:
        self._sync.setEnabled(bool(self._links.rowCount()) or self._watch.folder is not None)
        self._let_go.setEnabled(self._chosen is not None)
        self._stop.setEnabled(self._watch.folder is not None)
        self._by_hand.setEnabled(self._bad_file is not None)

    # What the owner does

    def open_dialog(self) -> None:
        """Connect a shop system."""
        dialog = ConnectDialog(self.jobs, self._errands, self)
        dialog.setAttribute(forms.GONE_WHEN_CLOSED)
        dialog.connected.connect(self._is_connected)
        dialog.open()

    def _is_connected(self, said: str) -> None:
        self.calm.emit()
        self.said.emit(said, None)
        self.reload()

    def sync(self) -> None:
        """Read what is new in every connection, and look into the folder."""
        self._watch.look()
        if self._links.rowCount():
            self.jobs.fetch(
                self._errands.sync,
                self._synced,
                partial(self._cannot, self.sync),
                _("Reading from the shop systems"),
            )

    def _synced(self, news: News) -> None:
        self._readings |= news.readings
        batches = news.batches

        def take_back() -> None:
            self._write(lambda: self._files.take_all_back(batches))

        self.said.emit(news.words, take_back if batches else None)

    def _disconnect(self) -> None:
        link = self._chosen
        if link is None:
            return
        name = link.name

        def done(parted: "Parted") -> None:
            words = _("{name} is disconnected; what it brought stays.").format(name=one_line(name))
            self.said.emit(words, lambda: self._write(lambda: self._errands.reconnect(parted)))

        self.jobs.write(
            lambda _progress: self._errands.disconnect(name),
            done,
            partial(self._cannot, self._disconnect),
        )

    def _write(self, work: Callable[[], object]) -> None:
        self.jobs.write(lambda _progress: work(), lambda _answer: None, self.troubled.emit)

    def _cannot(self, again: Callable[[], None], error: NotecardError) -> None:
        if isinstance(error, PassphraseWanted):
            ask_passphrase(self._errands, error, self, again)
        else:
            self.troubled.emit(error)

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, _("Choose the folder your till writes to"), str(self._watch.folder or "")
        )
        if folder:
            self.watch_folder(folder)

    def watch_folder(self, folder: str) -> None:
        """Watch this folder from now on, or none."""
        before = str(self._watch.folder or "")
        self.chose_folder.emit(folder)
        words = _("The folder is watched.") if folder else _("No folder is watched any more.")
        self.said.emit(words, lambda: self.chose_folder.emit(before))

    def _read_by_hand(self) -> None:
        if self._bad_file:
            self.wants_read.emit([self._bad_file.place])


def _breakable(folder: Path) -> str:
    """Return the folder so that a long one may be broken after each part."""
    return str(folder).replace("/", "/\u200b").replace("\\", "\\\u200b")
