"""Keys to shop systems: in the computer's own keyring, else sealed with a passphrase.

They are never in the database, the settings, a log or a message. One entry a connection.
"""

import base64
import json
import os
import secrets as chance
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from notecard.core.errors import SettingsError
from notecard.core.words import _

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

SERVICE = "Notecard"
SEALED = "keys.sealed"
_VERSION = 1
# scrypt: 32 MB and about a tenth of a second a try (RFC 7914); a file may not ask for much more.
_COST = 2**15
_MOST_COST = 2**18
_SHORTEST = 8

Ask = Callable[[bool], str]
"""Asks for the passphrase; told whether it is a new one. May raise SettingsError."""


class Secrets(Protocol):
    """Where keys are kept."""

    def get(self, entry: str) -> dict[str, str]:
        """Return the keys of an entry; raises SettingsError when they cannot be had."""

    def put(self, entry: str, keys: Mapping[str, str]) -> None:
        """Keep keys."""

    def remove(self, entry: str) -> None:
        """Forget keys; those that are not there are forgotten already."""


def open_secrets(home: Path, ask: Ask) -> Secrets:
    """Return the computer's keyring where it has one, else the sealed file in this home."""
    return Keyring() if has_keyring() else SealedFile(home / SEALED, ask)


def has_keyring() -> bool:
    """Whether this computer keeps passwords, and keeps them sealed."""
    import keyring
    from keyring.backends import chainer, fail, null

    backend: Any = keyring.get_keyring()
    backends = backend.backends if isinstance(backend, chainer.ChainerBackend) else [backend]
    return any(
        not isinstance(one, fail.Keyring | null.Keyring)
        and "Plaintext" not in type(one).__name__  # of keyrings.alt: a file anybody can read
        for one in backends
    )


class Keyring:
    """The keyring of the operating system."""

    def get(self, entry: str) -> dict[str, str]:
        """Return the keys of an entry."""
        import keyring
        from keyring.errors import KeyringError

        try:
            told = keyring.get_password(SERVICE, entry)
        except KeyringError:
            raise _locked() from None
        if told is None:
            raise _missing()
        return _read(told)

    def put(self, entry: str, keys: Mapping[str, str]) -> None:
        """Keep keys."""
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, entry, json.dumps(dict(keys)))
        except KeyringError:
            raise _locked() from None

    def remove(self, entry: str) -> None:
        """Forget keys."""
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            keyring.delete_password(SERVICE, entry)
        except PasswordDeleteError:
            return
        except KeyringError:
            raise _locked() from None


class SealedFile:
    """One file in the home, sealed with a passphrase that is asked for once (scrypt, Fernet)."""

    def __init__(self, place: Path, ask: Ask) -> None:
        self._place = place
        self._ask = ask
        self._salt = b""
        self._seal: Fernet | None = None

    def get(self, entry: str) -> dict[str, str]:
        """Return the keys of an entry."""
        if not self._place.exists():
            raise _missing()
        told = self._opened().get(entry)
        if told is None:
            raise _missing()
        return told

    def put(self, entry: str, keys: Mapping[str, str]) -> None:
        """Keep keys; the first of all sets the passphrase."""
        self._write({**self._opened(), entry: dict(keys)})

    def remove(self, entry: str) -> None:
        """Forget keys."""
        if self._place.exists() and entry in (every := self._opened()):
            self._write({name: keys for name, keys in every.items() if name != entry})

    def _opened(self) -> dict[str, dict[str, str]]:
        from cryptography.fernet import InvalidToken

        if not self._place.exists():
            if self._seal is None:
                self._unlock(chance.token_bytes(16), _COST, is_new=True)
            return {}
        salt, cost, sealed = _parts(self._place)
        if self._seal is None or salt != self._salt:
            self._unlock(salt, cost, is_new=False)
        try:
            found = json.loads(self._sealing().decrypt(sealed))
        except InvalidToken:
            self._seal = None
            raise SettingsError(
                _("That passphrase does not open the keys."),
                _("Try again. If it is lost, delete {file} and connect anew.").format(file=SEALED),
            ) from None
        return {str(name): _texts(keys) for name, keys in found.items()}

    def _unlock(self, salt: bytes, cost: int, *, is_new: bool) -> None:
        from cryptography.fernet import Fernet
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

        passphrase = self._ask(is_new)
        if is_new and len(passphrase) < _SHORTEST:
            raise SettingsError(
                _("That passphrase is too short."),
                _("Use at least {count} characters; a few words are best.").format(count=_SHORTEST),
            )
        key = Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(passphrase.encode("utf-8"))
        self._salt = salt
        self._seal = Fernet(base64.urlsafe_b64encode(key))

    def _sealing(self) -> "Fernet":
        if self._seal is None:
            raise RuntimeError("the keys were not unlocked")
        return self._seal

    def _write(self, every: dict[str, dict[str, str]]) -> None:
        """Put the whole file in place at once, readable by its owner alone."""
        sealed = self._sealing().encrypt(json.dumps(every).encode("utf-8")).decode("ascii")
        salt = base64.b64encode(self._salt).decode("ascii")
        document = {"version": _VERSION, "cost": _COST, "salt": salt, "sealed": sealed}
        incoming = self._place.with_name(self._place.name + ".new")
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            incoming.unlink(missing_ok=True)
            handle = os.open(incoming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(document, file)
                file.flush()
                os.fsync(file.fileno())
            incoming.replace(self._place)
        except OSError as error:
            raise SettingsError(
                _("The keys could not be written: {reason}.").format(reason=error.strerror),
                _("See that there is room on the disk and that the folder may be written to."),
            ) from error


def _parts(place: Path) -> tuple[bytes, int, bytes]:
    """Return salt, cost and what is sealed; raises SettingsError for a damaged file."""
    try:
        document = json.loads(place.read_text(encoding="utf-8"))
        salt = base64.b64decode(document["salt"])
        cost, sealed = int(document["cost"]), str(document["sealed"]).encode("ascii")
        if cost < 2 or cost & (cost - 1) or cost > _MOST_COST or document["version"] != _VERSION:
            raise ValueError("not a file of this version")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            _("The file {file} with the keys is damaged.").format(file=place.name),
            _("Delete it and connect anew; nothing else is lost."),
        ) from error
    return salt, cost, sealed


def _read(told: str) -> dict[str, str]:
    try:
        return _texts(json.loads(told))
    except (ValueError, AttributeError):
        raise _missing() from None


def _texts(keys: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in keys.items()}


def _missing() -> SettingsError:
    return SettingsError(
        _("The key of this connection is not on this computer."),
        _("Disconnect it and connect it again here."),
    )


def _locked() -> SettingsError:
    return SettingsError(
        _("The computer's keyring could not be opened."),
        _("Unlock it (it opens with your password when you sign in) and try again."),
    )
