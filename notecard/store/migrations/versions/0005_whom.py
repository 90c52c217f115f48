"""What is told of customers, the list of a day, who is busy with whom, who is left in peace."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the new tables and widen the old ones."""
    _told()
    _days()
    whole, many = sa.Integer(), sa.BigInteger()
    more: dict[str, list[sa.Column[object]]] = {
        "blocks": [sa.Column("day", whole), _empty("words")],
        "touches": [
            _empty("outcome"),
            _empty("by"),
            _empty("lane"),
            sa.Column("seconds", whole),
        ],
        "notes": [_empty("channel"), sa.Column("done", whole)],
        "cards": [sa.Column("at", many)],
        "skips": [_empty("why"), _empty("lane")],
    }
    for table, columns in more.items():
        for column in columns:
            op.add_column(table, column)
    for table, name in (
        ("customer_summary", "first_day"),
        ("touches", "day"),
        ("customers", "household"),
        ("customers", "postcode"),
    ):
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=False)
    op.drop_index(op.f("ix_customer_summary_last_day"), "customer_summary")
    op.create_index(
        "ix_customer_summary_judged",
        "customer_summary",
        ["last_day", "first_day", "visits", "spent", "largest", "currency"],
        unique=False,
    )


def _empty(name: str) -> "sa.Column[object]":
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _of_customer(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_customer")
    return sa.ForeignKeyConstraint(["customer"], ["customers.id"], name=name, ondelete="CASCADE")


def _told() -> None:
    op.create_table(
        "told",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("ended", sa.Integer(), nullable=True),
        _empty("words"),
        _empty("by"),
        _empty("place"),
        sa.Column("origin", sa.String(length=8), nullable=False),
        sa.Column("purchase", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Integer(), nullable=True),
        _of_customer("told"),
        sa.ForeignKeyConstraint(
            ["purchase"], ["purchases.id"], name=op.f("fk_told_purchase"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"], name=op.f("fk_told_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told")),
    )
    for columns in (["customer"], ["kind", "day"], ["place"], ["purchase"], ["batch"]):
        op.create_index(op.f(f"ix_told_{'_'.join(columns)}"), "told", columns, unique=False)


def _days() -> None:
    op.create_table(
        "planned",
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(length=20), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        _of_customer("planned"),
        sa.PrimaryKeyConstraint("day", "customer", name=op.f("pk_planned")),
    )
    op.create_table(
        "taken",
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("counter", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _of_customer("taken"),
        sa.PrimaryKeyConstraint("day", "customer", name=op.f("pk_taken")),
    )
    op.create_table(
        "trial",
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("arm", sa.String(length=8), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        _of_customer("trial"),
        sa.PrimaryKeyConstraint("customer", "lane", "year", name=op.f("pk_trial")),
    )
    op.create_index(op.f("ix_trial_day"), "trial", ["day"], unique=False)
