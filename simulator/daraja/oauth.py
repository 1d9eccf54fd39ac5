"""Access tokens: HTTP Basic in, 28 characters out, and the token before is dead."""

import base64
import binascii

from aiohttp import web

from simulator.daraja.credentials import CONSUMER_KEY, CONSUMER_SECRET
from simulator.daraja.errors import AT_THE_GATE, Problem, Refusal
from simulator.daraja.pushes import Daraja


def generate(daraja: Daraja, request: web.Request) -> web.Response:
    """A new token. Raises Refusal, also the empty page that wrong keys get."""
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        raise Refusal(Problem(400, "400.008.01", "Invalid Authentication passed"))
    if request.query.get("grant_type") != "client_credentials":
        raise Refusal(Problem(400, "400.008.02", "Invalid grant type passed"))
    if _decoded(encoded) != f"{CONSUMER_KEY}:{CONSUMER_SECRET}":
        raise Refusal(AT_THE_GATE["empty_400"])
    return web.json_response({"access_token": daraja.new_token(), "expires_in": "3599"})


def _decoded(encoded: str) -> str:
    try:
        return base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
