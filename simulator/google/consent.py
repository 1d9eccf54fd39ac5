"""The page on which somebody allows an application to use their account, or doesn't."""

from dataclasses import dataclass
from html import escape
from typing import Self
from urllib.parse import urlencode

from aiohttp import web
from yarl import URL

from simulator.google.errors import ErrorPage, Refusal
from simulator.google.memory import CLIENT_ID, SCOPE, Google

DEFAULT_ACCOUNT = "practice@gmail.example"
_ASKED = ("client_id", "redirect_uri", "response_type", "scope", "access_type", "prompt", "state")

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Google (simulated)</title>
<style>body{{font:16px/1.5 system-ui;max-width:26rem;margin:3rem auto;padding:0 1rem}}
form{{display:grid;gap:1rem}}button,input{{font:inherit;padding:.5rem}}</style>
<h1>Sign in with Google</h1>
<p><b>Smiling Steps</b> wants to access your Google Account. (This page is simulated.)</p>
<form method="post">{hidden}
<label>Account <input type="email" name="account" value="{account}"></label>
<label><input type="checkbox" name="scope_given" value="yes" checked>
View and edit events on all your calendars</label>
<button name="answer" value="allow">Allow</button>
<button name="answer" value="deny">Deny</button></form></html>"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A consent link's parameters, checked."""

    redirect_uri: str
    scope: str
    state: str
    offline: bool

    @classmethod
    def read(cls, query: dict[str, str]) -> Self:
        """Raises Refusal: Google shows an error and sends nobody back."""
        if query.get("client_id") != CLIENT_ID:
            raise Refusal(ErrorPage("invalid_client"))
        redirect = URL(query.get("redirect_uri", ""))
        if redirect.host not in {"127.0.0.1", "localhost"} or redirect.query:
            raise Refusal(ErrorPage("redirect_uri_mismatch"))
        if query.get("response_type") != "code" or not query.get("scope"):
            raise Refusal(ErrorPage("invalid_request"))
        if query.get("access_type", "online") not in {"online", "offline"}:
            raise Refusal(ErrorPage("invalid_request"))
        return cls(str(redirect), query["scope"], query.get("state", ""),
                   query.get("access_type") == "offline")  # fmt: skip

    def answered(self, google: Google, account: str, *, allow: bool, scope_given: bool) -> str:
        """Where the browser is sent."""
        told = {"error": "access_denied"}
        if allow:
            given = [s for s in self.scope.split() if s != SCOPE or scope_given]
            code = google.new_code(account, self.redirect_uri, " ".join(given),
                                   offline=self.offline)  # fmt: skip
            told = {"code": code.code, "scope": code.scope}
        return f"{self.redirect_uri}?{urlencode({'state': self.state, **told})}"


def page(request: web.Request) -> web.Response:
    query = dict(request.query)
    Asked.read(query)
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(query[name])}">'
        for name in _ASKED
        if name in query
    )
    text = _PAGE.format(hidden=hidden, account=DEFAULT_ACCOUNT)
    return web.Response(text=text, content_type="text/html")


def answer(google: Google, form: dict[str, str]) -> web.Response:
    """The buttons of the page."""
    back = Asked.read(form).answered(
        google,
        form.get("account") or DEFAULT_ACCOUNT,
        allow=form.get("answer") == "allow",
        scope_given=form.get("scope_given") == "yes",
    )
    return web.Response(status=302, headers={"Location": back})


async def by_hand(google: Google, request: web.Request) -> web.Response:
    """`POST /sim/google/consent {url, allow, account, scope_given}`: the page without a browser.

    Follows the redirect as the browser would; tells what that showed.
    """
    body = await request.json()
    asked = Asked.read(dict(URL(body["url"]).query))
    back = asked.answered(
        google,
        body.get("account") or DEFAULT_ACCOUNT,
        allow=body.get("allow", True),
        scope_given=body.get("scope_given", True),
    )
    async with google.world.outgoing.session.get(back, allow_redirects=False) as response:
        shown = await response.text()
        return web.json_response({"location": back, "status": response.status, "text": shown})
