"""USSD: the network keeps the session and what was typed, the program answers CON or END."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING

from simulator.networks import network_code
from simulator.phones import Phone, Screen
from simulator.texting.account import Form, Texting, is_service_code
from simulator.texting.segments import is_gsm, plain, septets

if TYPE_CHECKING:
    from simulator.clock import Timer
    from simulator.outgoing import Answer

#: What a phone shows when anything but a screen came.
BROKEN = "Connection problem or invalid MMI code."
#: Septets on one screen.
LARGEST_SCREEN = 182
#: Seconds until the network gives up a person who does not answer.
IDLE_SECONDS = 180.0
LONGEST_INPUT = 160


class NotDialled(ValueError):
    """The phone could not do that; the words are what it says."""


@dataclass(slots=True)
class Session:
    """One session from dialling to its end. `text` is all that was typed, joined by `*`."""

    id: str
    phone: Phone
    began: float
    typed: list[str] = field(default_factory=list)
    hops: int = 0
    last: str = ""
    busy: bool = False
    over: bool = False
    idle: Timer | None = None

    @property
    def text(self) -> str:
        return "*".join(self.typed)


async def dial(texting: Texting, phone: Phone, code: str) -> Screen:
    """Begin a session; one that was open ends. Raises NotDialled.

    `*384*123*1*2#` is the menu `*384*123#` with 1 and 2 typed ahead.
    """
    if not is_service_code(code):
        raise NotDialled("This is not a code that can be dialled.")
    if phone.off:
        raise NotDialled("The phone is off.")
    if (open_one := texting.sessions.get(phone.id)) is not None:
        _end(texting, open_one, "Incomplete")
    ahead = _ahead(texting.service_code, code)
    if ahead is None or "ussd" not in texting.callbacks:
        return _show(texting, phone, Screen("", code, BROKEN, open=False, error=True))
    now = texting.world.clock.timestamp()
    session = Session(f"ATUid_{uuid.uuid4().hex}", phone, now, ahead)
    texting.sessions[phone.id] = session
    return await _hop(texting, session)


async def answer(texting: Texting, phone: Phone, typed: str) -> Screen:
    """Type an answer into the open screen. Raises NotDialled."""
    session = texting.sessions.get(phone.id)
    if session is None:
        raise NotDialled("There is no menu open on this phone.")
    if session.busy:
        raise NotDialled("The network is still answering.")
    if len(typed) > LONGEST_INPUT:
        raise NotDialled("The answer is too long.")
    session.typed.append(typed)
    if texting.take("ussd_dropped", phone) is not None:
        return _fail(texting, session, "Session dropped by the network")
    return await _hop(texting, session)


def hang_up(texting: Texting, phone: Phone) -> None:
    """Close the screen; what was open ends there."""
    session = texting.sessions.get(phone.id)
    if session is not None:
        _end(texting, session, "Incomplete")
    phone.ussd = None
    texting.world.publish("ussd", phone=phone.id, ussd=None)


def _ahead(menu: str, code: str) -> list[str] | None:
    """What was typed ahead of the menu; None when the code is of somebody else's."""
    if code == menu:
        return []
    stem = menu.removesuffix("#") + "*"
    return code.removesuffix("#").removeprefix(stem).split("*") if code.startswith(stem) else None


async def _hop(texting: Texting, session: Session) -> Screen:
    """Ask the program for the next screen, and show it."""
    if session.idle is not None:
        session.idle.cancel()
    session.hops += 1
    session.busy = True
    try:
        answered = await _ask(texting, session)
    finally:
        session.busy = False
    if session.over:
        # Hung up or dialled anew meanwhile: the answer reaches nobody.
        return session.phone.ussd or Screen(session.id, texting.service_code, "", open=False)
    if texting.take("ussd_lost_answer", session.phone) is not None:
        return _fail(texting, session, "Answer lost")
    session.last = answered.text[:LARGEST_SCREEN] if answered.status is not None else ""
    return _read(texting, session, answered)


async def _ask(texting: Texting, session: Session) -> Answer:
    """What the program answers; a fault asks a second time at once, with the same words."""
    form = {
        "sessionId": session.id,
        "serviceCode": texting.service_code,
        "phoneNumber": f"+{session.phone.number}",
        "networkCode": network_code(session.phone.number),
        "text": session.text,
    }
    doubled = texting.take("ussd_duplicate", session.phone)
    copies = int(doubled.value or 2) if doubled else 1
    answers = await asyncio.gather(*(texting.ask(form) for _ in range(copies)))
    return answers[0]


def _read(texting: Texting, session: Session, answered: Answer) -> Screen:
    status, body = answered.status, answered.text
    if status is None:
        texting.violation("ussd_late")
        return _fail(texting, session, "Application took too long or could not be reached")
    kind, blank, text = body[:3], body[3:4], body[4:]
    if status >= 400 or kind not in ("CON", "END") or blank != " ":
        texting.violation("ussd_bad_answer")
        return _fail(texting, session, f"Application answered {status}")
    if answered.content_type != "text/plain":
        texting.violation("ussd_not_plain")
    if not is_gsm(text):
        texting.violation("ussd_not_gsm")
        text = plain(text)
    if septets(text) > LARGEST_SCREEN:
        texting.violation("ussd_too_long")
        return _fail(texting, session, "Screen too long")
    phone, menu = session.phone, texting.service_code
    if kind == "END":
        _end(texting, session, "Success")
        return _show(texting, phone, Screen(session.id, menu, text, open=False))
    session.idle = texting.world.clock.call_later(IDLE_SECONDS, _idling(texting, session))
    return _show(texting, phone, Screen(session.id, menu, text))


def _idling(texting: Texting, session: Session) -> Callable[[], Awaitable[None]]:
    async def give_up() -> None:
        if not session.over:
            hang_up(texting, session.phone)

    return give_up


def _fail(texting: Texting, session: Session, why: str) -> Screen:
    _end(texting, session, "Failed", why)
    screen = Screen(session.id, texting.service_code, BROKEN, open=False, error=True)
    return _show(texting, session.phone, screen)


def _show(texting: Texting, phone: Phone, screen: Screen) -> Screen:
    phone.ussd = screen
    texting.world.publish("ussd", phone=phone.id, ussd=screen.as_json())
    return screen


def _end(texting: Texting, session: Session, status: str, why: str = "") -> None:
    """Forget the session, and tell the address that wants to hear of ends, if there is one."""
    session.over = True
    if session.idle is not None:
        session.idle.cancel()
    if texting.sessions.get(session.phone.id) is session:
        del texting.sessions[session.phone.id]
    texting.world.count("sms", "sessions", status)
    form = _event(texting, session, status, why)
    texting.world.clock.call_later(0.0, lambda: texting.tell("ussd_end", form))


def _event(texting: Texting, session: Session, status: str, why: str) -> Form:
    clock = texting.world.clock
    return {
        "date": f"{clock.now().astimezone(UTC):%Y-%m-%d %H:%M:%S}",
        "sessionId": session.id,
        "serviceCode": texting.service_code,
        "networkCode": network_code(session.phone.number),
        "phoneNumber": f"+{session.phone.number}",
        "status": status,
        "cost": f"KES {session.hops:.4f}",
        "durationInMillis": str(round((clock.timestamp() - session.began) * 1000)),
        "hopsCount": str(session.hops),
        "input": session.text,
        "lastAppResponse": session.last,
        "errorMessage": why,
    }
