"""The page Purchases by keyboard: read, ask, undo, watch, connect."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPlainTextEdit, QPushButton

from notecard.desktop.app import Desktop
from notecard.desktop.pages.purchases import PurchasesPage
from notecard.desktop.widgets.connect_dialog import ConnectDialog
from notecard.desktop.widgets.connections import ConnectionsSection
from notecard.desktop.widgets.file_card import FileCard
from notecard.desktop.widgets.passphrase import PassphraseDialog
from notecard.store import batches, connections, customers, purchases, settings_file
from notecard.workflows import watch_folder
from tests.desktop.seen import press, settle
from tests.fake_shops.client import KEYS, SECRETS, FakeShops
from tests.in_memory_keyring import InMemory

SHOPIFY = "Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name"
SHOPIFY += ",Lineitem price,Billing Name"
LOYVERSE = "Date,Receipt number,Receipt type,Item,Quantity,Gross sales,Discounts,Net sales"
LOYVERSE += ",Cashier name,Customer name,Customer contacts,Status"


@pytest.fixture
def desktop(qtbot, open_desktop) -> Iterator[Desktop]:
    made = open_desktop("purchases")
    settle(qtbot, made)
    yield made
    made.window.close()


@pytest.fixture
def page(qtbot, desktop: Desktop) -> PurchasesPage:
    page = desktop.window.page
    assert isinstance(page, PurchasesPage)
    come_back(qtbot, page)
    return page


def come_back(qtbot, page: PurchasesPage) -> None:
    """Go on in the window, as after a dialog was closed."""
    page.window().activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.begin()


def write(place: Path, header: str, *rows: list[str]) -> Path:
    with place.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])
    return place


def orders(place: Path, numbers: range, price: str = "12.50", bad: int = 0) -> Path:
    at = "2026-10-03 10:00:00 +0100"
    rows = [
        [f"#{n}", f"p{n}@example.org", "paid", "GBP", price, at, "1", "Bowl", price, f"Ann P{n}"]
        for n in numbers
    ]
    for row in rows[:bad]:
        row[5] = "someday"
    return write(place, SHOPIFY, *rows)


def receipts(place: Path, *days: str) -> Path:
    rows = (
        [day, f"R-{n}", "Sale", "Vase", "1.000", "9.00", "0.00", "9.00", "Ben", "", "", "Closed"]
        for n, day in enumerate(days)
    )
    return write(place, LOYVERSE, *rows)


def known(desktop: Desktop) -> tuple[int, int]:
    """Return how many customers and imports the store holds."""
    with desktop.books.store().reading() as books:
        return customers.count(books), len(batches.recent(books))


def seen(page: PurchasesPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def drop(page: PurchasesPage, *places: Path) -> None:
    """Let files go over the page, as a file manager does."""
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(place)) for place in places])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPointF(50, 50), copy, files, left, none)
    page.dragEnterEvent(over)
    assert over.isAccepted()
    page.dropEvent(QDropEvent(QPointF(50, 50), copy, files, left, none))


def test_dropped_files_are_read_told_and_taken_back(
    qtbot, desktop: Desktop, page: PurchasesPage, tmp_path: Path
) -> None:
    before = known(desktop)
    drop(page, orders(tmp_path / "one.csv", range(5)), orders(tmp_path / "two.csv", range(3, 9)))
    settle(qtbot, desktop)
    assert known(desktop) == (before[0] + 9, before[1] + 1)
    assert page.reading.chosen.name == "one.csv, two.csv"
    assert [card.accessibleName() for card in page.findChildren(FileCard)] == [
        "one.csv. Shopify (orders). 5 purchases.",
        "two.csv. Shopify (orders). 6 purchases.",
    ]
    assert "9 new receipts, 9 new customers" in desktop.window.status.words.text()
    press(desktop.window, "Z")
    settle(qtbot, desktop)
    assert known(desktop) == before


def test_an_import_of_the_list_is_taken_back_by_one_key(
    qtbot, desktop: Desktop, page: PurchasesPage, tmp_path: Path
) -> None:
    before = known(desktop)
    page.read([orders(tmp_path / "one.csv", range(5))])
    settle(qtbot, desktop)
    press(desktop.window, "U")
    settle(qtbot, desktop)
    assert known(desktop) == before
    assert len(page.reading.batches) == before[1]
    assert "taken back" in desktop.window.status.words.text()


def test_an_import_that_another_builds_on_stays_and_says_which(
    qtbot, desktop: Desktop, page: PurchasesPage, tmp_path: Path
) -> None:
    page.read([orders(tmp_path / "one.csv", range(5))])
    settle(qtbot, desktop)
    page.read([orders(tmp_path / "corrected.csv", range(5), price="15.00")])
    settle(qtbot, desktop)
    before = known(desktop)
    press(desktop.window, "Down U")
    settle(qtbot, desktop)
    assert page.reading.chosen.name == "one.csv"
    assert known(desktop) == before
    assert page.banner.isVisible()
    assert "corrected.csv" in page.banner.accessibleName()
    press(desktop.window, "Up U")
    settle(qtbot, desktop)
    assert not page.banner.isVisible()
    press(desktop.window, "U")
    settle(qtbot, desktop)
    assert known(desktop)[1] == before[1] - 2


def test_a_second_reading_says_that_nothing_is_new(
    qtbot, desktop: Desktop, page: PurchasesPage, tmp_path: Path
) -> None:
    page.read([orders(tmp_path / "one.csv", range(5))])
    settle(qtbot, desktop)
    before = known(desktop)
    page.read([tmp_path / "one.csv"])
    settle(qtbot, desktop)
    assert known(desktop) == before
    assert "Nothing new." in seen(page)
    assert sum(card.isVisible() for card in page.findChildren(FileCard)) == 1


def test_rows_that_could_not_be_used_unfold_and_can_be_copied(
    qtbot, desktop: Desktop, page: PurchasesPage, tmp_path: Path
) -> None:
    page.read([orders(tmp_path / "one.csv", range(5), bad=2)])
    settle(qtbot, desktop)
    [rows] = page.findChildren(QPlainTextEdit)
    assert not rows.isVisible()
    press(desktop.window, "P")
    assert rows.isVisible()
    assert rows.toPlainText().startswith("Line 2")
    assert len(rows.toPlainText().splitlines()) == 2
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == rows.toPlainText()


def test_cancel_leaves_everything_as_it_was(
    qtbot, desktop: Desktop, page: PurchasesPage, tmp_path: Path
) -> None:
    before = known(desktop)
    page.read([orders(tmp_path / "many.csv", range(20_000))])
    cancel = next(
        each
        for each in desktop.window.status.findChildren(QPushButton)
        if each.text() == "Cancel" and each.isVisible()
    )
    cancel.setFocus()
    press(desktop.window, "Space")
    settle(qtbot, desktop)
    assert known(desktop) == before
    assert not cancel.isVisible()


def test_a_folder_that_is_dropped_is_no_file_and_says_so(
    qtbot, desktop: Desktop, page: PurchasesPage, tmp_path: Path
) -> None:
    (tmp_path / "exports").mkdir()
    drop(page, tmp_path / "exports")
    settle(qtbot, desktop)
    assert page.banner.isVisible()
    assert "exports" in page.banner.accessibleName()


def test_amounts_are_behind_one_key(
    qtbot, desktop: Desktop, page: PurchasesPage, tmp_path: Path
) -> None:
    page.read([orders(tmp_path / "one.csv", range(4))])
    settle(qtbot, desktop)
    assert "£" not in seen(page)
    press(desktop.window, "M")
    assert "£50.00" in seen(page)
    press(desktop.window, "M")
    assert "£" not in seen(page)


@pytest.mark.parametrize(("key", "day"), [("1", "2026-04-03"), ("2", "2026-03-04")])
def test_an_undecided_day_is_asked_in_words_and_answered_by_one_key(
    qtbot, desktop: Desktop, page: PurchasesPage, tmp_path: Path, key: str, day: str
) -> None:
    page.read([receipts(tmp_path / "till.csv", "03/04/2026 10:00", "05/06/2026 11:00")])
    settle(qtbot, desktop)
    assert "Does 03/04/2026 mean 3 April or 4 March?" in seen(page)
    before = known(desktop)
    press(desktop.window, key)
    settle(qtbot, desktop)
    assert known(desktop)[1] == before[1] + 1
    with desktop.books.store().reading() as books:
        found = books.exec_driver_sql("SELECT day FROM purchases WHERE key = 'R-0'").scalar_one()
    assert found == date.fromisoformat(day).toordinal()
    assert "April" not in seen(page)


def test_a_file_that_cannot_be_read_is_said_where_it_happened(
    qtbot, desktop: Desktop, page: PurchasesPage, tmp_path: Path
) -> None:
    (tmp_path / "odd.xlsx").write_bytes(b"PK\x03\x04 cut short")
    page.read([tmp_path / "odd.xlsx"])
    settle(qtbot, desktop)
    assert page.banner.isVisible()
    assert "odd.xlsx" in page.banner.accessibleName()


def test_a_file_without_a_table_is_not_asked_about(
    qtbot, desktop: Desktop, page: PurchasesPage, tmp_path: Path
) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    page.read([tmp_path / "empty.csv"])
    settle(qtbot, desktop)
    settle(qtbot, desktop)
    assert page.banner.isVisible()
    assert "has not met this kind of file" not in seen(page)


def test_the_part_that_is_seen_is_remembered(qtbot, desktop: Desktop, page: PurchasesPage) -> None:
    press(desktop.window, "C")
    assert page.findChild(ConnectionsSection).isVisible()
    assert settings_file.load(desktop.books.home).section == "connections"
    press(desktop.window, "R")
    assert page.reading.isVisible()
    assert settings_file.load(desktop.books.home).section == "read"


def test_the_first_time_there_is_one_sentence_and_one_button(qtbot, open_desktop) -> None:
    desktop = open_desktop("purchases", is_empty=True)
    settle(qtbot, desktop)
    page = desktop.window.page
    assert "Drop the files" in seen(page)
    assert QGuiApplication.focusObject().text() == "Read files"
    buttons = [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]
    assert buttons.count("Read files") == 1


# The watched folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(watch_folder, "STILL_S", 0.0)
    made = tmp_path / "till é"
    made.mkdir()
    return made


def test_what_the_till_writes_comes_by_itself_and_what_cannot_be_read_stands_there(
    qtbot, desktop: Desktop, page: PurchasesPage, folder: Path
) -> None:
    before = known(desktop)
    press(desktop.window, "C")
    orders(folder / "monday.csv", range(4))
    section = page.findChild(ConnectionsSection)
    section.watch_folder(str(folder))
    settle(qtbot, desktop)
    assert settings_file.load(desktop.books.home).watched_folder == str(folder)
    assert known(desktop) == (before[0] + 4, before[1] + 1)
    assert "monday.csv came by itself" in desktop.window.status.words.text()

    receipts(folder / "tuesday.csv", "03/04/2026 10:00")
    press(desktop.window, "F5")
    settle(qtbot, desktop)
    assert known(desktop)[1] == before[1] + 1
    [trouble] = section.troubles
    assert trouble.place.name == "tuesday.csv"
    press(desktop.window, "L")
    settle(qtbot, desktop)
    press(desktop.window, "1")
    settle(qtbot, desktop)
    assert known(desktop)[1] == before[1] + 2
    assert section.troubles == []


def test_a_folder_that_went_away_is_said_in_its_place(
    qtbot, desktop: Desktop, page: PurchasesPage, folder: Path
) -> None:
    press(desktop.window, "C")
    section = page.findChild(ConnectionsSection)
    section.watch_folder(str(folder / "unplugged"))
    settle(qtbot, desktop)
    assert "cannot be reached" in seen(page)
    assert not page.banner.isVisible()
    press(desktop.window, "X")
    settle(qtbot, desktop)
    assert settings_file.load(desktop.books.home).watched_folder == ""
    assert "cannot be reached" not in seen(page)


# Connections


def connect(qtbot, desktop: Desktop, shops: FakeShops, keys: dict[str, str]) -> ConnectDialog:
    press(desktop.window, "C A")
    dialog = desktop.window.findChild(ConnectDialog)
    settle(qtbot, desktop)
    dialog.system.setCurrentIndex(dialog.system.findData("woocommerce"))
    told = {**shops.settings, **keys}
    for name, field in dialog.fields.items():
        field.setFocus()
        QTest.keyClicks(field, told[name])
    return dialog


def test_a_shop_is_connected_tested_read_and_let_go(
    qtbot, desktop: Desktop, page: PurchasesPage, shops: FakeShops, ring: InMemory
) -> None:
    before = known(desktop)
    dialog = connect(qtbot, desktop, shops, KEYS["woocommerce"])
    secret = [field for field in dialog.fields.values() if field.text() in SECRETS]
    assert len(secret) == 2
    assert all(field.echoMode() is QLineEdit.EchoMode.Password for field in secret)
    dialog.test()
    settle(qtbot, desktop)
    assert any("The key works" in each.text() for each in dialog.findChildren(QLabel))
    with desktop.books.store().reading() as books:
        assert connections.every(books) == []
    press(dialog, "Return")
    settle(qtbot, desktop)
    section = page.findChild(ConnectionsSection)
    assert [link.label for link in section.links] == ["WooCommerce"]

    come_back(qtbot, page)
    press(desktop.window, "F5")
    settle(qtbot, desktop)
    settle(qtbot, desktop)
    assert known(desktop)[1] == before[1] + 1
    assert section.links[0].read == "Read just now."
    press(desktop.window, "Z")
    settle(qtbot, desktop)
    assert known(desktop) == before

    page.begin()
    press(desktop.window, "D")
    settle(qtbot, desktop)
    assert list(section.links) == []
    assert ring.kept == {}
    press(desktop.window, "Z")
    settle(qtbot, desktop)
    assert len(section.links) == 1
    assert len(ring.kept) == 1
    for place in desktop.books.home.rglob("*"):
        if place.is_file():
            assert not any(key.encode() in place.read_bytes() for key in SECRETS), place


def test_the_news_of_several_shops_are_one_sentence_and_one_undo(
    qtbot, desktop: Desktop, page: PurchasesPage, shops: FakeShops, ring: InMemory
) -> None:
    before = known(desktop)
    for system in ("woocommerce", "stripe"):
        desktop.connections.connect("", system, shops.settings, KEYS[system])
    press(desktop.window, "C")
    page.reload()
    settle(qtbot, desktop)
    press(desktop.window, "F5")
    settle(qtbot, desktop)
    settle(qtbot, desktop)
    with desktop.books.store().reading() as books:
        new = sum(each.added for each in batches.recent(books, 2))
    assert f"2 shop systems: {new} new receipts" in desktop.window.status.words.text()
    assert [card.accessibleName().split(". ")[1] for card in page.findChildren(FileCard)] == [
        "Stripe"
    ]
    press(desktop.window, "Z")
    settle(qtbot, desktop)
    assert known(desktop) == before


def test_a_shop_in_trouble_says_once_what_is_wrong(
    qtbot, desktop: Desktop, page: PurchasesPage, shops: FakeShops, ring: InMemory
) -> None:
    desktop.connections.connect("", "stripe", shops.settings, KEYS["stripe"])
    press(desktop.window, "C")
    page.reload()
    settle(qtbot, desktop)
    shops.fault("page", shops.count + 1, None)
    press(desktop.window, "F5")
    settle(qtbot, desktop)
    settle(qtbot, desktop)
    [link] = page.findChild(ConnectionsSection).links
    assert link.trouble
    assert seen(page).count(link.trouble) == 1
    assert "1 connection is in trouble." in desktop.window.status.words.text()


def test_a_wrong_key_is_said_in_the_dialog_and_what_was_typed_stays(
    qtbot, desktop: Desktop, page: PurchasesPage, shops: FakeShops, ring: InMemory
) -> None:
    dialog = connect(qtbot, desktop, shops, {"key": "ck_wrong", "secret": "cs_wrong"})
    press(dialog, "Return")
    settle(qtbot, desktop)
    assert dialog.isVisible()
    said = " ".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())
    assert "does not accept the key" in said
    assert "ck_wrong" not in said
    assert {field.text() for field in dialog.fields.values()} >= {"ck_wrong", "cs_wrong"}
    assert ring.kept == {}
    dialog.reject()


def test_without_a_keyring_the_passphrase_is_asked_for_once(
    qtbot,
    desktop: Desktop,
    page: PurchasesPage,
    shops: FakeShops,
    no_ring: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NOTECARD_PASSPHRASE", raising=False)
    dialog = connect(qtbot, desktop, shops, KEYS["woocommerce"])
    press(dialog, "Return")
    settle(qtbot, desktop)
    asked = dialog.findChild(PassphraseDialog)
    QTest.keyClicks(asked.words, "four old blue bowls")
    QTest.keyClicks(asked.again, "four old blue bowl")
    QTest.keyClick(asked.again, Qt.Key.Key_Return)
    assert asked.isVisible()
    QTest.keyClicks(asked.again, "s")
    QTest.keyClick(asked.again, Qt.Key.Key_Return)
    settle(qtbot, desktop)
    assert len(page.findChild(ConnectionsSection).links) == 1
    come_back(qtbot, page)
    press(desktop.window, "F5")
    settle(qtbot, desktop)
    assert desktop.window.findChildren(PassphraseDialog) == []
    with desktop.books.store().reading() as books:
        assert [one.trouble for one in connections.every(books)] == [""]
        assert purchases.are_known(books)


def test_lists_can_be_left_by_tab(qtbot, desktop: Desktop, page: PurchasesPage) -> None:
    first = page.reading.findChild(QListView)
    first.setFocus()
    press(desktop.window, "Tab")
    assert not first.hasFocus()


def test_a_question_may_be_left_and_nothing_was_read(
    qtbot, desktop: Desktop, page: PurchasesPage, tmp_path: Path
) -> None:
    before = known(desktop)
    page.read([receipts(tmp_path / "till.csv", "03/04/2026 10:00", "05/06/2026 11:00")])
    settle(qtbot, desktop)
    assert "Does 03/04/2026 mean" in seen(page)
    press(desktop.window, "Escape")
    assert "Does 03/04/2026 mean" not in seen(page)
    press(desktop.window, "1")  # there is nothing left to answer
    settle(qtbot, desktop)
    assert known(desktop) == before
