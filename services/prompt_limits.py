"""How often a phone may be asked to pay, and for how much: M-Pesa's limits, and decency (M1, X46).

A phone is a client's own when it is theirs in our books or has paid for them before. What is typed
into a chat may be anybody's, and nobody's phone is rung by a stranger's taps all day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.database import row, rows
from models.values import Money
from services.errors import Refused
from services.gateways.mpesa_results import result_for

#: The most that M-Pesa moves at once, and the least.
LARGEST, SMALLEST = Money(250_000 * 100), Money(100)
#: A subscriber stays locked for a while after a prompt: the next one would fail with 1001.
AFTER_A_PROMPT = timedelta(seconds=60)
#: The same amount from the same customer sooner than this fails with 17.
SAME_AMOUNT = timedelta(seconds=120)
#: A result that asks for more patience than this is told, but not enforced: 4 means tomorrow.
LONGEST_REST = timedelta(minutes=10)

A_DAY = timedelta(hours=24)
#: On a client's own phone: PINs are mistyped, SIM cards sulk, money is topped up first.
OWN_PHONE_A_DAY = 12
#: On a phone that paid for none of those who asked it: three wrong PINs and two more.
UNKNOWN_PHONE_A_DAY = 5
#: Different phones that never paid for this client: one's own, a parent's, a friend's.
UNKNOWN_PHONES_A_DAY = 3
#: All that one client may ask for, also what M-Pesa refused to send.
CLIENT_A_DAY = 20


class PromptRefused(Refused):
    """No prompt for now; `until` is when the same may be asked for again, None for never.

    `why` names the words for whoever pays, with their phone and `until` in them.
    """

    key = why = "prompt_not_now"

    def __init__(self, message: str, until: datetime | None = None) -> None:
        super().__init__(message)
        self.until = until


class PhoneRests(PromptRefused):
    """A prompt has just been on this phone."""

    why = "prompt_too_soon"


class PhoneAskedTooOften(PromptRefused):
    why = "prompt_phone_too_often"


class TooManyPhones(PromptRefused):
    why = "prompt_too_many_phones"


class AskedTooOften(PromptRefused):
    why = "prompt_too_often"


class AmountTooLarge(PromptRefused):
    why = "prompt_amount_too_large"


class AmountTooSmall(PromptRefused):
    why = "prompt_amount_too_small"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One attempt of the last day. `rang`: it may have been on the phone; `own`: its client's."""

    phone: str
    client_id: int
    amount_minor: int
    paid: bool
    rang: bool
    own: bool
    result_code: str | None
    asked_at: datetime
    submitted_at: datetime | None
    concluded_at: datetime | None


async def check(client_id: int, phone: str, amount: Money, now: datetime) -> None:
    """Let a prompt through, or raise a PromptRefused.

    Whoever wants to ask the same phone waits until this transaction has ended.
    """
    if amount > LARGEST:
        raise AmountTooLarge("more than M-Pesa moves at once")
    if amount < SMALLEST:
        raise AmountTooSmall("less than M-Pesa moves")
    await rows("SELECT pg_advisory_xact_lock(hashtextextended('prompt:' || $1::text, 0))", phone)
    lately = await _lately(client_id, phone, now)
    until = _rests_until(lately, phone, amount, now)
    if until is not None:
        raise PhoneRests("a prompt has just ended there", until)
    for_nothing = [prompt for prompt in lately if not prompt.paid]
    _check_client(for_nothing, client_id)
    if await _is_own(client_id, phone):
        own = (p for p in for_nothing if p.rang and p.phone == phone and p.client_id == client_id)
        _at_most(OWN_PHONE_A_DAY, own, PhoneAskedTooOften)
    else:
        _check_unknown(for_nothing, client_id, phone)


async def rests_until(
    client_id: int, phone: str, amount: Money, now: datetime
) -> datetime | None:  # fmt: skip
    """From when on this phone may be asked for this amount; None when it may be at once."""
    return _rests_until(await _lately(client_id, phone, now), phone, amount, now)


def _rests_until(
    lately: Sequence[Prompt], phone: str, amount: Money, now: datetime
) -> datetime | None:  # fmt: skip
    rested = [_rested(p, amount) for p in lately if p.phone == phone and p.rang]
    latest = max(rested, default=now)
    return latest if latest > now else None


def _rested(prompt: Prompt, amount: Money) -> datetime:
    """When the patience is over that one prompt asks for; a live one has its own guard."""
    if prompt.concluded_at is None or prompt.result_code == "LOST":
        return prompt.asked_at
    asked_for = timedelta(minutes=result_for(prompt.result_code or "0").retry.minutes)
    rest = asked_for if AFTER_A_PROMPT < asked_for <= LONGEST_REST else AFTER_A_PROMPT
    ended = prompt.concluded_at + rest
    if prompt.amount_minor != amount.minor:
        return ended
    return max(ended, (prompt.submitted_at or prompt.asked_at) + SAME_AMOUNT)


def _check_client(for_nothing: Sequence[Prompt], client_id: int) -> None:
    """Whoever taps and taps, whatever numbers they type."""
    theirs = (prompt for prompt in for_nothing if prompt.client_id == client_id)
    _at_most(CLIENT_A_DAY, theirs, AskedTooOften)


def _check_unknown(for_nothing: Sequence[Prompt], client_id: int, phone: str) -> None:
    """All who can't show that it is theirs count together; its owner isn't kept out by them."""
    strange = [prompt for prompt in for_nothing if prompt.rang and not prompt.own]
    _at_most(UNKNOWN_PHONE_A_DAY, (p for p in strange if p.phone == phone), PhoneAskedTooOften)
    others: dict[str, Prompt] = {}
    for prompt in strange:
        if prompt.client_id == client_id and prompt.phone != phone:
            others.setdefault(prompt.phone, prompt)
    _at_most(UNKNOWN_PHONES_A_DAY, others.values(), TooManyPhones)


def _at_most(most: int, prompts: Iterable[Prompt], refusal: type[PromptRefused]) -> None:
    """The prompts come latest first; once the one that fills the day is a day old, there's room."""
    counted = list(prompts)
    if len(counted) >= most:
        raise refusal("too many in a day", counted[most - 1].asked_at + A_DAY)


#: Whether a phone is the own one of a booking's client.
_OWN = """(EXISTS (SELECT 1 FROM people WHERE people.id = {client} AND people.phone = {phone})
    OR EXISTS (SELECT 1 FROM payments AS paid JOIN bookings AS b ON b.id = paid.booking_id
        WHERE paid.phone = {phone} AND paid.status = 'paid' AND b.client_id = {client}))"""


async def _is_own(client_id: int, phone: str) -> bool:
    found = await row(f"SELECT {_OWN.format(client='$1', phone='$2')} AS own", client_id, phone)
    return bool(found and found["own"])


async def _lately(client_id: int, phone: str, now: datetime) -> list[Prompt]:
    """What was asked in a day by this client, or of this phone by anybody; the latest first."""
    own = _OWN.format(client="bookings.client_id", phone="payments.phone")
    found = await rows(
        f"""SELECT payments.phone, client_id, amount_minor, payments.status = 'paid' AS paid,
                (checkout_request_id IS NOT NULL OR coalesce(result_code, '') = 'LOST'
                    OR provider <> 'mpesa' AND submitted_at IS NOT NULL) AS rang,
                {own} AS own, result_code, asked_at, submitted_at, concluded_at
            FROM payments JOIN bookings ON bookings.id = booking_id
            WHERE provider <> 'paystack' AND asked_at > $3 AND payments.id IN (
                SELECT id FROM payments WHERE phone = $2 AND asked_at > $3 UNION ALL
                SELECT payments.id FROM payments JOIN bookings ON bookings.id = booking_id
                WHERE client_id = $1 AND asked_at > $3)
            ORDER BY payments.id DESC""",  # noqa: S608 - our own SQL
        client_id,
        phone,
        now - A_DAY,
    )
    return [Prompt(**prompt) for prompt in found]
