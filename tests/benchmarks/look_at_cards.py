"""Renders every stock in every design, and a crib, as pictures to look at.

python -m tests.benchmarks.look_at_cards FOLDER
"""

import sys
from pathlib import Path

import pypdfium2

from notecard.core.cards import CardToWrite, card_code
from notecard.core.settings import Shop
from notecard.printing.designs import load_designs
from notecard.printing.draw import draw_cards
from notecard.printing.stocks import load_stocks

SHOP = Shop(name="Harbour Street Pottery", accent="#B4472E")
PEOPLE = (
    ("Maria Okafor", "Third visit since March; bought the blue teapot."),
    ("Νίκος Παπαδόπουλος", "First visit last Tuesday."),
    ("Светлана Ильинична Щербакова", "Back after nine months away."),
    ("ليلى حداد", "Bought a bowl in October and a jug in November."),
    ("שרה כהן", "Tenth visit."),
    ("山田 花子", "Two years since the first cup."),
    ("Tom 🦊 Whitfield", "A fox in the name."),
    ("שרה (Sarah) כהן 2026", "Both directions."),
)
TEXT = (
    "Dear Maria,",
    "Thank you for coming back for the blue",
    "teapot. It was good to hear how the first",
    "cups are doing. Enjoy the tea,",
    "Ruth & Ben",
)


def cards(count: int) -> list[CardToWrite]:
    return [
        CardToWrite(
            code=card_code((0x1F2E3D4C5B6A79 * (number + 3) * 977) % (1 << 65)),
            customer=number + 1,
            name=PEOPLE[number % len(PEOPLE)][0],
            why=PEOPLE[number % len(PEOPLE)][1],
            suggestion=TEXT,
            asks="What did you two talk about at the counter?",
        )
        for number in range(count)
    ]


def render(pdf: bytes, place: Path, page: int = 0, dpi: int = 150) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        document[page].render(scale=dpi / 72).to_pil().save(place)


def main(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for stock in load_stocks():
        for design in load_designs():
            printed = draw_cards(cards(2), stock, design, SHOP)
            render(printed.cards_pdf, out / f"{stock.id}-{design.id}.png")
    printed = draw_cards(cards(8), load_stocks()[0], load_designs()[0], SHOP)
    for page in range(2):
        render(printed.crib_pdf, out / f"crib-{page + 1}.png", page, 110)
    print(f"Look at {out}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
