"""What a PostgreSQL server refuses or breaks off, in words; never with the password."""

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from notecard.core.errors import StoreError
from notecard.core.words import _
from notecard.store.trouble import busy, not_usable

# PostgreSQL's own codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
_BUSY = frozenset({"55P03", "40001", "40P01"})
_LOST = ("08", "57P")  # the connection, or the server, went
_FORBIDDEN = "42501"
_OUTSIDE = ("53", "54", "58", "25006", "57014", "XX")  # no room, read-only, broken off, damaged
# What a server says before there is a connection has no code; these are its English words.
_REFUSED = ("password", "authentication", "role ", "pg_hba.conf")
_NO_DATABASE = ("database ", "does not exist")


def in_words(error: Exception, url: URL, saving: bool) -> StoreError | None:
    """Return what the owner can act on, None for a defect of ours."""
    import psycopg

    raw = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(raw, psycopg.Error):
        return None
    code = raw.sqlstate or ""
    if code in _BUSY:
        return busy()
    if code == _FORBIDDEN:
        return _forbidden(url)
    if code.startswith(_OUTSIDE):
        return not_usable(_reason(raw))
    if code.startswith(_LOST):
        return _lost(saving)
    if "connection option" in str(raw):
        return _no_connection(_reason(raw), url)
    if not code and isinstance(raw, psycopg.OperationalError):
        never = raw.pgconn is not None or "resolve host" in str(raw)
        return _no_connection(_reason(raw), url) if never else _lost(saving)
    return None


def something_else(url: URL) -> StoreError:
    """Return the words for a database with tables that are not Notecard's."""
    return StoreError(
        _("The database “{name}” holds something else.").format(name=url.database),
        _("Make an empty one for Notecard: createdb -E UTF8 -T template0 notecard"),
    )


def _lost(saving: bool) -> StoreError:
    if saving:
        return StoreError(
            _("The connection to the shop's data was lost while saving."),
            _("Look whether it was kept before you do it again."),
        )
    return StoreError(
        _("The connection to the shop's data was lost; nothing was changed."),
        _("See that the network and the server are there, and try again."),
    )


def _forbidden(url: URL) -> StoreError:
    return StoreError(
        _("“{user}” may not do this in the database “{name}”.").format(
            user=url.username, name=url.database
        ),
        _("Let whoever looks after the server make “{user}” the owner of the database.").format(
            user=url.username
        ),
    )


def _no_connection(said: str, url: URL) -> StoreError:
    host = url.host or url.query.get("host", "localhost")
    if all(words in said for words in _NO_DATABASE):
        return StoreError(
            _("There is no database “{name}” on the server.").format(name=url.database),
            _("Make it: createdb -E UTF8 -T template0 notecard"),
        )
    if any(words in said for words in _REFUSED):
        return StoreError(
            _("The server {host} does not let “{user}” in.").format(host=host, user=url.username),
            _("See that name and password in --db or NOTECARD_DB are right."),
        )
    return StoreError(
        _("The server {host} cannot be reached: {reason}").format(host=host, reason=said),
        _("See that it is on, that the network is there, and that the address in --db is right."),
    )


def _reason(raw: Exception) -> str:
    """Return the server's own words, in one line; they never hold the password."""
    return " ".join(str(raw).split())
