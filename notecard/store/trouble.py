"""What can be wrong with the shop's data wherever it is kept, in words."""

from notecard.core.errors import StoreError
from notecard.core.words import _


def no_folder(reason: OSError) -> StoreError:
    """Return the words for a folder that cannot be made."""
    return StoreError(
        _("The folder for the shop's data cannot be made: {reason}.").format(reason=reason),
        _("Choose another folder with --home."),
    )


def busy() -> StoreError:
    """Return the words for somebody else's writing that takes too long."""
    return StoreError(
        _("Another program is writing to the shop's data."),
        _("Wait a moment and try again."),
    )


def not_usable(reason: object) -> StoreError:
    """Return the words for a fault of the disk or the file."""
    return StoreError(
        _("The shop's data could not be read or written: {reason}.").format(reason=reason),
        _("See that there is room on the disk; if it stays so, restore a backup."),
    )


def no_backup(reason: object) -> StoreError:
    """Return the words for a copy that could not be written."""
    return StoreError(
        _("The backup could not be written: {reason}.").format(reason=reason),
        _("See that there is room on the disk and that the folder may be written to."),
    )
