"""How well people are told apart who are made up here: other names, languages and slips.

Run it with: python -m tests.benchmarks.identity_made_up
"""

import random
import sys
import unicodedata
from datetime import date, timedelta

from tests.benchmarks.identity_fake_1000 import Record, run, told

_NAMES = {  # given names, surnames and towns, as they are common in a few countries
    "de": (
        "Jürgen Sabine Uwe Katharina Björn Anneliese Günther Heike Matthias Ursula Lars Steffi",
        "Müller Schäfer Weiß Krüger Hoffmann Köhler Brandt Lange Vogt Böhm Seidel Jäger Pohl",
        "München Köln Leipzig Düsseldorf Lübeck Göttingen",
    ),
    "fr": (
        "Élodie François Hélène Benoît Chloé Jérôme Sylvie Gaëlle Thierry Maëlys Antoine Noémie",
        "Lefèvre Dupont Moreau Fournier Girard Lemaître Rousseau Chevalier Gauthier Perrin Barbier",
        "Lyon Nîmes Orléans Besançon Toulouse Angers",
    ),
    "es": (
        "José María Íñigo Lucía Andrés Begoña Joaquín Rocío Álvaro Pilar Ramón Inés",
        "García Núñez Ibáñez Domínguez Peña Ortega Cabrera Fuentes Salinas Lozano Vidal Crespo",
        "Málaga Cádiz Zaragoza Gijón Sevilla Ávila",
    ),
    "pl": (
        "Łukasz Agnieszka Wojciech Małgorzata Zbigniew Katarzyna Paweł Grażyna Stanisław Zofia",
        "Kowalski Wiśniewski Wójcik Szymański Dąbrowska Jankowski Mazur Krawczyk Piotrowska Sikora",
        "Łódź Kraków Gdańsk Poznań Rzeszów",
    ),
    "tr": (
        "Ayşe Mehmet Zeynep Oğuz Gülşen Emre İpek Çağlar Şebnem Kerem Özge Tarık",
        "Yılmaz Öztürk Şahin Çelik Aydın Doğan Kılıç Arslan Koç Güneş Polat Erdoğan",
        "İzmir Çanakkale Ankara Muğla Eskişehir",
    ),
    "in": (
        "Priya Rajesh Lakshmi Sanjay Ananya Vikram Deepika Arjun Meenakshi Suresh Kavita Rohan",
        "Sharma Patel Iyer Reddy Mukherjee Nair Chowdhury Banerjee Kulkarni Menon Joshi Pillai",
        "Pune Chennai Jaipur Kolkata Kochi Nagpur",
    ),
    "nl": (
        "Sanne Joost Femke Pieter Maaike Ruben Lotte Wouter Marijke Sjoerd Anouk Thijs",
        "Bakker Visser Vermeulen Dekker Hoekstra Kuipers Postma Willems Scholten Jonker Wolters",
        "Utrecht Zwolle Haarlem Breda Leeuwarden",
    ),
    "yo": (
        "Adebayo Folake Oluwaseun Yetunde Babatunde Ngozi Chukwuemeka Ifeoma Olumide Amara",
        "Okafor Adeyemi Balogun Eze Nwosu Ogunleye Abiola Uzoma Akintola Onyekachi Lawal",
        "Lagos Ibadan Enugu Abuja Kano",
    ),
}
_HOSTS = ("webpost", "briefkasten", "correo", "posta", "mailhaus", "inkwell", "larkmail", "tinpost")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def records(seed: int, people: int = 300, most: int = 7) -> list[Record]:
    """Make up so many people and one to `most` records of each, shuffled; the same every time."""
    chance = random.Random(seed)
    made = []
    for number in range(people):
        truth = _person(chance, number)
        told = [_corrupted(chance, truth) for _ in range(chance.randint(1, most))]
        made += [one for one in told if any(one[field] for field in one if field != "cluster")]
    chance.shuffle(made)
    return made


def _person(chance: random.Random, number: int) -> Record:
    given, family, towns = (
        chance.choice(words.split()) for words in chance.choice([*_NAMES.values()])
    )
    born = date(1935, 1, 1) + timedelta(chance.randrange(27_000))
    own = chance.choice(
        (f"{given}.{family}", f"{given[0]}{family}", f"{family}{given[:2]}{born.year % 100}", given)
    )
    host = (
        f"{chance.choice(_HOSTS)}{chance.choice(('', '', number))}.{chance.choice(('net', 'eu'))}"
    )
    email = f"{_plain(own)}{chance.choice(('', '', chance.randrange(99)))}{number % 7}@{host}"
    return {
        "first_name": given,
        "surname": family,
        "dob": born.isoformat(),
        "city": towns,
        "email": email.lower(),
        "cluster": str(number),
    }


def _corrupted(chance: random.Random, truth: Record) -> Record:
    """Return one record of somebody, as it was typed in a hurry."""
    told = dict(truth)
    if chance.random() < 0.3:
        field = chance.choice(("first_name", "surname"))
        told[field] = _slip(chance, told[field])
    if chance.random() < 0.25:
        told |= {field: _plain(told[field]) for field in ("first_name", "surname", "city")}
    if chance.random() < 0.1:
        told["first_name"], told["surname"] = told["surname"], told["first_name"]
    if chance.random() < 0.08:
        told |= {field: told[field].upper() for field in ("first_name", "surname")}
    if chance.random() < 0.3:
        told["dob"] = _other_day(chance, told["dob"])
    if chance.random() < 0.2:
        told["city"] = _slip(chance, told["city"])
    if chance.random() < 0.25:
        told["email"] = _slip(chance, told["email"])
    for field, often in (("first_name", 0.1), ("surname", 0.08), ("city", 0.2), ("email", 0.3)):
        told[field] = "" if chance.random() < often else told[field]
    return told


def _slip(chance: random.Random, text: str) -> str:
    """Type a text with one or two slips: left out, doubled, swapped, or the key beside."""
    for _ in range(chance.choice((1, 1, 2))):
        if len(text) < 3:
            break
        at = chance.randrange(len(text) - 1)
        one, other = text[at], text[at + 1]
        typed = chance.choice(("", one + one, other + one, _beside(chance, one)))
        rest = text[at + 2 :] if typed == other + one else text[at + 1 :]
        text = text[:at] + typed + rest
    return text


def _beside(chance: random.Random, letter: str) -> str:
    row = next((row for row in _KEYS if letter.lower() in row), "")
    at = row.find(letter.lower())
    return chance.choice(row[max(at - 1, 0) : at + 2]) if row else letter


def _other_day(chance: random.Random, day: str) -> str:
    year, month, number = day.split("-")
    kind = chance.randrange(4)
    if kind == 0:
        return ""
    if kind == 1 and int(number) <= 12:
        return f"{year}-{number}-{month}"
    if kind == 2:
        return f"{int(year) + chance.choice((-1, 1, 10, -10))}-{month}-{number}"
    return f"{year}-{month}-{chance.randrange(1, 29):02}"


def _plain(text: str) -> str:
    """Return a text as somebody types it who has no such letters, ß and Ł as they look."""
    typed = text.translate(str.maketrans({"ß": "ss", "Ł": "L", "ł": "l", "ı": "i", "ø": "o"}))
    kept = unicodedata.normalize("NFKD", typed)
    return "".join(char for char in kept if not unicodedata.combining(char))


def main() -> None:
    """Print precision and recall, pair by pair, after closure."""
    for seed in (1, 2, 3):
        for as_receipts in (False, True):
            how = "buyers of receipts" if as_receipts else "an address book"
            sys.stdout.write(f"seed {seed}, as {how}\n")
            sys.stdout.write(told(*run(records(seed), as_receipts=as_receipts)) + "\n")


if __name__ == "__main__":
    main()
