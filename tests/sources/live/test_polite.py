from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from notecard.core.errors import Cancelled, SourceError
from notecard.sources.live.addresses import is_loopback, safe_address
from notecard.sources.live.patience import Patience
from notecard.sources.live.polite import NotThere, Polite
from tests.fake_shops.client import FakeShops
from tests.fake_shops.square import KEY

WHERE = "/v2/locations"


@pytest.fixture
def ask(shops: FakeShops, patience: Patience) -> Callable[..., Polite]:
    def make(key: str = KEY, patience: Patience = patience) -> Polite:
        headers = {"Authorization": f"Bearer {key}", "Square-Version": "2025-08-20"}
        return Polite(shops.address, "Square", headers, patience=patience)

    return make


@pytest.mark.parametrize("kind", ["drop", "cut", "hang", "500"])
def test_what_goes_wrong_twice_is_asked_for_again(
    shops: FakeShops, ask: Callable[..., Polite], slept: list[float], kind: str
) -> None:
    shops.fault(kind, 1, 2)
    with ask() as asking:
        assert len(asking.get(WHERE).json["locations"]) == 12
    assert shops.count == 3
    assert sum(slept) == pytest.approx(1 + 2)  # a second, then two: the chance is at its most here


def test_the_pauses_grow_are_capped_and_differ_by_chance() -> None:
    most = Patience(longest=10.0, chance=lambda: 1.0)
    least = replace(most, chance=lambda: 0.0)
    assert [most.pause(attempt) for attempt in range(1, 7)] == [1, 2, 4, 8, 10, 10]
    assert [least.pause(attempt) for attempt in range(1, 7)] == [0.5, 1, 2, 4, 5, 5]


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("-3", 0.0),
        ("Wed, 25 Nov 2026 12:01:30 GMT", 90.0),
        ("Wed, 25 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", 1.0),
        ("", 1.0),
    ],
)
def test_retry_after_is_kept_to_in_both_its_forms(told: str, seconds: float) -> None:
    noon = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
    patience = Patience(chance=lambda: 1.0, now=lambda: noon)
    assert patience.pause(1, told) == pytest.approx(seconds)


def test_a_server_that_says_when_is_not_asked_before(
    shops: FakeShops, ask: Callable[..., Polite], slept: list[float]
) -> None:
    shops.fault("429", 1, 1)
    with ask() as asking:
        asking.get(WHERE)
    assert sum(slept) == pytest.approx(7)
    slept.clear()
    shops.restart()
    shops.fault("503", 1, 1)
    with ask() as asking:
        asking.get(WHERE)
    assert 85 < sum(slept) < 91


@pytest.mark.parametrize("kind", ["drop", "500", "hang"])
def test_it_gives_up_after_some_tries_and_says_so(
    shops: FakeShops, ask: Callable[..., Polite], patience: Patience, kind: str
) -> None:
    shops.fault(kind, 1, None)
    with ask(patience=replace(patience, tries=3)) as asking, pytest.raises(SourceError) as error:
        asking.get(WHERE)
    assert shops.count == 3
    assert "Square" in error.value.message
    assert "Nothing is lost" in error.value.hint


def test_it_gives_up_when_all_in_all_it_takes_too_long(
    shops: FakeShops, ask: Callable[..., Polite], patience: Patience
) -> None:
    shops.fault("429", 1, None)
    with ask(patience=replace(patience, tries=99, total=20)) as asking, pytest.raises(SourceError):
        asking.get(WHERE)
    assert shops.count == 3  # at 0, 7 and 14 seconds; 21 would be too late


def test_a_wrong_key_is_told_plainly_and_never_shown(
    shops: FakeShops, ask: Callable[..., Polite], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    secret = "EAAA-some-other-key"  # noqa: S105 - it opens nothing
    asking = ask(secret)
    with asking, pytest.raises(SourceError) as error:
        asking.get(WHERE)
    assert "wrong, expired or revoked" in error.value.message
    assert shops.count == 1
    said = f"{error.value!r} {error.value} {error.value.hint} {asking!r}"
    assert secret not in said
    assert error.value.__cause__ is None
    assert secret not in caplog.text


def test_keys_do_not_follow_to_another_host(shops: FakeShops, ask: Callable[..., Polite]) -> None:
    shops.fault("elsewhere", 1, None)
    with ask() as asking, pytest.raises(SourceError) as error:
        asking.get(WHERE)
    assert "elsewhere.example" in error.value.hint
    assert shops.count == 1


def test_a_question_sent_on_within_the_host_is_followed_but_not_for_ever(
    shops: FakeShops, ask: Callable[..., Polite]
) -> None:
    shops.fault("moved", 1, 2)
    with ask() as asking:
        assert asking.get(WHERE).json["locations"]
    shops.restart()
    shops.fault("moved", 1, None)
    with ask() as asking, pytest.raises(SourceError, match="another place"):
        asking.get(WHERE)
    assert shops.count == 3


@pytest.mark.parametrize("kind", ["page", "deep", "huge"])
def test_what_is_no_data_is_refused(
    shops: FakeShops, ask: Callable[..., Polite], kind: str
) -> None:
    shops.fault(kind, 1, None)
    with ask() as asking, pytest.raises(SourceError) as error:
        asking.get(WHERE)
    assert error.value.hint
    assert shops.count == 1


def test_what_is_not_there_is_an_error_of_its_own(ask: Callable[..., Polite]) -> None:
    with ask() as asking, pytest.raises(NotThere):
        asking.get("/v2/customers/nobody")


def test_cancel_is_heard_while_waiting(shops: FakeShops, ask: Callable[..., Polite]) -> None:
    shops.fault("500", 1, None)
    looks = 0

    def press_cancel(_done: int, _total: int) -> None:
        nonlocal looks
        looks += 1
        if looks == 4:
            raise Cancelled

    asking = ask()
    asking.progress = press_cancel
    with asking, pytest.raises(Cancelled):
        asking.get(WHERE)
    assert shops.count == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://shop.example.com",
        "ftp://shop.example.com",
        "https://key:secret@shop.example.com",
        "https://shop.example.com?x=1",
        "http://127.0.0.1.example.com",
        "https://",
        "https://[",
        "",
    ],
)
def test_only_secure_plain_addresses_are_asked(address: str) -> None:
    with pytest.raises(SourceError) as error:
        safe_address(address)
    assert error.value.hint


def test_good_addresses_are_taken() -> None:
    assert safe_address(" shop.example.com/ ") == "https://shop.example.com"
    assert safe_address("https://example.com/shop/") == "https://example.com/shop"
    assert safe_address("http://localhost:8000") == "http://localhost:8000"
    assert not is_loopback("https://example.com")


def test_a_certificate_nobody_signed_is_not_trusted(
    tmp_path_factory: pytest.TempPathFactory, patience: Patience
) -> None:
    from tests.fake_shops.self_signed import https_server

    with https_server(tmp_path_factory.mktemp("tls")) as address:
        asking = Polite(address, "Square", {"Authorization": f"Bearer {KEY}"}, patience=patience)
        with asking, pytest.raises(SourceError) as error:
            asking.get(WHERE)
    assert "certificate" in error.value.message
    assert "Nothing was sent" in error.value.hint
