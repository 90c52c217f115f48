"""What Connections asks for: shop systems connected, asked for news, and let go."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from notecard.core.errors import SettingsError
from notecard.core.imports import Imported
from notecard.core.progress import Progress
from notecard.core.words import _, _n
from notecard.desktop.books import Books
from notecard.desktop.errands.purchases import Reading, file_read, told
from notecard.desktop.errands.wording import say_day

if TYPE_CHECKING:
    from notecard.workflows.connect import Connectable, Parted, Secrets
    from notecard.workflows.sync import Synced

_JUST_NOW_S = 90
_HOUR_S = 3600
_DAY_S = 24 * _HOUR_S


class PassphraseWanted(SettingsError):
    """The keys are sealed and the passphrase is to be asked for, outside of any job."""

    def __init__(self, is_new: bool) -> None:
        super().__init__(
            _("Your keys are sealed with a passphrase, and it was not told."),
            _("Type it to go on."),
        )
        self.is_new = is_new


@dataclass(frozen=True, slots=True)
class Link:
    """A connected shop system, in words."""

    name: str
    label: str
    read: str  # when it was read last
    trouble: str


@dataclass(frozen=True, slots=True)
class News:
    """What connections have told: a sentence, what takes it back, and each in words."""

    words: str
    batches: tuple[int, ...]
    readings: dict[str, Reading]


class ConnectionErrands:
    """The lists and workflows behind Connections; the passphrase is kept nowhere."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._passphrase = ""
        self._held: Secrets | None = None

    def tell_passphrase(self, words: str) -> None:
        """Use these words the next time the keys are to be opened, once."""
        self._passphrase = words

    def links(self) -> list[Link]:
        """Return what is connected."""
        from notecard.workflows.connect import connections

        labels = _labels()
        return [
            Link(each.name, labels.get(each.system, each.system), _read_when(each.at), each.trouble)
            for each in connections(self._books.store())
        ]

    def systems(self) -> "list[Connectable]":
        """Return what can be connected."""
        from notecard.workflows.connect import systems

        return systems()

    def test(self, system: str, settings: Mapping[str, str], keys: Mapping[str, str]) -> str:
        """Ask the system for next to nothing; returns what was seen."""
        from notecard.workflows.connect import test

        return test(system, settings, keys)

    def connect(
        self, name: str, system: str, settings: Mapping[str, str], keys: Mapping[str, str]
    ) -> str:
        """Keep the keys and connect; returns what was seen."""
        from notecard.workflows.connect import connect

        store = self._books.store()
        called = name.strip() or self._free_name(system)
        return connect(store, called, system, settings, keys, secrets=self._secrets())

    def disconnect(self, name: str) -> "Parted":
        """Let a connection go; returns what puts it back."""
        from notecard.workflows.connect import disconnect

        return disconnect(self._books.store(), name, secrets=self._secrets())

    def reconnect(self, parted: "Parted") -> None:
        """Put it back."""
        from notecard.workflows.connect import reconnect

        reconnect(self._books.store(), parted, secrets=self._secrets())

    def sync(self, progress: Progress) -> News:
        """Read what every connection has told since the last time."""
        from notecard.workflows.connect import connections, keys_of
        from notecard.workflows.sync import sync

        store, secrets = self._books.store(), self._secrets()
        every = connections(store)
        if not every:
            return News(_("Nothing is connected yet."), (), {})
        _open(lambda: keys_of(secrets, every[0]))
        synced = sync(store, secrets=secrets, progress=progress)
        batches = [one.imported.batch for one in synced if one.imported.batch is not None]
        labels = _labels()
        readings = {one.name: _reading(one, labels) for one in synced}
        return News(_news_words(synced), tuple(batches), readings)

    def _free_name(self, system: str) -> str:
        """Return the system's own name while nothing is called so."""
        from notecard.workflows.connect import connectable, connections

        label = connectable(system).label
        taken = {each.name for each in connections(self._books.store())}
        return label if label not in taken else ""

    def _secrets(self) -> "Secrets":
        from notecard.workflows.connect import secrets_of

        if self._held is None:
            self._held = secrets_of(self._books.store(), self._ask)
        return self._held

    def _ask(self, is_new: bool) -> str:
        from notecard.workflows.connect import PASSPHRASE

        said, self._passphrase = self._passphrase, ""
        said = said or os.environ.get(PASSPHRASE, "")
        if not said:
            raise PassphraseWanted(is_new)
        return said


def _open(look: Callable[[], object]) -> None:
    """Ask for the passphrase before anything is read; a key that is missing is told by the sync."""
    try:
        look()
    except PassphraseWanted:
        raise
    except SettingsError:
        return


def _labels() -> dict[str, str]:
    from notecard.workflows.connect import systems

    return {one.system: one.label for one in systems()}


def _reading(synced: "Synced", labels: Mapping[str, str]) -> Reading:
    words = [told(synced.imported)]
    if synced.trouble:
        words = [synced.trouble.message, synced.trouble.hint]
    files = tuple(
        file_read(file, synced.name, labels.get(synced.system, synced.system))
        for file in synced.imported.files
        if not synced.trouble
    )
    return Reading(synced.imported.batch, " ".join([*filter(None, words), *synced.notes]), files)


def _news_words(every: "list[Synced]") -> str:
    """Return what came from one connection, or what came from all of them taken together."""
    well = [one for one in every if not one.trouble]
    said = []
    if len(well) == 1:
        words = _("{name}: {words}")
        said.append(words.format(name=well[0].name, words=told(well[0].imported)))
    elif well:
        words = _n("{n} shop system: {words}", "{n} shop systems: {words}", len(well))
        said.append(words.format(n=len(well), words=told(_together(well))))
    count = len(every) - len(well)
    if count:
        words = _n("{n} connection is in trouble.", "{n} connections are in trouble.", count)
        said.append(words.format(n=count))
    return " ".join(said)


def _together(every: "list[Synced]") -> Imported:
    """Return what several connections have told as if it were one import."""
    came = [one.imported for one in every]
    return Imported(
        files=[file for one in came for file in one.files],
        added=sum(one.added for one in came),
        changed=sum(one.changed for one in came),
        new_customers=sum(one.new_customers for one in came),
    )


def _read_when(at: datetime | None) -> str:
    if at is None:
        return _("Not read yet.")
    ago = int((datetime.now(UTC) - at).total_seconds())
    if ago < _JUST_NOW_S:
        return _("Read just now.")
    if ago < _HOUR_S:
        minutes = ago // 60
        return _n("Read {n} minute ago.", "Read {n} minutes ago.", minutes).format(n=minutes)
    if ago < _DAY_S:
        hours = ago // _HOUR_S
        return _n("Read {n} hour ago.", "Read {n} hours ago.", hours).format(n=hours)
    return _("Read on {day}.").format(day=say_day(at.astimezone().date()))
