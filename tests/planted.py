"""Invented people, clean texts, and texts with something of the people planted in them."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from notecard.writing.leaks import Private
from notecard.writing.phrases import load_bank
from notecard.writing.story import load_stories, write_story


def _words(text: str) -> list[str]:
    return text.split()


LANGUAGES: Final = ("en", "de", "fr", "es", "pl")
GIVEN: Final = _words(
    """
Maria Anna Bożena Grażyna Wanjiru Heather Gillian Rupert Alison Idris Beatrice Oscar Nasreen
Dorothy Bronwen Máire Kerensa Tomasz Zofia Jürgen Käthe François Élodie Íñigo Lucía Ji-woo
Aleksander Dimitri Yannis Svetlana Olga Nikolai Fatima Yusuf Rebecca Ezekiel Henrietta Cornelius
Philippa Gwendolyn Leopold Marguerite Siobhán Ottoline Thaddeus Wilhelmina Ignacy Stanisława
"""
)
FAMILY: Final = _words(
    """
Okafor Kwiatkowski Achebe Nance Drinkwater Pascoe Thorne Wainwright Heffernan Menon Carlyon
Lindqvist Grünwald Dubois Etcheverry Zielińska Papadopoulos Ivanova Karamanlis Featherstone
Blenkinsop Abernathy Vandenberg Kowalczyk Szymański Schwarzenegger Montgomery Castellanos
Villanueva Bartholomew Oyelaran Mbeki Nakamura Takahashi Fitzgerald Hollingsworth Ravenscroft
Pemberton Lockhart Winterbourne Ashdown Trevithick Polglaze Penhaligon
"""
)
STREETS: Final = (
    "Marlborough Terrace",
    "Kingfisher Lane",
    "Rosenheimer Straße",
    "Avenue de Rivoli",
    "Calle Mayor",
    "Ulica Długa",
    "Penrose Gardens",
    "Wellington Crescent",
    "Old Brewery Yard",
    "Hauptmannweg",
    "Rue des Tonneliers",
    "Plaza de Olavide",
    "Aleja Ujazdowska",
    "Chapel Hill Road",
    "Nightingale Walk",
    "Lindenallee",
)
OWN: Final = {
    "en": "We talked about boats and the weather.|There was a dog, and there was cake.|It rained.",
    "de": "Es ging um Boote und um das Wetter.|Ein Hund war dabei, und es gab Kuchen.|Es regnete.",
    "fr": "On a parlé de bateaux et du temps.|Il y avait un chien et du gâteau.|Il pleuvait.",
    "es": "Hablamos de barcos y del tiempo.|Había un perro y pastel.|Llovía mucho.",
    "pl": "Była mowa o łodziach i pogodzie.|Był pies i było ciasto.|Padał deszcz.",
}
_CYRILLIC: Final = str.maketrans("abdefgiklmnoprstuvz", "абдефгиклмнопрстувз")
_DIGITS: Final = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


@dataclass(frozen=True, slots=True)
class Somebody:
    """An invented customer."""

    name: str
    street: str
    telephone: str
    e_mail: str


def people(count: int = 1000, seed: int = 7) -> list[Somebody]:
    """Return invented customers, the same for the same seed."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        given, family = chance.choice(GIVEN), chance.choice(FAMILY)
        street = f"{chance.randint(1, 180)} {chance.choice(STREETS)}"
        telephone = f"+44 {chance.randint(1000, 1999)} {chance.randint(100000, 999999)}"
        made.append(
            Somebody(f"{given} {family}", street, telephone, f"{family}{number}@example.org")
        )
    return made


def private(everybody: list[Somebody]) -> Private:
    """Return what must not be told of them."""
    words = " ".join(load_bank(language).every_text for language in LANGUAGES)
    words += " ".join(
        text for language in LANGUAGES for part in load_stories(language).values() for text in part
    )
    return Private(
        [one.name for one in everybody],
        [one.street for one in everybody],
        [one.telephone for one in everybody],
        [one.e_mail for one in everybody],
        ["Barometer with brass dolphin"],
        set(re.findall(r"[^\W\d_]+", words.casefold())),
    )


def clean(number: int) -> str:
    """Return a story with nothing of anybody in it."""
    language = LANGUAGES[number % len(LANGUAGES)]
    chance = random.Random(number)
    own = " ".join(chance.sample(OWN[language].split("|"), 2))
    return write_story(language, own, (), f"{number}").plain


def _put(text: str, what: str, chance: random.Random) -> str:
    places = [found.end() for found in re.finditer(r"[.!?]\s", text)]
    at = chance.choice(places)
    return f"{text[:at]}{what} {text[at:]}"


def _inside(one: Somebody, chance: random.Random) -> str:
    family = one.name.split()[-1]
    return chance.choice([f"#team{family.lower()}2", f"The {family}ish way.", f"Mini{family}!"])


def _initials(one: Somebody, chance: random.Random) -> str:
    first, last = one.name.split()[0][0], one.name.split()[-1][0]
    return chance.choice([f"Thank you, {first}.{last}.", f"It was {first}. {last}. who said so."])


def _misspelt_street(one: Somebody, chance: random.Random) -> str:
    street = re.sub(r"^\d+ ", "", one.street)
    at = chance.randrange(2, len(street) - 2)
    change = chance.choice(["drop", "double", "swap"])
    if change == "drop":
        street = street[:at] + street[at + 1 :]
    elif change == "double":
        street = street[:at] + street[at] + street[at:]
    else:
        street = street[:at] + street[at + 1] + street[at] + street[at + 2 :]
    return f"They live in {street}."


def _spelt_digits(one: Somebody, chance: random.Random) -> str:
    digits = re.sub(r"\D", "", one.telephone)[-6:]
    return "Ring " + " ".join(_DIGITS[int(digit)] for digit in digits) + "."


def _some_digits(one: Somebody, chance: random.Random) -> str:
    digits = re.sub(r"\D", "", one.telephone)[-chance.choice([5, 6, 8]) :]
    return f"Ring {digits[:2]}-{digits[2:]}."


def _other_script(one: Somebody, chance: random.Random) -> str:
    from notecard.writing.leaks import fold

    return f"Say {fold(one.name.split()[-1]).translate(_CYRILLIC).capitalize()}."


def _drawn_apart(one: Somebody, chance: random.Random) -> str:
    return "It was " + chance.choice([" ", "-", "."]).join(one.name.split()[-1]) + "."


PLANTED: Final[dict[str, Callable[[Somebody, random.Random], str]]] = {
    "name": lambda one, chance: f"It was {one.name} who laughed.",
    "given name": lambda one, chance: f"Then {one.name.split()[0]} laughed.",
    "small letters": lambda one, chance: f"it was {one.name.split()[-1].lower()} who laughed.",
    "inside a word": _inside,
    "initials": _initials,
    "misspelt street": _misspelt_street,
    "street": lambda one, chance: f"At {one.street} there is light.",
    "digits in words": _spelt_digits,
    "some digits": _some_digits,
    "e-mail": lambda one, chance: f"Write to {one.e_mail.replace('@', ' (at) ')}.",
    "another script": _other_script,
    "drawn apart": _drawn_apart,
    "a rare thing": lambda one, chance: "It was about the barometer with brass dolphin.",
}


def planted(number: int, everybody: list[Somebody]) -> tuple[str, str, str]:
    """Return a kind of leak, what was planted, and the text with it."""
    chance = random.Random(number)
    kind = list(PLANTED)[number % len(PLANTED)]
    what = PLANTED[kind](chance.choice(everybody), chance)
    return kind, what, _put(clean(number), what, chance)
