"""Words by keyboard: others, a tone, a length, the owner's own, and why they are true."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from notecard.desktop.app import Desktop
from notecard.desktop.pages.today import TodayPage
from notecard.desktop.widgets.why_true import WhyTrueDialog
from notecard.store import words
from notecard.store.database import open_store
from tests.desktop.conftest import Opened


@pytest.fixture
def desktop(open_desktop: Opened) -> Desktop:
    return open_desktop(page="today")


def settle(qtbot, desktop: Desktop) -> TodayPage:
    qtbot.waitUntil(lambda: desktop.has_begun and desktop.jobs.is_idle, timeout=30_000)
    page = desktop.window.page
    assert isinstance(page, TodayPage)
    return page


def press(desktop: Desktop, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or desktop.window, key)


def shown(page: TodayPage) -> list[str]:
    customer, _name = page.person() or (0, "")
    return [one.body for one in page.words_of(customer)]


def test_r_gives_other_words_t_a_tone_and_l_a_length(qtbot, desktop: Desktop) -> None:
    page = settle(qtbot, desktop)
    first = shown(page)
    assert len(first) == 3
    press(desktop, Qt.Key.Key_R)
    settle(qtbot, desktop)
    assert not set(shown(page)) & set(first)

    press(desktop, Qt.Key.Key_T)
    settle(qtbot, desktop)
    customer, _name = page.person() or (0, "")
    assert {one.tone for one in page.words_of(customer)} == {"warm"}
    press(desktop, Qt.Key.Key_L)
    settle(qtbot, desktop)
    short = [len(one.split()) for one in shown(page)]
    press(desktop, Qt.Key.Key_L)
    settle(qtbot, desktop)
    assert sum(len(one.split()) for one in shown(page)) > sum(short)


def test_own_words_are_laid_out_as_typed_kept_and_taken_back(qtbot, desktop: Desktop) -> None:
    page = settle(qtbot, desktop)
    customer, _name = page.person() or (0, "")
    before = shown(page)
    press(desktop, Qt.Key.Key_E)
    settle(qtbot, desktop)
    box = QApplication.focusWidget()
    assert isinstance(box, QPlainTextEdit)
    box.selectAll()
    QTest.keyClicks(box, "Thank you for the talk about boats.")
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, desktop)
    assert shown(page)[0] == "Thank you for the talk about boats."
    store = open_store(desktop.books.home)
    with store.reading() as books:
        draft = words.draft_for(books, customer)
    store.close()
    assert draft is not None
    assert draft.body == "Thank you for the talk about boats."

    desktop.window.activateWindow()
    press(desktop, Qt.Key.Key_Z)
    settle(qtbot, desktop)
    assert shown(page) == before


def test_escape_leaves_the_words_as_they_were(qtbot, desktop: Desktop) -> None:
    page = settle(qtbot, desktop)
    before = shown(page)
    press(desktop, Qt.Key.Key_E)
    settle(qtbot, desktop)
    box = QApplication.focusWidget()
    assert isinstance(box, QPlainTextEdit)
    QTest.keyClicks(box, " More.")
    press(desktop, Qt.Key.Key_Escape)
    settle(qtbot, desktop)
    assert shown(page) == before


def test_w_says_why_it_is_true(qtbot, desktop: Desktop) -> None:
    page = settle(qtbot, desktop)
    press(desktop, Qt.Key.Key_J)
    settle(qtbot, desktop)
    assert shown(page)
    press(desktop, Qt.Key.Key_W)
    settle(qtbot, desktop)
    [dialog] = desktop.window.findChildren(WhyTrueDialog)
    [proof] = dialog.findChildren(QPlainTextEdit)
    assert "2026-11-18" in proof.toPlainText()
    dialog.reject()
