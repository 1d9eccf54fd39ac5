"""What somebody wishes about reminders, kept; and codes mailed to addresses (R1, R8)."""

from dataclasses import replace
from datetime import UTC, datetime

from conversations import notices_reminders
from conversations.work.answer import NotPossible
from conversations.work.reminders import (
    CodeMailed,
    CodeWrong,
    ForgetMail,
    KeepQuiet,
    MailCode,
    ReadWishes,
    RemindersCommand,
    RemindersResult,
    SharePhone,
    StartSms,
    TryCode,
    WantChat,
    WantDigest,
    WantKind,
    WantMail,
    WantSms,
    WishesFound,
    WishesKept,
)
from handlers.sitting import Sitting
from handlers.ways import EMAIL
from models.values import Role
from models.wish_views import WishView
from services import contacting, email_codes, preferences, sealed_letters
from services.contacting import Wishes
from services.email_addresses import proper_address
from services.outbox import Letter
from services.people import Guest
from services.reminder_times import Quiet

_Wish = WantKind | WantChat | WantSms | WantMail | KeepQuiet | SharePhone | WantDigest


async def perform(
    sitting: Sitting, guest: Guest, command: RemindersCommand
) -> RemindersResult | NotPossible:
    match command:
        case ReadWishes():
            return WishesFound(await _view(sitting, guest))
        case MailCode(typed=typed):
            return await _mail(sitting, guest, proper_address(typed))
        case TryCode():
            return await _try(sitting, guest, command)
        case StartSms():
            await contacting.start_sms(guest.person_id)
        case ForgetMail():
            await contacting.forget_email(guest.person_id)
        case _:
            known = (await contacting.of(guest.person_id)).wishes
            await contacting.wish(guest.person_id, _wished(known, command), sitting.now)
    return WishesKept(await _view(sitting, guest))


def _wished(known: Wishes, command: _Wish) -> Wishes:
    match command:
        case WantKind(kind=kind, wanted=wanted):
            kinds = known.kinds | {kind} if wanted else known.kinds - {kind}
            return replace(known, kinds=kinds)
        case WantChat(wanted=wanted):
            return replace(known, by_chat=wanted)
        case WantSms(wish=wish):
            return replace(known, by_sms=wish)
        case WantMail(wanted=wanted):
            return replace(known, by_email=wanted)
        case KeepQuiet(quiet=quiet):
            return replace(known, quiet=Quiet(*quiet) if quiet else None)
        case SharePhone(shared=shared):
            return replace(known, shares_phone=shared)
        case WantDigest(wanted=wanted):
            return replace(known, digest=wanted)


async def _view(sitting: Sitting, guest: Guest) -> WishView:
    contact = await contacting.of(guest.person_id)
    mine = await preferences.of(guest.person_id)
    wishes = contact.wishes
    return WishView(
        by_chat=wishes.by_chat,
        by_sms=wishes.by_sms,
        by_email=wishes.by_email,
        kinds=wishes.kinds,
        quiet=(wishes.quiet.since, wishes.quiet.until) if wishes.quiet else None,
        shares_phone=wishes.shares_phone,
        digest=wishes.digest,
        phone=mine.phone,
        stopped=contact.stopped,
        dead=mine.phone is not None and contact.phone is None,
        email=contact.email,
        is_psychologist=Role.PSYCHOLOGIST in guest.roles,
        is_admin=Role.ADMIN in guest.roles,
        has_sms=sitting.practice.has_sms,
        has_email=sitting.practice.has_email,
    )


async def _mail(sitting: Sitting, guest: Guest, address: str) -> CodeMailed | NotPossible:
    """The letter waits sealed: only its hash is kept anywhere else."""
    mine = await _view(sitting, guest)
    if not mine.has_email:
        return NotPossible("email_none_here")
    if mine.email == address:
        return NotPossible("email_is_known")
    now = sitting.now
    key = await email_codes.next_key(guest.person_id, now)
    code = email_codes.make()
    letter = notices_reminders.code_mail(code, address, guest.reader, sitting.practice.house)
    sealed = await sealed_letters.seal(sitting.practice.vault, guest.person_id, letter, now)
    sitting.letters.append(Letter(key, EMAIL, f"mail:{guest.person_id}", sealed))
    until = int((now + email_codes.GOOD_FOR).timestamp())
    return CodeMailed(mine, address, email_codes.seal(code, address), until)


async def _try(sitting: Sitting, guest: Guest, tried: TryCode) -> WishesKept | CodeWrong:
    late = sitting.now > datetime.fromtimestamp(tried.until, UTC)
    if late or not email_codes.fits(tried.typed, tried.seal, tried.address):
        return CodeWrong(await _view(sitting, guest), late)
    await contacting.be_mailed_at(guest.person_id, tried.address, sitting.now)
    return WishesKept(await _view(sitting, guest))
