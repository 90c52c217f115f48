"""Files that join, customers who turn out to be one, connections and a watched folder."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Widen customers and purchases, and make the new tables."""
    _widen()
    op.create_table(
        "merges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("moved", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"], name=op.f("fk_merges_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merges")),
    )
    for column in ("kept", "gone", "batch"):
        op.create_index(op.f(f"ix_merges_{column}"), "merges", [column], unique=False)
    op.create_table(
        "answers",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["one"], ["customers.id"], name=op.f("fk_answers_one"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other"], ["customers.id"], name=op.f("fk_answers_other"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_answers")),
    )
    op.create_table(
        "habits",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dates", sa.String(length=3), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_habits")),
    )
    op.create_table(
        "connections",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.Column("trouble", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_connections")),
    )
    op.create_table(
        "watched",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("modified", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.Column("trouble", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_watched")),
    )


def _widen() -> None:
    whole = sa.Integer()
    op.add_column("customers", sa.Column("merged_into", whole, nullable=True))
    op.create_index(op.f("ix_customers_merged_into"), "customers", ["merged_into"], unique=False)
    for column in (
        sa.Column("via", whole, nullable=True),
        sa.Column("totals_rank", whole, server_default="0", nullable=False),
        sa.Column("lines_rank", whole, server_default="0", nullable=False),
        sa.Column("returned", sa.BigInteger(), server_default="0", nullable=False),
    ):
        op.add_column("purchases", column)
    op.create_index(op.f("ix_purchases_via"), "purchases", ["via"], unique=False)
    told = sa.text("refund_of <> ''")
    op.create_index(
        op.f("ix_purchases_source_refund_of"),
        "purchases",
        ["source", "refund_of"],
        unique=False,
        sqlite_where=told,
        postgresql_where=told,
    )
    op.execute("UPDATE purchases SET via = customer, totals_rank = 2, lines_rank = 2")
