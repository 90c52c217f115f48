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
        ("Earl Grey Tea 100g", "tea"),
        ("LONDON BUS COFFEE MUG", "mug"),
        ("Mug with bird", "mug"),
        ("JAM MAKING SET PRINTED", None),
        ("JUMBO BAG VINTAGE DOILY", None),
        ("SET 3 RETROSPOT TEA,COFFEE,SUGAR", None),
        ("POSTAGE", None),
        ("Gift voucher 25", None),
        ("CHOCOLATE THIS WAY METAL SIGN", None),
        ("", None),
        ("\u202e<b>", None),
    ],
)
def test_a_till_s_name_becomes_a_word_or_is_left_out(name: str, word: str | None) -> None:
    called = KINDS.call(name, Decimal(1))
    assert (called[0] if called else None) == word


def test_two_of_a_thing_are_many() -> None:
    called = KINDS.call("TEAPOT", Decimal(2))
    assert called
    assert called[0] == "teapots"


def test_every_kind_has_an_article_that_fits_or_none() -> None:
    kinds = {kind.noun: kind for kind, _many in KINDS.by_word.values()}
    assert len(kinds) >= 150
    for kind in kinds.values():
        assert kind.article in ("", "a", "an")
        assert not kind.article or (kind.article == "an") == (kind.noun[0].lower() in "aeiou")
        assert kind.noun.casefold() == kind.noun or kind.noun == "T-shirt"
        assert all(word == word.casefold() for word in kind.words)
        assert set(kind.words) & set(KINDS.words_for(kind.noun))
