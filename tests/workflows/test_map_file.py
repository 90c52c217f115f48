"""A file nobody knows: looked at, previewed, its mapping saved, and read into the store."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from notecard.core.errors import DatesUndecided, SettingsError
from notecard.core.settings import Shop
from notecard.sources.mapping import COLUMNS
from notecard.store.database import Store
from notecard.store.tables import customers, purchases
from notecard.workflows.import_purchases import import_files
from notecard.workflows.map_file import (
    FIELDS,
    Column,
    Layout,
    MappingExists,
    lacks,
    look_at,
    preview,
    save,
    write_guess,
)
from tests.workbooks import xlsx

SHOP = Shop()
TILL = """Ref;Day;Who;E-mail;Thing;Qty;Price;Cashier
1;03/04/2026;Ann Lee;ann@example.org;Soap;2;1,50;Zed
1;03/04/2026;Ann Lee;ann@example.org;Mug;1;4,00;Zed
2;05/04/2026;Ben Fox;ben@example.org;Mug;2;4,00;Zed
"""


@pytest.fixture
def till(tmp_path: Path) -> Path:
    return _file(tmp_path, TILL)


def _file(folder: Path, text: str) -> Path:
    place = folder / "Till May.csv"
    place.write_text(text, encoding="utf-8")
    return place


def _meaning(layout: Layout, word: str, meaning: str) -> Layout:
    """Return the layout with one column corrected, as the owner does it."""
    columns = [replace(one, meaning=meaning) if one.word == word else one for one in layout.columns]
    return replace(layout, columns=tuple(columns))


def test_what_the_owner_is_shown(till: Path) -> None:
    layout = look_at(till, SHOP)
    assert [one.word for one in layout.columns] == TILL.split("\n")[0].split(";")
    assert layout.rows[0] == tuple(TILL.split("\n")[1].split(";"))
    assert (layout.kind, layout.name, layout.decimal) == ("purchases", "till_may", ",")
    assert (layout.dates, layout.example) == ("", "03/04/2026")


def test_every_field_of_a_mapping_can_be_chosen() -> None:
    assert {one.id for one in FIELDS} == COLUMNS | {"family"}
    assert len({one.label for one in FIELDS}) == len(FIELDS)


def test_the_second_of_two_columns_of_one_name_cannot_be_chosen(tmp_path: Path) -> None:
    place = _file(tmp_path, "Day;Name;Price;Name\n2026-03-04;Ann Lee;4.00;Mug\n")
    layout = look_at(place, SHOP)
    meanings = ("date", "customer", "line_total", "item")
    chosen = [
        replace(one, meaning=said) for one, said in zip(layout.columns, meanings, strict=True)
    ]
    said = lacks(replace(layout, columns=tuple(chosen)))
    assert said == "Two columns are called “Name”: only the first can be used."


def test_a_receipt_that_is_told_in_two_places_is_one_purchase(tmp_path: Path) -> None:
    rows = ("1;2026-03-04;Soap;1.50", "2;2026-03-04;Mug;4.00", "1;2026-03-04;Mug;4.00")
    place = _file(tmp_path, "\n".join(("Ref;Day;Thing;Price", *rows, "")))
    layout = _meaning(look_at(place, SHOP), "Ref", "receipt")
    assert preview(layout, SHOP).purchases == 2


def test_what_is_missing_is_said_one_at_a_time(till: Path) -> None:
    layout = look_at(till, SHOP)
    assert lacks(layout) == "Say whether the day or the month comes first in the dates."
    assert lacks(replace(layout, dates="dmy")) == ""
    assert lacks(_meaning(layout, "Day", "")) == "Say which column holds the date."
    assert lacks(_meaning(layout, "Price", "")) == "Say which column holds the amount."
    assert "“Date”" in lacks(_meaning(layout, "Thing", "date"))
    assert lacks(replace(_meaning(layout, "Ref", ""), dates="dmy")) == ""


def test_a_book_needs_a_name_or_an_address(tmp_path: Path) -> None:
    layout = look_at(_file(tmp_path, "Name,E-mail\nAnn Lee,ann@example.org\n"), SHOP)
    assert (layout.kind, lacks(layout)) == ("contacts", "")
    bare = replace(layout, columns=tuple(replace(one, meaning="") for one in layout.columns))
    assert lacks(bare) == "Say which column holds the name or the e-mail."


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [("dmy", date(2026, 4, 3), date(2026, 4, 5)), ("mdy", date(2026, 3, 4), date(2026, 5, 4))],
)
def test_the_preview_is_what_the_file_holds(
    dates: str, first: date, last: date, till: Path
) -> None:
    told = preview(replace(look_at(till, SHOP), dates=dates), SHOP)
    assert (told.purchases, told.people, told.contacts) == (2, 2, 0)
    assert (told.first, told.last) == (first, last)
    assert told.totals == {"GBP": 1500}
    assert told.problems == ()


def test_the_preview_tells_of_rows_that_cannot_be_used(tmp_path: Path) -> None:
    place = _file(tmp_path, TILL + "3;soon;Cem Ay;cem@example.org;Mug;1;4,00;Zed\n")
    told = preview(replace(look_at(place, SHOP), dates="dmy"), SHOP)
    assert [(one.line, one.column) for one in told.problems] == [(5, "Day")]


def test_saved_the_file_is_known_and_read(till: Path, store: Store) -> None:
    place = save(store.home, replace(look_at(till, SHOP), dates="mdy"))
    assert place == store.home / "mappings" / "till_may.toml"
    imported = import_files(store, [till])
    assert (imported.files[0].source, imported.added) == ("till_may", 2)
    with store.reading() as books:
        days = books.execute(select(purchases.c.day).order_by(purchases.c.day)).scalars().all()
    assert [date.fromordinal(day) for day in days] == [date(2026, 3, 4), date(2026, 5, 4)]
    assert import_files(store, [till]).added == 0


def test_a_file_without_receipt_numbers_is_read_once(tmp_path: Path, store: Store) -> None:
    text = "When,Name,Email,Paid\n2026-03-01,Ann Lee,ann@example.org,5\n"
    place = _file(tmp_path, text + "2026-03-01,Ann Lee,ann@example.org,5\n")
    save(store.home, look_at(place, SHOP))
    assert import_files(store, [place]).added == 2
    again = import_files(store, [place])
    assert (again.added, again.changed, again.known) == (0, 0, 2)


def test_a_book_is_read_into_the_store(tmp_path: Path, store: Store) -> None:
    place = _file(
        tmp_path, "First name,Last name,E-mail\nAnn,Lee,ann@example.org\nBen,Fox,ben@example.org\n"
    )
    layout = look_at(place, SHOP)
    assert preview(layout, SHOP).contacts == 2
    save(store.home, layout)
    import_files(store, [place])
    with store.reading() as books:
        names = books.execute(select(customers.c.name).order_by(customers.c.name)).scalars().all()
        assert books.execute(select(func.count()).select_from(purchases)).scalar() == 0
    assert names == ["Ann Lee", "Ben Fox"]


def test_what_lacks_something_is_not_saved(till: Path, store: Store) -> None:
    with pytest.raises(SettingsError, match="day or the month"):
        save(store.home, look_at(till, SHOP))
    assert not (store.home / "mappings").exists()


def test_a_name_that_is_taken_is_said(till: Path, store: Store) -> None:
    layout = replace(look_at(till, SHOP), dates="dmy")
    place = save(store.home, layout)
    with pytest.raises(MappingExists):
        save(store.home, layout)
    assert save(store.home, replace(layout, dates="mdy"), replace=True) == place
    assert 'order = "mdy"' in place.read_text(encoding="utf-8")


def test_refunded_and_cancelled_rows_do_not_count(tmp_path: Path) -> None:
    place = _file(
        tmp_path,
        "Order,Date,Name,Total,Status\n1,2026-03-01,Ann Lee,7.50,Refunded\n"
        "2,2026-03-02,Ben Fox,4.00,Paid\n3,2026-03-02,Cem Ay,9.00,Cancelled\n",
    )
    told = preview(look_at(place, SHOP), SHOP)
    assert told.totals == {"GBP": 400}
    assert (told.purchases, told.people) == (2, 2)


def test_a_column_without_a_word_cannot_be_used(tmp_path: Path) -> None:
    layout = look_at(_file(tmp_path, "Order,Date,,Total\n1,2026-03-01,x,7.50\n"), SHOP)
    assert layout.columns[2] == Column("", "", 0.0)
    assert preview(layout, SHOP).purchases == 1


def test_a_guess_asks_for_the_order_of_days_unless_it_is_told(till: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.toml"
    assert 'order = "?"' in write_guess(till, target, SHOP)
    assert 'order = "dmy"' in write_guess(till, target, SHOP, dates="dmy")
    assert '# Not used: "Who", "Thing"' in target.read_text(encoding="utf-8")


def test_a_guess_among_the_owners_mappings_asks_once(till: Path, store: Store) -> None:
    write_guess(till, store.home / "mappings" / "till.toml", SHOP)
    with pytest.raises(DatesUndecided):
        import_files(store, [till])
    assert import_files(store, [till], dates="mdy").added == 2
    assert import_files(store, [till]).known == 2


def test_a_workbook_is_looked_at_and_read_like_a_text(tmp_path: Path, store: Store) -> None:
    place = tmp_path / "Market stall.xlsx"
    rows = [
        ("Stall of the May market",),
        ("Ref", "Day", "Customer", "Paid"),
        (1, datetime(2026, 4, 3, 10, 15), "Ann Lee", 7.5),  # noqa: DTZ001 - a sheet's own clock
        (2, datetime(2026, 5, 4, 9, 0), "Ben Fox", 1004.25),  # noqa: DTZ001
    ]
    place.write_bytes(xlsx({"May": rows}))
    layout = look_at(place, SHOP)
    assert [one.meaning for one in layout.columns][:4] == [
        "receipt", "date", "customer", "receipt_total",
    ]  # fmt: skip
    told = preview(layout, SHOP)
    assert (told.first, told.totals, told.problems) == (date(2026, 4, 3), {"GBP": 101175}, ())
    save(store.home, layout)
    assert import_files(store, [place]).added == 2


def test_a_book_may_tell_since_when_it_knows_somebody(tmp_path: Path) -> None:
    text = "Name,E-mail,Created,Town\nAnn Lee,ann@example.org,2026-03-01,Bath\n"
    layout = look_at(_file(tmp_path, text), SHOP)
    assert (layout.kind, lacks(layout)) == ("contacts", "")
    assert "date" not in {one.meaning for one in layout.columns}


def test_a_person_who_comes_again_counts_once_in_the_preview(tmp_path: Path) -> None:
    text = "Ref,Date,E-mail,Total\n1,2026-03-01,Ann@example.org,5\n2,2026-03-02,ann@Example.org,6\n"
    told = preview(look_at(_file(tmp_path, text), SHOP), SHOP)
    assert (told.purchases, told.people) == (2, 1)
