"""The whole story by keyboard: open, pick five, print to a file, mark them posted, undo."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pypdfium2
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from notecard.core.cards import is_card_code
from notecard.desktop.app import Desktop
from notecard.desktop.pages.today import TodayPage
from notecard.desktop.widgets.remember import RememberDialog
from notecard.desktop.widgets.save_cards import SaveCardsDialog
from notecard.desktop.widgets.skip_menu import SkipMenu
from notecard.store import cards, customers, notes, skips, touches
from notecard.store.database import Store, open_store
from notecard.workflows.sample_shop import load_sample_shop

TODAY = date(2026, 11, 24)
Dialog = TypeVar("Dialog", bound=QDialog)
POINTS_A_MM = 72 / 25.4


@pytest.fixture(scope="module")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("sample")
    store = open_store(home)
    load_sample_shop(store, TODAY)
    store.close()
    return home


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sample_home, tmp_path / "the shop's folder é")


@pytest.fixture
def desktop(qtbot, qapp: QApplication, home: Path) -> Iterator[Desktop]:
    made = Desktop(qapp, home, "", TODAY)
    made.window.show()
    wait(qtbot, made)
    yield made
    made.window.close()
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def store(home: Path, desktop: Desktop) -> Iterator[Store]:
    made = open_store(home)
    yield made
    made.close()


def wait(qtbot, desktop: Desktop) -> None:
    qtbot.waitUntil(lambda: desktop.has_begun and desktop.jobs.is_idle, timeout=30_000)


def press(window: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window, key)


def dialog_of(qtbot, window: QWidget, kind: type[Dialog]) -> Dialog:
    """Return the dialog that has just come up, once it listens to the keyboard."""
    qtbot.waitUntil(lambda: any(each.isActiveWindow() for each in window.findChildren(kind)))
    return next(each for each in window.findChildren(kind) if each.isActiveWindow())


def confirm(qtbot, dialog: QDialog, window: QWidget) -> None:
    press(dialog, Qt.Key.Key_Return)
    window.activateWindow()  # no window manager does it here
    qtbot.waitUntil(window.isActiveWindow)


def print_to(qtbot, desktop: Desktop, place: Path) -> None:
    press(desktop.window, Qt.Key.Key_P)
    dialog = dialog_of(qtbot, desktop.window, SaveCardsDialog)
    dialog.place.setText(str(place))  # QTest types ASCII only
    confirm(qtbot, dialog, desktop.window)
    wait(qtbot, desktop)


def test_the_whole_story_by_keyboard(qtbot, desktop: Desktop, store: Store, tmp_path: Path) -> None:
    page = desktop.window.page
    assert isinstance(page, TodayPage)
    with store.reading() as books:
        made_before = {record.code for record in cards.unsent(books)}
    picked = [seat.row for seat in page.seats if seat.picked]
    assert len(picked) == 5

    press(desktop.window, Qt.Key.Key_2)  # other words for the first
    print_to(qtbot, desktop, tmp_path / "out" / "cards.pdf")

    paper = pypdfium2.PdfDocument(tmp_path / "out" / "cards.pdf")
    crib = pypdfium2.PdfDocument(tmp_path / "out" / "crib.pdf")
    words = "".join(sheet.get_textpage().get_text_bounded() for sheet in crib)
    on_cards = "".join(sheet.get_textpage().get_text_bounded() for sheet in paper)
    assert len(paper) == 5
    assert paper[0].get_size() == pytest.approx((139.7 * POINTS_A_MM, 107.95 * POINTS_A_MM))
    for row in picked:
        assert row.name in words
        assert row.name not in on_cards

    with store.reading() as books:
        made = [each for each in cards.unsent(books) if each.code not in made_before]
    assert {record.customer for record in made} == {row.customer for row in picked}
    assert all(is_card_code(record.code) for record in made)

    press(desktop.window, Qt.Key.Key_D)
    wait(qtbot, desktop)
    assert posted(store, [row.customer for row in picked]) == 5
    assert all(seat.posted for seat in page.seats if seat.row in picked)

    press(desktop.window, Qt.Key.Key_Z)
    wait(qtbot, desktop)
    assert posted(store, [row.customer for row in picked]) == 0
    assert not any(seat.posted for seat in page.seats)
    paper.close()
    crib.close()


def posted(store: Store, people: list[int]) -> int:
    """Return how many of them got a card today."""
    with store.reading() as books:
        known = [touch for who in people for touch in touches.of_customer(books, who)]
    return sum(touch.day == TODAY and bool(touch.card) for touch in known)


def test_p_and_enter_are_enough(qtbot, desktop: Desktop) -> None:
    press(desktop.window, Qt.Key.Key_P)
    dialog = dialog_of(qtbot, desktop.window, SaveCardsDialog)
    place = Path(dialog.place.text())
    folder = desktop.books.home / "documents"
    dialog.place.setText(str(folder / place.name))
    confirm(qtbot, dialog, desktop.window)
    wait(qtbot, desktop)
    assert place.name == "cards-2026-11-24.pdf"
    assert sorted(path.name for path in folder.iterdir()) == [
        "cards-2026-11-24.pdf",
        "crib-2026-11-24.pdf",
    ]
    assert desktop.settings.last_folder == str(folder)


def test_somebody_is_left_out_skipped_and_swapped(qtbot, desktop: Desktop, store: Store) -> None:
    page = desktop.window.page
    assert isinstance(page, TodayPage)
    before = [seat.row.customer for seat in page.seats]

    press(desktop.window, Qt.Key.Key_Space)
    assert not page.seats[0].picked
    press(desktop.window, Qt.Key.Key_Space)

    press(desktop.window, Qt.Key.Key_J, Qt.Key.Key_S)
    QTest.keyClick(desktop.window.findChild(SkipMenu), Qt.Key.Key_S)
    desktop.window.activateWindow()  # no window manager does it here
    wait(qtbot, desktop)
    assert [seat.row.customer for seat in page.seats] == [before[0], *before[2:]]
    with store.reading() as books:
        assert before[1] in skips.on(books, TODAY)

    press(desktop.window, Qt.Key.Key_Z)
    wait(qtbot, desktop)
    assert [seat.row.customer for seat in page.seats] == before
    with store.reading() as books:
        assert before[1] not in skips.on(books, TODAY)

    press(desktop.window, Qt.Key.Key_X)
    wait(qtbot, desktop)
    after = [seat.row.customer for seat in page.seats]
    assert before[1] not in after
    assert len(after) == len(before)
    press(desktop.window, Qt.Key.Key_Z)
    wait(qtbot, desktop)
    assert [seat.row.customer for seat in page.seats] == before


def test_a_note_from_the_counter(qtbot, desktop: Desktop, store: Store) -> None:
    page = desktop.window.page
    who = page.person()
    assert who is not None
    QTest.keyClick(desktop.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(qtbot, desktop.window, RememberDialog)
    QTest.keyClicks(dialog.words, "Her daughter starts school")
    confirm(qtbot, dialog, desktop.window)
    wait(qtbot, desktop)
    with store.reading() as books:
        assert "Her daughter starts school" in [
            note.words for note in notes.of_customer(books, who[0])
        ]
    press(desktop.window, Qt.Key.Key_Z)
    wait(qtbot, desktop)
    with store.reading() as books:
        assert "Her daughter starts school" not in [
            note.words for note in notes.of_customer(books, who[0])
        ]
        assert customers.get(books, who[0]).name == who[1]


def test_a_file_that_cannot_be_written_is_said_where_it_happened(
    qtbot, desktop: Desktop, home: Path
) -> None:
    blocked = home / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    print_to(qtbot, desktop, blocked / "cards.pdf")
    assert desktop.window.page.banner.isVisible()
    assert not any(seat.code for seat in desktop.window.page.seats if seat.picked)
