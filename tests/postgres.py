"""A PostgreSQL of the tests' own on loopback, and in it a fresh database for whoever asks.

It orders text by English rules on purpose: Notecard must not rely on how a server is set up.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import is_hypothesis_test, settings

from notecard.store.database import Store, open_store
from notecard.store.tables import metadata

_HERE = "127.0.0.1"
_WHO_MAY = f"""
local all all trust
host all locked {_HERE}/32 scram-sha-256
host all shut_out {_HERE}/32 reject
host all all {_HERE}/32 trust
"""
_QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off")
_TEMPLATE = "as_migrated"
_FEWER = 6
_OLDEST = 15  # Debian 12's; the first whose databases can order text by ICU

Opener = Callable[[Path], Store]
Lend = Callable[[Path], AbstractContextManager[Store]]


@dataclass
class Server:
    """A running server; `made` numbers its databases."""

    folder: Path
    port: int
    _numbers: Iterator[int] = field(default_factory=count)
    _has_template: bool = False
    _free: list[str] = field(default_factory=list)

    def url(self, database: str, *, user: str = "shop", password: str = "") -> str:
        """Return the address of one of its databases, as an owner would write it."""
        told = f"{user}:{password}" if password else user
        return f"postgresql+psycopg://{told}@{_HERE}:{self.port}/{database}"

    def run(self, statement: str, database: str = "postgres") -> list[Any]:
        """Run a statement as the server's own administrator."""
        import psycopg

        with psycopg.connect(
            host=_HERE, port=self.port, user="shop", dbname=database, autocommit=True
        ) as connection:
            done = connection.execute(cast(Any, statement))
            return done.fetchall() if done.description else []

    def make_database(self, more: str = "TEMPLATE template0") -> str:
        """Return the name of a new database."""
        name = f"shop_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} {more}")
        return name

    def drop(self, database: str) -> None:
        """Remove a database, whoever is connected to it."""
        self.run(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def shut(self, database: str) -> None:
        """Send everybody away from a database and let nobody in."""
        self.run(f"ALTER DATABASE {database} ALLOW_CONNECTIONS false")
        self.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"  # noqa: S608  a name of our own
            f" WHERE datname = '{database}'"
        )

    def open(self, database: str) -> None:
        """Let everybody in again."""
        self.run(f"ALTER DATABASE {database} ALLOW_CONNECTIONS true")

    def fresh(self) -> str:
        """Return the address of a new database in which the tables are made already."""
        if not self._has_template:
            self.run(f"CREATE DATABASE {_TEMPLATE} TEMPLATE template0")
            with tempfile.TemporaryDirectory() as home:
                open_store(Path(home), self.url(_TEMPLATE)).close()
            self._has_template = True
        return self.url(self.make_database(f"TEMPLATE {_TEMPLATE}"))

    @contextmanager
    def lent(self, home: Path) -> Iterator[Store]:
        """Lend a store without a row: emptying one is quicker than making one."""
        url = self._free.pop() if self._free else self.fresh()
        store = open_store(home, url)
        yield store
        with store.transaction() as books:
            for table in reversed(metadata.sorted_tables):
                books.execute(table.delete())
        store.close()
        self._free.append(url)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Return the server; who needs it skips where PostgreSQL cannot be had."""
    with server_of_our_own() as server:
        yield server


@contextmanager
def server_of_our_own() -> Iterator[Server]:
    """Run a server for as long as it is wanted; whoever asks skips where there is none."""
    programs = _programs()
    pytest.importorskip(
        "psycopg", reason="psycopg is not installed: pip install notecard[postgres]"
    )
    folder = Path(tempfile.mkdtemp(prefix="notecard-postgres-"))
    try:
        with _running(programs, folder) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """Return the address of a fresh database that a test may spoil."""
    url = postgres.fresh()
    yield url
    postgres.drop(url.rpartition("/")[2])


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def lend(request: pytest.FixtureRequest) -> Lend:
    """Return what lends an empty store with a home of its own: of a file, then of a server."""
    if request.param == "postgres":
        server: Server = request.getfixturevalue("postgres")
        return server.lent
    return _lent_file


@pytest.fixture(scope="module")
def opener(lend: Lend) -> Iterator[Opener]:
    """Return what opens stores for all tests of a module."""
    with ExitStack() as lent:
        yield lambda home: lent.enter_context(lend(home))


@contextmanager
def _lent_file(home: Path) -> Iterator[Store]:
    store = open_store(home)
    yield store
    store.close()


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[None]:
    """Search with fewer examples on a server: each of its many answers takes half a millisecond."""
    test, called = pyfuncitem.obj, getattr(pyfuncitem, "callspec", None)
    if called is None or called.params.get("lend") != "postgres" or not is_hypothesis_test(test):
        return (yield)
    usual = test._hypothesis_internal_use_settings
    few = max(usual.max_examples // _FEWER, 5)
    test._hypothesis_internal_use_settings = settings(usual, max_examples=few)
    try:
        return (yield)
    finally:
        test._hypothesis_internal_use_settings = usual


def _programs() -> Path:
    """Return the folder of the server's programs."""
    debians = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    places = sorted((one.parent for one in debians), key=lambda bin: int(bin.parent.name))
    if not places or int(places[-1].parent.name) < _OLDEST:
        pytest.skip(f"PostgreSQL {_OLDEST} is not installed (Debian's package: postgresql)")
    return places[-1]


@contextmanager
def _running(programs: Path, folder: Path) -> Iterator[Server]:
    """Run a server in a folder of its own, by another user than root, whom it refuses."""
    data, port = folder / "data", _free_port()
    whose: dict[str, Any] = {"cwd": folder}
    if os.geteuid() == 0:
        user = _somebody()
        shutil.chown(folder, user)
        whose |= {"user": user, "extra_groups": []}
    english = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US")
    made = (programs / "initdb", "-D", data, "-U", "shop", "-A", "trust", "-E", "UTF8", "--no-sync")
    subprocess.run([*made, *english], check=True, capture_output=True, **whose)
    (data / "pg_hba.conf").write_text(_WHO_MAY)
    settings = [word for setting in _QUICK for word in ("-c", setting)]
    where = ("-D", data, "-k", folder, "-h", _HERE, "-p", str(port))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [programs / "postgres", *where, *settings], stdout=log, stderr=log, **whose
        )
    try:
        server = Server(folder, port)
        _wait_for(server, process)
        yield server
    finally:
        process.send_signal(2)  # "fast": whoever is connected is sent away
        process.wait(30)


def _somebody() -> str:
    import pwd

    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    pytest.skip("PostgreSQL refuses to run as root, and there is nobody else on this machine")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((_HERE, 0))
        return int(free.getsockname()[1])


def _wait_for(server: Server, process: "subprocess.Popen[bytes]") -> None:
    import psycopg

    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            server.run("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError((server.folder / "log").read_text(errors="replace"))
