"""The files of the watched folder that were looked at, so that each is taken in once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from notecard.store.tables import watched as table


@dataclass(frozen=True, slots=True)
class Watched:
    """One file as it stood when it was looked at: its import, or why there is none."""

    path: Path
    size: int
    modified: int  # nanoseconds since 1970
    batch: int | None = None
    trouble: str = ""


def known(books: Connection, folder: Path) -> dict[Path, Watched]:
    """Return the files of one folder that were looked at."""
    rows = books.execute(select(table).order_by(table.c.path))
    files = (Watched(Path(r.path), r.size, r.modified, r.batch, r.trouble) for r in rows)
    return {file.path: file for file in files if file.path.parent == folder}


def put(books: Connection, files: Collection[Watched]) -> None:
    """Keep how these files stood, in place of what was kept of them."""
    forget(books, [file.path for file in files])
    at = int(datetime.now(UTC).timestamp())
    rows = [
        {
            "path": str(file.path),
            "size": file.size,
            "modified": file.modified,
            "at": at,
            "batch": file.batch,
            "trouble": file.trouble,
        }
        for file in files
    ]
    if rows:
        books.execute(insert(table), rows)


def forget(books: Connection, paths: Collection[Path]) -> None:
    """Forget that these files were looked at."""
    for path in paths:
        books.execute(delete(table).where(table.c.path == str(path)))
