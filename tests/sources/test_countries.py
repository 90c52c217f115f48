"""Countries by any of their names."""

import pytest

from notecard.sources.countries import country_code


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("us", "US"), ("USA", "US"), ("U.S.A.", "US"), ("United States", "US"), ("DEU", "DE"),
        ("Deutschland", "DE"), ("Niemcy", "DE"), ("Alemanha", "DE"), ("UK", "GB"), ("GBR", "GB"),
        ("Vereinigtes Königreich", "GB"), ("Royaume-Uni", "GB"), ("The Netherlands", "NL"),
        ("Pays-Bas", "NL"), ("Etats-Unis", "US"), ("Polska", "PL"), ("Côte d’Ivoire", "CI"),
        ("NO", "NO"), ("DE", "DE"), ("", ""), ("Atlantis", ""), ("EU", ""), ("ZZ", ""),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_names(told: str, code: str) -> None:
    assert country_code(told) == code
