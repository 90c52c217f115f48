from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QWidget

from notecard.core.settings import Shop, Staff
from notecard.desktop.app import Desktop
from notecard.desktop.pages.settings import SettingsPage
from notecard.store import customers, settings_file, shop
from tests.desktop.seen import press, settle


@pytest.fixture(scope="module")
def desktop(open_desktop) -> Desktop:
    return open_desktop("settings")


@pytest.fixture
def page(qtbot, desktop: Desktop) -> SettingsPage:
    settle(qtbot, desktop)
    assert isinstance(desktop.window.page, SettingsPage)
    return desktop.window.page


def named(page: QWidget, kind: type, name: str):
    return next(each for each in page.findChildren(kind) if each.accessibleName() == name)


def kept(desktop: Desktop) -> Shop:
    with desktop.books.store().reading() as books:
        return shop.get(books)


def test_what_is_typed_is_kept_at_once_and_can_be_taken_back(
    qtbot, desktop: Desktop, page: SettingsPage
) -> None:
    field = named(page, QLineEdit, "Signed by")
    before = kept(desktop).sign_off
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "{{7*7}} <b>")
    press(desktop.window, "Tab")
    settle(qtbot, desktop)
    assert kept(desktop).sign_off == "{{7*7}} <b>"
    desktop.window.undo.trigger()
    settle(qtbot, desktop)
    assert kept(desktop).sign_off == before
    assert field.text() == before


def test_somebody_new_serves_and_somebody_has_left(
    qtbot, desktop: Desktop, page: SettingsPage
) -> None:
    field = named(page, QLineEdit, "Somebody new")
    field.setFocus()
    QTest.keyClicks(field, "Noor")
    press(desktop.window, "Return")
    settle(qtbot, desktop)
    assert Staff("Noor") in kept(desktop).staff
    here = named(page, QListWidget, "Still here")
    here.item(0).setCheckState(Qt.CheckState.Unchecked)
    settle(qtbot, desktop)
    assert not kept(desktop).staff[0].here


def test_the_look_is_worn_and_kept_for_this_computer(
    qtbot, desktop: Desktop, page: SettingsPage
) -> None:
    look = named(page, QComboBox, "Look")
    look.setCurrentIndex(look.findData("dark"))
    look.activated.emit(look.currentIndex())
    assert settings_file.load(desktop.books.home).theme == "dark"
    assert desktop.window.palette().window().color().lightness() < 60
    look.setCurrentIndex(look.findData("light"))
    look.activated.emit(look.currentIndex())


def test_a_file_is_brought_in_and_taken_back(
    qtbot, desktop: Desktop, page: SettingsPage, shared: Path
) -> None:
    export = next((shared / "data" / "exports").rglob("*hopify*.csv"), None)
    if export is None:
        pytest.skip("no export beside this checkout")

    def known() -> int:
        with desktop.books.store().reading() as books:
            return customers.count(books)

    before = known()
    page.bring_in([export])
    settle(qtbot, desktop)
    assert known() > before
    desktop.window.undo.trigger()
    settle(qtbot, desktop)
    assert known() == before


def test_a_file_that_cannot_be_read_is_said_where_it_happened(
    qtbot, desktop: Desktop, page: SettingsPage, tmp_path: Path
) -> None:
    (tmp_path / "odd.csv").write_bytes(b"\x00\x01\x02")
    page.bring_in([tmp_path / "odd.csv"])
    settle(qtbot, desktop)
    assert page.banner.isVisible()
    assert "odd.csv" in page.banner.accessibleName()
