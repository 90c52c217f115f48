from dataclasses import replace

import pytest

from notecard.core.errors import SettingsError, SourceError, StoreError
from notecard.sources.live.patience import Patience
from notecard.store.database import Store
from notecard.store.secrets import SERVICE, Keyring
from notecard.workflows import connect
from tests.fake_shops.client import KEYS, SECRETS, FakeShops
from tests.in_memory_keyring import InMemory

EVERY = pytest.mark.parametrize("system", sorted(KEYS))


@pytest.fixture
def made(store: Store, shops: FakeShops, ring: InMemory, patience: Patience) -> Store:
    connect.connect(store, "", "stripe", shops.settings, KEYS["stripe"], patience=patience)
    return store


def test_everything_that_can_be_connected_says_how() -> None:
    every = connect.systems()
    assert [one.system for one in every] == ["shopify", "square", "stripe", "woocommerce"]
    for one in every:
        assert len(one.steps) >= 3
        assert one.reads.startswith("Notecard reads")
        assert any(field.is_secret for field in one.fields)
        assert all(field.label for field in one.fields)


@EVERY
def test_the_test_says_what_it_saw(shops: FakeShops, patience: Patience, system: str) -> None:
    said = connect.test(system, shops.settings, KEYS[system], patience)
    assert said.startswith("The key works")
    assert shops.count == 1


@EVERY
def test_a_wrong_key_is_refused_and_kept_nowhere(
    store: Store, shops: FakeShops, ring: InMemory, patience: Patience, system: str
) -> None:
    wrong = {name: f"{value}_not" for name, value in KEYS[system].items()}
    with pytest.raises(SourceError) as error:
        connect.connect(store, "", system, shops.settings, wrong, patience=patience)
    assert "does not accept the key" in error.value.message
    assert error.value.hint
    assert ring.kept == {}
    assert connect.connections(store) == []


@pytest.mark.parametrize("told", [{}, {"key": ""}, {"key": "rk_\nlive"}, {"key": "rk live"}])
def test_what_is_no_key_is_not_even_sent(shops: FakeShops, told: dict[str, str]) -> None:
    with pytest.raises(SourceError, match="Restricted key"):
        connect.test("stripe", shops.settings, told)
    assert shops.count == 0


def test_keys_of_fixed_systems_go_to_their_maker_alone() -> None:
    with pytest.raises(SourceError, match="always"):
        connect.test("stripe", {"address": "https://evil.example"}, KEYS["stripe"])


def test_keys_are_in_the_keyring_and_nowhere_else(made: Store, ring: InMemory) -> None:
    [one] = connect.connections(made)
    assert (one.name, one.system, one.mark) == ("stripe", "stripe", {})
    [(service, _entry)] = ring.kept
    assert service == SERVICE
    assert connect.keys_of(Keyring(), one) == KEYS["stripe"]
    for place in made.home.rglob("*"):
        content = place.read_bytes() if place.is_file() else b""
        assert not any(secret.encode() in content for secret in SECRETS)
    assert not any(secret in repr(one) for secret in SECRETS)


def test_a_second_of_the_same_system_gets_a_name_of_its_own(
    made: Store, shops: FakeShops, ring: InMemory, patience: Patience
) -> None:
    connect.connect(made, "", "stripe", shops.settings, KEYS["stripe"], patience=patience)
    assert [one.name for one in connect.connections(made)] == ["stripe", "stripe-2"]
    with pytest.raises(StoreError, match="already"):
        connect.connect(made, "stripe", "stripe", shops.settings, KEYS["stripe"], patience=patience)
    assert len(ring.kept) == 2


def test_disconnected_and_put_back(made: Store, ring: InMemory) -> None:
    [before] = connect.connections(made)
    parted = connect.disconnect(made, "stripe")
    assert connect.connections(made) == []
    assert ring.kept == {}
    assert KEYS["stripe"]["key"] not in repr(parted)
    connect.reconnect(made, parted)
    assert connect.connections(made) == [before]
    assert connect.keys_of(Keyring(), before) == KEYS["stripe"]


def test_a_connection_without_its_key_can_still_be_taken_away(made: Store, ring: InMemory) -> None:
    ring.kept.clear()
    with pytest.raises(SettingsError, match="not on this computer"):
        connect.keys_of(Keyring(), replace(connect.connections(made)[0]))
    connect.disconnect(made, "stripe")
    assert connect.connections(made) == []


def test_what_is_not_known_is_told_with_what_is() -> None:
    with pytest.raises(SourceError) as error:
        connect.test("vend", {}, {})
    assert "square" in error.value.hint
