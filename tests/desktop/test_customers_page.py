import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView

from notecard.desktop.app import Desktop
from notecard.desktop.pages.customers import CustomersPage
from notecard.desktop.widgets.timeline import Timeline
from notecard.store import customers
from tests.desktop.seen import press, settle


@pytest.fixture(scope="module")
def desktop(open_desktop) -> Desktop:
    return open_desktop("customers")


@pytest.fixture
def page(qtbot, desktop: Desktop) -> CustomersPage:
    settle(qtbot, desktop)
    page = desktop.window.page
    assert isinstance(page, CustomersPage)
    page.search("")
    settle(qtbot, desktop)
    page.begin()
    return page


def search(qtbot, desktop: Desktop, text: str) -> None:
    press(desktop.window, "/")
    field = desktop.window.page.findChild(QLineEdit)
    assert field.hasFocus()
    QTest.keyClicks(field, text)
    qtbot.wait(200)  # a pause between letters starts the search
    settle(qtbot, desktop)


def test_somebody_is_found_by_a_few_letters(qtbot, desktop: Desktop, page: CustomersPage) -> None:
    search(qtbot, desktop, "maria okaf")
    qtbot.waitUntil(lambda: page.person()[1] == "Maria Okafor")
    entries = page.findChild(Timeline).entries.rows
    assert len(entries) > 3
    assert entries == sorted(entries, key=lambda entry: entry.day, reverse=True)


def test_amounts_are_behind_one_key(qtbot, desktop: Desktop, page: CustomersPage) -> None:
    search(qtbot, desktop, "maria okaf")
    press(desktop.window, "Return")
    timeline = page.findChild(Timeline)

    def heard() -> str:
        model = timeline.entries
        return " ".join(model.index(row).data() for row in range(model.rowCount()))

    assert "£" not in heard()
    press(desktop.window, "A")
    assert "£" in heard()
    press(desktop.window, "A")
    assert "£" not in heard()


def test_no_contact_is_kept_and_taken_back(qtbot, desktop: Desktop, page: CustomersPage) -> None:
    number = page.person()[0]

    def blocked() -> tuple[str, ...]:
        with desktop.books.store().reading() as books:
            return customers.get(books, number).blocked

    assert blocked() == ()
    press(desktop.window, "B")
    settle(qtbot, desktop)
    assert blocked() == ("all",)
    press(desktop.window, "Z")
    settle(qtbot, desktop)
    assert blocked() == ()


def test_the_list_brings_more_as_it_is_scrolled(
    qtbot, desktop: Desktop, page: CustomersPage
) -> None:
    people = next(view for view in page.findChildren(QListView) if view.model() is page._lines)
    first = people.model().rowCount()
    assert first < 818
    for _page in range(818 // first + 1):  # the list may have asked for one by itself
        people.scrollToBottom()
        people.model().fetchMore(QModelIndex())
        settle(qtbot, desktop)
    names = [line.id for line in page._lines.rows]
    assert len(names) == len(set(names)) == 818
    assert people.model().index(817).data(Qt.ItemDataRole.AccessibleTextRole)
