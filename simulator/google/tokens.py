"""The token endpoint: codes and refresh tokens in, access tokens out, and taking it all back."""

from typing import Any

from aiohttp import web

from simulator.google.errors import (
    INVALID_CLIENT,
    INVALID_GRANT,
    INVALID_TOKEN,
    NO_SUCH_GRANT_TYPE,
    WRONG_REDIRECT,
    Refusal,
)
from simulator.google.memory import ACCESS_SECONDS, CLIENT_ID, CLIENT_SECRET, Google, Grant

Fields = dict[str, Any]


def token(google: Google, fields: Fields) -> web.Response:
    """Raises Refusal."""
    if (fields.get("client_id"), fields.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
        raise Refusal(INVALID_CLIENT)
    match fields.get("grant_type"):
        case "authorization_code":
            return _exchange(google, fields)
        case "refresh_token":
            return _refresh(google, fields)
        case _:
            raise Refusal(NO_SUCH_GRANT_TYPE)


def revoke(google: Google, fields: Fields) -> web.Response:
    """Any token of the account ends them all. Raises Refusal."""
    shown = fields.get("token", "")
    grant = google.grant_of(shown) or google.opened_by(shown)
    if grant is None:
        raise Refusal(INVALID_TOKEN)
    google.revoke(grant.account)
    return web.json_response({})


def _exchange(google: Google, fields: Fields) -> web.Response:
    code = google.codes.get(fields.get("code", ""))
    if code is None or code.used or code.expires_at <= google.world.clock.timestamp():
        raise Refusal(INVALID_GRANT)
    if fields.get("redirect_uri") != code.redirect_uri:
        raise Refusal(WRONG_REDIRECT)
    code.used = True
    grant = google.new_grant(code)
    more = {"refresh_token": grant.refresh_token} if code.offline else {}
    return _told(google, grant, **more)


def _refresh(google: Google, fields: Fields) -> web.Response:
    grant = google.grant_of(fields.get("refresh_token", ""))
    if grant is None:
        raise Refusal(INVALID_GRANT)
    if google.world.faults.take("google", "broken_grant"):
        google.revoke(grant.account)
        raise Refusal(INVALID_GRANT)
    return _told(google, grant)


def _told(google: Google, grant: Grant, **more: str) -> web.Response:
    return web.json_response(
        {
            "access_token": google.new_access(grant),
            "expires_in": ACCESS_SECONDS,
            "scope": grant.scope,
            "token_type": "Bearer",
            **more,
        }
    )
