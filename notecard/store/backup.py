"""Copies of the shop's data: made whole or not at all."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from notecard.store.home import BACKUPS
from notecard.store.trouble import no_backup

KEPT = 10  # of each kind: many imports must not push out the copy from before a migration


def copy_database(source: Path, target: Path) -> None:
    """Write a consistent copy of a database that may be in use; appears whole or not at all."""
    part = part_of(target)
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(part)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")  # one file, without companions
        put_in_place(part, target)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise no_backup(error) from error


def back_up_dated(copy_into: Callable[[Path], None], why: str, home: Path) -> Path:
    """Have a copy made in the home's backups under today's date; the oldest of a kind go."""
    folder = home / BACKUPS
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S-%f")
    target = folder / f"notecard-{stamp}-{why}.db"
    copy_into(target)
    alike = (each for each in folder.glob("notecard-*.db") if _reason(each) == why)
    for old in sorted(alike)[:-KEPT]:
        old.unlink(missing_ok=True)
    for left_over in folder.glob("*.part"):
        left_over.unlink(missing_ok=True)
    return target


def _reason(backup: Path) -> str:
    """Return why a dated copy was made: notecard-2026-11-24-101500-000000-before-import.db."""
    return backup.stem.split("-", 6)[-1]


def part_of(target: Path) -> Path:
    """Return where a file is written until it is whole."""
    return target.with_name(target.name + ".part")


def put_in_place(part: Path, target: Path) -> None:
    """Let a file that is whole appear, once it is on the disk."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
