import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.core.identity import (
    folded,
    generation,
    is_by_sign,
    is_relay,
    name_key,
    names_agree,
    normal_email,
    scripts_of,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siobhán O'Brien", "siobhan obrien"),
        ("Pieter van der Berg", "Pieter Van Der Berg"),
        ("José García Núñez", "Jose Garcia Nunez"),
        ('William "Bill" Tate', "Bill Tate"),
        ("Wei Wang", "伟 王"),
        ("R. Smith", "Robert Smith"),
        ("İpek Yılmaz", "Ipek Yilmaz"),
        ("", "Anna Baker"),
        ("Baker, Anna", "Anna Baker"),
        ("O'BRIEN SIOBHAN", "Siobhán O’Brien"),
        ("D`Angelo Rossi", "D´Angelo Rossi"),
        ("Mr. Robert Smith", "Robert Smith"),
        ("Dr. Anna Baker", "Frau Anna Baker"),
        ("Jürgen Müller", "JUERGEN MUELLER"),
        ("Jürgen Müller", "Jurgen Muller"),
        ("Bjørn Håkansson", "Bjoern Haakansson"),
        ("Łukasz Wójcik", "Lukasz Wojcik"),
        ("Straße", "STRASSE"),
        ("Anna Maria Baker", "Anna Baker"),
        ("A B Baker", "Anna Baker"),
        ("佐藤 由紀", "由紀佐藤"),
        ("Юлия Смирнова", "Julia Smirnova"),
        ("王伟 Wei Wang", "Wei Wang"),
        ("van den Berg", "vandenBerg"),
        ("Robert Smith Jr.", "Robert Smith Junior"),
        ("Robert Smith III", "SMITH, ROBERT III"),
        ("   ", "Anna Baker"),
        ("...", "Anna Baker"),
    ],
)
def test_names_that_can_be_one_person(one: str, other: str) -> None:
    assert names_agree(one, other)
    assert names_agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Baker", "Tom Baker"),
        ("Robert Smith", "Robert Smith, Jr."),
        ("Maria Silva", "Maria Santos"),
        ("由紀 佐藤", "伟 王"),
        ("A. Baker", "Tom Baker"),
        ("Maria Silva", "Mario Silva"),
        ("Robert Smith Sr", "Robert Smith Jr"),
        ("Robert Smith II", "Robert Smith III"),
        ("Mr Baker", "Mrs Baker"),
        ("Herr Chris Weber", "Frau Chris Weber"),
        ("Anna Baker Carter", "Anna Baker Smith"),
        ("Юлия Смирнова", "Юрий Смирнов"),
        ("王伟", "王芳"),
        ("Anna Baker 王", "Tom Baker 王"),
        ("Bill Tate", "William Tate"),  # likely, but for a person to decide
        ("Anna", "Anne"),
    ],
)
def test_names_that_are_two_people(one: str, other: str) -> None:
    assert not names_agree(one, other)
    assert not names_agree(other, one)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Baker, Anna", "ANNA BAKER", True),
        ("Siobhán O'Brien", "siobhan obrien", True),
        ("Mr Chris Weber", "Mrs Chris Weber", False),
        ("Dr Chris Weber", "Chris Weber", True),
        ("Robert Smith", "Robert Smith Jr", False),
        ("", "Anna", False),
    ],
)
def test_what_makes_two_names_the_same(one: str, other: str, is_same: bool) -> None:
    assert (name_key(one) == name_key(other)) is is_same


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Robert Smith Jr.", "jr"),
        ("Robert Smith, Senior", "sr"),
        ("Robert Smith III", "iii"),
        ("Robert Smith", ""),
        ("Junior Smith", ""),  # a given name
    ],
)
def test_father_and_son_are_told_apart(name: str, told: str) -> None:
    assert generation(name) == told


@pytest.mark.parametrize(
    "email",
    [
        "a1@members.ebay.com",
        "x@MARKETPLACE.amazon.de",
        "b@guest.airbnb.com",
        "c@us.members.ebay.fr",
    ],
)
def test_an_address_made_up_by_a_marketplace_is_none(email: str) -> None:
    assert is_relay(email)
    assert normal_email(email) == ""


@pytest.mark.parametrize(
    "email", ["anna@ebay.com", "anna@members.example.com", "anna@amazon.de", "relay@example.com"]
)
def test_an_address_of_somebody_is_kept(email: str) -> None:
    assert not is_relay(email)
    assert normal_email(email) == email


@pytest.mark.parametrize("text", ["", "@", "anna@", "@example.com", "anna@example", "a b@c.d"])
def test_what_is_no_address_is_nothing(text: str) -> None:
    assert normal_email(text) == ""


def test_names_in_signs_are_known_by_their_script() -> None:
    assert is_by_sign(["佐藤由紀"])
    assert is_by_sign(["김", "민준"])
    assert not is_by_sign(["佐藤", "yuki"])
    assert not is_by_sign([])
    assert scripts_of(["юлия", "smith"]) == {"CYRILLIC", "LATIN"}


def test_an_email_is_compared_without_case_and_blanks() -> None:
    assert normal_email(" Siobhan.OBrien@Example.com ") == "siobhan.obrien@example.com"
    assert normal_email("not given") == ""


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    assert names_agree(one, other) == names_agree(other, one)
    assert names_agree(one, one)
    assert folded(folded(one)) == folded(one)
    normal_email(one)
    if name_key(one) == name_key(other):
        assert names_agree(one, other)


@given(st.text(max_size=60))
def test_folding_without_accents_is_folding(text: str) -> None:
    plain = text.encode("ascii", "ignore").decode()
    assert folded(plain + "ä") == (folded(plain + "a"))
