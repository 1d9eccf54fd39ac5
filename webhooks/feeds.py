"""`/feeds/<secret>.ics`: a person's own sessions for their calendar app (A7).

The secret is all that is asked for, because calendar apps can't log in. A wrong one is answered
like any address that doesn't exist.
"""

import hashlib

from aiohttp import ETag, web

from conversations.texts import text
from models.database import AWAY
from models.views import BookingView, Reader
from services import calendar_files, clock, feeds

_SECRET = "{secret:[A-Za-z0-9_-]{43}}"
PATH = f"/feeds/{_SECRET}.ics"
#: Opens the person's calendar app, which a button of Telegram can't do by itself.
OPENER = f"/feeds/{_SECRET}"


def routes() -> list[web.RouteDef]:
    return [web.get(PATH, _feed), web.get(OPENER, _open)]


async def _feed(request: web.Request) -> web.Response:
    found = await _find(request)
    sessions = [(booking, _title(booking, found.reader)) for booking in found.sessions]
    name = text("calendar_feed_name", found.reader.language)
    body = calendar_files.feed(name, sessions).encode()
    etag = hashlib.sha256(body).hexdigest()[:32]
    response = web.Response(body=body, content_type="text/calendar", charset="utf-8")
    if any(ETag(etag) == shown or shown.value == "*" for shown in request.if_none_match or ()):
        response = web.Response(status=304)
    response.etag = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


async def _open(request: web.Request) -> web.Response:
    await _find(request)
    raise web.HTTPFound(
        f"webcal://{request.host}{request.path}.ics", headers={"Cache-Control": "no-store"}
    )


async def _find(request: web.Request) -> feeds.Feed:
    try:
        found = await feeds.find(request.match_info["secret"], clock.now())
    except AWAY as error:
        raise web.HTTPServiceUnavailable(headers={"Retry-After": "60"}) from error
    if found is None:
        raise web.HTTPNotFound
    return found


def _title(booking: BookingView, reader: Reader) -> str:
    """Neutral: calendars are shared and synced (R5)."""
    staff = reader.person_id == booking.psychologist_person_id
    key = "calendar_title_staff" if staff else "calendar_title_client"
    return text(key, reader.language).format(reference=booking.reference or "")
