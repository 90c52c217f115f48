"""A sync that breaks off at any request ends, after a later one, with the very same store."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from notecard.sources.live.patience import Patience
from notecard.store.database import Store, open_store
from notecard.store.secrets import Keyring, SealedFile
from notecard.store.tables import metadata
from notecard.workflows import connect
from notecard.workflows.sync import sync
from tests.fake_shops.client import KEYS, FakeShops
from tests.in_memory_keyring import InMemory

ROOT = Path(__file__).parent.parent.parent
WORDS = "seven words are better than one"
EVERY = pytest.mark.parametrize("system", sorted(KEYS))

Dump = dict[str, list[tuple[object, ...]]]


class Trial:
    """One system, two days of it, and the homes in which they are synced."""

    def __init__(self, folder: Path, system: str, shops: FakeShops, patience: Patience) -> None:
        self.folder = folder
        self.system = system
        self.shops = shops
        self.patience = replace(patience, tries=2)
        self.homes = [folder / "new", folder / "first", folder / "second"]
        self.requests: list[int] = []
        self._prepare()

    def _prepare(self) -> None:
        with _opened(self.homes[0]) as store:
            connect.connect(
                store, "", self.system, self.shops.settings, KEYS[self.system],
                secrets=Keyring(), patience=self.patience,
            )  # fmt: skip
        for day in (1, 2):
            shutil.copytree(self.homes[day - 1], self.homes[day])
            self.dawn(day)
            assert self.sync(self.homes[day])
            self.requests.append(self.shops.count)

    def dawn(self, day: int) -> None:
        """Let the shop be as it is on this day, with the count of requests begun anew."""
        self.shops.restart()
        if day == 2:
            self.shops.happen("tomorrow")

    def sync(self, home: Path) -> bool:
        """Sync and say whether it went well."""
        with _opened(home) as store:
            [synced] = sync(store, secrets=Keyring(), patience=self.patience)
        return synced.trouble is None

    @contextmanager
    def home_before(self, day: int) -> Iterator[Path]:
        """Yield a home as it was before this day's sync."""
        home = self.folder / "trial"
        shutil.copytree(self.homes[day - 1], home)
        yield home
        shutil.rmtree(home)


@contextmanager
def _opened(home: Path) -> Iterator[Store]:
    store = open_store(home)
    yield store
    store.close()


def _dump(home: Path) -> Dump:
    """Return every row of every table; only when it was written may differ."""
    with _opened(home) as store, store.reading() as books:
        return {
            table.name: sorted(
                (
                    tuple(row)
                    for row in books.execute(
                        select(*(column for column in table.columns if column.name != "at"))
                        if table.name in ("batches", "connections", "merges")
                        else select(table)
                    )
                ),
                key=repr,
            )
            for table in metadata.sorted_tables
        }


@pytest.fixture
def trial(
    tmp_path: Path, system: str, shops: FakeShops, ring: InMemory, patience: Patience
) -> Trial:
    return Trial(tmp_path, system, shops, patience)


@EVERY
@pytest.mark.parametrize("kind", ["drop", "500"])
def test_interrupted_at_every_request_in_turn(trial: Trial, kind: str) -> None:
    assert min(trial.requests) >= 2
    for day, requests in enumerate(trial.requests, start=1):
        whole = _dump(trial.homes[day])
        before = _dump(trial.homes[day - 1])
        for number in range(1, requests + 1):
            with trial.home_before(day) as home:
                trial.dawn(day)
                trial.shops.fault(kind, number, None)
                assert not trial.sync(home)
                assert _without_trouble(_dump(home)) == _without_trouble(before)
                trial.shops.heal()
                assert trial.sync(home)
                assert _dump(home) == whole, f"day {day}, request {number}"


@EVERY
def test_broken_off_once_at_every_request_in_turn(trial: Trial) -> None:
    whole = _dump(trial.homes[1])
    for number in range(1, trial.requests[0] + 1):
        with trial.home_before(1) as home:
            trial.dawn(1)
            trial.shops.fault("cut", number, number)
            assert trial.sync(home)
            assert _dump(home) == whole


def _without_trouble(dump: Dump) -> Dump:
    return {name: rows for name, rows in dump.items() if name != "connections"}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX systems")
@EVERY
def test_killed_at_a_request_or_just_after_the_last(trial: Trial) -> None:
    whole = _dump(trial.homes[2])
    last = trial.requests[1]
    for number, hangs in ((last // 2 + 1, True), (last, False)):
        with trial.home_before(2) as home:
            _seal(trial, home)
            trial.dawn(2)
            if hangs:
                trial.shops.fault("hang", number, None)
            _killed(home, trial.shops, number)
            trial.shops.heal()
            assert trial.sync(home)
            again = _dump(home)
        assert _without_imports(again) == _without_imports(whole)


def _seal(trial: Trial, home: Path) -> None:
    """Put the keys where a process of its own finds them."""
    with _opened(home) as store:
        [one] = connect.connections(store)
    sealed = SealedFile(home / "keys.sealed", lambda _new: WORDS)
    sealed.put(connect.entry_of(one), KEYS[trial.system])


def _killed(home: Path, shops: FakeShops, number: int) -> None:
    command = [sys.executable, "-m", "notecard", "--home", str(home), "sync"]
    told = {
        "NOTECARD_PASSPHRASE": WORDS,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | told, text=True) as process:
        until = time.monotonic() + 30
        while shops.count < number and process.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        process.kill()
    assert shops.count >= number


def _without_imports(dump: Dump) -> Dump:
    """Leave out what tells of the import itself: a killed one may have come just to its end."""
    return {name: rows for name, rows in dump.items() if name not in ("connections", "batches")}
