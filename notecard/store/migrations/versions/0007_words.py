"""What cards said, the owner's own phrases and words, and what is never to be said again."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the new tables and widen the cards."""
    for column in (
        _empty("phrases"),
        _empty("tone"),
        sa.Column("edited", sa.Integer(), server_default="0", nullable=False),
    ):
        op.add_column("cards", column)
    op.create_table(
        "drafts",
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        _empty("suggestion"),
        _empty("tone"),
        _empty("asks"),
        sa.ForeignKeyConstraint(
            ["customer"], ["customers.id"], name=op.f("fk_drafts_customer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("customer", name=op.f("pk_drafts")),
    )
    op.create_table(
        "phrases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("angle", sa.String(length=24), nullable=False),
        sa.Column("tone", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrases")),
    )
    op.create_table(
        "banished",
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("phrase", sa.String(length=64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("language", "phrase", name=op.f("pk_banished")),
    )
    op.create_table(
        "called",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_called")),
    )


def _empty(name: str) -> "sa.Column[object]":
    return sa.Column(name, sa.Text(), server_default="", nullable=False)
