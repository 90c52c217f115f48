"""A form's rows: each field under its own words, spoken as they are written."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from notecard.desktop import typefaces

GONE_WHEN_CLOSED: Final = Qt.WidgetAttribute.WA_DeleteOnClose
NO_BAR: Final = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class Row(QWidget):
    """One field with its words above and, where needed, a line of help below."""

    def __init__(self, words: str, field: QWidget, help_text: str = "") -> None:
        super().__init__()
        label = QLabel(words)
        label.setBuddy(field)
        label.setFont(typefaces.sized(label.font(), typefaces.PLAIN, label.font().Weight.Medium))
        spoken(field, words.replace("&", ""), help_text)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(label)
        lines.addWidget(field)
        if help_text:
            lines.addWidget(faded(help_text))


def spoken(widget: QWidget, words: str, description: str = "") -> QWidget:
    """Give a widget the name a screen reader says; returns it."""
    widget.setAccessibleName(words)
    if description:
        widget.setAccessibleDescription(description)
    return widget


def faded(words: str = "", step: float = typefaces.SMALL) -> QLabel:
    """Return a second line: smaller and quieter."""
    label = QLabel(words)
    label.setFont(typefaces.sized(label.font(), step))
    label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def title(words: str = "", step: float = typefaces.TITLE) -> QLabel:
    """Return a heading in the face of titles."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    typefaces.titled(label, step)
    return label


def strong(words: str = "", step: float = typefaces.PLAIN) -> QLabel:
    """Return a heading in the face of work."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(typefaces.sized(label.font(), step, label.font().Weight.DemiBold))
    return label


def sentence(words: str = "") -> QLabel:
    """Return a line of text that wraps."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
