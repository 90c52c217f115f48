"""One shop, two kinds of places: the same rows, and a server that goes away loses nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from notecard.desktop.app import Desktop
from notecard.desktop.widgets.remember import RememberDialog
from notecard.store import notes
from notecard.store.database import Store, open_store
from notecard.workflows.import_purchases import import_files, undo_import
from notecard.workflows.plan_day import plan_day
from notecard.workflows.sample_shop import load_sample_shop
from notecard.workflows.suggest_words import suggest
from tests.postgres import Server
from tests.whole_store import Rows, everything

TODAY = date(2026, 11, 24)
TYPED = "Her daughter starts school"


def _rows(store: Store) -> Rows:
    """Return every row, without the seconds at which this very test wrote them."""
    with store.reading() as books:
        rows = everything(books)
    for name in ("batches", "merges"):
        rows[name] = [(row[0], *row[2:]) for row in rows[name]]
    return rows


@pytest.fixture
def both(tmp_path: Path, postgres_url: str) -> Iterator[tuple[Store, Store]]:
    opened = (open_store(tmp_path / "file"), open_store(tmp_path / "server", postgres_url))
    yield opened
    for store in opened:
        store.close()


def test_the_same_imports_leave_the_same_rows(both: tuple[Store, Store], shared: Path) -> None:
    folder = shared / "data/exports"
    names = sorted(p.name for p in folder.iterdir() if p.suffix in {".csv", ".vcf"})
    assert len(names) > 15
    for store in both:
        batches = [
            import_files(store, [folder / name], region="US", dates="mdy").batch for name in names
        ]
        import_files(store, [folder / names[0]], region="US", dry_run=True)
        undo_import(store, max(batch for batch in batches if batch is not None))
        import_files(store, [folder / name for name in names], region="US", dates="mdy")
    in_file, on_server = map(_rows, both)
    assert len(in_file["purchases"]) > 300
    for table in in_file:
        assert on_server[table] == in_file[table], table


def test_the_same_shop_has_the_same_day(both: tuple[Store, Store]) -> None:
    said = []
    for store in both:
        load_sample_shop(store, TODAY)
        plan = plan_day(store, TODAY, cards=20, calls=20)
        words = [suggest(store, row.customer, TODAY, lane=row.lane) for row in plan.rows]
        said.append((plan, words))
    assert len(said[0][0].rows) > 5
    assert said[0] == said[1]


@pytest.fixture
def desktop(qtbot, qapp: QApplication, tmp_path: Path, postgres_url: str) -> Iterator[Desktop]:
    store = open_store(tmp_path, postgres_url)
    load_sample_shop(store, TODAY)
    store.close()
    made = Desktop(qapp, tmp_path, postgres_url, TODAY)
    made.window.show()
    _wait(qtbot, made)
    yield made
    made.window.close()
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _wait(qtbot, desktop: Desktop) -> None:
    qtbot.waitUntil(lambda: desktop.has_begun and desktop.jobs.is_idle, timeout=30_000)


def _dialog(qtbot, desktop: Desktop) -> RememberDialog:
    found = desktop.window.findChildren(RememberDialog)
    qtbot.waitUntil(lambda: any(one.isActiveWindow() for one in found))
    return next(one for one in found if one.isActiveWindow())


def _enter(qtbot, desktop: Desktop, dialog: RememberDialog) -> None:
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return)
    desktop.window.activateWindow()  # no window manager does it here
    _wait(qtbot, desktop)


def test_what_was_typed_outlives_a_server_that_goes_away(
    qtbot, desktop: Desktop, postgres: Server, postgres_url: str, tmp_path: Path
) -> None:
    name = postgres_url.rpartition("/")[2]
    who = desktop.window.page.person()
    assert who is not None
    QTest.keyClick(desktop.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = _dialog(qtbot, desktop)
    QTest.keyClicks(dialog.words, TYPED)

    postgres.shut(name)
    _enter(qtbot, desktop, dialog)
    assert desktop.window.page.banner.isVisible()
    dialog = _dialog(qtbot, desktop)
    assert (dialog.who.text(), dialog.words.text()) == (who[1], TYPED)

    postgres.open(name)
    _enter(qtbot, desktop, dialog)
    store = open_store(tmp_path, postgres_url)
    with store.reading() as books:
        assert [note.words for note in notes.of_customer(books, who[0])].count(TYPED) == 1
    store.close()


def test_a_program_of_its_own_finds_the_server_and_never_shows_a_password(
    postgres: Server, postgres_url: str, tmp_path: Path
) -> None:
    def ask(url: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "notecard", "--home", tmp_path, "customers", "--json"],
            env={**os.environ, "NOTECARD_DB": url},
            capture_output=True,
            text=True,
        )

    found = ask(postgres_url)
    assert (found.returncode, found.stdout.strip()) == (0, "[]")
    hidden = "word-nobody-sees"
    refused = ask(postgres.url("nowhere", password=hidden))
    assert refused.returncode == 1
    assert "nowhere" in refused.stderr
    assert hidden not in refused.stdout + refused.stderr
    assert "Traceback" not in refused.stderr
    assert list(tmp_path.iterdir()) == []
