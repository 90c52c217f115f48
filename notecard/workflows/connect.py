"""Connecting: which shop systems can be asked by themselves, and with what."""

import os
import secrets as chance
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from notecard.core.errors import SettingsError, SourceError
from notecard.core.words import _
from notecard.sources.live import Access, Field, System, found, named
from notecard.sources.live.patience import Patience
from notecard.store import connections as kept
from notecard.store.connections import Connected
from notecard.store.database import Store
from notecard.store.secrets import Ask, Secrets, has_keyring, open_secrets

__all__ = [
    "Connectable",
    "Connected",
    "Field",
    "Parted",
    "Secrets",
    "connect",
    "connectable",
    "connections",
    "disconnect",
    "keys_of",
    "needs_passphrase",
    "reconnect",
    "secrets_of",
    "systems",
    "test",
]

PASSPHRASE = "NOTECARD_PASSPHRASE"  # noqa: S105 - where it is told, not what it is
_ENTRY = "keys"  # the setting that names the entry of the keyring


@dataclass(frozen=True, slots=True)
class Connectable:
    """A shop system that can be connected, in words for the owner."""

    system: str
    label: str
    steps: tuple[str, ...]
    fields: tuple[Field, ...]
    reads: str


@dataclass(frozen=True, slots=True)
class Parted:
    """A connection that was taken away, as `reconnect` puts it back."""

    connected: Connected
    keys: dict[str, str] = field(repr=False)


def systems() -> list[Connectable]:
    """Return what can be connected, with the steps to a key and what is read."""
    return [_connectable(one) for one in found()]


def connectable(system: str) -> Connectable:
    """Return one of them; raises SourceError, with what there is, for any other."""
    return _connectable(named(system))


def test(
    system: str,
    settings: Mapping[str, str],
    keys: Mapping[str, str],
    patience: Patience | None = None,  # noqa: PT028 - it is a button, not a test of the program
) -> str:
    """Ask the system for next to nothing and say what was seen; raises SourceError otherwise."""
    asked = named(system)
    return _asked(asked, asked.settled(settings), _checked(asked, keys), patience)


def connect(
    store: Store,
    name: str,
    system: str,
    settings: Mapping[str, str],
    keys: Mapping[str, str],
    *,
    secrets: Secrets | None = None,
    patience: Patience | None = None,
) -> str:
    """Test the keys and keep them, apart from everything else; returns what the test saw.

    Without a name the connection is called by its system. Raises SourceError when the test fails,
    StoreError when the name is taken.
    """
    asked = named(system)
    settled, checked = asked.settled(settings), _checked(asked, keys)
    said = _asked(asked, settled, checked, patience)
    called = name.strip() or _free_name(store, system)
    connected = Connected(called, system, {**settled, _ENTRY: chance.token_hex(8)}, {})
    _put(store, connected, checked, secrets)
    return said


def disconnect(store: Store, name: str, *, secrets: Secrets | None = None) -> Parted:
    """Forget a connection and its keys; what it brought stays. Returns what puts it back."""
    with store.reading() as books:
        connected = kept.get(books, name)
    held = secrets or secrets_of(store)
    try:
        keys = held.get(entry_of(connected))
    except SettingsError:
        keys = {}  # gone already: nothing to put back
    with store.transaction(typed=True) as books:
        kept.remove(books, name)
    if keys:
        held.remove(entry_of(connected))
    return Parted(connected, keys)


def reconnect(store: Store, parted: Parted, *, secrets: Secrets | None = None) -> None:
    """Put a connection back as it was."""
    _put(store, parted.connected, parted.keys, secrets)


def connections(store: Store) -> list[Connected]:
    """Return what is connected."""
    with store.reading() as books:
        return kept.every(books)


def secrets_of(store: Store, ask: Ask | None = None) -> Secrets:
    """Return where this computer keeps keys; `ask` is called where a passphrase is needed."""
    return open_secrets(store.home, ask or _told_by_the_surroundings)


def keys_of(secrets: Secrets, connected: Connected) -> dict[str, str]:
    """Return the keys of a connection; raises SettingsError when they are not on this computer."""
    return secrets.get(entry_of(connected))


def needs_passphrase() -> bool:
    """Whether keys are sealed with a passphrase here, for want of a keyring."""
    return not has_keyring()


def entry_of(connected: Connected) -> str:
    """Return under which name the keyring knows the keys; two homes never share one."""
    return f"{connected.name} {connected.settings.get(_ENTRY, '')}".strip()


def _connectable(one: System) -> Connectable:
    return Connectable(one.system, one.label, one.steps(), one.fields(), one.reads())


def _put(
    store: Store, connected: Connected, keys: Mapping[str, str], secrets: Secrets | None
) -> None:
    """Keep the keys first: a connection without them would only be in the way."""
    held = secrets or secrets_of(store)
    held.put(entry_of(connected), keys)
    try:
        with store.transaction(typed=True) as books:
            kept.add(books, connected)
    except BaseException:
        held.remove(entry_of(connected))
        raise


def _asked(
    system: System, settings: dict[str, str], keys: dict[str, str], patience: Patience | None
) -> str:
    few = patience or replace(Patience(), tries=2, total=45.0)
    return system.test(Access(settings, keys, few))


def _checked(system: System, keys: Mapping[str, str]) -> dict[str, str]:
    """Return the keys as they are kept; raises SourceError where one is missing or is none."""
    asked = [one for one in system.fields() if one.is_secret or one.may_be_empty]
    told = {one.name: keys.get(one.name, "").strip() for one in asked}
    for one in asked:
        value = told[one.name]
        if (not value and not one.may_be_empty) or any(not " " < char < "\x7f" for char in value):
            raise _missing(one.label)
    if not any(told.values()):
        raise _missing(asked[0].label)
    return {name: value for name, value in told.items() if value}


def _missing(label: str) -> SourceError:
    return SourceError(
        _("This is missing or not as it should be: {field}.").format(field=label),
        _("Copy it again from the shop system, without blanks or line breaks inside."),
    )


def _free_name(store: Store, system: str) -> str:
    taken = {one.name for one in connections(store)}
    names = (system if number == 1 else f"{system}-{number}" for number in range(1, 1000))
    return next(name for name in names if name not in taken)


def _told_by_the_surroundings(is_new: bool) -> str:
    told = os.environ.get(PASSPHRASE, "")
    if not told:
        raise SettingsError(
            _("The keys are sealed with a passphrase, and it was not told."),
            _("Set NOTECARD_PASSPHRASE, or run the command where it can ask."),
        )
    return told
