from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QWidget

from notecard.core.settings import Season, Shop, Staff
from notecard.desktop.app import Desktop
from notecard.desktop.pages.settings import SettingsPage
from notecard.desktop.widgets.telling import DayField
from notecard.store import settings_file, shop
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


def test_a_season_is_added_and_taken_away(qtbot, desktop: Desktop, page: SettingsPage) -> None:
    before = kept(desktop).seasons
    name = named(page, QLineEdit, "A new one")
    first, last = (named(page, DayField, each) for each in ("First day", "Last day"))
    name.setFocus()
    QTest.keyClicks(name, "Lantern <i>walk")
    first.show_day(date(2026, 11, 30))
    last.show_day(date(2026, 11, 1))
    press(desktop.window, "Return")
    settle(qtbot, desktop)
    assert kept(desktop).seasons == before
    last.show_day(date(2026, 12, 2))
    name.setFocus()
    press(desktop.window, "Return")
    settle(qtbot, desktop)
    walk = Season("Lantern <i>walk", date(2026, 11, 30), date(2026, 12, 2))
    assert kept(desktop).seasons == (*before, walk)
    there = named(page, QListWidget, "Days to thank whoever came in them before")
    assert there.count() == len(before) + 1
    there.setFocus()
    there.setCurrentRow(len(before))
    press(desktop.window, "Delete")
    settle(qtbot, desktop)
    assert kept(desktop).seasons == before
    desktop.window.undo.trigger()
    settle(qtbot, desktop)
    assert kept(desktop).seasons == (*before, walk)


def test_minutes_and_the_quiet_group_are_kept(qtbot, desktop: Desktop, page: SettingsPage) -> None:
    for name, field, value in (
        ("Time for cards and calls", "minutes", 30),
        ("Left in peace by lot", "quiet_share", 0),
        ("Left in peace by lot", "quiet_share", 50),
    ):
        combo = named(page, QComboBox, name)
        combo.setCurrentIndex(combo.findData(str(value)))
        combo.activated.emit(combo.currentIndex())
        settle(qtbot, desktop)
        assert getattr(kept(desktop), field) == value
    assert "compar" in named(page, QComboBox, "Left in peace by lot").accessibleDescription()


def test_a_counter_has_a_name_of_its_own(qtbot, desktop: Desktop, page: SettingsPage) -> None:
    field = named(page, QLineEdit, "This counter is called")
    field.setFocus()
    QTest.keyClicks(field, "Window")
    press(desktop.window, "Tab")
    settle(qtbot, desktop)
    assert settings_file.load(desktop.books.home).counter == "Window"
