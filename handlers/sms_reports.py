"""What Africa's Talking says of an SMS that left, and of numbers that want no more (R4, X35)."""

from datetime import timedelta

import structlog

from handlers.sitting import Sitting
from models.values import SmsState
from services import contacting, inbox, phone_owners, sent_sms
from services.gateways.texting import SmsReport, parse_opt_out, parse_report
from services.inbox import Head

log = structlog.get_logger()

#: Failures after which no SMS can ever reach this number. Their documents misspell the second.
DEAD = frozenset({"UserDoesNotExist", "NotNetworkSubscriber", "NotNetworkSubcriber"})
#: Whoever has it wants none.
STOPPED = frozenset({"UserInBlackList", "UserInBlacklist", "DoNotDisturbRejection"})
#: A report may come before the answer to the sending: so often it is looked at again.
LOOKS = 4


async def came(sitting: Sitting, head: Head) -> str | None:
    """Apply one stored report; the answer says what was made of it, None: it is looked at again."""
    report = parse_report(head.payload)
    if report is None:
        log.error("sms_report_not_understood", alarm=True)
        return "refused: malformed"
    found = await sent_sms.reported(report.id, report.status, report.reason, sitting.now)
    if found is None and head.attempts < LOOKS:
        await inbox.later(head.id, sitting.now + timedelta(seconds=2**head.attempts))
        return None
    await inbox.erase(head.id)
    if found is None:
        return "unknown message"
    if report.status not in sent_sms.FINAL and report.status not in sent_sms.UNDER_WAY:
        log.warning("sms_status_unknown")
        return "unknown status"
    if found.ended and found.state is not SmsState.DELIVERED:
        await _not_delivered(sitting, report, found)
    return f"{report.status}, {found.state}"


async def _not_delivered(sitting: Sitting, report: SmsReport, found: sent_sms.Reported) -> None:
    log.warning("sms_not_delivered", booking_id=found.booking_id, status=found.state)
    if report.phone is not None and report.reason in DEAD:
        await phone_owners.is_dead(report.phone, sitting.now)
    if report.phone is not None and report.reason in STOPPED:
        await phone_owners.stop(report.phone, sitting.now)
    if found.person_id is None or found.booking_id is None:
        return
    contact = await contacting.of(found.person_id)
    if not contact.in_chat and not contact.by_email:
        await sitting.not_reached(contact, found.booking_id)


async def opted_out(sitting: Sitting, head: Head) -> str:
    """The network itself was told STOP."""
    phone = parse_opt_out(head.payload)
    await inbox.erase(head.id)
    if phone is None:
        return "no number of a phone"
    return "stopped" if await phone_owners.stop(phone, sitting.now) else "known already"
