"""What no receipt says, told on the customer's page by two keys; a guess answered by one."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from notecard.core.told import Kind, Origin, Told
from notecard.desktop.app import Desktop
from notecard.desktop.pages.customers import CustomersPage
from notecard.desktop.widgets.question import Question
from notecard.desktop.widgets.remember import RememberDialog
from notecard.desktop.widgets.telling import LETTERS, DayField, GiftDay, MarkMenu
from notecard.desktop.widgets.timeline import Timeline
from notecard.store import customers, notes, purchases
from notecard.store import told as tellings
from tests.desktop.conftest import TODAY
from tests.desktop.seen import press, settle


@pytest.fixture(scope="module")
def desktop(open_desktop) -> Desktop:
    return open_desktop("customers")


@pytest.fixture
def page(qtbot, desktop: Desktop) -> CustomersPage:
    settle(qtbot, desktop)
    page = desktop.window.page
    assert isinstance(page, CustomersPage)
    page.search("maria okaf")
    settle(qtbot, desktop)
    page.begin()
    return page


def told(desktop: Desktop, page: CustomersPage) -> list[Told]:
    with desktop.books.store().reading() as books:
        return tellings.of_customer(books, page.person()[0])


def mark(qtbot, desktop: Desktop, page: CustomersPage, key: str) -> None:
    """Press M, and then one letter in the menu that has come up."""
    press(desktop.window, "M")
    menu = page.findChild(MarkMenu)
    qtbot.waitUntil(menu.isVisible)
    QTest.keyClicks(menu, key)
    assert not menu.isVisible()
    desktop.window.activateWindow()  # no window manager does it here
    settle(qtbot, desktop)


def heard(page: CustomersPage) -> list[str]:
    model = page.findChild(Timeline).entries
    return [model.index(row).data() for row in range(model.rowCount())]


def guessed(desktop: Desktop, page: CustomersPage) -> Told:
    who = page.person()[0]
    with desktop.books.store().transaction() as books:
        bought = purchases.of_customer(books, who)[0]
        one = Told(0, who, Kind.GIFT, bought.day, origin=Origin.GUESS, purchase=bought.id)
        return tellings.add(books, one)


def test_every_kind_has_a_letter_of_its_own() -> None:
    assert set(LETTERS) == set(Kind)
    assert len(set(LETTERS.values())) == len(Kind)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.GIFT])
def test_two_keys_tell_and_one_takes_it_back(
    qtbot, desktop: Desktop, page: CustomersPage, kind: Kind
) -> None:
    mark(qtbot, desktop, page, LETTERS[kind].lower())
    assert [(one.kind, one.day, one.origin) for one in told(desktop, page)] == [
        (kind, TODAY, Origin.OWNER)
    ]
    press(desktop.window, "Z")
    settle(qtbot, desktop)
    assert told(desktop, page) == []


def test_a_gift_asks_for_its_day_and_enter_takes_the_likely_one(
    qtbot, desktop: Desktop, page: CustomersPage
) -> None:
    mark(qtbot, desktop, page, "g")
    assert page.findChild(GiftDay).isVisible()
    assert told(desktop, page) == []
    press(desktop.window, "Return")
    settle(qtbot, desktop)
    assert [one.until for one in told(desktop, page)] == [date(2027, 1, 6)]
    assert any("Bought a gift" in line and "6 Jan 2027" in line for line in heard(page))
    press(desktop.window, "Z")
    settle(qtbot, desktop)
    assert told(desktop, page) == []


def test_a_gift_is_given_on_the_day_that_is_typed_or_not_told_at_all(
    qtbot, desktop: Desktop, page: CustomersPage
) -> None:
    mark(qtbot, desktop, page, "g")
    press(desktop.window, "Escape")
    settle(qtbot, desktop)
    assert told(desktop, page) == []
    mark(qtbot, desktop, page, "g")
    page.findChild(GiftDay).findChild(DayField).show_day(date(2026, 12, 24))
    press(desktop.window, "Return")
    settle(qtbot, desktop)
    assert [one.until for one in told(desktop, page)] == [date(2026, 12, 24)]
    press(desktop.window, "Z")
    settle(qtbot, desktop)


def test_a_complaint_is_solved_by_two_keys(qtbot, desktop: Desktop, page: CustomersPage) -> None:
    mark(qtbot, desktop, page, "c")
    assert "Complained" in page._flag.text()
    mark(qtbot, desktop, page, "1")
    [solved] = told(desktop, page)
    assert solved.ended == TODAY
    assert "Complained" not in page._flag.text()
    press(desktop.window, "Z")
    settle(qtbot, desktop)
    [one] = told(desktop, page)
    assert one.ended is None
    with desktop.books.store().transaction() as books:
        tellings.remove(books, one.id)


@pytest.mark.parametrize(("key", "origin"), [("Y", Origin.OWNER), ("N", Origin.GUESS)])
def test_a_guess_is_shown_as_one_and_answered_by_one_key(
    qtbot, desktop: Desktop, page: CustomersPage, key: str, origin: Origin
) -> None:
    guess = guessed(desktop, page)
    page.reload()
    settle(qtbot, desktop)
    question = page.findChild(Question)
    assert question.isVisible()
    assert "guess" in question.accessibleName()
    assert any("a guess" in line for line in heard(page))
    press(desktop.window, key)
    settle(qtbot, desktop)
    [answered] = told(desktop, page)
    assert (answered.origin, answered.is_denied) == (origin, key == "N")
    assert not question.isVisible()
    press(desktop.window, "Z")
    settle(qtbot, desktop)
    assert told(desktop, page) == [guess]
    with desktop.books.store().transaction() as books:
        tellings.remove(books, guess.id)
    page.reload()
    settle(qtbot, desktop)


def test_a_letter_of_a_search_tells_nothing(qtbot, desktop: Desktop, page: CustomersPage) -> None:
    press(desktop.window, "/")
    QTest.keyClicks(page.findChild(QLineEdit), "mgy")
    settle(qtbot, desktop)
    assert not page.findChild(MarkMenu).isVisible()
    assert page.findChild(QLineEdit).text() == "mgy"


def test_a_wish_not_to_be_contacted_has_its_day_and_keeps_it(
    qtbot, desktop: Desktop, page: CustomersPage
) -> None:
    number = page.person()[0]

    def days() -> list[date | None]:
        with desktop.books.store().reading() as books:
            return [wish.day for wish in customers.wishes(books, number)]

    press(desktop.window, "B")
    settle(qtbot, desktop)
    assert days() == [TODAY]
    assert "24 Nov 2026" in page._flag.text()
    press(desktop.window, "B")
    settle(qtbot, desktop)
    assert days() == []
    press(desktop.window, "Z")
    settle(qtbot, desktop)
    assert days() == [TODAY]
    press(desktop.window, "B")
    settle(qtbot, desktop)


@pytest.mark.parametrize(
    ("keys", "days"), [("", None), ("Down", 7), ("Down Down", 30), ("End", 20)]
)
def test_a_note_has_a_day_to_come_back_to(
    qtbot, desktop: Desktop, page: CustomersPage, keys: str, days: int | None
) -> None:
    QTest.keyClick(desktop.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = desktop.window.findChildren(RememberDialog)[-1]
    qtbot.waitUntil(dialog.words.hasFocus)
    QTest.keyClicks(dialog.words, f"Ask about {keys or 'nothing'}")
    press(dialog, "Tab")
    assert dialog.back.hasFocus()
    for key in keys.split():
        QTest.keyClick(dialog.back, getattr(Qt.Key, f"Key_{key}"))
    if keys == "End":
        press(dialog, "Tab")
        assert dialog.on.hasFocus()
        dialog.on.show_day(TODAY + timedelta(days=20))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    desktop.window.activateWindow()
    settle(qtbot, desktop)
    with desktop.books.store().reading() as books:
        note = notes.of_customer(books, page.person()[0])[0]
    assert note.words == f"Ask about {keys or 'nothing'}"
    assert note.due == (None if days is None else TODAY + timedelta(days=days))
