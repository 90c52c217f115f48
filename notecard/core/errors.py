"""Everything that can go wrong that the owner can do something about.

NotecardError
├── SourceError     a file or a shop system could not be read
│   ├── UnknownLayout   no header row that is known: a mapping must say what the columns mean
│   └── DatesUndecided  the day or the month may come first: the owner must say
├── StoreError      the shop's own data could not be opened or changed
│   └── NewerStore  it was written by a later version of the program
├── WritingError    a phrase or a suggestion is not fit to be shown
├── PrintingError   a card, a stock or a sheet cannot be drawn
├── FileError       a finished file could not be written where it was wanted
├── PhotoError      a picture cannot be opened or used
├── SettingsError   a setting or one of the owner's own files is wrong
└── NeedsReview     done as far as it can be: a person must look

Any other exception is a defect of the program.
"""

from pathlib import Path


class NotecardError(Exception):
    """Something the owner can act on: what happened, and the way out in words for both faces.

    `command` is the way out on the command line, where the window has one of its own.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "", *, command: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.command = command


class SourceError(NotecardError):
    """A file or a shop system could not be read; names the file and the line where known."""

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        path: Path | None = None,
        line: int = 0,
        command: str = "",
    ) -> None:
        where = f"{path.name}: " if path else ""
        at = f" (line {line})" if line else ""
        super().__init__(f"{where}{message}{at}", hint, command=command)
        self.path = path
        self.line = line


class UnknownLayout(SourceError):
    """No header row of the file is known: a mapping must say what its columns mean."""


class DatesUndecided(SourceError):
    """No cell of a column of days tells whether the day or the month comes first."""

    def __init__(self, message: str, hint: str, *, path: Path, column: str, example: str) -> None:
        super().__init__(message, hint, path=path)
        self.column = column
        self.example = example  # as the file has it: 03/04/2026


class StoreError(NotecardError):
    """The shop's own data could not be opened or changed."""


class NewerStore(StoreError):
    """The data was written by a later version of the program; it is left untouched."""


class WritingError(NotecardError):
    """A phrase or a suggestion is not fit to be shown."""


class PrintingError(NotecardError):
    """A card, a stock or a sheet cannot be drawn as asked."""


class FileError(NotecardError):
    """A finished file could not be written where it was wanted; what was there is untouched."""


class PhotoError(NotecardError):
    """A picture cannot be opened or used."""


class SettingsError(NotecardError):
    """A setting or one of the owner's own files is wrong."""


class NeedsReview(NotecardError):
    """Done as far as it can be: a person must look before anything goes further."""

    exit_code = 3


class Cancelled(Exception):
    """The owner pressed Cancel: nothing has changed."""
