"""What is wrong with the database, and what to do about it: for the command line and the doctor."""

from collections.abc import Iterator

import asyncpg

from models.database import MigrationBlocked, Row

_OWNER = (
    "Let a superuser run CREATE EXTENSION IF NOT EXISTS btree_gist; in it, and make this program's"
    " user its owner (ALTER DATABASE … OWNER TO …)."
)
_CONTRIB = "Install PostgreSQL's contrib package on the server."
_MOVED = (
    "Connect to the primary; if this is it, look at default_transaction_read_only and at the"
    " server's disk."
)
_NOT_OURS = "Give the program an empty database of its own, or put back the copy of ours."


def why(error: BaseException) -> tuple[str, str]:
    """What PostgreSQL does (“refuses …”), and what to do; never its address, never its words."""
    for one in _inside(error):
        if found := _known(one):
            return found
    return (
        f"does not answer ({type(next(_inside(error))).__name__})",
        "Start PostgreSQL, or put its address right in DATABASE_URL.",
    )


def _known(error: BaseException) -> tuple[str, str] | None:
    match error:
        case asyncpg.InvalidAuthorizationSpecificationError():
            return "refuses the user or the password", "Put them right in DATABASE_URL."
        case asyncpg.InvalidCatalogNameError():
            todo = "Create it (createdb), or put the name right in DATABASE_URL."
            return "has no database of this name", todo
        case asyncpg.TooManyConnectionsError():
            todo = "Raise max_connections, or lower DATABASE_POOL_SIZE."
            return "has no connection left", todo
        case asyncpg.InsufficientPrivilegeError():
            return "does not let this user make tables or extensions", _OWNER
        case asyncpg.UndefinedFileError() | asyncpg.FeatureNotSupportedError():
            return "does not have the extension btree_gist", _CONTRIB
        case asyncpg.ReadOnlySQLTransactionError():
            return "only lets us read", _MOVED
        case asyncpg.DiskFullError():
            return "has no room left on its disk", "Make room there; the program goes on by itself."
        case asyncpg.DuplicateTableError() | asyncpg.DuplicateObjectError():
            return "has other tables of the same names in this database", _NOT_OURS
        case MigrationBlocked():
            return _blocked(error)
        case _:
            return None


def _blocked(error: MigrationBlocked) -> tuple[str, str]:
    said = f"kept a table in use at each of {error.tries} tries to change it"
    if not error.longest:
        return said, "Try again when less is going on."
    who = "; ".join(_somebody(one) for one in error.longest)
    todo = (
        f"Wait for them or end them (SELECT pg_terminate_backend(pid);), then try again. Open"
        f" longest: {who}."
    )
    return said, todo


def _somebody(one: Row) -> str:
    name = one["application_name"] or "without a name"
    return f"pid {one['pid']}, {one['usename']}, {name}, {one['state']}, {one['seconds']} s"


def _inside(error: BaseException) -> Iterator[BaseException]:
    """What brought it about, deepest first."""
    below = error.__cause__
    if below is not None:
        yield from _inside(below)
    yield error
