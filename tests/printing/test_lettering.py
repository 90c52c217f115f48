import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notecard.core.cards import CardToWrite, card_code, face
from notecard.core.customers import plain_name
from notecard.core.settings import Shop
from notecard.printing import bidi
from notecard.printing.crib import SHEETS, draw_crib
from notecard.printing.designs import find_design
from notecard.printing.draw import draw_cards
from notecard.printing.fonts import BODY, TITLE, has_letter
from notecard.printing.lettering import fit_line, set_line, wrap, write
from notecard.printing.paper import Paper
from notecard.printing.stocks import find_stock

HOSTILE = [
    "{{7*7}}",
    "<b>Ann</b> & Söhne",
    "=cmd|' /C calc'!A0",
    "%s %d {name} \\u0041 ${HOME}",
    "Ann\u202eadnA\u202c",
    "W" * 10_000,
    "word " * 2_000,
    "\x00\x1b[31m\r\n\t",
    "é" + "\u0301" * 300,
    "",
    "   ",
    "🦊👩\u200d👩\u200d👧",
    "\ud800",
    "\U000e0041",
    "ליאור ben-David 12/3 (ב)",
]


def visible(text: str) -> str:
    """The line as it stands on paper, for lines whose pieces are told apart by their letters."""
    return "".join(piece[::-1] if leftward else piece for piece, leftward in bidi.runs(text))


@pytest.mark.parametrize(
    ("spoken", "seen"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("אבג 123", "123 גבא"),
        ("abc אבג def", "abc גבא def"),
        ("אבג abc דהו", "והד abc גבא"),
        ("abc (אבג) 12", "abc (גבא) 12"),
        ("שרה 1,234.50 כהן", "ןהכ 1,234.50 הרש"),
        ("حداد 12/3", "12/3 دادح"),
        ("אבג $5", "$5 גבא"),
        ("a 1 ב", "a 1 ב"),
    ],
)
def test_letters_of_both_directions_stand_where_unicode_puts_them(spoken: str, seen: str) -> None:
    assert visible(spoken) == seen


def test_hebrew_letters_stand_from_right_to_left() -> None:
    name = "שרה כהן"
    line = set_line(name, BODY, 14)
    letters = [set_line(letter, BODY, 14).glyphs[0].number for letter in name.replace(" ", "")]
    seen = [glyph.number for glyph in line.glyphs if glyph.number in letters]
    assert seen == letters[::-1]
    places = [glyph.x for glyph in line.glyphs]
    assert places == sorted(places)


def test_arabic_letters_join_and_keep_their_order() -> None:
    shapes = [glyph.number for glyph in set_line("حداد", BODY, 14).glyphs]
    alone = {letter: set_line(letter, BODY, 14).glyphs[0].number for letter in "حداد"}
    assert shapes[0] == alone["د"]  # nothing joins after alef: the last letter stands alone
    assert shapes[2] != alone["د"]  # joined to the letter before it
    assert shapes[3] != alone["ح"]  # the first letter takes its initial form, at the right


def test_latin_greek_cyrillic_and_japanese_come_back_as_text() -> None:
    paper = Paper(200, 60, "test")
    names = ["Zoë Ångström", "Νίκος Παπαδόπουλος", "Светлана Щербакова", "山田 花子"]
    for row, name in enumerate(names, start=1):
        write(paper, set_line(name, BODY, 14), 5, row * 12)
    paper.end_page()
    with pypdfium2.PdfDocument(paper.finished()) as document:
        said = document[0].get_textpage().get_text_bounded().splitlines()
    assert said == names


def test_a_letter_without_a_font_shows_its_number() -> None:
    line = set_line("A🦊B", BODY, 12)
    assert [number for _, number in line.boxed] == ["U+1F98A"]
    assert not set_line("A🦊B", BODY, 12, boxed=False).boxed
    assert not has_letter(TITLE, "Щ")
    assert not set_line("Щ", TITLE, 12).boxed  # another font steps in


def test_kerning_moves_letters_together() -> None:
    pair = set_line("AV", TITLE, 20).width
    assert pair < set_line("A", TITLE, 20).width + set_line("V", TITLE, 20).width - 0.05


@given(st.text(max_size=300), st.floats(20, 150))
@example("W" * 10_000, 60.0)
@settings(max_examples=150, deadline=None)
def test_a_name_always_fits_the_room_it_has(text: str, width: float) -> None:
    name = plain_name(text)
    assert fit_line(name, TITLE, 15, 9, width).width <= width + 0.001
    lines = wrap(name, BODY, 13.5, width, 3)
    assert len(lines) <= 3
    assert all(line.width <= width + 0.001 for line in lines)


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_no_letter_of_a_name_is_lost_on_the_way(text: str) -> None:
    name = plain_name(text)
    line = set_line(name, BODY, 12)
    assert len("".join(piece for piece, _ in bidi.runs(name))) == len(name)
    assert not any(glyph.number == 0 for glyph in line.glyphs)


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_are_printed_as_names(name: str) -> None:
    stock = find_stock("us-a2-flat")
    card = CardToWrite(card_code(5), 1, name, name, (name,) * 12, name)
    printed = draw_cards([card], stock, find_design("border"), Shop(name=name))
    layout = face(stock.card_w, stock.card_h)
    with pypdfium2.PdfDocument(printed.cards_pdf) as document:
        picture = document[0].render(scale=4, grayscale=True).to_numpy().squeeze()
        x0, y0, x1, y1 = (int(place * 4 * 72 / 25.4) for place in layout.salutation)
        assert picture[y0 + 1 : y1, x0 + 1 : x1].min() == 255
    with pypdfium2.PdfDocument(printed.crib_pdf) as document:
        said = document[0].get_textpage().get_text_bounded()
        for word in plain_name(name).split()[:2] if len(name) < 40 and name.isascii() else ():
            assert word in said


def test_no_entry_of_the_crib_runs_over_its_page() -> None:
    lines = ("A line that is long enough to be wrapped once on the crib, surely it is",) * 12
    cards = [
        CardToWrite(card_code(number), number, "Name " * 30, "why " * 90, lines, "asks " * 90)
        for number in range(9)
    ]
    crib = draw_crib(cards, "a4")
    height = SHEETS["a4"][1]
    assert all(0 < place.box[1] < place.box[3] <= height for place in crib.places)
    for before, after in zip(crib.places, crib.places[1:], strict=False):
        assert after.page > before.page or after.box[1] >= before.box[3]
    with pypdfium2.PdfDocument(crib.pdf) as document:
        assert len(document) == crib.places[-1].page
