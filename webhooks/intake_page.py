"""`/app/intake/…`: the page posts straight to us, so that Telegram never holds the answers (I3).

JSON in, JSON out. A refusal is a problem with a code for the page and words for its reader; it
never repeats what was sent.
"""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

import structlog
from aiohttp import web

from conversations import texts
from conversations.intake_page import PATH, booking_of, plain
from models.database import AWAY
from services import clock, init_data
from services.errors import NotYours, Refused
from services.init_data import InitDataRefused, Launch, Reason
from services.intake import IntakeIncomplete
from services.page_sessions import AnswersWrong, Replayed, VisitOver
from services.vault import CannotOpen
from webhooks import page_files

JSON = dict[str, Any]
#: What the page makes: 32 random bytes.
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_HEADERS = {**page_files.HEADERS, "Cache-Control": "no-store"}
_PROBLEM = "application/problem+json"

log = structlog.get_logger()


class Desk(Protocol):
    """Whoever works on it; each raises Refused."""

    async def open(self, launch: Launch, token: str, about: UUID | None) -> JSON: ...

    async def age(self, token: str, *, is_adult: bool) -> JSON: ...

    async def save(self, token: str, given: Mapping[str, object]) -> JSON: ...

    async def send(
        self, token: str, given: Mapping[str, object], said: Mapping[str, object]
    ) -> JSON: ...


@dataclass(frozen=True, slots=True)
class Page:
    """What the page's endpoints need; a launch is believed until it is `max_age` old."""

    desk: Desk
    bot_token: str = field(repr=False)
    max_age: timedelta
    practice: str
    simulated: bool


class _Malformed(Exception):
    """Not what our page sends."""

    def __init__(self, status: int = 400) -> None:
        super().__init__()
        self.status = status


def routes(page: Page | None) -> list[web.RouteDef]:
    """Without an address that Telegram can open there is no page."""
    if page is None:
        return []

    async def opened(body: JSON, _request: web.Request) -> JSON:
        launch = init_data.check(
            _string(body, "init_data"), page.bot_token, clock.now(), page.max_age
        )
        return await page.desk.open(launch, _token(body.get("token")), _about(body))

    async def saved(body: JSON, request: web.Request) -> JSON:
        return await page.desk.save(_bearer(request), _answers(body))

    async def aged(body: JSON, request: web.Request) -> JSON:
        return await page.desk.age(_bearer(request), is_adult=_yes_or_no(body, "age"))

    async def sent(body: JSON, request: web.Request) -> JSON:
        return await page.desk.send(_bearer(request), _answers(body), body)

    return [
        *page_files.routes(page.practice, simulated=page.simulated),
        web.post(f"{PATH}/open", _answering(opened)),
        web.post(f"{PATH}/age", _answering(aged)),
        web.post(f"{PATH}/save", _answering(saved)),
        web.post(f"{PATH}/send", _answering(sent)),
    ]


Work = Callable[[JSON, web.Request], Awaitable[JSON]]


def _answering(work: Work) -> Callable[[web.Request], Awaitable[web.Response]]:
    """From a request to its answer, or to a problem that says what to do next."""

    async def answer(request: web.Request) -> web.Response:
        language = texts.spoken(request.headers.get("Accept-Language", "")[:2])
        try:
            said = await work(await _body(request), request)
        except _Malformed as problem:
            return _problem(problem.status, "malformed", "page_malformed", language)
        except InitDataRefused as refusal:
            log.warning("page_refused", reason=refusal.reason.value)
            old = refusal.reason is Reason.TOO_OLD
            return _problem(401, refusal.reason, "page_old" if old else "page_malformed", language)
        except Refused as refusal:
            log.info("page_refused", reason=refusal.key)
            return _refused(refusal, language)
        except CannotOpen:
            log.warning("page_refused", reason="sealed")
            return _problem(409, "sealed", "page_broken_how", language)
        except AWAY as error:
            log.warning("page_not_answered", error=type(error).__name__)
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "5"}) from error
        return web.json_response(said, headers=_HEADERS)

    return answer


def _refused(refusal: Refused, language: str) -> web.Response:
    match refusal:
        case Replayed() | VisitOver():
            return _problem(401, refusal.key, refusal.key, language)
        case NotYours():
            return _problem(403, refusal.key, "page_not_yours", language)
        case AnswersWrong(errors=errors):
            return _problem(422, refusal.key, refusal.key, language, errors)
        case IntakeIncomplete():
            return _problem(422, refusal.key, "page_look_again", language)
        case _:
            return _problem(409, refusal.key, refusal.key, language)


def _problem(
    status: int, code: str, key: str, language: str, errors: Mapping[str, str] | None = None
) -> web.Response:
    said = {"type": "about:blank", "status": status, "code": str(code),
            "words": plain(key, language), "errors": dict(errors or {})}  # fmt: skip
    return web.json_response(said, status=status, headers=_HEADERS, content_type=_PROBLEM)


async def _body(request: web.Request) -> JSON:
    """Raises _Malformed. A form of another site can't send JSON without asking us first."""
    if request.content_type != "application/json":
        raise _Malformed(415)
    try:
        body = json.loads(await request.read())
        # Half a character can be written in JSON, and nowhere else.
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise _Malformed from error
    except web.HTTPRequestEntityTooLarge as error:
        raise _Malformed(413) from error
    if not isinstance(body, dict):
        raise _Malformed
    return body


def _string(body: JSON, name: str) -> str:
    found = body.get(name)
    if not isinstance(found, str):
        raise _Malformed
    return found


def _yes_or_no(body: JSON, name: str) -> bool:
    found = body.get(name)
    if not isinstance(found, bool):
        raise _Malformed
    return found


def _answers(body: JSON) -> Mapping[str, object]:
    found = body.get("answers")
    if not isinstance(found, dict):
        raise _Malformed
    return found


def _about(body: JSON) -> UUID | None:
    try:
        return booking_of(body.get("booking"))
    except ValueError as error:
        raise _Malformed from error


def _bearer(request: web.Request) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return _token(token if scheme == "Bearer" else None)


def _token(token: object) -> str:
    if not isinstance(token, str) or not TOKEN.fullmatch(token):
        raise _Malformed(401)
    return token
