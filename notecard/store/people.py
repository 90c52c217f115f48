"""Who bought: finds the customer a file tells of, or makes one; joins only what is certain."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from notecard.core.identity import folded, names_agree, normal_email, normal_phone
from notecard.core.purchases import Contact, Person
from notecard.store.bulk import insert_many
from notecard.store.customers import search_text
from notecard.store.tables import customers, filled, identities

_Key = tuple[str, str, str]  # kind, source, value
_FIELDS = (
    "name", "given", "email", "phone", "lines", "city", "region", "postcode", "country",
    "birthday", "language",
)  # fmt: skip
_ADDRESS = ("lines", "city", "region", "postcode", "country")


@dataclass(slots=True)
class _Known:
    """What is needed of a customer to tell whether somebody is the same."""

    name: str
    batch: int | None
    keys: set[_Key] = field(default_factory=set)


class People:
    """The customers as one import sees them; everything is written by `flush`."""

    def __init__(self, books: Connection, source: str, region: str, batch: int) -> None:
        self._books = books
        self._source = source
        self._region = region
        self._batch = batch
        self._customers: dict[int, _Known] = {}
        self._holders: defaultdict[_Key, list[int]] = defaultdict(list)
        self._remembered: dict[Person, int] = {}
        self._new_customers: dict[int, dict[str, str]] = {}
        self._new_identities: list[tuple[Any, ...]] = []
        self.new = 0
        self.matched: set[int] = set()
        self.alike: set[tuple[int, int]] = set()  # pairs for a person to decide on
        self.leans: set[int] = set()
        self._load()
        self._next = self._count(customers.c.id)

    def customer_of(self, person: Person, likely: int | None = None) -> int | None:
        """Return the customer this is, None for a walk-in; `likely` wins where several might be."""
        if not person.is_known:
            return None
        if person not in self._remembered:
            keys = self._keys(person)
            found = self._find(person, keys, likely)
            if found is None:
                found = self._make(person)
            else:
                self._meet(found, person)
            self._hold(found, keys)
            self._remembered[person] = found
        return self._remembered[person]

    def contact(self, contact: Contact) -> int | None:
        """Take in somebody of an address book; None when nothing says who it is."""
        return self.customer_of(contact.person)

    def root_of(self, customer: int) -> int:
        """Return who a customer has turned out to be."""
        return customer

    def flush(self) -> None:
        """Write the customers and what they are recognised by."""
        columns = ("id", *_FIELDS, "search", "batch")
        insert_many(
            self._books,
            customers,
            columns,
            (
                (id, *(row[name] for name in _FIELDS), _search(row), self._batch)
                for id, row in self._new_customers.items()
            ),
        )
        self._new_customers.clear()
        held = ("customer", "kind", "source", "value", "batch")
        insert_many(self._books, identities, held, self._new_identities)
        self._new_identities.clear()

    def _load(self) -> None:
        query = select(customers.c.id, customers.c.name, customers.c.batch)
        for id, name, batch in self._books.execute(query):
            self._customers[id] = _Known(name, batch)
        theirs = identities.c.source.in_(("", self._source))
        columns = identities.c
        query_keys = select(columns.kind, columns.source, columns.value, columns.customer)
        for kind, source, value, customer in self._books.execute(
            query_keys.where(theirs).order_by(columns.customer)
        ):
            self._holders[kind, source, value].append(customer)
            self._customers[customer].keys.add((kind, source, value))

    def _count(self, column: Any) -> int:
        return int(self._books.execute(select(func.coalesce(func.max(column), 0))).scalar_one())

    def _keys(self, person: Person) -> list[_Key]:
        """Return what the person can be recognised by; a bare name only when there is nothing."""
        told = [
            ("system", self._source, person.system_id.strip()),
            ("email", "", normal_email(person.email)),
            ("phone", "", normal_phone(person.phone, self._region)),
        ]
        keys = [key for key in told if key[2]]
        return keys or [("name", self._source, folded(person.name or person.email or person.phone))]

    def _find(self, person: Person, keys: list[_Key], likely: int | None) -> int | None:
        """Return the customer with one of these keys and a name that agrees."""
        found: int | None = None
        for key in keys:
            holders = self._holders.get(key, [])
            match = self._agreeing(holders, person, key, likely)
            if found is None:
                found = match
            elif match is not None and match != found:
                self.alike.add((min(found, match), max(found, match)))
        return found

    def _agreeing(
        self, holders: list[int], person: Person, key: _Key, likely: int | None
    ) -> int | None:
        if key[0] in ("system", "name"):
            return holders[0] if holders else None
        agreeing = [id for id in holders if names_agree(self._customers[id].name, person.name)]
        if likely in agreeing:
            return likely
        name = folded(person.name)
        same = [id for id in agreeing if folded(self._customers[id].name) == name]
        if same or len(agreeing) == 1:
            return (same or agreeing)[0]
        return None

    def _make(self, person: Person) -> int:
        self._next += 1
        self._new_customers[self._next] = _row(person)
        self._customers[self._next] = _Known(person.name, self._batch)
        self.new += 1
        return self._next

    def _hold(self, id: int, keys: list[_Key]) -> None:
        """Remember new keys of a customer; who else holds one is for a person to decide."""
        known = self._customers[id]
        for key in keys:
            if key in known.keys:
                continue
            self.alike |= {(min(id, other), max(id, other)) for other in self._holders[key]}
            known.keys.add(key)
            self._holders[key].append(id)
            kind, source, value = key
            self._new_identities.append((id, kind, source, value, self._batch))

    def _meet(self, id: int, person: Person) -> None:
        """Take note of a known customer, and of what the file knows more."""
        known = self._customers[id]
        if known.batch != self._batch:
            self.matched.add(id)
            self.leans |= {known.batch} if known.batch is not None else set()
        told = _row(person)
        if any(told[name] for name in _FIELDS if name != "country"):
            self._fill(id, told)

    def _fill(self, id: int, told: dict[str, str]) -> None:
        """Fill in what is blank; nothing that stands is replaced, an address comes whole."""
        row = self._new_customers.get(id) or self._stored(id)
        blank = {name: told[name] for name in _FIELDS if told[name] and not row[name]}
        if row["lines"]:
            blank = {name: value for name, value in blank.items() if name not in _ADDRESS}
        if not blank:
            return
        row.update(blank)
        self._customers[id].name = row["name"]
        if id in self._new_customers:
            return
        values = {**blank, "search": _search(row)}
        self._books.execute(update(customers).where(customers.c.id == id).values(values))
        if self._customers[id].batch != self._batch:
            entry = {"batch": self._batch, "customer": id}
            rows = [{**entry, "field": name, "value": told} for name, told in blank.items()]
            self._books.execute(insert(filled), rows)

    def _stored(self, id: int) -> dict[str, str]:
        columns = [customers.c[name] for name in _FIELDS]
        row = self._books.execute(select(*columns).where(customers.c.id == id)).one()
        return dict(zip(_FIELDS, row, strict=True))


def _row(person: Person) -> dict[str, str]:
    address = person.address
    return {
        "name": person.name,
        "given": person.given,
        "email": person.email,
        "phone": person.phone,
        "lines": "\n".join(address.lines),
        "city": address.city,
        "region": address.region,
        "postcode": address.postcode,
        "country": address.country,
        "birthday": person.birthday,
        "language": person.language,
    }


def _search(row: dict[str, str]) -> str:
    return search_text(row["name"], row["email"], "".join(filter(str.isdecimal, row["phone"])))
