"""What went wrong, in words on standard error; defects as a report without customer data."""

import platform
import sys
import tempfile
import traceback
from pathlib import Path

from notecard import __version__
from notecard.core.errors import NotecardError
from notecard.core.words import _


def explain(error: NotecardError) -> None:
    """Say what happened and the way out."""
    sys.stderr.write(f"{error.message}\n")
    if error.hint:
        sys.stderr.write(f"{error.hint}\n")
    if error.command:
        sys.stderr.write(f"    {error.command}\n")


def report_defect(error: Exception) -> None:
    """Write where the program broke, never what it was working on, and name the file."""
    place = Path(tempfile.mkdtemp(prefix="notecard-")) / "report.txt"
    place.write_text(_report(error), encoding="utf-8")
    sys.stderr.write(
        _("Something went wrong inside Notecard; nothing was changed. Report: {place}").format(
            place=place
        )
        + "\n"
    )


def _report(error: Exception) -> str:
    steps = traceback.extract_tb(error.__traceback__)
    where = (f"  {Path(step.filename).name}:{step.lineno} {step.name}" for step in steps)
    head = f"Notecard {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return "\n".join([head, type(error).__name__, *where, ""])
