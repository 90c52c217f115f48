from dataclasses import replace
from io import BytesIO

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest
import zxingcpp

from notecard.core.cards import BoxMm, CardToWrite, PrintedCards, Stock, card_code, face
from notecard.core.errors import PrintingError
from notecard.core.settings import Shop
from notecard.printing.designs import Design, find_design, load_designs
from notecard.printing.draw import draw_cards
from notecard.printing.stocks import find_stock, load_stocks

SHOP = Shop(name="Harbour Street Pottery")
DPI = 300
PIXELS = DPI / 25.4  # in a millimetre


def to_write(count: int) -> list[CardToWrite]:
    return [
        CardToWrite(card_code(977 + number * (1 << 50)), number + 1, "Maria Okafor", "", ())
        for number in range(count)
    ]


def picture_of(pdf: bytes, page: int) -> np.ndarray:
    with pypdfium2.PdfDocument(pdf) as document:
        return np.array(
            document[page - 1].render(scale=DPI / 72, grayscale=True).to_numpy()
        ).squeeze()


def cut(picture: np.ndarray, box: BoxMm) -> np.ndarray:
    x0, y0, x1, y1 = (round(place * PIXELS) for place in box)
    return picture[y0:y1, x0:x1]


def drawn(stock: Stock, design: Design, shop: Shop = SHOP) -> PrintedCards:
    return draw_cards(to_write(3), stock, design, shop)


every = pytest.mark.parametrize(
    ("stock", "design"),
    [
        pytest.param(stock, design, id=f"{stock.id}-{design.id}")
        for stock in load_stocks()
        for design in load_designs()
    ],
)


@every
def test_the_page_is_the_sheet_and_the_card_lies_where_it_says(
    stock: Stock, design: Design
) -> None:
    printed = drawn(stock, design)
    with pikepdf.open(BytesIO(printed.cards_pdf)) as pdf:
        assert len(pdf.pages) == printed.pages
        for page in pdf.pages:
            for box in (page.mediabox, page.trimbox, page["/BleedBox"]):
                sizes = [float(number) * 25.4 / 72 for number in box]
                assert sizes == pytest.approx([0, 0, stock.sheet_w, stock.sheet_h], abs=0.01)
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
    for place in printed.placed:
        assert place.trim[2] <= stock.sheet_w + 0.01
        assert place.trim[3] <= stock.sheet_h + 0.01


@every
def test_every_font_is_embedded(stock: Stock, design: Design) -> None:
    printed = drawn(stock, design)
    for data in (printed.cards_pdf, printed.crib_pdf):
        with pikepdf.open(BytesIO(data)) as pdf:
            fonts = [
                o
                for o in pdf.objects
                if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"
            ]
            assert fonts
            assert all("/FontFile2" in font.FontDescriptor for font in fonts)


@every
def test_a_camera_finds_the_marks_and_reads_the_code(stock: Stock, design: Design) -> None:
    printed = drawn(stock, design)
    layout = face(stock.card_w, stock.card_h)
    detector = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50))
    for place in printed.placed:
        card = cut(picture_of(printed.cards_pdf, place.page), place.trim)
        corners, ids, _ = detector.detectMarkers(card)
        found = dict(zip(ids.ravel().tolist(), corners, strict=True))
        assert sorted(found) == sorted(number for number, _ in layout.marks)
        for number, (x0, y0, x1, y1) in layout.marks:
            expected = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
            assert np.abs(found[number][0] / PIXELS - expected).max() < 0.15
        x, y = place.trim[:2]
        (code,) = zxingcpp.read_barcodes(card)
        assert code.text == place.code
        corner = code.position.top_left
        assert (corner.x / PIXELS, corner.y / PIXELS) == pytest.approx(
            (place.code_box[0] - x, place.code_box[1] - y), abs=0.3
        )


@every
def test_the_salutation_zone_holds_no_print_and_the_message_no_words(
    stock: Stock, design: Design
) -> None:
    printed = drawn(stock, design)
    layout = face(stock.card_w, stock.card_h)
    for place in printed.placed:
        picture = picture_of(printed.cards_pdf, place.page)
        zone = cut(picture, place.salutation)
        assert zone.min() == 255
        x, y = place.trim[:2]
        box = layout.message
        with pypdfium2.PdfDocument(printed.cards_pdf) as document:
            page = document[place.page - 1]
            words = page.get_textpage().get_text_bounded(
                left=(x + box[0]) * 72 / 25.4,
                right=(x + box[2]) * 72 / 25.4,
                top=(stock.sheet_h - y - box[1]) * 72 / 25.4,
                bottom=(stock.sheet_h - y - box[3]) * 72 / 25.4,
            )
            assert words.strip() == ""


def test_the_same_cards_give_the_same_bytes_and_none_tells_a_name() -> None:
    once, again = (drawn(find_stock("us-a2-flat"), find_design("sprig")) for _ in range(2))
    assert once == again
    assert b"Okafor" not in once.cards_pdf
    with pypdfium2.PdfDocument(once.cards_pdf) as document:
        assert document[0].get_textpage().get_text_bounded().strip() == "Harbour Street Pottery"
        assert document.get_metadata_dict()["Title"] == "Notecard cards"
        assert "Okafor" not in str(document.get_metadata_dict())


def test_places_already_used_on_a_sheet_are_left_free() -> None:
    stock = find_stock("us-a2-on-letter")
    printed = draw_cards(to_write(2), stock, find_design("plain"), SHOP, first_free=1)
    assert [place.page for place in printed.placed] == [1, 2]
    assert printed.placed[0].trim[:2] == stock.place(1)
    with pytest.raises(PrintingError, match="2 places"):
        draw_cards(to_write(1), stock, find_design("plain"), SHOP, first_free=2)


def test_without_guide_lines_only_the_lines_are_missing() -> None:
    stock = find_stock("us-a2-flat")
    printed = draw_cards(to_write(1), stock, find_design("plain"), SHOP, guide_lines=False)
    left, top, right, bottom = face(stock.card_w, stock.card_h).message
    message = cut(picture_of(printed.cards_pdf, 1), (left, top, right, bottom - 24))
    assert message.min() == 255


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(PrintingError, match="colour"):
        drawn(find_stock("us-a2-flat"), find_design("plain"), replace(SHOP, accent="red; x"))


def test_a_long_name_takes_the_room_of_the_motif_before_it_is_cut() -> None:
    name = "The Worshipful Company of Harbour Street Potters"
    for shop_name, ends in ((name, "Potters"), (name * 3, "…")):
        printed = drawn(find_stock("iso-a6-flat"), find_design("sprig"), Shop(name=shop_name))
        with pypdfium2.PdfDocument(printed.cards_pdf) as document:
            said = document[0].get_textpage().get_text_bounded().strip()
        assert said.startswith("The Worshipful")
        assert said.endswith(ends)


def test_nobody_is_refused() -> None:
    with pytest.raises(PrintingError, match="nobody"):
        draw_cards([], find_stock("us-a2-flat"), find_design("plain"), SHOP)
