"""The phrase book by keyboard: found, tried, banished, and a line of one's own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from notecard.desktop.app import Desktop
from notecard.desktop.pages.phrases import PhrasesPage
from notecard.store import words
from notecard.store.database import open_store
from tests.desktop.conftest import Opened


@pytest.fixture
def desktop(open_desktop: Opened) -> Desktop:
    return open_desktop(page="phrases")


def settle(qtbot, desktop: Desktop) -> PhrasesPage:
    qtbot.waitUntil(lambda: desktop.has_begun and desktop.jobs.is_idle, timeout=30_000)
    page = desktop.window.page
    assert isinstance(page, PhrasesPage)
    return page


def press(desktop: Desktop, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or desktop.window, key)


def kept(desktop: Desktop) -> tuple[frozenset[str], list[str]]:
    store = open_store(desktop.books.home)
    with store.reading() as books:
        found = (
            words.banished_from(books, "en"),
            [one.text for one in words.own_phrases(books, "en")],
        )
    store.close()
    return found


def test_a_phrase_is_found_tried_and_banished_by_keys(qtbot, desktop: Desktop) -> None:
    page = settle(qtbot, desktop)
    assert len(page.shown) > 250
    press(desktop, Qt.Key.Key_Slash)
    QTest.keyClicks(QApplication.focusWidget(), "good pair")
    assert [line.id for line in page.shown] == ["thing-pair"]
    page.begin()
    press(desktop, Qt.Key.Key_T)
    settle(qtbot, desktop)
    tried = page.tried
    assert len(tried.split("\n\n")) == 5
    assert "a good pair" in tried

    press(desktop, Qt.Key.Key_X)
    settle(qtbot, desktop)
    assert kept(desktop)[0] == {"thing-pair"}
    press(desktop, Qt.Key.Key_Z)
    settle(qtbot, desktop)
    assert kept(desktop)[0] == set()


def test_a_line_of_ones_own_is_kept_first_and_one_that_sells_is_refused(
    qtbot, desktop: Desktop
) -> None:
    page = settle(qtbot, desktop)
    press(desktop, Qt.Key.Key_N)
    QTest.keyClicks(QApplication.focusWidget(), "A special offer for you.")
    press(desktop, Qt.Key.Key_Return)
    settle(qtbot, desktop)
    assert page.banner.isVisible()
    assert kept(desktop)[1] == []

    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "A special offer for you.", "nothing that was typed is lost"
    field.selectAll()
    QTest.keyClicks(field, "Ruth still laughs about the {{ thing }}.")
    press(desktop, Qt.Key.Key_Return)
    settle(qtbot, desktop)
    assert kept(desktop)[1] == ["Ruth still laughs about the {{ thing }}."]
    assert page.shown[0].own
    assert not page.banner.isVisible()
    desktop.window.activateWindow()
    page.begin()
    press(desktop, Qt.Key.Key_Z)
    settle(qtbot, desktop)
    assert kept(desktop)[1] == []
