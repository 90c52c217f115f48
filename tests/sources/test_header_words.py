"""Header words: what is the same word, and what is not."""

import pytest

from notecard.sources.header_words import folded_word, folded_words, resolved


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Order #", "order number"), ("N° de commande", "Numéro de la commande"),
        ("Nº pedido", "N.º del pedido"), ("E-Mail", "email"), ("ID client", "Client ID"),
        ("Type d'événement", "TYPE D’EVENEMENT"), ("Währung:", "wahrung"),
        ("Totale dell'ordine", "Totale ordine"), ("Straße", "STRASSE"),
        ("Kwota łączna", "kwota laczna"),
        ("First\u00a0Name ", "First_Name"), ("\ufeffDate", "date"), ("Total *", "total"),
    ],
)  # fmt: skip
def test_the_same_word_written_otherwise(one: str, other: str) -> None:
    assert folded_word(one) == folded_word(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Order #", "Order"), ("Name (Billing)", "Name (Shipping)"), ("Net Sales", "Gross Sales"),
     ("Order ID", "Order #"), ("Customer", "Customer ID"), ("Amount", "Amount Refunded")],
)  # fmt: skip
def test_other_words(one: str, other: str) -> None:
    assert folded_word(one) != folded_word(other)


def test_the_first_alternative_there_counts_and_several_are_read_as_one() -> None:
    there = folded_words(["NAME", "First name", "Last Name", "Name"])
    assert resolved(["Full Name", ("First Name", "Middle Name", "Last Name"), "Name"], there) == (
        "First name",
        "Last Name",
    )
    assert resolved(["Name"], there) == ("NAME",)
    assert resolved(["Street"], there) == ()
