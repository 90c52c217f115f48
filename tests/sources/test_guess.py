"""What is guessed of files nobody has described."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.core.errors import SourceError
from notecard.sources.guess import Guess, guess
from tests.invented_layouts import LAYOUTS, Invented


def _guess(tmp_path: Path, text: str) -> Guess:
    place = tmp_path / "unknown.csv"
    place.write_text(text, encoding="utf-8")
    return guess(place)


def _meant(found: Guess) -> dict[str, str]:
    return {one.word: one.meaning for one in found.columns}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_column_of_an_invented_till_is_told(layout: Invented, tmp_path: Path) -> None:
    assert _meant(guess(layout.write(tmp_path))) == dict(layout.truth)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_how_numbers_and_days_are_written_is_told(layout: Invented, tmp_path: Path) -> None:
    found = guess(layout.write(tmp_path))
    if found.kind == "purchases":
        assert found.decimal == layout.decimal
        order = {"%d": "dmy", "%m": "mdy", "%Y": "ymd"}[layout.days[:2]]
        assert found.order == ("ymd" if "%B" in layout.days else order)


def test_books_of_addresses_are_told_from_purchases(tmp_path: Path) -> None:
    kinds = {layout.name: guess(layout.write(tmp_path)).kind for layout in LAYOUTS}
    assert {name for name, kind in kinds.items() if kind == "contacts"} == {"en_book", "de_book"}


def test_a_total_told_again_on_every_row_is_the_receipts(tmp_path: Path) -> None:
    found = _guess(
        tmp_path,
        "Order,Date,Item,Total\n1,2026-03-01,Soap,7.50\n1,2026-03-01,Mug,7.50\n2,2026-03-02,Mug,4.00\n",
    )
    assert _meant(found)["Total"] == "receipt_total"


def test_a_total_that_differs_row_by_row_is_the_lines(tmp_path: Path) -> None:
    found = _guess(
        tmp_path,
        "Order,Date,Item,Total\n1,2026-03-01,Soap,3.50\n1,2026-03-01,Mug,4.00\n2,2026-03-02,Mug,4.00\n",
    )
    assert _meant(found)["Total"] == "line_total"


def test_a_price_that_sums_up_without_the_quantity_is_the_lines_total(tmp_path: Path) -> None:
    found = _guess(
        tmp_path,
        "Order,Date,Item,Qty,Price,Order total\n"
        "1,2026-03-01,Soap,2,7.00,11.00\n1,2026-03-01,Mug,1,4.00,11.00\n2,2026-03-02,Mug,2,8.00,8.00\n",
    )
    assert _meant(found)["Price"] == "line_total"


@pytest.mark.parametrize(
    ("word", "cells", "meaning"),
    [
        ("Check #", ("1041", "1042"), "receipt"),
        ("Chk No.", ("1041", "1042"), "receipt"),
        ("Customer #", ("C17", "C18"), "customer_id"),
        ("# of items", ("2", "1"), "quantity"),
        ("Artikelbez.", ("Seife", "Becher mit Henkel"), "item"),
        ("Book", ("The Waves", "Middlemarch"), "item"),
    ],
)
def test_short_words_and_signs_of_tills(
    word: str, cells: tuple[str, ...], meaning: str, tmp_path: Path
) -> None:
    first, second = cells
    found = _guess(tmp_path, f"{word},Date,Total\n{first},2026-03-01,7.50\n{second},2026-03-02,4\n")
    assert _meant(found)[word] == meaning


def test_what_was_paid_by_check_is_no_number_of_a_receipt(tmp_path: Path) -> None:
    text = "Date,Total,Cash,Check\n2026-03-01,7.50,,7.50\n2026-03-02,4.00,4.00,\n"
    assert "receipt" not in _meant(_guess(tmp_path, text)).values()


def test_what_counts_the_lines_is_no_item_number(tmp_path: Path) -> None:
    rows = "7,2026-03-01,1,SOAP-05,7.50\n7,2026-03-01,2,MUG-11,4.00\n"
    meant = _meant(_guess(tmp_path, "Order,Date,Item #,SKU,Price\n" + rows))
    assert (meant["SKU"], meant["Item #"]) == ("sku", "")


@pytest.mark.parametrize("word", ["Cashier", "Server", "Konto", "Employee", "Staff", "User"])
def test_who_serves_is_never_the_customer(word: str, tmp_path: Path) -> None:
    found = _guess(
        tmp_path,
        f"Receipt,Date,{word},Total\n1,2026-03-01,Ann Lee,7.50\n2,2026-03-02,Ben Fox,4.00\n",
    )
    assert _meant(found)[word] == "staff"


def test_what_only_the_owner_knows_is_asked_with_an_example(tmp_path: Path) -> None:
    found = _guess(tmp_path, "Receipt,Date,Total\n1,03/04/2026,7.50\n2,05/04/2026,4.00\n")
    assert (found.order, found.example) == ("", "03/04/2026")


def test_what_the_cells_say_without_a_word(tmp_path: Path) -> None:
    rows = "".join(f"x{n},2026-03-{n:02},p{n}@example.org,{n}.50\n" for n in range(1, 20))
    meant = _meant(_guess(tmp_path, "Aaa,Bbb,Ccc,Ddd\n" + rows))
    assert (meant["Bbb"], meant["Ccc"]) == ("date", "email")
    assert meant["Ddd"] in ("receipt_total", "line_total")


def test_a_sale_marked_as_refunded_was_given_back_whole(tmp_path: Path) -> None:
    found = _guess(
        tmp_path,
        "Order,Date,Total,Status\n1,2026-03-01,7.50,Refunded\n2,2026-03-02,4.00,Paid\n"
        "3,2026-03-02,4.00,Cancelled\n",
    )
    assert found.whole_refunds == ("Refunded",)
    assert found.refunds == ()
    assert found.not_counted == ("Cancelled",)


def test_a_row_below_zero_gives_back(tmp_path: Path) -> None:
    found = _guess(
        tmp_path, "Order,Date,Total,Type\n1,2026-03-01,7.50,Sale\n2,2026-03-02,-7.50,Refund\n"
    )
    assert (found.refunds, found.whole_refunds) == (("Refund",), ())


def test_the_second_column_of_a_name_is_left_alone(tmp_path: Path) -> None:
    found = _guess(
        tmp_path, "Order,Date,Total,Email,Email\n1,2026-03-01,7.50,a@example.org,b@example.org\n"
    )
    assert [one.meaning for one in found.columns[3:]] == ["email", ""]


@pytest.mark.parametrize(
    ("cells", "meaning"), [(("NY", "TX"), "region"), (("Paid", "Open"), "status")]
)
def test_a_state_is_a_place_or_a_standing(
    cells: tuple[str, str], meaning: str, tmp_path: Path
) -> None:
    first, second = cells
    found = _guess(
        tmp_path,
        f"Order,Date,Total,State\n1,2026-03-01,7.50,{first}\n2,2026-03-02,4.00,{second}\n",
    )
    assert _meant(found)["State"] == meaning


def test_the_number_several_rows_share_is_the_receipts(tmp_path: Path) -> None:
    found = _guess(
        tmp_path,
        "Transaction ID,Order ID,Date,Item,Price\nt1,7,2026-03-01,Soap,3.50\n"
        "t2,7,2026-03-01,Mug,4.00\nt3,8,2026-03-02,Mug,4.00\n",
    )
    assert _meant(found)["Order ID"] == "receipt"


cells = st.one_of(
    st.sampled_from(["Date", "Total", "Name", "E-mail", "Order", "State", "03/04/2026", "1.50"]),
    st.text(max_size=8),
)


@given(rows=st.lists(st.lists(cells, min_size=1, max_size=6), min_size=1, max_size=6))
def test_whatever_the_file_holds_it_is_guessed_or_refused(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("any") / "any.csv"
    with place.open("w", encoding="utf-8", errors="replace", newline="") as text:
        csv.writer(text).writerows(rows)
    try:
        found = guess(place)
    except SourceError:
        return
    assert tuple(one.word for one in found.columns) == found.table.header.words
    named = [one.word for one in found.columns if one.meaning]
    assert "" not in named
    assert len(named) == len(set(named))


def test_a_file_without_a_header_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No row of the file"):
        _guess(tmp_path, "1,2026-03-01,7.50\n2,2026-03-02,4.00\n")


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No row of the file"):
        _guess(tmp_path, "")


def test_a_header_alone_is_guessed_by_its_words(tmp_path: Path) -> None:
    meant = _meant(_guess(tmp_path, "Order,Date,Total,Customer\n"))
    assert (meant["Customer"], meant["Date"]) == ("customer", "")
