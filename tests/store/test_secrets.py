import json
import stat
import sys
from pathlib import Path

import keyring
import pytest
from keyring.backends.null import Keyring as NullKeyring

from notecard.core.errors import SettingsError
from notecard.store.secrets import SEALED, SERVICE, Keyring, SealedFile, has_keyring, open_secrets
from tests.in_memory_keyring import InMemory

KEYS = {"token": "EAAA-a-secret-nobody-may-see"}
WORDS = "seven words are better than one"


@pytest.fixture
def asked() -> list[bool]:
    return []


@pytest.fixture
def sealed(tmp_path: Path, asked: list[bool]) -> SealedFile:
    return _opened(tmp_path, asked)


def _opened(home: Path, asked: list[bool], passphrase: str = WORDS) -> SealedFile:
    def ask(is_new: bool) -> str:
        asked.append(is_new)
        return passphrase

    return SealedFile(home / SEALED, ask)


def test_keys_are_kept_given_back_and_forgotten(ring: InMemory, sealed: SealedFile) -> None:
    for secrets in (Keyring(), sealed):
        secrets.put("square 1", KEYS)
        secrets.put("stripe 2", {"key": "rk"})
        assert secrets.get("square 1") == KEYS
        secrets.remove("square 1")
        secrets.remove("square 1")
        with pytest.raises(SettingsError, match="not on this computer"):
            secrets.get("square 1")
        assert secrets.get("stripe 2") == {"key": "rk"}
    assert list(ring.kept) == [(SERVICE, "stripe 2")]


def test_the_keyring_is_used_where_there_is_one(ring: InMemory, tmp_path: Path) -> None:
    secrets = open_secrets(tmp_path, lambda _new: pytest.fail("nobody is asked"))
    secrets.put("square 1", KEYS)
    assert json.loads(ring.kept[SERVICE, "square 1"]) == KEYS
    assert list(tmp_path.iterdir()) == []


def test_a_keyring_that_keeps_nothing_is_none(ring: InMemory, tmp_path: Path) -> None:
    assert has_keyring()
    keyring.set_keyring(NullKeyring())
    assert not has_keyring()
    assert isinstance(open_secrets(tmp_path, lambda _new: WORDS), SealedFile)


def test_a_locked_keyring_says_what_to_do(ring: InMemory) -> None:
    ring.is_locked = True
    for act in (lambda: Keyring().get("x"), lambda: Keyring().put("x", KEYS)):
        with pytest.raises(SettingsError) as error:
            act()
        assert "Unlock" in error.value.hint
        assert KEYS["token"] not in str(error.value)


def test_the_passphrase_is_asked_for_once(sealed: SealedFile, asked: list[bool]) -> None:
    sealed.put("a", KEYS)
    sealed.put("b", KEYS)
    assert sealed.get("a") == KEYS
    assert asked == [True]


def test_another_session_asks_again_and_a_wrong_passphrase_opens_nothing(
    tmp_path: Path, sealed: SealedFile, asked: list[bool]
) -> None:
    sealed.put("a", KEYS)
    assert _opened(tmp_path, asked).get("a") == KEYS
    before = (tmp_path / SEALED).read_bytes()
    wrong = _opened(tmp_path, asked, "not the passphrase")
    for act in (lambda: wrong.get("a"), lambda: wrong.put("b", KEYS)):
        with pytest.raises(SettingsError, match="does not open"):
            act()
    assert (tmp_path / SEALED).read_bytes() == before
    assert asked == [True, False, False, False]


def test_nothing_can_be_read_from_the_file(tmp_path: Path, sealed: SealedFile) -> None:
    sealed.put("square", KEYS)
    [file] = tmp_path.iterdir()
    content = file.read_bytes()
    for word in (KEYS["token"], WORDS, "token", "square"):
        assert word.encode() not in content
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_short_passphrase_is_refused(tmp_path: Path, asked: list[bool]) -> None:
    with pytest.raises(SettingsError, match="too short"):
        _opened(tmp_path, asked, "short").put("a", KEYS)
    assert not (tmp_path / SEALED).exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"version": 1, "cost": 1073741824, "salt": "AAAA", "sealed": "x"}',
        b'{"version": 1, "cost": 3, "salt": "AAAA", "sealed": "x"}',
        b'{"version": 9, "cost": 4, "salt": "AAAA", "sealed": "x"}',
    ],
)
def test_a_damaged_file_is_told_plainly(tmp_path: Path, asked: list[bool], content: bytes) -> None:
    (tmp_path / SEALED).write_bytes(content)
    with pytest.raises(SettingsError, match="damaged"):
        _opened(tmp_path, asked).get("a")
    assert asked == []
