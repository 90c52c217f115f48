"""Forty cards, read back from the PDF by readers that share no code with what drew them."""

from io import BytesIO
from itertools import pairwise

import numpy as np
import pikepdf
import pypdfium2
import pytest
import zxingcpp

from notecard.core.cards import CardToWrite, PrintedCards, card_code, face
from notecard.core.settings import Shop
from notecard.printing.designs import find_design
from notecard.printing.draw import draw_cards
from notecard.printing.stocks import find_stock

MM = 25.4 / 72
DPI = 300
CARDS = [
    CardToWrite(card_code(pow(3, 41 + number, 1 << 65)), number, f"Name {number}", "why", ("Dear",))
    for number in range(40)
]
Line = tuple[float, float, float]  # x0, y, x1 in mm from the page's top left corner


@pytest.fixture(scope="module", params=["us-a2-flat", "us-a2-on-letter", "iso-a6-on-a4"])
def printed(request: pytest.FixtureRequest) -> PrintedCards:
    return draw_cards(
        CARDS, find_stock(request.param), find_design("sprig"), Shop(name="Harbour Street Pottery")
    )


def level_lines(page: pikepdf.Page) -> list[Line]:
    """Return the level lines stroked in a quarter grey, from the page's own operators."""
    height = float(page.mediabox[3])
    moves, grey, start, found = [(0.0, 0.0)], 0.0, (0.0, 0.0), []
    for operands, operator in pikepdf.parse_content_stream(page):
        numbers = [float(one) for one in operands if not isinstance(one, pikepdf.Object)]
        match str(operator):
            case "q":
                moves.append(moves[-1])
            case "Q":
                moves.pop()
            case "cm":
                assert numbers[:4] == [1, 0, 0, 1]
                moves[-1] = (moves[-1][0] + numbers[4], moves[-1][1] + numbers[5])
            case "G":
                grey = numbers[0]
            case "m":
                start = (numbers[0], numbers[1])
            case "l" if start[1] == numbers[1] and grey == 0.75:
                x, y = moves[-1]
                at = (start[0] + x) * MM, (height - start[1] - y) * MM, (numbers[0] + x) * MM
                found.append(at)
    return found


def test_all_forty_are_there_and_the_pages_have_their_size(printed: PrintedCards) -> None:
    stock = find_stock(printed.stock)
    with pikepdf.open(BytesIO(printed.cards_pdf)) as pdf:
        assert len(pdf.pages) == printed.pages == 40 // stock.per_sheet
        for page in pdf.pages:
            for box in (page.mediabox, page.trimbox):
                corner = [float(number) * MM for number in box]
                assert corner == pytest.approx([0, 0, stock.sheet_w, stock.sheet_h], abs=0.01)
    assert [place.code for place in printed.placed] == [card.code for card in CARDS]


def test_the_lines_stand_eight_millimetres_apart(printed: PrintedCards) -> None:
    stock = find_stock(printed.stock)
    expected = face(stock.card_w, stock.card_h).lines
    with pikepdf.open(BytesIO(printed.cards_pdf)) as pdf:
        for page_number, page in enumerate(pdf.pages, start=1):
            lines = level_lines(page)
            here = [place for place in printed.placed if place.page == page_number]
            assert len(lines) == len(expected) * len(here)
            for number, place in enumerate(here):
                own = lines[number * len(expected) :][: len(expected)]
                assert all(
                    below[1] - above[1] == pytest.approx(8, abs=0.0005)
                    for above, below in pairwise(own)
                )
                assert np.allclose(own, place.lines, atol=0.01)
                x, y = place.trim[:2]
                moved = [(x0 + x, line_y + y, x1 + x) for x0, line_y, x1 in expected]
                assert np.allclose(own, moved, atol=0.01)


def test_every_code_reads_as_its_own_card_at_its_own_place(printed: PrintedCards) -> None:
    with pypdfium2.PdfDocument(printed.cards_pdf) as document:
        for number, page in enumerate(document, start=1):
            picture = page.render(scale=DPI / 72, grayscale=True).to_numpy().squeeze()
            seen = {one.text: one.position for one in zxingcpp.read_barcodes(picture)}
            here = [place for place in printed.placed if place.page == number]
            assert set(seen) == {place.code for place in here}
            for place in here:
                box = [
                    seen[place.code].top_left.x,
                    seen[place.code].top_left.y,
                    seen[place.code].bottom_right.x,
                    seen[place.code].bottom_right.y,
                ]
                assert np.array(box) / DPI * 25.4 == pytest.approx(place.code_box, abs=0.3)


def test_the_only_words_are_the_name_of_the_shop(printed: PrintedCards) -> None:
    stock = find_stock(printed.stock)
    layout = face(stock.card_w, stock.card_h)
    with pypdfium2.PdfDocument(printed.cards_pdf) as document:
        for number, page in enumerate(document, start=1):
            text = page.get_textpage()
            for place in (place for place in printed.placed if place.page == number):
                x, y = place.trim[:2]
                top, bottom = stock.sheet_h - y, stock.sheet_h - y - layout.height
                whole = text.get_text_bounded(
                    left=x / MM, right=place.trim[2] / MM, top=top / MM, bottom=bottom / MM
                )
                below = text.get_text_bounded(
                    left=x / MM,
                    right=place.trim[2] / MM,
                    top=(top - layout.heading[3]) / MM,
                    bottom=bottom / MM,
                )
                assert " ".join(whole.split()) == "Harbour Street Pottery"
                assert below.strip() == ""


def test_every_font_is_embedded_and_nobody_is_named(printed: PrintedCards) -> None:
    for data in (printed.cards_pdf, printed.crib_pdf):
        with pikepdf.open(BytesIO(data)) as pdf:
            dictionaries = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
            fonts = [one for one in dictionaries if one.get("/Type") == "/Font"]
            assert fonts
            assert all("/FontFile2" in font.FontDescriptor for font in fonts)
            assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
            said = {str(value) for value in pdf.docinfo.values()}
            assert not any(
                card.name in value or card.code in value for card in CARDS for value in said
            )
            assert said & {"Notecard cards", "Notecard crib"}


def test_the_crib_names_each_card_once_and_in_order(printed: PrintedCards) -> None:
    with pypdfium2.PdfDocument(printed.crib_pdf) as document:
        for place, card in zip(printed.placed, CARDS, strict=True):
            page = document[place.crib_page - 1]
            height = page.get_height()
            x0, y0, x1, y1 = (number / MM for number in place.crib_box)
            said = page.get_textpage().get_text_bounded(
                left=x0, right=x1, top=height - y0, bottom=height - y1
            )
            assert said.splitlines()[0].strip() == card.name
            assert card.code[-4:] in said
            assert card.code not in said
    order = [(place.crib_page, place.crib_box[1]) for place in printed.placed]
    assert order == sorted(order)
