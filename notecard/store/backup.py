"""Copies of the shop's data: made whole or not at all."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from notecard.core.errors import StoreError
from notecard.core.words import _
from notecard.store.home import BACKUPS

KEPT = 10  # of each kind: many imports must not push out the copy from before a migration


def copy_database(source: Path, target: Path) -> None:
    """Write a consistent copy of a database that may be in use; appears whole or not at all."""
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(part)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")  # one file, without companions
        _to_disk(part)
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StoreError(
            _("The backup could not be written: {reason}.").format(reason=error),
            _("See that there is room on the disk and that the folder may be written to."),
        ) from error


def back_up_dated(database: Path, why: str, home: Path) -> Path:
    """Copy the database into the home's backups under today's date; the oldest of a kind go."""
    folder = home / BACKUPS
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S-%f")
    target = folder / f"notecard-{stamp}-{why}.db"
    copy_database(database, target)
    alike = (each for each in folder.glob("notecard-*.db") if _reason(each) == why)
    for old in sorted(alike)[:-KEPT]:
        old.unlink(missing_ok=True)
    for left_over in folder.glob("*.part"):
        left_over.unlink(missing_ok=True)
    return target


def _reason(backup: Path) -> str:
    """Return why a dated copy was made: notecard-2026-11-24-101500-000000-before-import.db."""
    return backup.stem.split("-", 6)[-1]


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
