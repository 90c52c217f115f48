"""The whole way on the command line: from a file to five cards and a photo safe to post."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from notecard.cli import main
from notecard.resources import find
from notecard.store.database import open_store
from notecard.workflows.sample_shop import load_sample_shop
from tests.postgres import Server

DAY = "2026-11-24"


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Ask = Callable[..., Answer]


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def shop(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[str]]:
    """Return the words that lead every command to the sample shop: in a file, then on a server."""
    home = tmp_path_factory.mktemp("Mein Laden ÄÖ")
    server: Server | None = None
    if request.param == "postgres":
        server = request.getfixturevalue("postgres")
    url = server.url(server.make_database()) if server else ""
    store = open_store(home, url)
    load_sample_shop(store, date.fromisoformat(DAY))
    store.close()
    yield ["--home", str(home), *(["--db", url] if url else [])]
    if server:
        server.drop(url.rpartition("/")[2])


@pytest.fixture
def ask(shop: list[str], capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(*arguments: str | Path) -> Answer:
        with pytest.raises(SystemExit) as left:
            main([*map(str, arguments), *shop])
        captured = capsys.readouterr()
        return Answer(int(left.value.code or 0), captured.out, captured.err)

    return asked


def test_today_names_the_few_and_says_why(ask: Ask) -> None:
    answer = ask("today", "--on", DAY, "--json")
    assert answer.code == 0
    plan = answer.json
    assert {"ok", "day", "minutes", "rows", "held"} <= set(plan)
    assert 3 <= len(plan["rows"]) <= 12
    keys = {"customer", "name", "channel", "lane", "why", "evidence", "points", "minutes"}
    assert all(set(row) == keys for row in plan["rows"])
    told = {"note_due", "gift", "service", "complaint_solved", "referral"}
    assert all(row["evidence"] or row["lane"] in told for row in plan["rows"])
    assert "note_due" in {row["lane"] for row in plan["rows"]}
    assert ask("today", "--on", DAY, "--json").out == answer.out


def test_suggestions_are_three_different_ones_with_their_facts(ask: Ask) -> None:
    row = ask("today", "--on", DAY, "--json").json["rows"][0]
    found = ask("suggest", str(row["customer"]), "--on", DAY, "--json").json
    assert len(found) == 3
    assert len({one["text"] for one in found}) == 3
    for one in found:
        assert set(one["states"]) <= set(one["facts"])
        assert one["fits"] is True
        assert one["words"] <= 35


def test_cards_are_drawn_sent_and_held_back_for_half_a_year(ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "cards.pdf"
    plan = ask("today", "--on", DAY, "--json").json
    for_cards = [row["customer"] for row in plan["rows"] if row["channel"] == "card"]
    made = ask("cards", "--today", "--on", DAY, "--out", out, "--json").json
    assert [card["customer"] for card in made["cards"]] == for_cards
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == made["pages"] == len(for_cards)
    assert Path(made["crib_file"]).is_file()
    assert ask("today", "--on", DAY, "--json").json == plan, "printing never marks as sent"

    code = made["cards"][0]["card"]
    sent = ask("sent", code, "--on", DAY, "--json").json
    assert sent["touches"][0]["customer"] == for_cards[0]
    later = ask("today", "--on", "2026-11-25", "--json").json
    assert for_cards[0] not in {row["customer"] for row in later["rows"]}


def test_a_blocked_customer_is_never_on_the_list(ask: Ask) -> None:
    row = ask("today", "--on", DAY, "--json").json["rows"][-1]
    answer = ask("block", str(row["customer"]), "--json").json
    assert answer["blocked"] == ["all"]
    plan = ask("today", "--on", DAY, "--json").json
    assert row["customer"] not in {one["customer"] for one in plan["rows"]}


def test_a_customer_is_shown_with_what_was_bought_and_noted(ask: Ask) -> None:
    found = ask("customers", "--find", "okafor", "--on", DAY, "--verbose", "--json").json
    maria = next(one for one in found if one["name"] == "Maria Okafor")
    assert len(maria["orders"]) >= maria["visits"] > 1
    ask("remember", str(maria["id"]), "Her sister is moving to Leeds.", "--on", DAY)
    record = ask("customer", "show", str(maria["id"]), "--json").json
    assert record["name"] == "Maria Okafor"
    assert record["purchases"]
    assert "Her sister is moving to Leeds." in [note["words"] for note in record["notes"]]


def test_a_photo_is_not_exported_before_a_person_has_looked(ask: Ask, tmp_path: Path) -> None:
    photo = find("sample_shop/card_photo.jpg")
    first = ask("share", photo, "--out", tmp_path, "--format", "square", "--json")
    assert first.code == 3
    assert [path.name for path in tmp_path.iterdir()] == ["card_photo-review.png"]

    share = ["share", photo, "--out", tmp_path, "--confirmed", "--json"]
    done = ask(*share, "--format", "square", "--format", "portrait", "--format", "link")
    assert done.code == 0
    sizes = {(one["width"], one["height"]) for one in done.json["files"]}
    assert sizes == {(1080, 1080), (1080, 1350), (1200, 630)}
    assert done.json["leaks"] == []
    assert "maria" not in (done.json["caption"] + done.json["alt"]).casefold()
    assert not [one for one in done.json["files"] if "maria" in Path(one["path"]).name.lower()]


def test_hiding_tells_what_it_covered_in_pixels_of_the_photo(ask: Ask, tmp_path: Path) -> None:
    photo = find("sample_shop/card_photo.jpg")
    answer = ask("hide", photo, "--out", tmp_path, "--json")
    one = answer.json[0]
    assert answer.code == (3 if one["needs_review"] else 0)
    assert one["card"] == "N0TECARDSAMP7"
    assert one["found_by"] == "code"
    assert {"salutation", "code"} <= {box["kind"] for box in one["boxes"]}
    assert Path(one["out"]).name == "card_photo-hidden.png"


def test_a_name_that_cannot_be_looked_for_is_left_to_a_person(ask: Ask, tmp_path: Path) -> None:
    photo = tmp_path / "card for maria okafor.jpg"
    photo.write_bytes(find("sample_shop/card_photo.jpg").read_bytes())
    answer = ask("hide", photo, "--out", tmp_path, "--name", "Ngozi", "--json")
    assert answer.code == 3
    one = answer.json[0]
    assert one["needs_review"] is True
    assert any("Ngozi" in reason for reason in one["why"])
    assert any("rename" in reason for reason in one["why"])


def test_a_backup_brings_everything_back(ask: Ask, tmp_path: Path) -> None:
    before = ask("customers", "--all", "--verbose", "--on", DAY, "--json").out
    assert ask("backup", tmp_path / "all.notecard").code == 0
    one = ask("customers", "--limit", "1", "--json").json[0]
    ask("block", str(one["id"]))
    assert ask("restore", tmp_path / "all.notecard").code == 0
    assert ask("customers", "--all", "--verbose", "--on", DAY, "--json").out == before
    assert ask("self-test", "--json").json["ok"] is True


@pytest.mark.parametrize("what", ["stocks", "sources", "formats"])
def test_lists_have_ids(ask: Ask, what: str) -> None:
    found = ask(what, "--json").json
    assert found
    assert len({one["id"] for one in found}) == len(found)


def test_wrong_usage_and_refusals_have_their_own_exit_codes(ask: Ask, tmp_path: Path) -> None:
    assert ask("nonsense").code == 2
    assert ask("cards", "--out", tmp_path / "x.pdf").code == 2
    refused = ask("import", tmp_path / "nowhere.csv")
    assert refused.code == 1
    assert "nowhere.csv" in refused.err
    assert refused.out == ""
    assert ask("customer", "show", "999999").code == 1
    assert ask("today", "--on", "yesterday").code == 1
