"""Google: a psychologist's consent, its tokens, and events with a Meet link in their calendar.

Nothing here is logged, and every call may be repeated: an event's id and its conference's request
id are ours, so that asking twice makes one.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import aiohttp

from services.gateways import google_answers as answers
from services.gateways.google_answers import Answer
from services.gateways.google_errors import NotThere, Passing
from services.gateways.google_values import (
    SCOPE,
    Access,
    Conference,
    GoogleSettings,
    Grant,
    MeetEvent,
)

CONSENT = "/o/oauth2/v2/auth"
EVENTS = "/calendars/primary/events"


def consent_url(settings: GoogleSettings, state: str) -> str:
    """Where a psychologist allows us to write events; Google sends them back with `state`.

    `prompt=consent` brings a new refresh token each time, also to who has consented before.
    """
    asked = {
        "client_id": settings.client_id,
        "redirect_uri": settings.redirect_uri,
        "response_type": "code",
        "scope": SCOPE,
        "access_type": "offline",
        "prompt": "consent",
        "state": state,
    }
    return f"{settings.accounts_url}{CONSENT}?{urlencode(asked)}"


class GoogleGateway:
    """One OAuth client. `clock` tells the UTC instant; `timeout` seconds for each call.

    Everything raises GoogleFailed, whose kind says what to do (google_errors).
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        settings: GoogleSettings,
        clock: Callable[[], datetime],
        timeout: float = 10.0,
    ) -> None:
        self._session = session
        self._settings = settings
        self._clock = clock
        self._timeout = aiohttp.ClientTimeout(total=timeout, connect=min(timeout, 5.0))

    async def exchange(self, code: str) -> Grant:
        """A consent's code for its tokens; a code works once."""
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._settings.redirect_uri,
        }
        return answers.grant(await self._token(asked), self._clock())

    async def refresh(self, refresh_token: str) -> Access:
        """A new access token. Raises GrantBroken when the consent is no more."""
        asked = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        return answers.access(await self._token(asked), self._clock())

    async def revoke(self, refresh_token: str) -> None:
        """Take the consent back; one that is gone already is fine."""
        url = f"{self._settings.token_url}/revoke"
        answer = await self._call("POST", url, data={"token": refresh_token})
        if not answer.is_good and answer.word != "invalid_token":
            raise answers.token_failure(answer)

    async def insert_event(self, access: Access, event: MeetEvent) -> Conference:
        """Raises AlreadyThere when an event with this id was made before."""
        asked = {
            "requestId": event.id,
            "conferenceSolutionKey": {"type": "hangoutsMeet"},
        }
        body = {
            "id": event.id,
            "summary": event.title,
            "visibility": "private",
            # Shown as free: what reads this calendar to block times must not block our own, least
            # of all for the hours after a session was cancelled or moved.
            "transparency": "transparent",
            "conferenceData": {"createRequest": asked},
            **_times(event),
        }
        return answers.conference(await self._calendar("POST", EVENTS, access, body))

    async def get_event(self, access: Access, event_id: str) -> Conference:
        return answers.conference(await self._calendar("GET", f"{EVENTS}/{event_id}", access))

    async def patch_event(self, access: Access, event: MeetEvent) -> Conference:
        """Put it at another time; its conference stays."""
        path = f"{EVENTS}/{event.id}"
        body = {"summary": event.title, **_times(event)}
        return answers.conference(await self._calendar("PATCH", path, access, body))

    async def delete_event(self, access: Access, event_id: str) -> None:
        """One that isn't there is fine."""
        try:
            await self._calendar("DELETE", f"{EVENTS}/{event_id}", access)
        except NotThere:
            return

    async def _token(self, asked: Mapping[str, str]) -> Answer:
        secret = {
            "client_id": self._settings.client_id,
            "client_secret": self._settings.client_secret,
        }
        url = f"{self._settings.token_url}/token"
        answer = await self._call("POST", url, data={**asked, **secret})
        if not answer.is_good:
            raise answers.token_failure(answer)
        return answer

    async def _calendar(
        self, method: str, path: str, access: Access, body: Mapping[str, Any] | None = None
    ) -> Answer:
        answer = await self._call(
            method,
            f"{self._settings.calendar_url}{path}",
            # Without it Google drops conferenceData silently.
            params={"conferenceDataVersion": "1"},
            headers={"Authorization": f"Bearer {access.token}"},
            **({"json": body} if body is not None else {}),
        )
        if not answer.is_good:
            raise answers.calendar_failure(answer)
        return answer

    async def _call(self, method: str, url: str, **options: Any) -> Answer:
        call = self._session.request(
            method, url, timeout=self._timeout, allow_redirects=False, **options
        )
        try:
            async with call as response:
                body = await response.read()
                return Answer.read(response.status, body, response.headers.get("Retry-After"))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Passing(type(error).__name__) from None


def _times(event: MeetEvent) -> dict[str, Any]:
    return {
        "start": {"dateTime": _instant(event.starts_at), "timeZone": "UTC"},
        "end": {"dateTime": _instant(event.ends_at), "timeZone": "UTC"},
    }


def _instant(when: datetime) -> str:
    """RFC 3339, in UTC."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
