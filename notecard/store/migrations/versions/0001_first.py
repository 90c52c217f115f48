"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("files", sa.Text(), server_default="", nullable=False),
        sa.Column("added", sa.Integer(), server_default="0", nullable=False),
        sa.Column("changed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("customers", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
    )
    op.create_table(
        "households",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_households")),
    )
    op.create_table(
        "photos",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("card", sa.Text(), server_default="", nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("exported", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photos")),
    )
    op.create_table(
        "shop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop")),
    )
    op.create_table(
        "shop_percentiles",
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("p50", sa.BigInteger(), nullable=False),
        sa.Column("p80", sa.BigInteger(), nullable=False),
        sa.Column("p95", sa.BigInteger(), nullable=False),
        sa.Column("receipt_p50", sa.BigInteger(), nullable=False),
        sa.Column("receipt_p80", sa.BigInteger(), nullable=False),
        sa.Column("receipt_p95", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("currency", name=op.f("pk_shop_percentiles")),
    )
    op.create_table(
        "stale_summaries",
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("customer", name=op.f("pk_stale_summaries")),
    )
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("given", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("lines", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("region", sa.Text(), server_default="", nullable=False),
        sa.Column("postcode", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("birthday", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("search", sa.Text(), server_default="", nullable=False),
        sa.Column("household", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"], name=op.f("fk_customers_batch")),
        sa.ForeignKeyConstraint(
            ["household"], ["households.id"], name=op.f("fk_customers_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customers")),
    )
    op.create_index(op.f("ix_customers_batch"), "customers", ["batch"], unique=False)
    op.create_index(op.f("ix_customers_search"), "customers", ["search"], unique=False)
    op.create_table(
        "leans",
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("on_batch", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch"], ["batches.id"], name=op.f("fk_leans_batch"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["on_batch"], ["batches.id"], name=op.f("fk_leans_on_batch")),
        sa.PrimaryKeyConstraint("batch", "on_batch", name=op.f("pk_leans")),
    )
    op.create_table(
        "blocks",
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer"], ["customers.id"], name=op.f("fk_blocks_customer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("customer", "channel", name=op.f("pk_blocks")),
    )
    op.create_table(
        "customer_summary",
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("largest", sa.BigInteger(), nullable=False),
        sa.Column("last_staff", sa.Text(), nullable=False),
        sa.Column("usual_staff", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer"],
            ["customers.id"],
            name=op.f("fk_customer_summary_customer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("customer", name=op.f("pk_customer_summary")),
    )
    op.create_index(
        op.f("ix_customer_summary_last_day"), "customer_summary", ["last_day"], unique=False
    )
    op.create_table(
        "filled",
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch"], ["batches.id"], name=op.f("fk_filled_batch"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["customer"], ["customers.id"], name=op.f("fk_filled_customer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("batch", "customer", "field", name=op.f("pk_filled")),
    )
    op.create_table(
        "identities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"], name=op.f("fk_identities_batch")),
        sa.ForeignKeyConstraint(
            ["customer"], ["customers.id"], name=op.f("fk_identities_customer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
        sa.UniqueConstraint(
            "kind",
            "value",
            "source",
            "customer",
            name=op.f("uq_identities_kind_value_source_customer"),
        ),
    )
    op.create_index(op.f("ix_identities_batch"), "identities", ["batch"], unique=False)
    op.create_index(op.f("ix_identities_customer"), "identities", ["customer"], unique=False)
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer"], ["customers.id"], name=op.f("fk_notes_customer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_customer"), "notes", ["customer"], unique=False)
    op.create_index(op.f("ix_notes_due"), "notes", ["due"], unique=False)
    op.create_table(
        "purchases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("gross", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("refunded", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("refund_of", sa.Text(), server_default="", nullable=False),
        sa.Column("staff", sa.Text(), server_default="", nullable=False),
        sa.Column("customer", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"], name=op.f("fk_purchases_batch")),
        sa.ForeignKeyConstraint(["customer"], ["customers.id"], name=op.f("fk_purchases_customer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchases")),
        sa.UniqueConstraint("source", "key", name=op.f("uq_purchases_source_key")),
    )
    op.create_index(op.f("ix_purchases_batch"), "purchases", ["batch"], unique=False)
    op.create_index(
        op.f("ix_purchases_customer_day"), "purchases", ["customer", "day"], unique=False
    )
    op.create_table(
        "skips",
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer"], ["customers.id"], name=op.f("fk_skips_customer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("customer", "day", name=op.f("pk_skips")),
    )
    op.create_table(
        "touches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("card", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["customer"], ["customers.id"], name=op.f("fk_touches_customer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touches")),
    )
    op.create_index(op.f("ix_touches_customer_day"), "touches", ["customer", "day"], unique=False)
    op.create_table(
        "cards",
        sa.Column("code", sa.String(length=13), nullable=False),
        sa.Column("customer", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("stock", sa.Text(), nullable=False),
        sa.Column("design", sa.Text(), nullable=False),
        sa.Column("width", sa.Float(), nullable=False),
        sa.Column("height", sa.Float(), nullable=False),
        sa.Column("face_version", sa.Text(), nullable=False),
        sa.Column("lines", sa.Text(), server_default="", nullable=False),
        sa.Column("touch", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer"], ["customers.id"], name=op.f("fk_cards_customer"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["touch"], ["touches.id"], name=op.f("fk_cards_touch"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_cards")),
    )
    op.create_index(op.f("ix_cards_customer"), "cards", ["customer"], unique=False)
    op.create_index(op.f("ix_cards_touch"), "cards", ["touch"], unique=False)
    op.create_table(
        "line_items",
        sa.Column("purchase", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("minor", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["purchase"], ["purchases.id"], name=op.f("fk_line_items_purchase"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("purchase", "position", name=op.f("pk_line_items")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "replaced",
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("purchase", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch"], ["batches.id"], name=op.f("fk_replaced_batch"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["purchase"], ["purchases.id"], name=op.f("fk_replaced_purchase"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("batch", "purchase", name=op.f("pk_replaced")),
    )
