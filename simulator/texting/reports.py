"""An accepted SMS on its way: to the handset or not, and a report of each stage of it."""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.networks import network_code
from simulator.phones import Phone, Sms
from simulator.texting import handsets
from simulator.texting.account import Form, Texting

if TYPE_CHECKING:
    from simulator.faults import Fault

#: Seconds until each stage.
SOON = (0.02, 0.08)
THEN = (0.1, 0.3)
LATE_SECONDS = 600.0
#: How long a network keeps trying a phone that is off.
VALID_SECONDS = 48 * 3600.0

#: Said by turns of a message that is under way.
UNDER_WAY = ("Sent", "Submitted")
FINAL = frozenset({"Success", "Failed", "Rejected", "Expired"})
#: Faults that decide what becomes of a message: the status, and the reason where one is given.
ENDS = {
    "report_failed": ("Failed", "DeliveryFailure"),
    "report_rejected": ("Rejected", "UserAccountSuspended"),
    "report_expired": ("Expired", ""),
}
NOBODY = ("Failed", "UserDoesNotExist")
#: A status that nobody has heard of.
UNHEARD_OF = "Teleported"


@dataclass(frozen=True, slots=True)
class Stage:
    """One report: `after` seconds; `reason` with Failed and Rejected only."""

    status: str
    after: float
    reason: str = ""


def accept(texting: Texting, phone: Phone | None, number: str, sms: Sms) -> None:
    """Carry an accepted message to `phone`; None when nobody has this number."""
    end = _ordered(texting, phone)
    if end is None and phone is not None and phone.off:
        handsets.hold(texting, phone, sms)
        _later(texting, phone, number, sms, [Stage("Buffered", random.uniform(*SOON))])
        texting.world.clock.call_later(VALID_SECONDS, _expiring(texting, phone, number, sms))
        return
    if end is None and phone is None:
        end = NOBODY
    if end is None and phone is not None:
        handsets.receive(texting.world, phone, sms)
    status, reason = end or ("Success", "")
    if (odd := texting.take("report_unknown_status", phone)) is not None:
        status = str(odd.value or UNHEARD_OF)
    _later(texting, phone, number, sms, _stages(texting, phone, status, reason))


def switched_on(texting: Texting, phone: Phone) -> None:
    """Hand over what the network held."""
    for sms in handsets.release(texting.world, phone):
        if sms.report:
            stages = [Stage("Success", random.uniform(*SOON))]
            _later(texting, phone, f"+{phone.number}", sms, stages)


def _ordered(texting: Texting, phone: Phone | None) -> tuple[str, str] | None:
    for fault, (status, reason) in ENDS.items():
        if (found := texting.take(fault, phone)) is not None:
            return status, str(found.value or reason)
    return None


def _stages(texting: Texting, phone: Phone | None, status: str, reason: str) -> list[Stage]:
    turned = texting.take("report_out_of_order", phone)
    late = texting.take("report_late", phone)
    buffered = texting.take("report_buffered", phone)
    under_way = "Buffered" if buffered else UNDER_WAY[next(texting.turns) % len(UNDER_WAY)]
    first, second = random.uniform(*SOON), random.uniform(*THEN)
    if late is not None:
        second = float(late.value or LATE_SECONDS)
    if turned is not None:
        return [Stage(status, first, reason), Stage(under_way, second)]
    return [Stage(under_way, first), Stage(status, second, reason)]


def _later(
    texting: Texting, phone: Phone | None, number: str, sms: Sms, stages: list[Stage]
) -> None:
    lost = texting.take("report_lost", phone) is not None
    early = not lost and texting.take("report_early", phone) is not None
    for stage in stages:
        telling = _telling(texting, phone, number, sms, stage, lost=lost)
        if early:
            texting.early.append(telling)
        else:
            texting.world.clock.call_later(stage.after, telling)


def _telling(
    texting: Texting, phone: Phone | None, number: str, sms: Sms, stage: Stage, *, lost: bool
) -> Callable[[], Awaitable[None]]:
    async def tell() -> None:
        _note(texting, phone, sms, stage.status)
        if lost or "report" not in texting.callbacks:
            return
        form = _form(texting, phone, number, sms, stage)
        doubled: Fault | None = texting.take("report_duplicate", phone)
        copies = int(doubled.value or 2) if doubled else 1
        texting.world.count("sms", "reports", stage.status)
        await asyncio.gather(*(texting.tell("report", form) for _ in range(copies)))

    return tell


def _note(texting: Texting, phone: Phone | None, sms: Sms, status: str) -> None:
    # What came last is not always what is true last.
    if phone is None or sms.report in FINAL:
        return
    sms.report = status
    if sms in phone.sms:
        texting.world.publish("sms_report", phone=phone.id, id=sms.id, report=status)


def _form(texting: Texting, phone: Phone | None, number: str, sms: Sms, stage: Stage) -> Form:
    unknown = texting.take("report_unknown_id", phone) is not None
    form = {
        "id": f"ATXid_{uuid.uuid4().hex}" if unknown else sms.id,
        "status": stage.status,
        "phoneNumber": number,
        "networkCode": network_code(number.lstrip("+")),
    }
    if stage.reason:
        form["failureReason"] = stage.reason
    return form


def _expiring(
    texting: Texting, phone: Phone, number: str, sms: Sms
) -> Callable[[], Awaitable[None]]:
    async def expire() -> None:
        if handsets.give_up(texting.world, phone, sms):
            await _telling(texting, phone, number, sms, Stage("Expired", 0.0), lost=False)()

    return expire
