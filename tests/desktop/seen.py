"""What a person with a keyboard and ears can do and learn: keys pressed, names heard."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from notecard.desktop.app import Desktop

NEEDS_A_NAME = {
    QAccessible.Role.PushButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.SpinBox,
    QAccessible.Role.List,
    QAccessible.Role.ProgressBar,
    QAccessible.Role.MenuItem,
    QAccessible.Role.ButtonMenu,
}


def settle(qtbot, desktop: Desktop) -> None:
    """Wait until the window is there and everything it asked for has come."""
    qtbot.waitUntil(lambda: desktop.has_begun and desktop.jobs.is_idle, timeout=20_000)


def press(widget: QWidget, keys: str) -> None:
    """Press keys one by one on whatever has the focus within the window of this widget."""
    for key in keys.split():
        target = QApplication.focusWidget() or widget
        named = getattr(Qt.Key, f"Key_{key}", None)
        QTest.keyClick(target, named if named is not None else key)


def walk(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield everything a screen reader can reach and that is to be seen."""
    yield node
    for number in range(node.childCount()):
        child = node.child(number)
        if child is not None and not child.state().invisible:
            yield from walk(child)


def heard(widget: QWidget) -> list[tuple[QAccessible.Role, str]]:
    """Return role and name of everything in a window."""
    top = QAccessible.queryAccessibleInterface(widget)
    return [(node.role(), node.text(QAccessible.Text.Name)) for node in walk(top)]
