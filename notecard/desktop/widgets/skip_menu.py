"""Why somebody is passed over: one key for each reason."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from notecard.core.told import Skipped
from notecard.core.words import _
from notecard.desktop.widgets.letter_menu import LetterMenu


def reasons() -> dict[Skipped, tuple[str, str]]:
    """Return each reason as the menu has it, and its key."""
    return {
        Skipped.TODAY: (_("Just not today"), "S"),
        Skipped.NOT_NOW: (_("Not now: in peace for a month"), "M"),
        Skipped.ALREADY_DONE: (_("Already thanked"), "T"),
        Skipped.WRONG_FACT: (_("That is not true of them"), "W"),
        Skipped.NEVER: (_("Never contact them again"), "N"),
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


class SkipMenu(LetterMenu):
    """Asks once, and goes away whatever the answer; S once more, or Enter, is just not today."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for why, (words, key) in reasons().items():
            self.offer(words, key, why)
        self.setActiveAction(self.actions()[0])
