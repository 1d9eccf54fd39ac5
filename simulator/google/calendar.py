"""Events of a calendar, with conferences that are made in their own time."""

import re
import secrets
from datetime import datetime
from typing import Any

from simulator.google.errors import (
    DELETED,
    DUPLICATE,
    EMPTY_RANGE,
    NOT_FOUND,
    Problem,
    Refusal,
    invalid,
    required,
)
from simulator.google.memory import Event, Google

_ID = re.compile(r"[a-v0-9]{5,1024}")

Fields = dict[str, Any]


class Calendar:
    """One account's primary calendar. Everything raises Refusal."""

    def __init__(self, google: Google, account: str) -> None:
        self._google = google
        self._events = google.calendar(account)

    def insert(self, fields: Fields, version: str | None) -> Event:
        event_id = fields.get("id") or secrets.token_hex(13)
        if not isinstance(event_id, str) or not _ID.fullmatch(event_id):
            raise Refusal(invalid("Invalid resource id value."))
        if event_id in self._events:
            raise Refusal(DUPLICATE)  # also that of a deleted event
        event = {"kind": "calendar#event", "id": event_id, "status": "confirmed",
                 "iCalUID": f"{event_id}@google.com"}  # fmt: skip
        self._write(event, fields)
        # Version 0 ignores conference data without a word.
        if "conferenceData" in fields and version == "1":
            self._begin_conference(event, fields["conferenceData"])
        self._events[event_id] = event
        self._google.changed()
        return event

    def get(self, event_id: str) -> Event:
        """A deleted event is still shown, as cancelled."""
        event = self._events.get(event_id)
        if event is None:
            raise Refusal(NOT_FOUND)
        self._go_on(event)
        return event

    def patch(self, event_id: str, fields: Fields) -> Event:
        event = self._living(event_id, NOT_FOUND)
        self._write(event, {**event, **fields})
        self._go_on(event)
        self._google.changed()
        return event

    def delete(self, event_id: str) -> None:
        self._living(event_id, DELETED)["status"] = "cancelled"
        self._google.changed()

    def _living(self, event_id: str, gone: Problem) -> Event:
        event = self._events.get(event_id)
        if event is None:
            raise Refusal(NOT_FOUND)
        if event["status"] == "cancelled":
            raise Refusal(gone)
        return event

    def _write(self, event: Event, fields: Fields) -> None:
        start, end = _instant(fields, "start"), _instant(fields, "end")
        if end <= start:
            raise Refusal(EMPTY_RANGE)
        known = ("summary", "description", "start", "end", "visibility", "transparency",
                 "attendees", "location")  # fmt: skip
        event |= {name: fields[name] for name in known if name in fields}

    def _begin_conference(self, event: Event, data: Any) -> None:
        asked = data.get("createRequest") if isinstance(data, dict) else None
        if not isinstance(asked, dict) or not asked.get("requestId"):
            raise Refusal(required("Missing conference request id."))
        if (asked.get("conferenceSolutionKey") or {}).get("type") != "hangoutsMeet":
            raise Refusal(invalid("Invalid conference type value."))
        if asked["requestId"] in self._google.requests:
            return  # the request was made before: ignored
        self._google.requests[asked["requestId"]] = ""
        request = {**asked, "status": {"statusCode": "pending"}}
        event["conferenceData"] = {"createRequest": request}
        self._go_on(event)

    def _go_on(self, event: Event) -> None:
        """A conference that is being made is ready, unless a fault says otherwise."""
        data = event.get("conferenceData")
        status = data["createRequest"]["status"] if data else {"statusCode": "success"}
        faults = self._google.world.faults
        if status["statusCode"] != "pending" or faults.take("google", "pending"):
            return
        if faults.take("google", "failure"):
            status["statusCode"] = "failure"
            return
        status["statusCode"] = "success"
        link = self._google.new_link(event["conferenceData"]["createRequest"]["requestId"])
        event["hangoutLink"] = link
        entry = {"entryPointType": "video", "uri": link, "label": link.removeprefix("https://")}
        event["conferenceData"] |= {"entryPoints": [entry], "conferenceId": link[-12:]}


def _instant(fields: Fields, name: str) -> datetime:
    given = fields.get(name)
    written = given.get("dateTime") if isinstance(given, dict) else None
    if not isinstance(written, str):
        raise Refusal(required(f"Missing {name} time."))
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        raise Refusal(invalid(f"Invalid {name} time.")) from None
    if found.tzinfo is None:
        raise Refusal(required(f"Missing time zone definition for {name} time."))
    return found
