"""Who bought: finds the customer a file tells of, or makes one; joins only what is certain.

A purchase belongs to a *leaf*: the customer it would have if every merge were taken back. Leaves
that turn out to be one person are merged; what they are recognised by stays with the leaf.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from notecard.core.identity import folded, is_relay, name_key, names_agree, normal_email
from notecard.core.joining import CROWDED, Pair, Told, joined
from notecard.core.purchases import Contact, Person
from notecard.core.text import LONGEST
from notecard.store import merges
from notecard.store.bulk import insert_many
from notecard.store.customers import search_text
from notecard.store.merges import FIELDS, blanks
from notecard.store.tables import answers, customers, filled, identities, purchases
from notecard.store.telephones import normal_phone

_Key = tuple[str, str, str]  # kind, source, value
_SHARED = ("email", "phone")  # what more than one person may have


@dataclass(slots=True)
class _Known:
    """What is needed of a customer to tell whether somebody is the same."""

    name: str
    batch: int | None
    keys: set[_Key] = field(default_factory=set)
    said: list[str] = field(default_factory=list)  # names not looked at yet: most never are
    _names: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """Return every name they go by, by what its spellings have in common.

        Also a blank, where one was told with an e-mail or a number.
        """
        for name in self.said:
            self._names.setdefault(name_key(name), name)
        self.said.clear()
        return self._names


class People:
    """The customers as one import sees them; everything is written by `flush`.

    `source` is the system whose customer numbers the file holds. Call `flush` before receipts are
    written, and once more after the last: that is when merges reach receipts already written.
    """

    def __init__(self, books: Connection, source: str, region: str, batch: int) -> None:
        self._books = books
        self._source = source
        self._region = region
        self._batch = batch
        self._known: dict[int, _Known] = {}
        self._holders: defaultdict[_Key, list[int]] = defaultdict(list)
        self._named: dict[_Key, dict[str, int]] = {}  # of the keys that were asked for
        self._settled: dict[int, int] = {}  # who was whom before this import
        self._leaves: defaultdict[int, set[int]] = defaultdict(set)  # of those who were merged
        self._root: dict[int, int] = {}
        self._remembered: dict[Person, int] = {}
        self._entries: Counter[str] = Counter()  # of an address book, by all they say
        self._new_customers: dict[int, dict[str, str]] = {}
        self._new_identities: list[tuple[Any, ...]] = []
        self._new: set[int] = set()
        self._met: set[int] = set()
        self._forced: defaultdict[int, set[Pair]] = defaultdict(set)
        self._stirred: set[int] = set()  # of whom more is known than when merges were made last
        self._made: list[tuple[int, int, int]] = []  # merges: number, kept, gone
        self._moved: set[int] = set()  # leaves whose receipts may stand under a former root
        self.leans: set[int] = set()
        self._load()
        self._next = int(
            books.execute(select(func.coalesce(func.max(customers.c.id), 0))).scalar_one()
        )

    @property
    def new(self) -> int:
        """How many customers nobody knew before this import."""
        return sum(self.root_of(leaf) == leaf for leaf in self._new)

    @property
    def matched(self) -> set[int]:
        """The customers who were known before and met again."""
        return {self.root_of(leaf) for leaf in self._met}

    def customer_of(self, person: Person, likely: int | None = None) -> int | None:
        """Return the leaf this is, None for a walk-in.

        `likely` is whom the same receipt was ascribed to before; a bare name is only ever theirs.
        """
        leaf = self._remembered.get(person)
        if leaf is None:
            keys = self._keys(person)
            if not keys:
                return self._by_name(person, likely)
            leaf = self._meet_or_make(person, keys, likely)
            self._remembered[person] = leaf
        if likely is not None and likely != leaf:
            self._told_again(leaf, likely, person)
        return leaf

    def root_of(self, customer: int) -> int:
        """Return who a leaf is, as far as is known; `flush` may learn more."""
        return self._root.get(customer, customer)

    def contact(self, contact: Contact) -> int | None:
        """Take in somebody of an address book; None when it says nothing to reach anybody by."""
        person = contact.person
        former = [("system", self._source, id.strip()) for id in contact.replaces if id.strip()]
        told = self._keys(person)
        if all(key[0] == "system" for key in told) and not person.name.strip():
            if not any(self._holders.get(key) for key in [*told, *former]):
                return None
        elif not told:
            told = self._book_keys(person)
            if not told:
                return None
        leaf = self._meet_or_make(person, [*told, *former], None)
        for key in former:
            self._force(leaf, self._holders[key][0])
        return leaf

    def flush(self) -> None:
        """Write the customers, what they are recognised by, and who turned out to be one."""
        columns = ("id", *FIELDS, "search", "batch")
        insert_many(
            self._books,
            customers,
            columns,
            (
                (id, *(row[name] for name in FIELDS), _search(row), self._batch)
                for id, row in self._new_customers.items()
            ),
        )
        self._new_customers.clear()
        held = ("customer", "kind", "source", "value", "batch")
        insert_many(self._books, identities, held, self._new_identities)
        self._new_identities.clear()
        self._correct_receipts()
        self._settle()

    def _load(self) -> None:
        columns = customers.c
        query = select(columns.id, columns.name, columns.batch, columns.merged_into)
        for id, name, batch, root in self._books.execute(query).all():
            self._known[id] = _Known(name, batch, said=[name] if name else [])
            if root is not None:
                self._settled[id] = self._root[id] = root
                self._leaves[root] |= {root, id}
        theirs = identities.c.source.in_(("", self._source))
        held = identities.c
        keys = select(held.kind, held.source, held.value, held.customer).where(theirs)
        for kind, source, value, customer in self._books.execute(keys.order_by(held.id)).all():
            if kind == "name":
                self._known[customer].said.append(value)
            else:
                self._known[customer].keys.add((kind, source, value))
                self._holders[kind, source, value].append(customer)
        self._apart = {
            frozenset((row.one, row.other))
            for row in self._books.execute(select(answers).where(answers.c.verdict != "same"))
        }

    def _keys(self, person: Person) -> list[_Key]:
        """Return what the person can be recognised by, the surest first."""
        told = [
            ("system", self._source, person.system_id.strip()),
            ("email", "", normal_email(person.email)),
            ("phone", "", normal_phone(person.phone, self._region) if person.phone else ""),
        ]
        for more in person.also:
            email = normal_email(more)
            phone = "" if email or "@" in more else normal_phone(more, self._region)
            told.append(("email", "", email) if email else ("phone", "", phone))
        return list(dict.fromkeys(key for key in told if key[2]))

    def _book_keys(self, person: Person) -> list[_Key]:
        """Return what an entry without number, e-mail or telephone is known again by: all it says.

        Two entries that say just the same may be two people: the second is another one, always.
        """
        address = person.address
        if not any((address.lines, address.city, address.postcode)):
            return []
        where = (*address.lines, address.city, address.postcode, address.country)
        text = "\n".join(folded(word) for word in (person.name, person.birthday, *where))
        hashed = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()
        self._entries[hashed] += 1
        return [("book", self._source, f"{hashed} {self._entries[hashed]}")]

    def _by_name(self, person: Person, likely: int | None) -> int | None:
        """Return the customer of a bare name: of this receipt's, or of nobody else's."""
        if likely is not None and self._agrees(likely, person.name):
            self._meet(likely, person)
            return likely
        return self._make(person) if person.name.strip() else None

    def _meet_or_make(self, person: Person, keys: list[_Key], likely: int | None) -> int:
        leaf = self._find(person, keys)
        if leaf is None and likely is not None and self._may_hold(likely, person, keys):
            leaf = likely
        if leaf is None:
            leaf = self._make(person)
        else:
            self._meet(leaf, person)
        self._hold(leaf, keys, person.name)
        return leaf

    def _find(self, person: Person, keys: list[_Key]) -> int | None:
        """Return the leaf of this number of the system, or of this e-mail under this name."""
        name = name_key(person.name)
        found = [
            leaf
            for key in keys
            for leaf in (
                [self._named_so(key, name)] if key[0] in _SHARED else self._holders.get(key, ())[:1]
            )
            if leaf is not None
        ]
        for other in found[1:]:
            self._force(found[0], other)
        return found[0] if found else None

    def _named_so(self, key: _Key, name: str) -> int | None:
        """Return the leaf of this e-mail or number under this name, as its first holder has it."""
        if key not in self._named:
            named = self._named[key] = {}
            for leaf in self._holders.get(key, ()):
                for known in self._known[leaf].names or ("",):
                    named.setdefault(known, leaf)
        return self._named[key].get(name)

    def _may_hold(self, likely: int, person: Person, keys: list[_Key]) -> bool:
        """Whether a receipt's customer is this person too, of whom nothing was known yet."""
        numbers = {key for key in keys if key[0] == "system"}
        theirs = {key for key in self._known[likely].keys if key[0] == "system"}
        is_other = numbers and any(key[1] == self._source for key in theirs)
        return not is_other and self._agrees(likely, person.name)

    def _told_again(self, leaf: int, likely: int, person: Person) -> None:
        """Join a customer who was but the name on this one receipt with who it has turned out."""
        if self._known[likely].keys or not self._agrees(likely, person.name):
            return
        other = select(func.count()).where(purchases.c.via == likely)
        if int(self._books.execute(other).scalar_one()) <= 1:
            self._force(leaf, likely)

    def _agrees(self, leaf: int, name: str) -> bool:
        names = self._known[leaf].names.values()
        return all(names_agree(known, name) for known in names)

    def _make(self, person: Person) -> int:
        self._next += 1
        row = _row(person)
        self._new_customers[self._next] = row
        said = [person.name] if person.name else []
        self._known[self._next] = _Known(person.name, self._batch, said=said)
        self._new.add(self._next)
        return self._next

    def _hold(self, leaf: int, keys: Sequence[_Key], name: str) -> None:
        """Remember the new keys of a leaf, and another name it goes by."""
        known = self._known[leaf]
        more = [key for key in dict.fromkeys(keys) if key not in known.keys]
        for key in more:
            known.keys.add(key)
            self._holders[key].append(leaf)
            self._new_identities.append((leaf, *key, self._batch))
        name = name[:LONGEST]
        other = name_key(name)
        # That somebody had no name under an e-mail is kept too, to know them again.
        is_new_name = other not in known.names and bool(other or _shared(keys))
        if is_new_name:
            known.names[other] = name
            self._new_identities.append((leaf, "name", self._source, name, self._batch))
        if more or is_new_name:
            self._register(leaf, known.keys, known.names)
            self._stirred.add(leaf)

    def _register(self, leaf: int, keys: Iterable[_Key], names: Iterable[str]) -> None:
        for key in _shared(keys):
            if key in self._named:
                for name in names:
                    self._named[key].setdefault(name, leaf)

    def _meet(self, leaf: int, person: Person) -> None:
        """Take note of a known customer, and of what the file knows more."""
        known = self._known[leaf]
        if known.batch != self._batch:
            self._met.add(leaf)
            self.leans |= {known.batch} if known.batch is not None else set()
        told = _row(person)
        if any(told[name] for name in FIELDS if name != "country"):
            self._fill(leaf, told)

    def _fill(self, leaf: int, told: dict[str, str]) -> None:
        """Fill in what is blank; nothing that stands is replaced, an address comes whole."""
        row = self._new_customers.get(leaf) or self._stored(leaf)
        blank = blanks(row, told)
        if not blank:
            return
        row.update(blank)
        known = self._known[leaf]
        if "name" in blank:
            known.name = row["name"]
            known.names.setdefault(name_key(known.name), known.name)
            self._register(leaf, known.keys, known.names)
            self._stirred.add(leaf)
        if leaf in self._new_customers:
            return
        values = {**blank, "search": _search(row)}
        self._books.execute(update(customers).where(customers.c.id == leaf).values(values))
        if known.batch != self._batch:
            entry = {"batch": self._batch, "customer": leaf}
            rows = [{**entry, "field": name, "value": told} for name, told in blank.items()]
            self._books.execute(insert(filled), rows)
        if leaf in self._root:
            merges.pass_on(self._books, leaf)

    def _stored(self, id: int) -> dict[str, str]:
        columns = [customers.c[name] for name in FIELDS]
        row = self._books.execute(select(*columns).where(customers.c.id == id)).one()
        return dict(zip(FIELDS, row, strict=True))

    def _node(self, leaf: int) -> int:
        """Return who a leaf was before this import."""
        return self._settled.get(leaf, leaf)

    def _force(self, one: int, other: int) -> None:
        nodes = {self._node(one), self._node(other)}
        if len(nodes) == 2:
            for node in nodes:
                self._forced[node].add(frozenset(nodes))
            self._stirred |= nodes

    def _settle(self) -> None:
        """Merge who has turned out to be one, and part again whom this import joined too soon."""
        waiting = {self._node(leaf) for leaf in self._stirred}
        self._stirred.clear()
        while waiting:
            near = self._neighbours(waiting.pop())
            waiting -= near
            if len(near) > 1:
                self._settle_among(near)

    def _neighbours(self, start: int) -> set[int]:
        """Return everybody who hangs together with one by shared keys."""
        found, waiting = {start}, [start]
        while waiting:
            node = waiting.pop()
            near = {one for pair in self._forced.get(node, ()) for one in pair}
            for key in self._keys_of(node):
                holders = self._holders[key]
                if len(holders) <= 2 * CROWDED:
                    near |= {self._node(leaf) for leaf in holders}
            waiting += near - found
            found |= near
        return found

    def _keys_of(self, node: int) -> list[_Key]:
        leaves = self._leaves.get(node, (node,))
        return [key for leaf in leaves for key in _shared(self._known[leaf].keys)]

    def _settle_among(self, nodes: set[int]) -> None:
        told = {node: self._told(node) for node in nodes}
        forced = {pair for node in nodes for pair in self._forced.get(node, ())}
        groups = joined(told, forced, self._strangers(nodes))
        if not self._only_grows(nodes, groups):
            self._part(nodes)
        for group in groups:
            kept, *others = sorted(group)
            for gone in others:
                self._merge(kept, gone)

    def _told(self, node: int) -> Told:
        leaves = self._leaves.get(node, (node,))
        names = {name for leaf in leaves for name in self._known[leaf].names.values()}
        return Told(frozenset(names or {""}), frozenset(self._keys_of(node)))

    def _strangers(self, nodes: set[int]) -> set[Pair]:
        """Return whom the owner has told apart."""
        pairs = ({self._node(one) for one in pair} for pair in self._apart)
        return {frozenset(pair) for pair in pairs if len(pair) == 2 and pair <= nodes}

    def _only_grows(self, nodes: set[int], groups: Iterable[frozenset[int]]) -> bool:
        group_of = {one: group for group in groups for one in group}
        return all(self.root_of(one) in group_of[one] for one in nodes)

    def _part(self, nodes: set[int]) -> None:
        """Take back what this import has merged among these: more is known now."""
        mine = [made for made in self._made if made[1] in nodes]
        if not mine:
            return
        merges.take_apart(self._books, [id for id, _kept, _gone in mine])
        self._made = [made for made in self._made if made not in mine]
        for node in nodes:
            for leaf in self._leaves.get(node, (node,)):
                self._place(leaf, self._node(leaf))

    def _merge(self, kept: int, gone: int) -> None:
        first, second = self.root_of(kept), self.root_of(gone)
        if first == second:
            return
        id = merges.merge(self._books, first, second, self._batch)
        self._made.append((id, first, second))
        for one in (first, second):
            batch = self._known[one].batch
            self.leans |= {batch} if batch not in (None, self._batch) else set()
        for leaf in [leaf for leaf, root in self._root.items() if root == second] + [second]:
            self._place(leaf, first)

    def _place(self, leaf: int, root: int) -> None:
        if leaf == root:
            self._root.pop(leaf, None)
        else:
            self._root[leaf] = root
        self._moved.add(leaf)

    def _correct_receipts(self) -> None:
        """Put receipts that were written while merges were made under whom they belong to now."""
        for leaf in self._moved:
            theirs = (purchases.c.via == leaf, purchases.c.customer != self.root_of(leaf))
            values = {"customer": self.root_of(leaf)}
            self._books.execute(update(purchases).where(*theirs).values(values))
        self._moved.clear()


def _shared(keys: Iterable[_Key]) -> list[_Key]:
    return [key for key in keys if key[0] in _SHARED]


def _row(person: Person) -> dict[str, str]:
    address = person.address
    return {
        "name": person.name,
        "given": person.given,
        "email": "" if is_relay(person.email) else person.email,
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
