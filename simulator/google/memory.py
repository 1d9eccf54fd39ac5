"""What Google remembers: consents, tokens, and the calendar of each account."""

from __future__ import annotations

import secrets
import string
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from simulator.world import World

#: The one OAuth client that this Google knows; `make demo` and the tests use it.
CLIENT_ID = "demo.apps.googleusercontent.com"
CLIENT_SECRET = "demo-secret"
CODE_SECONDS = 600.0
ACCESS_SECONDS = 3599
SCOPE = "https://www.googleapis.com/auth/calendar.events"

Event = dict[str, Any]


@dataclass(slots=True)
class Code:
    """Between the consent page and the token endpoint; works once. Instants are in seconds."""

    code: str
    account: str
    redirect_uri: str
    scope: str
    offline: bool
    expires_at: float
    used: bool = False


@dataclass(slots=True)
class Grant:
    """A consent that was given; `access` maps its access tokens to when they end."""

    refresh_token: str
    account: str
    scope: str
    revoked: bool = False
    access: dict[str, float] = field(default_factory=dict)


class Google:
    """The memory of one world's Google."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.codes: dict[str, Code] = {}
        self.grants: list[Grant] = []
        self.calendars: dict[str, dict[str, Event]] = {}
        self.requests: dict[str, str] = {}

    def new_code(self, account: str, redirect_uri: str, scope: str, *, offline: bool) -> Code:
        ends = self.world.clock.timestamp() + CODE_SECONDS
        made = Code(f"4/0A{secrets.token_urlsafe(40)}", account, redirect_uri, scope, offline, ends)
        self.codes[made.code] = made
        self.changed()
        return made

    def new_grant(self, code: Code) -> Grant:
        made = Grant(f"1//0{secrets.token_urlsafe(60)}", code.account, code.scope)
        self.grants.append(made)
        self.changed()
        return made

    def new_access(self, grant: Grant) -> str:
        token = f"ya29.a0{secrets.token_urlsafe(100)}"
        grant.access[token] = self.world.clock.timestamp() + ACCESS_SECONDS
        self.changed()
        return token

    def grant_of(self, refresh_token: str) -> Grant | None:
        """The living grant of a refresh token."""
        return next(
            (g for g in self.grants if g.refresh_token == refresh_token and not g.revoked), None
        )

    def opened_by(self, access_token: str) -> Grant | None:
        """The living grant whose access token this is, if it has not run out."""
        now = self.world.clock.timestamp()
        return next(
            (g for g in self.grants if not g.revoked and g.access.get(access_token, 0) > now), None
        )

    def revoke(self, account: str) -> None:
        """Taking a consent back ends all of this account's tokens for the client."""
        for grant in self.grants:
            if grant.account == account:
                grant.revoked = True
        self.changed()

    def calendar(self, account: str) -> dict[str, Event]:
        return self.calendars.setdefault(account, {})

    def new_link(self, request_id: str) -> str:
        """A Meet address, remembered under the request that it was made for."""
        letters = [secrets.choice(string.ascii_lowercase) for _ in range(10)]
        name = "-".join(("".join(letters[:3]), "".join(letters[3:7]), "".join(letters[7:])))
        self.requests[request_id] = f"https://meet.google.com/{name}"
        return self.requests[request_id]

    def changed(self) -> None:
        """Tell the page and the file on disk."""
        self.world.publish("google", events=sum(map(len, self.calendars.values())))

    def as_json(self) -> dict[str, Any]:
        """Everything, for the file that survives and for `GET /sim/google`."""
        return {
            "codes": [asdict(code) for code in self.codes.values()],
            "grants": [asdict(grant) for grant in self.grants],
            "calendars": self.calendars,
            "requests": self.requests,
        }

    def adopt(self, saved: dict[str, Any]) -> None:
        """Take over what an earlier life had saved."""
        self.codes = {code["code"]: Code(**code) for code in saved.get("codes", ())}
        self.grants = [Grant(**grant) for grant in saved.get("grants", ())]
        self.calendars = saved.get("calendars", {})
        self.requests = saved.get("requests", {})


_known: WeakKeyDictionary[World, Google] = WeakKeyDictionary()


def google_of(world: World) -> Google:
    """The Google of a world."""
    if world not in _known:
        _known[world] = Google(world)
    return _known[world]
