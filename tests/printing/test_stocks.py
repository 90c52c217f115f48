from pathlib import Path

import pytest

from notecard.core.errors import PrintingError
from notecard.printing.crop import crop_marks
from notecard.printing.stocks import find_stock, load_stocks, read_stocks

GOOD = """
[[stock]]
id = "own"
name = "Own, 140 × 100 mm (GB)"
card = [140, 100]
sheet = [210, 297]
rows = 2
first = [35, 40]
pitch = [0, 110]
source = "a ruler"
status = "single"
"""


def test_every_stock_says_millimetres_and_land() -> None:
    for stock in load_stocks():
        assert f"{stock.card_w:g} × {stock.card_h:g} mm" in stock.name
        assert "(US)" in stock.name or "(ISO)" in stock.name
        assert stock.source


def test_the_sizes_are_those_of_the_inch_and_of_iso() -> None:
    sizes = {stock.id: (stock.card_w, stock.card_h) for stock in load_stocks()}
    assert sizes["us-a2-flat"] == pytest.approx((5.5 * 25.4, 4.25 * 25.4))
    assert sizes["us-5x7-flat"] == pytest.approx((7 * 25.4, 5 * 25.4))
    assert sizes["us-4x6-flat"] == pytest.approx((6 * 25.4, 4 * 25.4))
    assert sizes["iso-a6-flat"] == (148, 105)


def test_cards_on_sheets_are_centred_and_apart() -> None:
    sheets = [stock for stock in load_stocks() if stock.is_cut]
    assert len(sheets) >= 7
    for stock in sheets:
        right = stock.place(stock.per_sheet - 1)[0] + stock.card_w
        bottom = stock.place(stock.per_sheet - 1)[1] + stock.card_h
        assert stock.x0 == pytest.approx(stock.sheet_w - right, abs=0.01)
        assert stock.y0 == pytest.approx(stock.sheet_h - bottom, abs=0.01)


def test_crop_marks_stand_at_every_cut_and_on_no_card() -> None:
    for stock in load_stocks():
        marks = crop_marks(stock)
        assert bool(marks) == stock.is_cut
        upright = [x0 for x0, _, x1, _ in marks if x0 == x1]
        level = [y0 for _, y0, _, y1 in marks if y0 == y1]
        for position in range(stock.per_sheet if marks else 0):
            left, top = stock.place(position)
            right, bottom = left + stock.card_w, top + stock.card_h
            for cut, known in ((left, upright), (right, upright), (top, level), (bottom, level)):
                assert sum(abs(cut - one) < 0.001 for one in known) == 2  # one at each end
            for x0, y0, x1, y1 in marks:
                assert x1 < left - 1 or x0 > right + 1 or y1 < top - 1 or y0 > bottom + 1


def test_the_shops_own_stock_wins_and_adds(tmp_path: Path) -> None:
    (tmp_path / "stocks").mkdir()
    mine = GOOD + GOOD.replace('"own"', '"us-a2-flat"')
    (tmp_path / "stocks" / "mine.toml").write_text(mine, "utf-8")
    assert find_stock("own", tmp_path).dy == 110
    assert find_stock("us-a2-flat", tmp_path).card_w == 140
    assert find_stock("us-5x7-flat", tmp_path).card_w == pytest.approx(177.8)


@pytest.mark.parametrize(
    ("was", "becomes", "reason"),
    [
        ("rows = 2", "rows = 2\ncolour = 1", "colour is not a known key"),
        ('source = "a ruler"', "", "source is missing"),
        ("first = [35, 40]", "first = [71, 40]", "do not fit"),
        ("first = [35, 40]", "first = [35, 88]", "do not fit"),
        ("pitch = [0, 110]", "pitch = [0, 99]", "overlap"),
        ("rows = 2", "rows = 3", "do not fit"),
        ("rows = 2", "rows = 2\ncolumns = 2", "overlap"),
        ("card = [140, 100]", "card = [100, 140]", "landscape"),
        ("card = [140, 100]", "card = [90, 55]", "too small"),
        ("card = [140, 100]", 'card = ["140", 100]', "two lengths"),
        ("first = [35, 40]", "first = [-5, 40]", "two lengths"),
        ("card = [140, 100]", "card = [nan, 100]", "two lengths"),
        ("rows = 2", "rows = 0", "whole number"),
        ('status = "single"', 'status = "sure"', "status"),
        ("140 × 100 mm", "A6", "millimetres"),
        ("[[stock]]", "[stock]", r"\[\[stock\]\]"),
        ("rows = 2", "rows = ", "mine.toml"),
    ],
)
def test_a_stock_that_cannot_be_is_refused_with_file_and_reason(
    tmp_path: Path, was: str, becomes: str, reason: str
) -> None:
    place = tmp_path / "mine.toml"
    assert was in GOOD
    place.write_text(GOOD, "utf-8")
    assert read_stocks(place)[0].id == "own"
    place.write_text(GOOD.replace(was, becomes), "utf-8")
    with pytest.raises(PrintingError, match=reason) as caught:
        read_stocks(place)
    assert "mine.toml" in caught.value.message
    assert caught.value.hint


def test_one_id_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "stocks").mkdir()
    (tmp_path / "stocks" / "mine.toml").write_text(GOOD + GOOD, "utf-8")
    with pytest.raises(PrintingError, match="same id"):
        load_stocks(tmp_path)


def test_a_card_of_postcard_size_is_known_to_travel_open() -> None:
    is_open = {stock.id: stock.is_open for stock in load_stocks()}
    assert all(is_open[id] == id.startswith("us-4x6") for id in is_open)
    assert sum(is_open.values()) == 3
