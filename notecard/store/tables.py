"""The tables the shop's data is kept in, for the statements of this folder.

Days are whole numbers (`date.toordinal()`), stamps are seconds since 1970 in UTC, money is whole
minor units: the same statements run on SQLite and on PostgreSQL. The tables are made by the
migrations; a test holds the two against each other.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


_IS_TOLD = text("refund_of <> ''")
_IS_TIMED = text("seconds IS NOT NULL")


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default="0")


def _money(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default="0")


def _of_customer() -> Column[int]:
    return Column(
        "customer", Integer, ForeignKey("customers.id", ondelete="CASCADE"), nullable=False
    )


households = Table("households", metadata, Column("id", Integer, primary_key=True), _text("name"))

batches = Table(
    "batches",  # one row an import that changed something
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    _text("source"),
    _text("files"),  # JSON: the file names
    _whole("added"),
    _whole("changed"),
    _whole("customers"),
)

leans = Table(
    "leans",  # a later import used what an earlier one brought
    metadata,
    Column("batch", Integer, ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True),
    Column("on_batch", Integer, ForeignKey("batches.id"), primary_key=True),
)

customers = Table(
    "customers",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("name"),
    _text("given"),
    _text("email"),
    _text("phone"),
    _text("lines"),  # of the address, one a line
    _text("city"),
    _text("region"),
    _text("postcode"),
    _text("country"),
    _text("birthday"),
    _text("language"),
    _text("search"),  # name, e-mail and telephone, folded
    Column("household", Integer, ForeignKey("households.id")),
    Column("batch", Integer, ForeignKey("batches.id")),  # the import that brought them
    Column("merged_into", Integer),  # who they turned out to be; such a row is kept, and not listed
    Index(None, "search"),
    Index(None, "batch"),
    Index(None, "merged_into"),
    Index(None, "household"),
    Index(None, "postcode"),
)

merges = Table(
    "merges",  # two customers who are one person; newest first is the order to take them back in
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("kept", Integer, nullable=False),
    Column("gone", Integer, nullable=False),
    Column("batch", Integer, ForeignKey("batches.id")),  # the import that caused it, or nobody's
    _text("moved"),  # JSON: what became the kept one's, to give back
    Index(None, "kept"),
    Index(None, "gone"),
    Index(None, "batch"),
)

answers = Table(
    "answers",  # what the owner said of two customers who might be one; `one` < `other`
    metadata,
    Column("one", Integer, ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True),
    Column("other", Integer, ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True),
    Column("verdict", String(12), nullable=False),  # same, different or household
    Column("at", BigInteger, nullable=False),
)

identities = Table(
    "identities",  # what a customer is recognised by
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("kind", String(8), nullable=False),  # system, email, phone or name
    _text("source"),  # whose number or name it is; empty for e-mail and telephone
    Column("value", Text, nullable=False),
    Column("batch", Integer, ForeignKey("batches.id")),
    UniqueConstraint("kind", "value", "source", "customer"),
    Index(None, "customer"),
    Index(None, "batch"),
)

blocks = Table(
    "blocks",  # channels a customer is not to be reached by: card, call or all
    metadata,
    Column("customer", Integer, ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True),
    Column("channel", String(16), primary_key=True),
    Column("day", Integer),  # they said so; unknown for what was kept before days were
    _text("words"),
)

told = Table(
    "told",  # what no receipt says of a customer: see core.told
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("kind", String(16), nullable=False),
    Column("day", Integer, nullable=False),  # it happened, or was said
    Column("until", Integer),  # a gift: the day it is given
    Column("ended", Integer),  # no longer so; a complaint: solved
    _text("words"),
    _text("by"),  # who served, repaired, solved
    _text("place"),  # where a gift goes: core.guards.home_of
    Column("origin", String(8), nullable=False),  # owner, import or guess
    Column("purchase", Integer, ForeignKey("purchases.id", ondelete="CASCADE")),
    Column("batch", Integer, ForeignKey("batches.id")),
    Index(None, "customer"),
    Index(None, "kind", "day"),
    Index(None, "place"),
    Index(None, "purchase"),
    Index(None, "batch"),
)

purchases = Table(
    "purchases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    _money("gross"),
    _money("refunded"),
    Column("kind", String(12), nullable=False),
    _text("reason"),
    _text("refund_of"),
    _text("staff"),
    Column("customer", Integer, ForeignKey("customers.id")),
    Column("via", Integer),  # the customer it belongs to when every merge is taken back
    Column("batch", Integer, ForeignKey("batches.id"), nullable=False),
    _text("fingerprint"),  # of who bought, as the source told it, to see what changed
    _whole("totals_rank"),  # how well its money is known, and its lines: see core.purchases.Tells
    _whole("lines_rank"),
    _money("returned"),  # what refund receipts of their own gave back; see store.refunds
    UniqueConstraint("source", "key"),
    Index(  # holds all that a summary is made of, so that no receipt itself has to be read
        "ix_purchases_summed",
        "customer",
        "day",
        "at",
        "currency",
        "kind",
        "staff",
        "gross",
        "refunded",
        "returned",
    ),
    Index(None, "via"),
    Index(None, "source", "refund_of", sqlite_where=_IS_TOLD, postgresql_where=_IS_TOLD),
    Index(None, "batch"),
)

receipt_lines = Table(
    "receipt_lines",  # read and written with their receipt, so all of them are one text
    metadata,
    Column("purchase", Integer, ForeignKey("purchases.id", ondelete="CASCADE"), primary_key=True),
    Column("lines", Text, nullable=False),  # JSON: see store.receipt_lines
)

replaced = Table(
    "replaced",  # what a purchase was before an import changed it
    metadata,
    Column("batch", Integer, ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True),
    Column("purchase", Integer, ForeignKey("purchases.id", ondelete="CASCADE"), primary_key=True),
    Column("before", Text, nullable=False),  # JSON: the row and its lines
)

filled = Table(
    "filled",  # what an import filled in where nothing was known of a customer
    metadata,
    Column("batch", Integer, ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True),
    Column("customer", Integer, ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True),
    Column("field", String(16), primary_key=True),
    Column("value", Text, nullable=False),
)

customer_summary = Table(
    "customer_summary",
    metadata,
    Column("customer", Integer, ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True),
    Column("currency", String(3), nullable=False),
    Column("visits", Integer, nullable=False),
    Column("first_day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    Column("spent", BigInteger, nullable=False),
    Column("largest", BigInteger, nullable=False),
    Column("last_staff", Text, nullable=False),
    Column("usual_staff", Text, nullable=False),
    Index(None, "first_day"),
    Index(  # holds all that an occasion is judged by, so that few rows themselves have to be read
        "ix_customer_summary_judged",
        "last_day",
        "first_day",
        "visits",
        "spent",
        "largest",
        "currency",
    ),
)

counted_summary = Table(
    "counted_summary",  # a connection's own: `customer_summary` as it was on a day in the past
    MetaData(),
    Column("today", Integer, primary_key=True),
    Column("customer", Integer, primary_key=True),
    Column("currency", String(3), nullable=False),
    Column("spent", BigInteger, nullable=False),
    Column("largest", BigInteger, nullable=False),
    Column("first_day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    Column("visits", Integer, nullable=False),
    prefixes=["TEMPORARY"],
)

stale_summaries = Table(
    "stale_summaries",  # empty between transactions: whose summary is to be made anew
    metadata,
    Column("customer", Integer, primary_key=True),
)

shop_percentiles = Table(
    "shop_percentiles",  # of what customers spent, and of single receipts; made once an import
    metadata,
    Column("currency", String(3), primary_key=True),
    Column("p50", BigInteger, nullable=False),
    Column("p80", BigInteger, nullable=False),
    Column("p95", BigInteger, nullable=False),
    Column("receipt_p50", BigInteger, nullable=False),
    Column("receipt_p80", BigInteger, nullable=False),
    Column("receipt_p95", BigInteger, nullable=False),
    _money("receipts"),  # the number of the newest receipt when the cuts were made
)

touches = Table(
    "touches",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("channel", String(16), nullable=False),
    Column("day", Integer, nullable=False),
    _text("words"),
    _text("card"),
    _text("outcome"),  # of a call: see core.calls
    _text("by"),  # who called
    _text("lane"),  # the occasion it was for
    Column("seconds", Integer),  # it took, where that was measured
    Index(None, "customer", "day"),
    Index(None, "day"),
    Index(None, "channel", "day", sqlite_where=_IS_TIMED, postgresql_where=_IS_TIMED),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_customer(),
    Column("day", Integer, nullable=False),
    Column("due", Integer),
    Column("words", Text, nullable=False),
    _text("channel"),  # how they are to be turned to then; empty: as it suits
    Column("done", Integer),  # it was come back to
    Index(None, "customer"),
    Index(None, "due"),
)

cards = Table(
    "cards",
    metadata,
    Column("code", String(13), primary_key=True),
    _of_customer(),
    Column("day", Integer, nullable=False),  # it was printed
    Column("stock", Text, nullable=False),
    Column("design", Text, nullable=False),
    Column("width", Float, nullable=False),
    Column("height", Float, nullable=False),
    Column("face_version", Text, nullable=False),
    _text("lines"),  # what was suggested, as it falls on the card
    Column("touch", Integer, ForeignKey("touches.id", ondelete="SET NULL")),  # once it was sent
    Column("at", BigInteger),  # the moment it was made
    _text("phrases"),  # their ids, joined by "+"; see writing.phrases
    _text("tone"),
    _whole("edited"),  # 1: the owner changed the words
    Index(None, "customer"),
    Index(None, "touch"),
)

drafts = Table(
    "drafts",  # words the owner has put in their own way, for a card not yet made
    metadata,
    Column("customer", Integer, ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    _text("suggestion"),  # the id of the one it was made of
    _text("tone"),
    _text("asks"),
)

phrases = Table(
    "phrases",  # the owner's own: see writing.phrases
    metadata,
    Column("id", Integer, primary_key=True),
    Column("language", String(8), nullable=False),
    Column("angle", String(24), nullable=False),
    Column("tone", String(8), nullable=False),
    Column("text", Text, nullable=False),
)

banished = Table(
    "banished",  # phrases that are never to be suggested again
    metadata,
    Column("language", String(8), primary_key=True),
    Column("phrase", String(64), primary_key=True),
    Column("at", BigInteger, nullable=False),
)

called = Table(
    "called",  # what the owner calls what the till calls something else
    metadata,
    Column("name", Text, primary_key=True),  # of the till, without case and spaces
    Column("kind", Text, nullable=False),  # see writing.kinds; empty: it is never named
    Column("at", BigInteger, nullable=False),
)

photos = Table(
    "photos",
    metadata,
    Column("id", Text, primary_key=True),
    _text("card"),  # the code, where one was found
    Column("day", Integer, nullable=False),
    _text("exported"),  # names, one a line
)

skips = Table(
    "skips",
    metadata,
    Column("customer", Integer, ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Integer, primary_key=True),
    _text("why"),  # see core.told.Skipped
    _text("lane"),
)

planned = Table(
    "planned",  # the list of a day as it was shown, so that what is unfinished comes back first
    metadata,
    Column("day", Integer, primary_key=True),
    Column("customer", Integer, ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True),
    Column("lane", String(20), nullable=False),
    Column("place", Integer, nullable=False),
    Column("since", Integer, nullable=False),  # the day it first stood on a list
)

taken = Table(
    "taken",  # rows of a day somebody is busy with, so that no other counter offers them
    metadata,
    Column("day", Integer, primary_key=True),
    Column("customer", Integer, ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True),
    Column("counter", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

trial = Table(
    "trial",  # on whom it fell to be thanked, and on whom to be left in peace: see core.trial
    metadata,
    Column("customer", Integer, ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True),
    Column("lane", String(20), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("day", Integer, nullable=False),
    Column("arm", String(8), nullable=False),  # thanked or quiet
    Column("band", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    Column("share", Integer, nullable=False),  # per cent that were left in peace when it fell
    Index(None, "day"),
)

habits = Table(
    "habits",  # how a source writes its days, once a column or the owner has said so
    metadata,
    Column("source", Text, primary_key=True),
    Column("dates", String(3), nullable=False),  # dmy or mdy
)

connections = Table(
    "connections",  # shop systems that are asked by themselves; their keys are in the keyring
    metadata,
    Column("name", Text, primary_key=True),
    Column("system", Text, nullable=False),
    _text("settings"),  # JSON: the shop's address and the like, never a secret
    _text("state"),  # JSON: how far it has been read
    Column("at", BigInteger),  # when that was
    _text("trouble"),  # what went wrong the last time, in words
)

watched = Table(
    "watched",  # files of the watched folder that were looked at: each is taken in once
    metadata,
    Column("path", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("modified", BigInteger, nullable=False),  # nanoseconds since 1970
    Column("at", BigInteger, nullable=False),
    Column("batch", Integer),
    _text("trouble"),
)

shop = Table(
    "shop",
    metadata,
    Column("id", Integer, primary_key=True),  # always 1
    Column("document", Text, nullable=False),  # JSON
)
