"""How long cards and calls took is found without reading every touch."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the index."""
    is_timed = sa.text("seconds IS NOT NULL")
    op.create_index(
        op.f("ix_touches_channel_day"),
        "touches",
        ["channel", "day"],
        unique=False,
        sqlite_where=is_timed,
        postgresql_where=is_timed,
    )
