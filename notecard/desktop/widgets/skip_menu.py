"""Why somebody is passed over: one key for each reason."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from notecard.core.told import Skipped
from notecard.core.words import _


def reasons() -> dict[Skipped, str]:
    """Return each reason as the menu has it; the letter after the & is its key."""
    return {
        Skipped.TODAY: _("&Just not today"),
        Skipped.NOT_NOW: _("&Later: in peace for a month"),
        Skipped.ALREADY_DONE: _("Already &thanked"),
        Skipped.WRONG_FACT: _("&Wrong: that is not true of them"),
        Skipped.NEVER: _("&Never contact them again"),
    }


def what_follows(why: Skipped, name: str) -> str:
    """Say what comes of it."""
    return {
        Skipped.TODAY: _("{name} is left in peace today."),
        Skipped.NOT_NOW: _("{name} is left in peace for a month."),
        Skipped.ALREADY_DONE: _("{name} counts as thanked, in person."),
        Skipped.WRONG_FACT: _("{name} will not be listed for this reason again."),
        Skipped.NEVER: _("{name} will never be listed again."),
    }[why].format(name=name)


class SkipMenu(QMenu):
    """Asks once, and goes away whatever the answer; Escape leaves everything as it is."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Why not?"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for why, words in reasons().items():
            action = self.addAction(words)
            action.triggered.connect(lambda _checked=False, why=why: self.chosen.emit(why))
        self.setActiveAction(self.actions()[0])

    def event(self, event: QEvent) -> bool:
        """Keep its letters from the shortcuts of the page behind it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)
