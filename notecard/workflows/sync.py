"""Syncing: everything the connected shop systems have told since the last time.

A system is read to its end first, onto the disk, and then written in one transaction together with
how far it was read. Whatever breaks off a sync before that moment leaves the store as it was, and
the next one asks for the same again: nothing is lost and nothing doubled.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection

from notecard.core.errors import NotecardError, StoreError
from notecard.core.imports import FileReport, Imported
from notecard.core.progress import Progress, silent
from notecard.core.purchases import Read
from notecard.core.words import _
from notecard.sources.live import Access, Mark, System, named
from notecard.sources.live.patience import Patience
from notecard.sources.live.told import Told
from notecard.store import connections as kept
from notecard.store import shop
from notecard.store.connections import Connected
from notecard.store.database import Store
from notecard.store.secrets import Secrets
from notecard.workflows.connect import keys_of, secrets_of
from notecard.workflows.take_in import begin, settle, take_in

__all__ = ["Synced", "sync", "together"]

_SHOWN_EVERY = 500


@dataclass(slots=True)
class Synced:
    """What one connection has told; `trouble` is why it could not be read, if so."""

    name: str
    system: str
    imported: Imported = field(default_factory=Imported)
    since: str = ""  # how far it had been read, as the system counts; empty: from the beginning
    until: str = ""
    pages: int = 0
    notes: list[str] = field(default_factory=list)
    trouble: NotecardError | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as the command line prints it: like a file of an import, and more."""
        report = self.imported.files[0] if self.imported.files else FileReport(self.name, "")
        return {
            **report.as_json(),
            "path": self.name,
            "source": self.system,
            "since": self.since or None,
            "until": self.until or None,
            "pages": self.pages,
            "batch": self.imported.batch,
            "notes": self.notes,
            "trouble": self.trouble.message if self.trouble else None,
        }


def sync(
    store: Store,
    names: Sequence[str] = (),
    *,
    secrets: Secrets | None = None,
    patience: Patience | None = None,
    progress: Progress = silent,
) -> list[Synced]:
    """Read the named connections, all of them without a name; one in trouble stops no other.

    Each is an import of its own, which `undo_import` takes back. Lets `Cancelled` through: the
    connections read by then are kept, the one being read is as it was.
    """
    chosen = _chosen(store, names)
    held = secrets or secrets_of(store)
    return [_sync_one(store, one, held, patience or Patience(), progress) for one in chosen]


def together(every: Sequence[Synced]) -> dict[str, Any]:
    """Return what all connections have told, as the command line prints it."""
    sums = [one.imported for one in every]
    batches = [one.batch for one in sums if one.batch is not None]
    return {
        "files": [one.as_json() for one in every],
        "added": sum(one.added for one in sums),
        "known": sum(one.known for one in sums),
        "changed": sum(one.changed for one in sums),
        "customers": {
            "new": sum(one.new_customers for one in sums),
            "matched": sum(one.matched_customers for one in sums),
            "suggested_merges": sum(one.suggested_merges for one in sums),
        },
        "batch": max(batches, default=None),
        "batches": batches,
        "since": min((one.since for one in every), default="") or None,
        "until": max((one.until for one in every), default="") or None,
        "pages": sum(one.pages for one in every),
    }


def _chosen(store: Store, names: Sequence[str]) -> list[Connected]:
    with store.reading() as books:
        chosen = [kept.get(books, name) for name in dict.fromkeys(names)] or kept.every(books)
    if not chosen:
        raise StoreError(
            _("No shop system is connected yet."),
            _("Connect one first, for example: notecard connect square"),
        )
    return chosen


def _sync_one(
    store: Store, connected: Connected, secrets: Secrets, patience: Patience, progress: Progress
) -> Synced:
    synced = Synced(connected.name, connected.system, since=_newest(connected.mark))
    try:
        system = named(connected.system)
        access = Access(
            connected.settings,
            keys_of(secrets, connected),
            patience,
            progress,
            lambda keys: _buyers(store, system.system, keys),
        )
        with Told() as told:
            mark = _pull(system, access, connected.mark, told, synced)
            _write(store, connected, system, told, mark, synced, progress)
    except NotecardError as error:
        synced.trouble = error
        with store.transaction() as books:
            kept.fail(books, connected.name, error.message)
    return synced


def _pull(system: System, access: Access, mark: Mark, told: Told, synced: Synced) -> Mark:
    """Read everything onto the disk; no transaction is open meanwhile."""
    for page in system.pull(access, mark):
        synced.pages += 1
        synced.notes += [note for note in page.notes if note not in synced.notes]
        told.keep(page.reads)
        mark = page.mark
    synced.until = _newest(mark)
    return mark


def _write(
    store: Store,
    connected: Connected,
    system: System,
    told: Told,
    mark: Mark,
    synced: Synced,
    progress: Progress,
) -> None:
    """Write all of it and how far it goes at once; what changes nothing leaves no import."""
    if not connected.mark:
        store.back_up_before("first-sync")
    imported = Imported()
    report = FileReport(connected.name, system.id, system.tells)
    imported.files.append(report)
    with store.transaction() as books:
        _see_that_it_stands(books, connected)
        batch = begin(books, [system.id], [connected.name])
        leans = take_in(
            books, _shown(told, progress), system, batch, shop.get(books), "", imported, report
        )
        kept.advance(books, connected.name, mark, settle(books, batch, imported, leans))
    synced.imported = imported


def _shown(told: Told, progress: Progress) -> Iterator[Read]:
    """Yield what was told, and how far that is; Cancel is heard here too and rolls all back."""
    total = told.count
    for done, read in enumerate(told.reads()):
        if done % _SHOWN_EVERY == 0:
            progress(done, total)
        yield read


def _see_that_it_stands(books: Connection, connected: Connected) -> None:
    """Let nobody's sync write over what another one, or an undone import, has changed meanwhile."""
    now = kept.get(books, connected.name)
    if replace(now, trouble="", at=None) != replace(connected, trouble="", at=None):
        raise StoreError(
            _("“{name}” was changed or read by somebody else meanwhile.").format(name=now.name),
            _("Nothing was written; sync again."),
        )


def _buyers(store: Store, system: str, keys: Sequence[str]) -> dict[str, set[str]]:
    with store.reading() as books:
        return kept.buyers(books, system, keys)


def _newest(mark: Mark) -> str:
    return max(mark.values(), default="")
