"""Photos: a photo of a written card becomes pictures to post; the owner looks and says yes."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from notecard.core.errors import NotecardError
from notecard.core.photos import Certainty, Proposal
from notecard.core.words import _, _n
from notecard.desktop import forms
from notecard.desktop.deeds import button, deed
from notecard.desktop.empty import Drawing, Empty
from notecard.desktop.errands.photos import SIZES_MM, Looked, PhotoErrands, Post, Shared
from notecard.desktop.jobs import Jobs
from notecard.desktop.pages.page import Page
from notecard.desktop.theme import Look
from notecard.desktop.widgets.choice import Choice
from notecard.desktop.widgets.marks import Answer
from notecard.desktop.widgets.photo_editor import PhotoEditor

PICTURES = "*.jpg *.jpeg *.png *.heic *.heif *.webp"
_THUMB = QSize(92, 92)


class PhotosPage(Page):
    """Left the photo with the places to hide, right the questions, the word yes, and the posts."""

    kept_folder = Signal(str)

    def __init__(
        self, jobs: Jobs, look: Look, errands: PhotoErrands, folder: Callable[[], Path]
    ) -> None:
        super().__init__(jobs, look, _("Photos"))
        self._errands, self._folder = errands, folder
        self._looked: Looked | None = None
        self._shared: Shared | None = None
        self._last_folder: Path | None = None
        self.setAcceptDrops(True)
        self._editor = PhotoEditor(look)
        self._make_deeds()
        self._make_fields()
        self._views = QStackedWidget()
        self._views.addWidget(self._nothing_yet())
        self._views.addWidget(Empty("image", look, _("Looking at the photo…")))
        self._views.addWidget(self._at_work())
        self.subtitle.setText(_("The name is covered before anything leaves this computer."))
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        self._another = button(self._open, "folder-open", look)
        head.addWidget(self._another)
        self.lines.addLayout(head)
        self.lines.addWidget(self.subtitle)
        self.lines.addWidget(self.banner)
        self.lines.addSpacing(8)
        self.lines.addWidget(self._views, 1)
        self._editor.changed.connect(self._edited)
        self._confirm.toggled.connect(self._confirmed)
        self._another.hide()
        self._tell()

    def begin(self) -> None:
        """Start at the picture."""
        if self._looked:
            self._editor.setFocus()
        else:
            self.setFocus()

    def open(self, place: Path) -> None:
        """Look at a photo."""
        self._show_view(1)
        self.jobs.read(lambda: self._errands.look_at(place), self._show, self._not_a_photo)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            self.open(Path(urls[0].toLocalFile()))

    def leave_the_rest(self) -> None:
        """Answer every open question with: it stays as it is."""
        while self._editor.questions_left:
            self._editor.answer(Answer.LEAVE)

    def say_yes(self) -> None:
        """Say that the picture was looked at."""
        if self._confirm.isEnabled():
            self._confirm.setChecked(True)

    # How it is put together

    def _make_deeds(self) -> None:
        self._open = deed(self, _("Open a photo…"), ["Ctrl+O"], self._ask_photo)
        self._hide = deed(self, _("Hide it"), ["H"], lambda: self._editor.answer(Answer.HIDE))
        self._leave = deed(self, _("Leave it"), ["L"], lambda: self._editor.answer(Answer.LEAVE))
        self._add = deed(self, _("Add a box"), ["N"], self._editor.add)
        self._grow = deed(self, _("Make it larger"), ["+"], self._editor.grow)
        self._remove = deed(self, _("Remove box"), ["Del"], self._editor.remove)
        self._straighten = deed(self, _("The corners are right"), ["G"], self._make_straight)
        self._yes = deed(self, _("I have looked"), ["Y"], lambda: self._confirm.toggle())
        self._export = deed(self, _("Save the pictures"), ["Ctrl+S"], self._save)
        self._show_folder = deed(self, _("Show the folder"), ["F"], self._open_folder)
        self.deeds = [self._open, self._hide, self._leave, self._add, self._grow, self._remove]
        self.deeds += [self._straighten, self._yes, self._export, self._show_folder]

    def _make_fields(self) -> None:
        self._state = forms.strong(step=1.06)
        self._state.setWordWrap(True)
        self._why = forms.faded()
        self._left = forms.faded(step=1.0)
        self._size = Choice()
        for width, height in SIZES_MM:
            self._size.addItem(f"{width:g} × {height:g} mm", (width, height))
        self._size_row = forms.Row(_("Size of the card"), self._size)
        self._straight_button = button(self._straighten, "check", self.look)
        self._confirm = QCheckBox(_("I have looked: no name can be read"))
        self._place = QLineEdit()
        self._place_row = forms.Row(_("Folder for the pictures"), self._place)
        self._thumbs = QHBoxLayout()
        self._thumbs.setSpacing(10)
        self._posts = QWidget()
        self._posts.setLayout(self._thumbs)
        self._thumbs.setContentsMargins(0, 0, 0, 0)
        self._caption = forms.faded()
        self._private = forms.faded()

    def _nothing_yet(self) -> QWidget:
        return Empty(
            "image",
            self.look,
            _(
                "Written a card you are proud of? Take a photo, drop it here, and Notecard"
                " covers the name so that you can show it."
            ),
            button(self._open, "folder-open", self.look, "primary"),
        )

    def _at_work(self) -> QWidget:
        view = QWidget()
        across = QHBoxLayout(view)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(22)
        across.addWidget(self._editor, 62)
        across.addWidget(self._panel(), 38)
        return view

    def _panel(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("panel")
        lines = QVBoxLayout(frame)
        lines.setContentsMargins(20, 18, 20, 18)
        lines.setSpacing(10)
        head = QHBoxLayout()
        self._drawing = Drawing("shield-check", self.look, 34)
        head.addWidget(self._drawing)
        head.addWidget(self._state, 1)
        lines.addLayout(head)
        lines.addWidget(self._why)
        lines.addWidget(self._size_row)
        lines.addWidget(self._straight_button)
        lines.addWidget(self._left)
        lines.addLayout(self._box_buttons())
        lines.addWidget(self._confirm)
        lines.addWidget(self._posts)
        lines.addWidget(self._caption)
        lines.addStretch()
        lines.addWidget(self._private)
        lines.addWidget(self._place_row)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button(self._export, "upload", self.look, "primary"))
        lines.addLayout(row)
        return frame

    def _box_buttons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(button(self._hide, "ban", self.look), 0, 0)
        grid.addWidget(button(self._leave, "eye", self.look), 0, 1)
        grid.addWidget(button(self._add, "plus", self.look), 1, 0)
        grid.addWidget(button(self._remove, "trash-2", self.look), 1, 1)
        return grid

    # What is shown

    def _show_view(self, number: int) -> None:
        self.banner.hide()
        self._views.setCurrentIndex(number)
        self._another.setVisible(number == 2)

    def _not_a_photo(self, error: NotecardError) -> None:
        self._views.setCurrentIndex(2 if self._looked else 0)
        self.trouble(error)

    def _show(self, looked: Looked) -> None:
        self._looked = looked
        self._forget_posts()
        self._editor.show_proposal(looked.proposal)
        self._private.setText(
            _("The photo {name} itself stays private: it shows the name.").format(
                name=looked.place.name
            )
        )
        if not self._place.text():
            self._place.setText(at_home(self._folder()))
        self._show_view(2)
        self._tell()
        self._editor.setFocus()

    def _tell(self) -> None:
        """Bring the words and what can be done up to date."""
        proposal = self._looked.proposal if self._looked else None
        is_lost = proposal is not None and proposal.to_photo is None
        for widget in (self._size_row, self._straight_button):
            widget.setVisible(is_lost)
        self._straighten.setEnabled(is_lost)
        for action in (self._hide, self._leave, self._add, self._grow, self._remove):
            action.setEnabled(proposal is not None)
        left = self._editor.questions_left
        words = _n(
            "{n} place bears writing: hide it or leave it?",
            "{n} places bear writing: hide or leave each?",
            left,
        )
        done = _("Every place is answered.")
        if is_lost:
            done = _("Put the corners on the card, or cover what you like with boxes.")
        self._left.setText(words.format(n=left) if left else done)
        can_confirm = proposal is not None and not left and bool(self._editor.covered)
        self._confirm.setEnabled(can_confirm)
        self._yes.setEnabled(can_confirm)
        self._export.setEnabled(self._shared is not None and self._confirm.isChecked())
        self._show_folder.setEnabled(self._last_folder is not None)
        self._place_row.setVisible(self._shared is not None)
        if proposal:
            is_proved = proposal.state is Certainty.VERIFIED
            self._drawing.show_drawing("shield-check" if is_proved else "shield-alert")
            self._state.setText(state_words(proposal))
            self._why.setText("  ".join(proposal.why))
            self._why.setVisible(bool(proposal.why) and not is_proved)

    def _show_posts(self, shared: Shared) -> None:
        if not self._confirm.isChecked():
            return
        self._shared = shared
        self._clear_thumbs()
        for post in shared.posts:
            self._thumbs.addWidget(thumbnail(post))
        self._thumbs.addStretch()
        self._caption.setText(_("Caption: {words}").format(words=shared.caption))
        self._posts.show()
        self._caption.show()
        self._tell()

    def _forget_posts(self) -> None:
        self._shared = None
        if self._confirm.isChecked():
            self._confirm.blockSignals(True)
            self._confirm.setChecked(False)
            self._confirm.blockSignals(False)
        self._clear_thumbs()
        self._posts.hide()
        self._caption.hide()

    def _clear_thumbs(self) -> None:
        while self._thumbs.count():
            taken = self._thumbs.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    # What the owner does

    def _ask_photo(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self,
            _("Open a photo"),
            str(self._folder()),
            _("Photos ({kinds})").format(kinds=PICTURES) + ";;" + _("All files (*)"),
        )
        if chosen:
            self.open(Path(chosen))

    def _make_straight(self) -> None:
        looked = self._looked
        if looked is None or len(self._editor.corners_px) != 4:
            return
        corners: Sequence[tuple[float, float]] = self._editor.corners_px
        width, height = self._size.currentData()
        self._show_view(1)
        self.jobs.read(
            lambda: self._errands.straighten(
                looked.place, corners, (width, height), looked.proposal.photo
            ),
            self._show,
            self._not_a_photo,
        )

    def _edited(self) -> None:
        """Let a yes go that was said to something else."""
        self._forget_posts()
        self._tell()

    def _confirmed(self, is_yes: bool) -> None:
        if not is_yes or self._looked is None:
            self._forget_posts()
            self._tell()
            return
        proposal, boxes = self._looked.proposal, self._editor.covered
        self.jobs.read(
            lambda: self._errands.preview(proposal, boxes), self._show_posts, self._refused
        )

    def _refused(self, error: NotecardError) -> None:
        self._forget_posts()
        self._tell()
        self.trouble(error)

    def _save(self) -> None:
        if self._looked is None or self._shared is None:
            return
        proposal, boxes = self._looked.proposal, self._editor.covered
        folder = Path(self._place.text().strip() or str(self._folder())).expanduser()
        self.jobs.write(
            lambda _progress: self._errands.export(proposal, boxes, folder),
            self._saved,
            self.trouble,
            is_told=False,
        )

    def _saved(self, shared: Shared) -> None:
        self.banner.hide()
        self._last_folder = shared.folder
        self._show_posts(shared)
        self.kept_folder.emit(str(shared.folder))
        count = len(shared.posts)
        words = _n("{n} picture is in {folder}.", "{n} pictures are in {folder}.", count)
        self.said.emit(words.format(n=count, folder=shared.folder), None)

    def _open_folder(self) -> None:
        if self._last_folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last_folder)))


def at_home(folder: Path) -> str:
    """Return a folder as it is spoken of: what lies in one's own home begins with ~."""
    if folder.is_relative_to(Path.home()):
        return str(Path("~") / folder.relative_to(Path.home()))
    return str(folder)


def state_words(proposal: Proposal) -> str:
    """Return how sure the program is, in words."""
    return {
        Certainty.VERIFIED: _("The card was found and proved."),
        Certainty.CHECK: _("The card was found: please check."),
        Certainty.BY_HAND: _("Please show where the card is."),
    }[proposal.state]


def thumbnail(post: Post) -> QLabel:
    """Return a post as small as a stranger sees it, read from its own file."""
    picture = QPixmap()
    picture.loadFromData(post.data)
    label = QLabel()
    label.setPixmap(
        picture.scaled(
            _THUMB,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )
    label.setToolTip(post.name)
    forms.spoken(label, _("Picture {name}").format(name=post.name))
    return label
