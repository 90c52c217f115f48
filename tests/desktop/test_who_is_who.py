"""Who is who by keyboard: the same, not the same, one household; and each taken back."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from notecard.desktop.app import Desktop
from notecard.desktop.pages.purchases import PurchasesPage
from notecard.desktop.widgets.who import FaceCard, WhoSection
from notecard.store import customers
from tests.desktop.seen import press, settle

NAME = "Zenobia Quartermaine"


@pytest.fixture
def desktop(qtbot, open_desktop, tmp_path: Path) -> Iterator[Desktop]:
    made = open_desktop("purchases", is_empty=True)
    settle(qtbot, made)
    page = made.window.page
    assert isinstance(page, PurchasesPage)
    page.read([of_a_name(tmp_path / "orders.csv", 2)])
    settle(qtbot, made)
    made.window.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.begin()
    press(made.window, "W")
    settle(qtbot, made)
    yield made
    made.window.close()


@pytest.fixture
def section(desktop: Desktop) -> WhoSection:
    return desktop.window.page.findChild(WhoSection)


def of_a_name(place: Path, count: int) -> Path:
    """Write orders of one name from up to three e-mail addresses, and of somebody else."""
    header = "Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity"
    header += ",Lineitem name,Lineitem price,Billing Name,Billing Address1,Billing City,Billing Zip"
    buyers = [
        (NAME, "zenobia@example.org"),
        (NAME, "z.quartermaine@example.net"),
        (NAME, "zq@example.com"),
    ]
    buyers = [*buyers[:count], ("Ben Ode", "ben@example.org")]
    with place.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(header.split(","))
        for number, (name, email) in enumerate(buyers):
            day = "2026-10-03 10:00:00 +0100"
            row = [f"#{number}", email, "paid", "GBP", "9.00", day, "1", "Bowl", "9.00", name]
            rows.writerow([*row, "4 Mill Lane", "Ely", "CB7 4AA"])
    return place


def households(desktop: Desktop) -> list[int | None]:
    with desktop.books.store().reading() as books:
        return [each.customer.household for each in customers.find(books, NAME)]


def test_those_who_may_be_one_stand_side_by_side_with_the_reasons(section: WhoSection) -> None:
    assert section.alike[0].name == f"{NAME}, 2 times"
    assert section.alike[0].reasons
    cards = [card for card in section.findChildren(FaceCard) if card.isVisible()]
    assert [card.accessibleName() for card in cards] == [NAME, NAME]
    told = " ".join(card.accessibleDescription() for card in cards)
    assert "zenobia@example.org" in told
    assert "z.quartermaine@example.net" in told


def test_the_same_is_one_customer_and_can_be_taken_back(
    qtbot, desktop: Desktop, section: WhoSection
) -> None:
    found = len(section.alike)
    press(desktop.window, "S")
    settle(qtbot, desktop)
    assert len(households(desktop)) == 1
    assert len(section.alike) == found - 1
    assert "one person from now on" in desktop.window.status.words.text()
    press(desktop.window, "Z")
    settle(qtbot, desktop)
    assert len(households(desktop)) == 2
    assert section.alike[0].name == f"{NAME}, 2 times"


def test_after_the_same_nobody_is_asked_about_a_person_who_is_no_longer_apart(
    qtbot, desktop: Desktop, section: WhoSection, tmp_path: Path
) -> None:
    desktop.window.page.read([of_a_name(tmp_path / "more.csv", 3)])
    settle(qtbot, desktop)
    desktop.window.page.begin()
    press(desktop.window, "W")
    settle(qtbot, desktop)
    before = list(section.alike)
    press(desktop.window, "S")
    settle(qtbot, desktop)
    with desktop.books.store().reading() as books:
        left = {each.customer.id for each in customers.find(books, NAME)}
    assert all(left.issuperset(alike.customers) for alike in section.alike if NAME in alike.name)
    press(desktop.window, "Z")
    settle(qtbot, desktop)
    assert section.alike == before


def test_not_the_same_is_never_asked_again_unless_taken_back(
    qtbot, desktop: Desktop, section: WhoSection
) -> None:
    press(desktop.window, "N")
    settle(qtbot, desktop)
    section.reload()
    settle(qtbot, desktop)
    assert NAME not in str(section.alike)
    assert len(households(desktop)) == 2
    press(desktop.window, "Z")
    settle(qtbot, desktop)
    section.reload()
    settle(qtbot, desktop)
    assert NAME in str(section.alike)


def test_one_household_stays_two_people(qtbot, desktop: Desktop, section: WhoSection) -> None:
    press(desktop.window, "H")
    settle(qtbot, desktop)
    one, other = households(desktop)
    assert one == other is not None
    press(desktop.window, "Z")
    settle(qtbot, desktop)
    one, other = households(desktop)
    assert one is None or one != other


def test_with_nobody_left_there_is_one_sentence(
    qtbot, desktop: Desktop, section: WhoSection
) -> None:
    assert section.alike
    for _row in range(len(section.alike)):
        press(desktop.window, "N")
        settle(qtbot, desktop)
    assert list(section.alike) == []
    said = [each.text() for each in section.findChildren(QLabel) if each.isVisible()]
    assert any(words.startswith("Nobody to ask about") for words in said)
