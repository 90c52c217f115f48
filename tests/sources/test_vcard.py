"""vCards of telephones and programs: three versions, and everything they do to a line."""

import gzip
import time
from pathlib import Path

import pytest

from notecard.core.errors import SourceError
from notecard.core.purchases import Address, Contact, Person, Read, RowProblem
from notecard.sources import Options, found, recognise
from notecard.sources.vcard import SOURCE


def _read(tmp_path: Path, content: str | bytes) -> list[Read]:
    place = tmp_path / "contacts.vcf"
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    assert recognise(place, found()).id == "vcard"
    return list(SOURCE.read(place, Options()))


def _person(tmp_path: Path, lines: str | bytes, version: str = "3.0") -> Person:
    told = lines.encode() if isinstance(lines, str) else lines
    card = b"BEGIN:VCARD\r\nVERSION:" + version.encode() + b"\r\n" + told + b"END:VCARD\r\n"
    (contact,) = _read(tmp_path, card)
    assert isinstance(contact, Contact)
    return contact.person


def test_a_card_of_version_3(tmp_path: Path) -> None:
    person = _person(
        tmp_path,
        "N:Smith\\, Jr.;Robert;Q.;Dr.;\r\nFN:Robert Smith\\, Jr.\r\n"
        "item1.TEL;TYPE=CELL:(212) 555-0101\r\nitem1.X-ABLABEL:Shop\r\n"
        "EMAIL;TYPE=INTERNET;TYPE=HOME:rob@example.com\r\n"
        "ADR;TYPE=HOME:;Apt 2;1 Elm\r\n  Street;Troy;NY;12180;United States\r\n"
        "BDAY:1987-10-06\r\nUID:urn:uuid:4fbe\r\n",
    )
    assert (person.name, person.given) == ("Robert Smith, Jr.", "Robert")
    assert (person.phone, person.email) == ("(212) 555-0101", "rob@example.com")
    assert person.address == Address(("1 Elm Street", "Apt 2"), "Troy", "NY", "12180", "US")
    assert (person.birthday, person.system_id) == ("1987-10-06", "4fbe")


def test_a_card_of_version_4(tmp_path: Path) -> None:
    person = _person(
        tmp_path,
        "FN;CHARSET=utf-8:Zoë Müller\r\nBDAY:--0517\r\nLANG;PREF=2:en\r\nLANG;PREF=1:de-CH\r\n"
        'TEL;VALUE=uri;TYPE="voice,home":tel:+41-44-668-18-00;ext=102\r\n'
        "TEL;VALUE=uri;PREF=1;TYPE=cell:tel:+41-79-000-00-00\r\n"
        "EMAIL:second@example.com\r\nEMAIL;PREF=1:first@example.com\r\n",
        "4.0",
    )
    assert (person.name, person.birthday, person.language) == ("Zoë Müller", "--05-17", "de")
    assert (person.phone, person.email) == ("+41-79-000-00-00", "first@example.com")
    assert person.also == ("second@example.com", "+41-44-668-18-00")


def test_a_card_of_version_2_1(tmp_path: Path) -> None:
    person = _person(
        tmp_path,
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Zo=C3=\r\n=AB;;;\r\n"
        "TEL;WORK;FAX:212-555-0109\r\nTEL;HOME:212-555-0102\r\nTEL;CELL;PREF:212-555-0101\r\n"
        "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgAB\r\n AQAAAQABAAD\r\n\r\n"
        "EMAIL;INTERNET:zoe@example.de\r\n",
        "2.1",
    )
    assert (person.name, person.given) == ("Zoë Müller", "Zoë")
    assert (person.phone, person.also) == ("212-555-0101", ("212-555-0102",))
    assert person.email == "zoe@example.de"


@pytest.mark.parametrize(
    ("told", "birthday"),
    [
        ("BDAY:19800517", "1980-05-17"),
        ("BDAY:1980-05-17T00:00:00Z", "1980-05-17"),
        ("BDAY;VALUE=date:1980-05-17", "1980-05-17"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-17", "--05-17"),
        ("BDAY:--05-17", "--05-17"),
        ("BDAY;VALUE=text:in spring", ""),
    ],
)
def test_birthdays(tmp_path: Path, told: str, birthday: str) -> None:
    assert _person(tmp_path, f"FN:Ada\r\n{told}\r\n").birthday == birthday


def test_letters_in_other_codes(tmp_path: Path) -> None:
    assert _person(tmp_path, "FN:José\r\n".encode("cp1252")).name == "José"
    told = b"FN;CHARSET=windows-1251:" + "Ольга".encode("cp1251") + b"\r\n"
    assert _person(tmp_path, told, "2.1").name == "Ольга"
    split = "FN:Zoë Müller".encode()
    at = split.index("ë".encode()) + 1  # older programs fold in the middle of a letter
    assert _person(tmp_path, split[:at] + b"\r\n " + split[at:] + b"\r\n").name == "Zoë Müller"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_files_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë\r\nEND:VCARD\r\n"
    (contact,) = _read(tmp_path, text.encode(encoding))
    assert isinstance(contact, Contact)
    assert contact.person.name == "Zoë"


def test_a_firm_stands_for_a_name_and_groups_are_no_people(tmp_path: Path) -> None:
    assert _person(tmp_path, "ORG:Green Door Café;Catering\r\nTEL:1\r\n").name == "Green Door Café"
    group = "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Friends\nMEMBER:urn:uuid:1\nEND:VCARD\n"
    assert _read(tmp_path, group) == []


def test_a_card_in_a_card_is_not_its_own(tmp_path: Path) -> None:
    agent = "AGENT:\r\nBEGIN:VCARD\r\nFN:Secretary\r\nTEL:2\r\nEND:VCARD\r\n"
    person = _person(tmp_path, "FN:Ada\r\n" + agent + "TEL:1\r\n", "2.1")
    assert (person.name, person.phone, person.also) == ("Ada", "1", ())


def test_a_card_without_an_end(tmp_path: Path) -> None:
    first, second, problem = _read(
        tmp_path,
        "BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\nBEGIN:VCARD\nFN:Cy\nTEL:21",
    )
    assert isinstance(first, Contact)
    assert isinstance(second, Contact)
    assert (first.person.name, second.person.name) == ("Ada", "Bo")
    assert isinstance(problem, RowProblem)
    assert problem.line == 6


def test_a_card_that_says_nothing_is_told(tmp_path: Path) -> None:
    (problem,) = _read(tmp_path, "BEGIN:VCARD\nVERSION:3.0\nNOTE:-\nEND:VCARD\n")
    assert isinstance(problem, RowProblem)
    assert problem.line == 1


def test_a_packed_file_that_breaks_off_is_refused(tmp_path: Path) -> None:
    cards = "".join(f"BEGIN:VCARD\nFN:Person {each}\nEND:VCARD\n" for each in range(20_000))
    whole = gzip.compress(cards.encode(), mtime=0)
    with pytest.raises(SourceError) as error:
        _read(tmp_path, whole[: len(whole) * 2 // 3])
    assert error.value.line > 1
    assert error.value.hint


@pytest.mark.parametrize(
    "photo",
    [
        b"PHOTO;ENCODING=b:" + b"A" * 100_000_000 + b"\r\n",
        b"PHOTO;ENCODING=b:\r\n" + (b" " + b"A" * 998 + b"=\r\n") * 100_000,
        b";" * 60_000 + b":\r\n" + b'"' * 60_000 + b":\r\n",
    ],
    ids=["one line", "folded", "punctuation"],
)
def test_a_large_photo_costs_neither_time_nor_memory(tmp_path: Path, photo: bytes) -> None:
    import tracemalloc

    place = tmp_path / "contacts.vcf"
    place.write_bytes(b"BEGIN:VCARD\r\nFN:Ada\r\n" + photo + b"TEL:1\r\nEND:VCARD\r\n")
    del photo
    began = time.monotonic()
    tracemalloc.start()
    (contact,) = SOURCE.read(place, Options())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(contact, Contact)
    assert (contact.person.name, contact.person.phone) == ("Ada", "1")
    assert peak < 5_000_000
    assert time.monotonic() - began < 5
