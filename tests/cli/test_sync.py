"""Connecting and syncing from the command line, with keys in a sealed file and nowhere else."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.fake_shops.client import KEYS, SECRETS, FakeShops

ROOT = Path(__file__).parent.parent.parent
WORDS = "seven words are better than one"


class CommandLine:
    """The program, started as a person or a script starts it; everything it says is kept."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.said = ""

    def __call__(self, *words: str, typed: str = "", passphrase: str = WORDS) -> tuple[int, str]:
        """Run a command; returns its exit code and what went to standard error."""
        told = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        told |= {"NOTECARD_PASSPHRASE": passphrase} if passphrase else {}
        done = subprocess.run(
            [sys.executable, "-m", "notecard", "--home", str(self.home), *words],
            cwd=ROOT, env=os.environ | told, input=typed, capture_output=True, text=True,
            timeout=60, check=False,
        )  # fmt: skip
        self.said += done.stdout + done.stderr
        self.out = done.stdout
        return done.returncode, done.stderr

    @property
    def json(self) -> Any:
        """Return what the last command answered."""
        return json.loads(self.out)


@pytest.fixture
def notecard(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "home")


def test_the_whole_way(notecard: CommandLine, shops: FakeShops) -> None:
    place = ("--address", shops.address)
    typed = KEYS["square"]["token"] + "\n"
    assert notecard("connect", "square", *place, "--name", "till", typed=typed)[0] == 0
    assert "12 locations" in notecard.out
    keys = KEYS["woocommerce"]
    typed = f"{keys['key']}\n{keys['secret']}\n"
    assert notecard("--json", "connect", "woocommerce", *place, typed=typed)[0] == 0
    assert notecard.json == {
        "ok": True,
        "name": "woocommerce",
        "system": "woocommerce",
        "said": "The key works: 15 orders can be read.",
    }
    assert notecard("--json", "sync")[0] == 0
    told = notecard.json
    assert [one["path"] for one in told["files"]] == ["till", "woocommerce"]
    assert told["added"] == sum(one["records"] - one["contacts"] for one in told["files"])
    assert told["since"] is None
    assert told["until"] == max(one["until"] for one in told["files"])
    assert told["pages"] == sum(one["pages"] for one in told["files"])
    assert told["customers"]["new"] > 5
    assert notecard("sync", "till")[0] == 0
    assert "0 new, 0 changed" in notecard.out
    assert notecard("--json", "undo-import", str(told["batches"][1]))[0] == 0
    assert notecard("--json", "sync", "woocommerce")[0] == 0
    assert notecard.json["added"] == 15
    assert notecard("--json", "connections")[0] == 0
    assert [(one["name"], one["trouble"]) for one in notecard.json] == [
        ("till", None),
        ("woocommerce", None),
    ]
    assert notecard("disconnect", "till")[0] == 0
    assert notecard("sync", "till")[0] == 1
    _no_secret_lies_about(notecard)


def _no_secret_lies_about(notecard: CommandLine) -> None:
    lying = notecard.said
    for place in notecard.home.rglob("*"):
        lying += place.read_bytes().decode("latin-1") if place.is_file() else ""
    assert not [one for one in [*SECRETS, WORDS] if one in lying]


def test_one_in_trouble_is_told_and_the_others_are_read(
    notecard: CommandLine, shops: FakeShops
) -> None:
    place = ("--address", shops.address)
    for system in ("square", "stripe"):
        typed = "\n".join(KEYS[system].values())
        assert notecard("connect", system, *place, typed=typed)[0] == 0
    shops.restart()
    shops.fault("page", 1, 1)
    code, told = notecard("--json", "sync")
    assert code == 3
    assert "square: Square answered with something that is not order data." in told
    assert notecard.json["files"][0]["trouble"]
    assert notecard.json["added"] == 14
    shops.fault("page", 1, None)
    code, told = notecard("sync", "square")
    assert code == 1
    assert "not order data" in told


def test_refusals_say_the_way_out(notecard: CommandLine, shops: FakeShops) -> None:
    place = ("--address", shops.address)
    code, told = notecard("sync")
    assert code == 1
    assert "notecard connect square" in told
    code, told = notecard("connect", "vend")
    assert code == 1
    assert "shopify, square, stripe, woocommerce" in told
    code, told = notecard("connect", "square", *place, typed="EAAA-wrong\n")
    assert code == 1
    assert "developer.squareup.com" in told
    assert "EAAA-wrong" not in told
    typed = KEYS["square"]["token"] + "\n"
    code, told = notecard("connect", "square", *place, typed=typed, passphrase="")
    assert code == 1
    assert "NOTECARD_PASSPHRASE" in told
    assert notecard("connect", "square", *place, typed=typed)[0] == 0
    code, told = notecard("sync", passphrase="not the passphrase")  # noqa: S106
    assert code == 1
    assert "does not open" in told


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo terminals")
def test_typed_keys_are_not_seen(notecard: CommandLine, shops: FakeShops) -> None:
    import pty

    ours, theirs = pty.openpty()
    told = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    command = [sys.executable, "-m", "notecard", "--home", str(notecard.home), "connect", "stripe"]
    with subprocess.Popen(
        [*command, "--address", shops.address],
        cwd=ROOT, env=os.environ | told, stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True,
    ) as process:  # fmt: skip
        os.close(theirs)
        seen = ""
        for asked, typed in (
            ("Restricted key (", KEYS["stripe"]["key"]),
            ("new passphrase", WORDS),
            ("Repeat", WORDS),
        ):
            while asked not in seen:
                seen += os.read(ours, 4096).decode()
            _wait_until_unseen(ours)
            os.write(ours, f"{typed}\n".encode())
        seen += _rest(ours)
    os.close(ours)
    assert process.returncode == 0
    assert "Notecard reads payments" in seen
    assert "Connected as stripe" in seen
    assert KEYS["stripe"]["key"] not in seen
    assert WORDS not in seen


def _wait_until_unseen(terminal: int) -> None:
    """Wait until what is typed is not shown any more."""
    import termios

    until = time.monotonic() + 10
    while termios.tcgetattr(terminal)[3] & termios.ECHO and time.monotonic() < until:
        time.sleep(0.01)


def _rest(terminal: int) -> str:
    """Return what is written until the other end is closed."""
    seen = b""
    try:
        while some := os.read(terminal, 4096):
            seen += some
    except OSError:
        pass  # how Linux says that it is closed
    return seen.decode()
