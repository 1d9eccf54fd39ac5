"""Google's consent page sends the browser back here, with a code or a no (B11).

Unlike other callbacks this one is a person's browser that waits for words, so it is answered after
the work. Nothing in the address is logged: the code in it opens a calendar.
"""

import re
from collections.abc import Awaitable, Callable

from aiohttp import web

from webhooks.languages import language_of

PATH = "/hooks/google"
#: What `services.google_grants` makes.
STATE = re.compile(r"[A-Za-z0-9_-]{43}")
CODE = re.compile(r"[!-~]{1,1024}")
#: The state and the code go with us; here we end, and nobody else reads the address.
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_PAGE = """<!doctype html><html lang="{language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Smiling Steps</title>
<style>body{{font:18px/1.6 system-ui;max-width:28rem;margin:4rem auto;padding:0 1rem}}</style>
<p>{words}</p></html>"""

Consented = Callable[[str, str | None, str], Awaitable[str]]
"""State, code (None: not allowed) and language -> words for the browser, as HTML."""


def routes(consented: Consented | None) -> list[web.RouteDef]:
    """Without Google there is no endpoint."""
    if consented is None:
        return []

    async def came_back(request: web.Request) -> web.Response:
        state, code = request.query.get("state", ""), request.query.get("code", "")
        allowed = "error" not in request.query and CODE.fullmatch(code) is not None
        known = state if STATE.fullmatch(state) else ""
        language = language_of(request)
        words = await consented(known, code if allowed else None, language)
        page = _PAGE.format(words=words, language=language)
        return web.Response(text=page, content_type="text/html", headers=HEADERS)

    # A HEAD, as link previews send it, would use the state up.
    return [web.get(PATH, came_back, allow_head=False)]
