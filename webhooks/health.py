"""/health: whether the database answers and the queues move (V2)."""

from aiohttp import web

from models.database import row
from services import clock

#: More overdue letters than this: something does not leave.
OVERDUE_LIMIT = 1000


def routes() -> list[web.RouteDef]:
    async def health(_request: web.Request) -> web.Response:
        try:
            found = await row(
                """SELECT (SELECT count(*) FROM outbox WHERE state = 'due' AND due_at < $1)
                              AS overdue,
                          (SELECT count(*) FROM inbox WHERE state = 'open' AND due_at < $1)
                              AS waiting""",
                clock.now(),
            )
        except Exception:  # noqa: BLE001 - whatever it is, the answer is that the database is away
            return web.json_response({"status": "down", "database": "away"}, status=503)
        assert found is not None
        overdue, waiting = found["overdue"], found["waiting"]
        status = "degraded" if overdue > OVERDUE_LIMIT or waiting > OVERDUE_LIMIT else "ok"
        return web.json_response({"status": status, "database": "ok", "overdue": overdue,
                                  "waiting": waiting})  # fmt: skip

    return [web.get("/health", health)]
