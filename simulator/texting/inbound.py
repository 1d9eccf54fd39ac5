"""A person sends an SMS to a short code: the program is told, unless the network acts itself."""

from __future__ import annotations

import asyncio
import hashlib
import random
import uuid
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from simulator.networks import network_code
from simulator.phones import Phone, Sms
from simulator.texting import optout
from simulator.texting.account import SHORT_CODE, Form, Texting
from simulator.texting.segments import measure

SOON = (0.02, 0.1)
LATE_SECONDS = 600.0
#: What handsets let a person write.
LONGEST = 10
#: Both are in use; neither says that it is UTC.
DATES = ("%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S")


class NotSent(ValueError):
    """The message did not leave the phone; the words are what it shows."""


def send(texting: Texting, phone: Phone, text: str, to: str = SHORT_CODE) -> Sms:
    """Send from this phone. Raises NotSent."""
    encoding, parts = measure(text)
    if not text.strip():
        raise NotSent("There is nothing to send.")
    if parts > LONGEST:
        raise NotSent("The message is too long.")
    if phone.off:
        raise NotSent("The phone is off.")
    keyword = optout.keyword(texting, text, to)
    if keyword is None and not to.isdecimal():
        raise NotSent("A name cannot be answered, only a number.")
    world = texting.world
    sms = Sms(
        id=str(uuid.uuid4()),
        from_=f"+{phone.number}",
        text=text,
        date=world.clock.now(),
        segments=parts,
        encoding=encoding,
        direction="out",
        to=to,
    )
    phone.sms.append(sms)
    world.publish("sms", phone=phone.id, sms=sms.as_json())
    if keyword is not None:
        optout.obey(texting, phone, keyword, to)
    elif to == SHORT_CODE:
        _schedule(texting, phone, sms)
    return sms


def _schedule(texting: Texting, phone: Phone, sms: Sms) -> None:
    if "inbound" not in texting.callbacks or texting.take("inbound_lost", phone) is not None:
        return
    late = texting.take("inbound_late", phone)
    delay = float(late.value or LATE_SECONDS) if late else random.uniform(*SOON)
    doubled = texting.take("inbound_duplicate", phone)
    copies = int(doubled.value or 2) if doubled else 1
    texting.world.clock.call_later(delay, _sending(texting, form(texting, phone, sms), copies))


def form(texting: Texting, phone: Phone, sms: Sms) -> Form:
    """The fields of a callback, with what faults do to them."""
    found = {
        "linkId": str(uuid.uuid4()),
        "text": sms.text,
        "to": sms.to,
        "id": sms.id,
        "date": _date(texting, phone, sms.date),
        "from": sms.from_,
        "networkCode": network_code(phone.number),
    }
    if (masked := texting.take("inbound_masked", phone)) is not None:
        found["from"] = str(masked.value or hashlib.sha256(phone.number.encode()).hexdigest())
    if (unlinked := texting.take("inbound_no_link", phone)) is not None:
        if unlinked.value == "empty":
            found["linkId"] = ""
        else:
            del found["linkId"]
    if texting.take("inbound_cost", phone) is not None:
        found["cost"] = f"KES {sms.segments:.4f}"
    return found


def _date(texting: Texting, phone: Phone, when: datetime) -> str:
    ordered = texting.take("inbound_date", phone)
    turn = next(texting.turns) if ordered is None else 1 if ordered.value == "blank" else 0
    return f"{when.astimezone(UTC):{DATES[turn % len(DATES)]}}"


def _sending(texting: Texting, fields: Form, copies: int) -> Callable[[], Awaitable[None]]:
    async def tell() -> None:
        await asyncio.gather(*(texting.tell("inbound", fields) for _ in range(copies)))

    return tell
