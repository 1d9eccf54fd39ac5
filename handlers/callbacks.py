"""Callbacks about money and SMS: which lane is whose, its lock, and the work on a row of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from handlers import c2b, mpesa, mpesa_results, paystack, sms_reports, texting
from handlers.sitting import Sitting
from models.values import Channel
from services.inbox import Head


@dataclass(frozen=True, slots=True)
class Lane:
    """`hold` locks what the lane's name is about; `work` says what was made of a row."""

    channel: Channel
    hold: Callable[[str], Awaitable[object]]
    work: Callable[[Sitting, str, Head], Awaitable[str | None]]


async def _payment(sitting: Sitting, token: str, head: Head) -> str:
    return await mpesa.callback(sitting, token, head.payload)


async def _request(sitting: Sitting, token: str, head: Head) -> str:
    return await mpesa_results.came(sitting, token, head.source, head.payload)


async def _event(sitting: Sitting, _reference: str, head: Head) -> str:
    return await paystack.event(sitting, head.payload)


async def _paybill(sitting: Sitting, _name: str, head: Head) -> str:
    return await c2b.confirmed(sitting, head.payload)


async def _sms(sitting: Sitting, number: str, head: Head) -> str:
    return await texting.came(sitting, number, head)


async def _sms_report(sitting: Sitting, _message: str, head: Head) -> str | None:
    return await sms_reports.came(sitting, head)


async def _nothing(_name: str) -> None:
    """One row a lane: what it is about is locked once it has been read."""


_LANES = {
    mpesa.LANE: Lane(Channel.MPESA, mpesa.hold, _payment),
    mpesa_results.LANE: Lane(Channel.MPESA, mpesa_results.hold, _request),
    paystack.LANE: Lane(Channel.PAYSTACK, paystack.hold, _event),
    c2b.LANE: Lane(Channel.MPESA, _nothing, _paybill),
    texting.LANE: Lane(Channel.SMS, texting.hold, _sms),
    texting.REPORTS_LANE: Lane(Channel.SMS, _nothing, _sms_report),
}


def lane_of(lane: str) -> tuple[Lane, str] | None:
    """The lane and the rest of its name; None for somebody's chat."""
    kind, colon, rest = lane.partition(":")
    found = _LANES.get(kind + colon)
    return (found, rest) if found else None
