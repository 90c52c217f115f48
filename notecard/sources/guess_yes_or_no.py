"""Columns of yes and no whose header says plainly what they tell; no other is ever guessed."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from notecard.sources.guess_words import folded
from notecard.sources.yes_or_no import yes_or_no

_SAID: Final = {
    "deceased": (
        *("Deceased", "Is deceased", "Has died", "Verstorben", "Décédé", "Fallecido", "Deceduto"),
        *("Overleden", "Zmarły", "Falecido"),
    ),
    "do_not_contact": (
        *("Do not contact", "No contact", "Nicht kontaktieren", "Kein Kontakt"),
        *("Ne pas contacter", "No contactar", "Non contattare", "Niet contacteren"),
        *("Nie kontaktować", "Não contactar"),
    ),
    "do_not_call": (
        *("Do not call", "No calls", "Do not phone", "Nicht anrufen", "Keine Anrufe"),
        *("Ne pas appeler", "No llamar", "Non chiamare", "Niet bellen", "Nie dzwonić"),
        *("Não ligar", "Não telefonar"),
    ),
    "do_not_mail": (
        *("Do not mail", "No mail", "Do not post", "Keine Post", "Keine Briefe"),
        *("Pas de courrier", "No enviar correo", "Niet per post", "Não enviar correio"),
    ),
}
_FIELD_OF: Final = {folded(said): name for name, every in _SAID.items() for said in every}


def obvious(
    words: Sequence[str], cells: Sequence[Sequence[str]], used: Collection[int]
) -> Iterator[tuple[int, str]]:
    """Yield the places of such columns and what they tell; each is told by one column only."""
    taken = set[str]()
    for at, word in enumerate(words):
        name = _FIELD_OF.get(folded(word)) if at not in used and word not in words[:at] else None
        if name and name not in taken and all(yes_or_no(cell) is not None for cell in cells[at]):
            taken.add(name)
            yield at, name
