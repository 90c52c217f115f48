"""Calls by keyboard: how one ended, what was heard, and the day it comes back to."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from notecard.core.thanks import Lane
from notecard.desktop.app import Desktop
from notecard.desktop.pages.calls import CallsPage
from notecard.store import customers, notes, touches
from notecard.store.database import open_store
from notecard.workflows.plan_day import plan_day
from tests.desktop.conftest import TODAY, Opened


@pytest.fixture
def desktop(open_desktop: Opened) -> Desktop:
    return open_desktop(page="calls")


def settle(qtbot, desktop: Desktop) -> CallsPage:
    qtbot.waitUntil(lambda: desktop.has_begun and desktop.jobs.is_idle, timeout=30_000)
    page = desktop.window.page
    assert isinstance(page, CallsPage)
    return page


def press(desktop: Desktop, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or desktop.window, key)


def type_in(words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), words)


def test_what_was_heard_heads_the_list_on_its_day(qtbot, desktop: Desktop) -> None:
    page = settle(qtbot, desktop)
    who, _name = page.person() or (0, "")
    people = [seat.waiting.row.customer for seat in page.seats]
    assert people[0] == who

    press(desktop, Qt.Key.Key_R)
    type_in("Her daughter starts school")
    press(desktop, Qt.Key.Key_Return)
    type_in("2026-12-08")
    press(desktop, Qt.Key.Key_Return, Qt.Key.Key_T)
    settle(qtbot, desktop)
    assert [seat.waiting.row.customer for seat in page.seats] == people[1:]

    store = open_store(desktop.books.home)
    rows = plan_day(store, date(2026, 12, 8)).rows
    due = [row for row in rows if row.lane is Lane.NOTE_DUE]
    with store.reading() as books:
        [kept] = [one for one in notes.of_customer(books, who) if one.words.startswith("Her d")]
        [touch] = [one for one in touches.of_customer(books, who) if one.day == TODAY]
    assert list(rows[: len(due)]) == due, "what is due heads the list, the longest due first"
    assert (due[-1].customer, due[-1].note) == (who, kept.id)
    assert "Her daughter starts school" in due[-1].why
    assert (touch.outcome, kept.due) == ("talked", date(2026, 12, 8))

    press(desktop, Qt.Key.Key_Z)
    settle(qtbot, desktop)
    assert [seat.waiting.row.customer for seat in page.seats] == people
    with store.reading() as books:
        assert not [one for one in touches.of_customer(books, who) if one.day == TODAY]
    store.close()


def test_a_day_that_is_none_is_asked_about_and_nothing_is_lost(qtbot, desktop: Desktop) -> None:
    page = settle(qtbot, desktop)
    press(desktop, Qt.Key.Key_R)
    type_in("Moves in spring")
    press(desktop, Qt.Key.Key_Return)
    type_in("some day")
    press(desktop, Qt.Key.Key_Escape, Qt.Key.Key_T)
    assert page.ending.again.hasFocus()
    assert page.ending.typed.words == "Moves in spring"
    press(desktop, Qt.Key.Key_Escape, Qt.Key.Key_J, Qt.Key.Key_K)
    settle(qtbot, desktop)
    assert page.ending.typed.words == "Moves in spring", "it stays with whom it was typed for"


def test_do_not_call_is_asked_once_and_holds(qtbot, desktop: Desktop) -> None:
    page = settle(qtbot, desktop)
    who, _name = page.person() or (0, "")
    press(desktop, Qt.Key.Key_B)
    press(desktop, Qt.Key.Key_Escape)
    assert page.person() is not None
    press(desktop, Qt.Key.Key_B, Qt.Key.Key_Y)
    settle(qtbot, desktop)
    assert who not in [seat.waiting.row.customer for seat in page.seats]
    store = open_store(desktop.books.home)
    with store.reading() as books:
        assert customers.get(books, who).blocked == ("call",)
    press(desktop, Qt.Key.Key_Z)
    settle(qtbot, desktop)
    with store.reading() as books:
        assert customers.get(books, who).blocked == ()
    store.close()


def test_the_number_is_copied_as_a_telephone_takes_it(qtbot, desktop: Desktop) -> None:
    page = settle(qtbot, desktop)
    press(desktop, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == page.seats[0].waiting.telephone.e164
