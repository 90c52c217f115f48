"""Writes a finished file to where the owner wants it, whole or not at all."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from notecard.core.errors import FileError
from notecard.core.words import _


def write_file(place: Path, data: bytes) -> None:
    """Write the bytes; raises FileError, and what was there before stays as it was."""
    unfinished = place.with_name(f".notecard-{secrets.token_hex(6)}.part")
    try:
        if place.is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder")
        place.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(place)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        raise _explained(place, error) from error


def _explained(place: Path, error: OSError) -> FileError:
    message = _("{place} could not be written.").format(place=place)
    if isinstance(error, IsADirectoryError):
        return FileError(message, _("There is a folder of this name. Give the file another name."))
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return FileError(message, _("The disk is full. Make room, or choose another folder."))
    if error.errno in {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ}:
        return FileError(message, _("The system does not take this name. Choose a shorter one."))
    if isinstance(error, NotADirectoryError | FileExistsError):
        return FileError(message, _("A part of its path is a file. Choose another folder."))
    if error.errno == errno.EROFS:
        return FileError(message, _("The disk cannot be written to. Choose another folder."))
    if isinstance(error, PermissionError):
        return FileError(
            message,
            _("If it is open in another program, close it there; else choose another folder."),
        )
    return FileError(message, str(error.strerror or error))
