"""What can be done, as actions: each with its words, its keys, and a place in a menu."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from notecard.desktop.icons import WITH_WORDS, icon
from notecard.desktop.theme import Look

HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut
ON_IT = Qt.ShortcutContext.WidgetShortcut
EVERYWHERE = Qt.ShortcutContext.WindowShortcut


def deed(
    owner: QWidget,
    words: str,
    keys: Sequence[str],
    do: Callable[[], object],
    where: Qt.ShortcutContext = HERE,
) -> QAction:
    """Return an action of this widget; its keys count while the widget has the focus."""
    action = QAction(words, owner)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setShortcutContext(where)
    action.triggered.connect(lambda: do())
    owner.addAction(action)
    return action


def button(action: QAction, drawing: str, look: Look, kind: str = "") -> QPushButton:
    """Return a button that does the action and is greyed and named with it."""
    made = QPushButton()
    made.setProperty("kind", kind)
    on_ground = "on_accent" if kind == "primary" else "faded"
    made.setIcon(icon(drawing, look, off=on_ground, on=on_ground))
    made.setIconSize(WITH_WORDS)
    made.clicked.connect(action.trigger)

    def follow() -> None:
        made.setText(action.text().replace("…", ""))
        made.setEnabled(action.isEnabled())
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{action.text()}  {keys}")

    action.changed.connect(follow)
    follow()
    return made


def small_button(action: QAction, drawing: str, look: Look) -> QPushButton:
    """Return a button that shows its drawing only; its words are said and stand in the tip."""
    made = button(action, drawing, look)

    def follow() -> None:
        made.setText("")
        made.setAccessibleName(action.text())

    action.changed.connect(follow)
    follow()
    return made
