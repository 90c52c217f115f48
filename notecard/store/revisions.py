"""How far the tables have been brought, and the steps that bring them further."""

from pathlib import Path

from sqlalchemy import Connection

from notecard.core.errors import NewerStore
from notecard.core.words import _

VERSIONS = Path(__file__).parent / "migrations" / "versions"


def newest_revision() -> str:
    """Return the number of the last migration of this program."""
    return max(path.name[:4] for path in VERSIONS.glob("[0-9]*.py"))


def known_revision(rows: list[tuple[object, ...]]) -> str:
    """Return the one revision the table of revisions holds; raises NewerStore for a later one."""
    revision = str(rows[0][0]) if rows else ""
    if revision > newest_revision() or not any(VERSIONS.glob(f"{revision}_*.py")):
        raise NewerStore(
            _("The shop's data was written by a later version of Notecard."),
            _("Install the newest version of the program. The data has not been touched."),
        )
    return revision


def migrate(books: Connection, revision: str = "head") -> None:
    """Bring the tables up to a revision, inside the transaction of these books."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "notecard.store:migrations")
    config.attributes["connection"] = books
    command.upgrade(config, revision)
