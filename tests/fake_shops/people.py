"""Who buys in the stand-in shops; nobody of them exists."""

from typing import NamedTuple


class Someone(NamedTuple):
    """A buyer."""

    given: str
    family: str
    email: str
    phone: str
    city: str


PEOPLE = [
    Someone("Maeve", "O'Brien", "maeve@example.com", "+442079460101", "Leeds"),
    Someone("Kofi", "Mensah", "kofi@example.com", "+442079460102", "York"),
    Someone("Yuki", "Tanaka", "yuki@example.org", "", "Hull"),
    Someone("José", "da Silva", "jose@example.com", "+442079460104", "Leeds"),
    Someone("Priya", "Raman", "priya@example.net", "+442079460105", "Ripon"),
    Someone("Lena", "Åström", "lena@example.se", "", "Whitby"),
]
GOODS = ["Teapot", "Linen Tea Towel, striped", "Damson Jam", "Bud Vase", "Crème de Miel"]
