"""What the columns of an unknown file mean, said by keyboard; kept as TOML and read."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from notecard.core.progress import silent
from notecard.desktop.app import Desktop
from notecard.desktop.pages.purchases import PurchasesPage
from notecard.desktop.widgets.columns_table import Meaning
from notecard.desktop.widgets.mapping_editor import MappingEditor
from notecard.store import batches, customers, purchases
from tests.desktop.seen import NEEDS_A_NAME, heard, press, settle

TILL = """Ref;Day;Who;E-mail;Thing;Qty;Price;Cashier
1;03/04/2026;Ann Lee;ann@example.org;Soap;2;1,50;Zed
1;03/04/2026;Ann Lee;ann@example.org;Mug;1;4,00;Zed
2;05/04/2026;Ben Fox;ben@example.org;Mug;2;4,00;Zed
"""
PEOPLE = "Name,E-mail,Town\nAnn Lee,ann@example.org,Ely\nBen Fox,ben@example.org,Ely\n"


@pytest.fixture
def desktop(qtbot, open_desktop) -> Iterator[Desktop]:
    made = open_desktop("purchases", is_empty=True)
    settle(qtbot, made)
    yield made
    made.window.close()


def ask(qtbot, desktop: Desktop, place: Path) -> MappingEditor:
    """Let the page meet a file it does not know, and take up its offer by its key."""
    page = desktop.window.page
    assert isinstance(page, PurchasesPage)
    desktop.window.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.begin()
    page.read([place])
    settle(qtbot, desktop)
    press(page, "E")
    editor = desktop.window.findChild(MappingEditor)
    assert editor is not None
    qtbot.waitUntil(editor.isActiveWindow)
    settle(qtbot, desktop)
    assert editor.table.choices
    return editor


def till(folder: Path, text: str = TILL, name: str = "Till May.csv") -> Path:
    place = folder / name
    place.write_text(text, encoding="utf-8")
    return place


def kept(desktop: Desktop, name: str = "till_may") -> dict[str, Any]:
    place = desktop.books.home / "mappings" / f"{name}.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


def seen(editor: MappingEditor) -> str:
    return "\n".join(each.text() for each in editor.findChildren(QLabel) if each.isVisible())


def column(editor: MappingEditor, word: str) -> Meaning:
    return next(each for each in editor.table.choices if each.accessibleName() == word)


def preview(qtbot, editor: MappingEditor) -> str:
    qtbot.waitUntil(lambda: "…" not in editor.reads_as.text(), timeout=10_000)
    return editor.reads_as.text()


def show_amounts(editor: MappingEditor) -> None:
    QTest.keyClick(editor.focusWidget(), Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)


def save(qtbot, desktop: Desktop, editor: MappingEditor) -> None:
    with qtbot.waitSignal(editor.saved, timeout=10_000):
        press(editor, "Return")
    settle(qtbot, desktop)


def test_a_file_is_explained_by_keyboard_and_read(qtbot, desktop: Desktop, tmp_path: Path) -> None:
    editor = ask(qtbot, desktop, till(tmp_path))
    assert "Does 03/04/2026 mean 3 April or 4 March?" in seen(editor)
    assert "Say whether the day or the month comes first" in editor.missing.text()
    press(editor, "Return")  # not before it is answered
    assert editor.isVisible()
    press(editor, "1")
    assert column(editor, "Who").chosen == ""  # no guess: two names are too few to go by
    press(editor, "Right Right C U S Right Right I")
    words = preview(qtbot, editor)
    assert words == "This reads as 2 purchases of 2 people, from 3 Apr 2026 to 5 Apr 2026."
    show_amounts(editor)
    assert editor.reads_as.text() == (
        "This reads as 2 purchases of 2 people, from 3 Apr 2026 to 5 Apr 2026, £15.00 together."
    )
    save(qtbot, desktop, editor)
    told = kept(desktop)
    assert told["columns"] == {
        "receipt": "Ref",
        "date": "Day",
        "customer": "Who",
        "email": "E-mail",
        "item": "Thing",
        "quantity": "Qty",
        "unit_price": "Price",
        "staff": "Cashier",
    }
    assert told["dates"]["order"] == "dmy"
    assert told["numbers"]["decimal"] == ","
    with desktop.books.store().reading() as books:
        assert customers.count(books) == 2
        (batch,) = batches.recent(books)
        assert (batch.added, batch.customers) == (2, 2)
        ann = customers.find(books, "Ann Lee")[0].customer.id
        (bought,) = purchases.of_customer(books, ann)
        assert (bought.day, bought.gross) == (date(2026, 4, 3), 700)


def test_the_month_first_is_another_day(qtbot, desktop: Desktop, tmp_path: Path) -> None:
    editor = ask(qtbot, desktop, till(tmp_path))
    press(editor, "2")
    assert "4 Mar 2026 to 4 May 2026" in preview(qtbot, editor)
    press(editor, "1")
    assert "3 Apr 2026" in preview(qtbot, editor)
    press(editor, "2")
    save(qtbot, desktop, editor)
    assert kept(desktop)["dates"]["order"] == "mdy"


def test_arrows_go_between_columns_and_letters_choose(
    qtbot, desktop: Desktop, tmp_path: Path
) -> None:
    editor = ask(qtbot, desktop, till(tmp_path))
    press(editor, "1")
    assert editor.focusWidget() is column(editor, "Ref")
    press(editor, "Right Right Right Right")
    thing = column(editor, "Thing")
    assert editor.focusWidget() is thing
    press(editor, "Tab")
    assert editor.focusWidget() is column(editor, "Qty")
    press(editor, "Left Delete")
    assert thing.chosen == ""
    QTest.keyClicks(thing, "stre")
    assert thing.chosen == "street"
    press(editor, "Right Right Delete")
    assert editor.missing.text() == "Say which column holds the amount."
    QTest.keyClicks(column(editor, "Price"), "tot")
    assert not editor.missing.isVisible()
    show_amounts(editor)
    assert "£9.50" in preview(qtbot, editor)
    save(qtbot, desktop, editor)
    told = kept(desktop)["columns"]
    assert (told["street"], told["line_total"]) == ("Thing", "Price")
    assert not {"item", "unit_price"} & told.keys()


def test_escape_leaves_and_nothing_is_kept(qtbot, desktop: Desktop, tmp_path: Path) -> None:
    editor = ask(qtbot, desktop, till(tmp_path))
    press(editor, "1 Escape")
    settle(qtbot, desktop)
    assert not (desktop.books.home / "mappings").exists()
    with desktop.books.store().reading() as books:
        assert customers.count(books) == 0


def test_people_are_read_as_people(qtbot, desktop: Desktop, tmp_path: Path) -> None:
    place = till(tmp_path, PEOPLE.replace("Town", "Fluff"), "Club.csv")
    editor = ask(qtbot, desktop, place)
    assert editor.kind.currentData() == "contacts"
    assert preview(qtbot, editor) == "This reads as 2 people."
    save(qtbot, desktop, editor)
    assert kept(desktop, "club")["kind"] == "contacts"
    with desktop.books.store().reading() as books:
        assert customers.count(books) == 2


def test_a_name_that_is_taken_is_replaced_only_when_told(
    qtbot, desktop: Desktop, tmp_path: Path
) -> None:
    old = desktop.books.home / "mappings" / "till_may.toml"
    old.parent.mkdir(parents=True)
    text = 'label = "Old"\n[columns]\ndate = "When"\nline_total = "Sum"\n'
    old.write_text(text, encoding="utf-8")
    editor = ask(qtbot, desktop, till(tmp_path))
    press(editor, "1 Return")
    settle(qtbot, desktop)
    assert "“till_may” already" in seen(editor)
    assert old.read_text(encoding="utf-8") == text
    with qtbot.waitSignal(editor.saved, timeout=10_000):
        press(editor, "Return")
    settle(qtbot, desktop)
    assert kept(desktop)["columns"]["date"] == "Day"


def test_without_a_name_it_is_not_kept(qtbot, desktop: Desktop, tmp_path: Path) -> None:
    editor = ask(qtbot, desktop, till(tmp_path))
    press(editor, "1")
    editor.name.setFocus()
    editor.name.selectAll()
    press(editor, "Delete")
    assert editor.missing.text() == "Say what to call files of this kind."
    QTest.keyClicks(editor.name, "Stall")
    save(qtbot, desktop, editor)
    assert kept(desktop, "stall")["label"] == "Stall"


def test_everything_has_a_spoken_name(qtbot, desktop: Desktop, tmp_path: Path) -> None:
    editor = ask(qtbot, desktop, till(tmp_path))
    assert [role for role, name in heard(editor) if role in NEEDS_A_NAME and not name] == []
    assert column(editor, "Day").accessibleDescription() == "03/04/2026"


AMOUNTS = ("1,50", "4,00", "2,99")


def test_amounts_are_seen_and_heard_only_when_asked_for(
    qtbot, desktop: Desktop, tmp_path: Path
) -> None:
    text = TILL.replace("Cashier", "Till fees").replace("Zed", "2,99")
    editor = ask(qtbot, desktop, till(tmp_path, text))
    press(editor, "1")
    preview(qtbot, editor)
    said = seen(editor) + "".join(name for _role, name in heard(editor))
    assert [amount for amount in AMOUNTS if amount in said] == []
    assert "£" not in said
    assert "•••" in seen(editor)
    assert "Soap" in seen(editor)
    assert "1,50" not in column(editor, "Price").accessibleDescription()

    show_amounts(editor)
    assert [amount for amount in AMOUNTS if amount not in seen(editor)] == []
    assert "£15.00" in seen(editor)
    assert column(editor, "Price").accessibleDescription() == "1,50"
    show_amounts(editor)
    assert "1,50" not in seen(editor)


def test_a_column_that_becomes_an_amount_is_covered(
    qtbot, desktop: Desktop, tmp_path: Path
) -> None:
    editor = ask(qtbot, desktop, till(tmp_path, TILL.replace(";1,50;", ";77;")))
    press(editor, "1")
    price = column(editor, "Price")
    price.setCurrentIndex(price.findData("item"))
    assert "77" in seen(editor)
    price.setCurrentIndex(price.findData("line_total"))
    assert "77" not in seen(editor)


def test_a_file_without_a_table_says_so(qtbot, desktop: Desktop, tmp_path: Path) -> None:
    from notecard.desktop.errands.mapping import MappingErrands

    place = till(tmp_path, "\n\n", "Empty.csv")
    editor = MappingEditor(
        desktop.jobs, desktop.look, MappingErrands(desktop.books), place, desktop.window
    )
    qtbot.addWidget(editor)
    editor.open()
    settle(qtbot, desktop)
    assert "Empty.csv" in seen(editor)
    press(editor, "Return")
    assert editor.isVisible()


def test_the_preview_is_told_when_nobody_waits_for_it(
    qtbot, desktop: Desktop, tmp_path: Path
) -> None:
    from dataclasses import replace

    from notecard.desktop.errands.mapping import MappingErrands

    errands = MappingErrands(desktop.books)
    layout = errands.look_at(till(tmp_path)).layout
    again = errands.with_dates_of(replace(layout, dates="dmy", example=""), 1)
    assert (again.dates, again.example) == ("", "03/04/2026")
    told = errands.preview(replace(layout, dates="mdy"), silent)
    assert "Mar 2026" in told.words
