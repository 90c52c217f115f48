"""Why a suggestion is true: each thing it says, and the receipts that prove it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from notecard.core.words import _
from notecard.desktop import forms

if TYPE_CHECKING:
    from notecard.workflows.word_card import Reason

_MOST = 8  # receipts named for one fact


class WhyTrueDialog(QDialog):
    """Shows the reasons to read; there is nothing to decide."""

    def __init__(self, words: str, reasons: Sequence["Reason"], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Why this is true"))
        said = forms.sentence()
        said.setText(words)
        proof = QPlainTextEdit(as_text(reasons))
        proof.setReadOnly(True)
        proof.setAccessibleName(_("What proves it"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(22, 20, 22, 18)
        lines.setSpacing(12)
        for each in (said, proof, buttons):
            lines.addWidget(each)
        self.resize(560, 400)
        proof.setFocus()


def as_text(reasons: Sequence["Reason"]) -> str:
    """Return the reasons as plain text, the receipts under each."""
    if not reasons:
        return _("It says nothing of them that would need a proof.")
    parts = []
    for reason in reasons:
        receipts = [f"    {receipt}" for receipt in reason.receipts[:_MOST]]
        if len(reason.receipts) > _MOST:
            more = len(reason.receipts) - _MOST
            receipts.append("    " + _("and {count} more").format(count=more))
        parts.append("\n".join((reason.said, *receipts)))
    return "\n\n".join(parts)
