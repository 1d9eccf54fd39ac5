"""PostgreSQL: does it answer, is it new enough, and are our tables as this program knows them?"""

import asyncpg

from bot.doctor.findings import Check, Finding, Visit, counted, good, warning, wrong
from models import database
from models.database import row

#: What the tables are tested with, as the README says.
OLDEST = 16


def away(error: Exception) -> Finding:
    """Why there is no connection, without its address."""
    match error:
        case asyncpg.InvalidAuthorizationSpecificationError():
            said, todo = "refuses the user or the password", "Put them right in DATABASE_URL."
        case asyncpg.InvalidCatalogNameError():
            said = "has no database of this name"
            todo = "Create it (createdb), or put the name right in DATABASE_URL."
        case asyncpg.TooManyConnectionsError():
            said = "has no connection left"
            todo = "Raise max_connections, or lower DATABASE_POOL_SIZE."
        case _:
            said = f"does not answer ({type(error).__name__})"
            todo = "Start PostgreSQL, or put its address right in DATABASE_URL."
    return wrong(f"Database: PostgreSQL {said}.", todo)


async def _version(_visit: Visit) -> list[Finding]:
    found = await row("SELECT current_setting('server_version_num')::int / 10000 AS major")
    assert found is not None
    major = found["major"]
    if major >= OLDEST:
        return [good(f"Database: PostgreSQL {major} answers.")]
    return [wrong(f"Database: PostgreSQL {major} is too old.", f"Use {OLDEST} or newer.")]


async def _extension(_visit: Visit) -> list[Finding]:
    found = await row(
        """SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'btree_gist') AS made,
                  EXISTS (SELECT 1 FROM pg_available_extensions
                          WHERE name = 'btree_gist') AS there"""
    )
    assert found is not None
    if found["made"]:
        return [good("Database: the extension btree_gist is there.")]
    if found["there"]:
        todo = "`python -m bot migrate` creates it; or do it as a superuser: CREATE EXTENSION"
        return [wrong("Database: btree_gist is not created yet.", f"{todo} btree_gist;")]
    todo = "Install PostgreSQL's contrib package on the server."
    return [wrong("Database: the extension btree_gist is not installed.", todo)]


async def _migrations(_visit: Visit) -> list[Finding]:
    pending, unknown = await database.migrations_apart()
    if unknown:
        said = f"Database: its tables are newer than this program ({', '.join(unknown)})."
        return [wrong(said, "Run the newer version: this one would not understand them.")]
    if pending:
        said = f"Database: {counted(len(pending), 'migration')} pending: {', '.join(pending)}."
        todo = "Make a backup, stop every process, then `python -m bot migrate`."
        return [wrong(said, todo)]
    return [good("Database: the tables are up to date.")]


async def _room(visit: Visit) -> list[Finding]:
    """Do the processes' connections fit? We don't know how many processes there are."""
    found = await row("SELECT current_setting('max_connections')::int AS most")
    assert found is not None
    most, ours = found["most"], visit.settings.database.pool_size
    if ours + CONNECTIONS_FOR_OTHERS <= most:
        return []
    said = f"Database: one process may open {ours} connections, the server takes {most}."
    return [warning(said, "Lower DATABASE_POOL_SIZE, or raise max_connections.")]


#: Kept free by PostgreSQL for superusers, and used by `doctor`, `keys`, `audit`.
CONNECTIONS_FOR_OTHERS = 10

CHECKS = (
    Check("Database", _version, needs_database=True),
    Check("Database", _extension, needs_database=True),
    Check("Database", _migrations, needs_database=True),
    Check("Database", _room, needs_database=True),
)
