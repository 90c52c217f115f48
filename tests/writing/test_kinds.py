from decimal import Decimal

import pytest

from notecard.writing.kinds import load_kinds

KINDS = load_kinds("en")


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("WHITE HANGING HEART T-LIGHT HOLDER", "tea-light holder"),
        ("TEAPOT BL 1.2L 20%", "teapot"),
        ("SET OF 3 CAKE TINS PANTRY DESIGN", "cake tins"),
        ("REGENCY CAKESTAND 3 TIER", "cake stand"),
        ("SET/20 RED RETROSPOT PAPER NAPKINS ", "napkins"),
        ("Wool scarf, blue", "scarf"),
        ("Earl Grey Tea 100g", None),
        ("Tea, loose, 100g", None),
        ("GREEN TEA 100g", "tea"),
        ("LONDON BUS COFFEE MUG", "mug"),
        ("Mug with bird", "mug"),
        ("CANDLE MAKING SET PRINTED", None),
        ("JUMBO BAG VINTAGE DOILY", "bag"),
        ("DOORMAT FAIRY CAKE", "doormat"),
        ("CARD DOG AND BALL", None),
        ("NURSE'S BAG SOFT TOY", None),
        ("12 RED ROSES", "roses"),
        ("TRIPLE HOOK ANTIQUE IVORY ROSE", None),
        ("SET 3 RETROSPOT TEA,COFFEE,SUGAR", None),
        ("POSTAGE", None),
        ("Gift voucher 25", None),
        ("CHOCOLATE THIS WAY METAL SIGN", "sign"),
        ("", None),
        ("\u202e<b>", None),
    ],
)
def test_a_till_s_name_becomes_a_word_or_is_left_out(name: str, word: str | None) -> None:
    assert said(name) == word


def said(name: str, quantity: int = 1) -> str | None:
    called = KINDS.call(name, Decimal(quantity))
    return called[0].noun.bare(called[1]) if called else None


def test_two_of_a_thing_are_many() -> None:
    assert said("TEAPOT", 2) == "teapots"
    assert said("LAVENDER SOAP", 3) == "soap"  # is not counted


def test_what_the_owner_calls_a_thing_holds() -> None:
    told = KINDS.knowing({"Jumbo  Bag Red": "backpack", "TEAPOT": ""})
    called = told.call("JUMBO BAG RED", Decimal(1))
    assert called is not None
    assert called[0].id == "backpack"
    assert told.call("teapot", Decimal(1)) is None
    assert said("TEAPOT") == "teapot"


def test_the_lexicon_is_large_and_every_word_has_one_meaning() -> None:
    assert len(KINDS.by_id) >= 150
    words = [word for kind in KINDS.by_id.values() for word in kind.words]
    assert len(words) == len(set(words))
    assert all(word == word.casefold() for word in words)
