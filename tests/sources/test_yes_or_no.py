import pytest

from notecard.sources.yes_or_no import yes_or_no


@pytest.mark.parametrize(
    "cell", ["yes", "Y", " TRUE ", "1", "1.0", "x", "✓", "Ja", "Oui", "Sí", "sì", "Tak", "Sim"]
)
def test_it_says_yes(cell: str) -> None:
    assert yes_or_no(cell) is True


@pytest.mark.parametrize(
    "cell", ["", " ", "-", "—", "no", "N", "false", "0", "0.0", "Nein", "non", "nee", "nie", "Não"]
)
def test_it_says_no(cell: str) -> None:
    assert yes_or_no(cell) is False


@pytest.mark.parametrize("cell", ["perhaps", "2", "Nein danke", "=1", "yes and no", "10.0"])
def test_it_says_neither(cell: str) -> None:
    assert yes_or_no(cell) is None
