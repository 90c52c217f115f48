"""Every noun of every language in every form and number, against tables read by people.

A changed noun fails here; look at the new line as a reader of the language would, then write the
tables anew with: python -m tests.writing.test_grammar
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from notecard.writing.grammar import FORMS, counted, forms
from notecard.writing.kinds import load_kinds
from notecard.writing.phrases import load_bank

COUNTS = (0, 1, 2, 3, 5, 11, 12, 21, 22)
GOLDEN = Path(__file__).parent.parent / "golden" / "grammar"


def table(language: str) -> Iterator[str]:
    """Yield a line a noun: its forms in one and many, then so many of it."""
    kinds, numbers = load_kinds(language), load_bank(language).numbers["count"]
    for kind in kinds.by_id.values():
        one, many = (
            " | ".join(forms(kind.noun, language, is_many).values()) for is_many in (False, True)
        )
        counts = " | ".join(counted(kind.noun, language, count, numbers) for count in COUNTS)
        yield "\t".join((kind.id, one, many, counts))


@pytest.mark.parametrize("language", FORMS)
def test_every_noun_in_every_number_and_case(language: str) -> None:
    known = (GOLDEN / f"{language}.tsv").read_text(encoding="utf-8")
    assert list(table(language)) == known.splitlines()


@pytest.mark.parametrize("language", FORMS)
def test_every_language_has_every_kind(language: str) -> None:
    assert list(load_kinds(language).by_id) == list(load_kinds("en").by_id)
    assert len(load_kinds(language).by_id) >= 150


@pytest.mark.parametrize(
    ("language", "kind", "many", "form", "said"),
    [
        ("en", "apron", False, "a", "an apron"),
        ("en", "mug", True, "a", "mugs"),
        ("en", "bread", False, "a", "bread"),
        ("de", "mug", False, "acc", "den Becher"),
        ("de", "mug", True, "dat", "den Bechern"),
        ("de", "teapot", False, "gen", "der Teekanne"),
        ("de", "clock", True, "dat", "den Uhren"),
        ("de", "glass", False, "gen", "des Glases"),
        ("de", "toy soldier", False, "acc", "den Spielzeugsoldaten"),
        ("fr", "umbrella", False, "the", "le parapluie"),
        ("fr", "plate", False, "of", "de l'assiette"),
        ("fr", "hammock", False, "the", "le hamac"),
        ("fr", "earrings", False, "to", "aux boucles d'oreilles"),
        ("fr", "map", False, "to", "à la carte routière"),
        ("es", "teapot", False, "of", "de la tetera"),
        ("es", "mirror", False, "to", "al espejo"),
        ("es", "key ring", True, "the", "los llaveros"),
        ("pl", "teapot", False, "ins", "czajniczkiem"),
        ("pl", "teddy bear", False, "acc", "misia"),
        ("pl", "candle", True, "gen", "świec"),
    ],
)
def test_a_noun_takes_its_article_and_case(
    language: str, kind: str, many: bool, form: str, said: str
) -> None:
    assert forms(load_kinds(language).by_id[kind].noun, language, many)[form] == said


@pytest.mark.parametrize(
    ("language", "kind", "count", "said"),
    [
        ("en", "teapot", 1, "one teapot"),
        ("en", "teapot", 0, "zero teapots"),
        ("en", "bread", 2, ""),
        ("de", "teapot", 1, "eine Teekanne"),
        ("de", "mug", 1, "ein Becher"),
        ("fr", "mug", 0, "zéro mug"),
        ("fr", "teapot", 22, "22 théières"),
        ("es", "teapot", 1, "una tetera"),
        ("es", "teapot", 21, "21 teteras"),
        ("pl", "candle", 2, "dwie świece"),
        ("pl", "mug", 2, "dwa kubki"),
        ("pl", "mug", 5, "pięć kubków"),
        ("pl", "mug", 12, "dwanaście kubków"),
        ("pl", "mug", 21, "21 kubków"),
        ("pl", "mug", 22, "22 kubki"),
        ("pl", "mirror", 1, "jedno lustro"),
    ],
)
def test_so_many_of_a_thing(language: str, kind: str, count: int, said: str) -> None:
    numbers = load_bank(language).numbers["count"]
    assert counted(load_kinds(language).by_id[kind].noun, language, count, numbers) == said


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in FORMS:
        text = "\n".join(table(each)) + "\n"
        (GOLDEN / f"{each}.tsv").write_text(text, encoding="utf-8")
