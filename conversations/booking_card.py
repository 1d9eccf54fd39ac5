"""One booking on a screen, with everything that this person can do with it now (B15)."""

from collections.abc import Iterator
from datetime import datetime

from conversations import card_consents
from conversations.booking_screens import state
from conversations.words import Button, Keyboard, Say
from models.consent_views import Agreement
from models.moves import Actor
from models.session_times import late_from, no_show_from, start_from
from models.values import BookingStatus as S
from models.values import Medium, PaymentStatus
from models.views import BookingView

STAFF = frozenset({Actor.PSYCHOLOGIST, Actor.ADMIN})
_NOTHING_PAID = (PaymentStatus.PENDING, PaymentStatus.FAILED)
_PAID_FOR = (PaymentStatus.PAID, PaymentStatus.PARTLY_PAID, PaymentStatus.REFUND_DUE,
             PaymentStatus.REFUNDED)  # fmt: skip
_OVER = (S.COMPLETED, S.DECLINED, S.EXPIRED, S.CANCELLED, S.LATE_CANCELLED, S.NO_SHOW)

_PAY = ("pay", "do_pay", "primary")
_MOVE, _PROPOSE = ("mv", "do_move", None), ("alt", "do_propose", None)
_CANCEL, _LATE = ("cx", "do_cancel", None), ("late", "do_late", None)
_APPROVE, _DECLINE = ("ok", "do_approve", "success"), ("no", "do_decline", "danger")
_LINK, _AGAIN = ("link", "do_link", None), ("again", "do_again", None)
_RECEIPT = ("rcpt", "do_receipt", None)
_BEGIN, _END = ("go", "do_begin", "primary"), ("end", "do_end", "primary")
_DONE, _MISSED = ("done", "do_complete", "success"), ("ns", "do_no_show", None)
_INTAKE = ("fill", "do_intake", None)
_READ, _GLASS = ("told", "do_read_told", None), ("glass", "do_break_glass", None)
_NOTE, _PROOF = ("note", "do_notes", None), ("proof", "do_proof", None)

Verb = tuple[str, str, str | None]


def card(
    booking: BookingView, actors: frozenset[Actor], now: datetime,
    agreement: Agreement | None = None,
) -> Say:  # fmt: skip
    """Details, how it stands, and what can be done, two buttons a row; the link on top."""
    staff = bool(actors & STAFF)
    key = "card_staff" if staff else "card_client"
    buttons = [
        Button(label, action=(verb, booking), style=style)
        for verb, label, style in _doable(booking, actors, now)
    ]
    rows: list[tuple[Button, ...]] = []
    if booking.meeting_link and booking.status in {S.CONFIRMED, S.IN_PROGRESS}:
        rows.append((Button("join_video", url=booking.meeting_link),))
    if not staff:
        rows += card_consents.to_read(agreement)
    rows += [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    rows.append((Button("back_to_list", value=_list_of(booking, staff)),))
    args = {**state(booking), "money": _money(booking), "agreed": card_consents.line(agreement)}
    return Say(key, args, tuple(rows))


def _list_of(booking: BookingView, staff: bool) -> str:
    """Where it is found again: what is over left the client's sessions for the history."""
    if staff:
        return "week"
    return "history" if booking.status in _OVER else "sessions"


def open_button(booking: BookingView, label: str) -> tuple[Button, ...]:
    """A list's one button for a booking: its time and the other side's name."""
    named = {
        "starts_at": booking.starts_at,
        "client": booking.client_name,
        "psychologist": booking.psychologist_name,
        "hour": booking.starts_at,
        "day_hour": booking.starts_at,
    }
    return (Button(label, named, action=("see", booking)),)


def is_to_be_paid(booking: BookingView) -> bool:
    return booking.status is S.APPROVED and booking.payment_status is not PaymentStatus.PAID


def request_buttons(booking: BookingView) -> Keyboard:
    """The three answers to a request (B5)."""
    named = {"client": booking.client_name}
    return (
        (
            Button("approve_for", named, action=("ok", booking), style="success"),
            Button("do_decline", action=("no", booking), style="danger"),
        ),
        (Button("do_propose", action=("alt", booking)),),
    )


def change_buttons(booking: BookingView, *, staff: bool) -> tuple[Button, ...]:
    """What either side may want of a session that has just been settled."""
    verb, label, _ = _PROPOSE if staff else _MOVE
    return (Button(label, action=(verb, booking)), Button("do_cancel", action=("cx", booking)))


def _money(booking: BookingView) -> Say | str:
    """Nothing is said of money that never came for what is over."""
    if booking.status in _OVER and booking.payment_status in _NOTHING_PAID:
        return ""
    if not booking.price.minor:
        return Say("money_none")
    return Say(f"money_{booking.payment_status}", {"price": booking.price})


def _doable(booking: BookingView, actors: frozenset[Actor], now: datetime) -> Iterator[Verb]:
    if actors & STAFF:
        if booking.status is S.PENDING:
            yield from _ANSWERS if Actor.PSYCHOLOGIST in actors else (_PROPOSE, _CANCEL)
        yield from _for_staff(booking, now)
        if booking.status in _TOLD_FOR:
            yield _READ if Actor.PSYCHOLOGIST in actors else _GLASS
        if Actor.PSYCHOLOGIST in actors and booking.status in _RECORDED:
            yield from (_NOTE, _PROOF)
    elif Actor.CLIENT in actors:
        yield from _for_client(booking, now)


#: A request is answered by the psychologist whom it asks, nobody else.
_ANSWERS = (_APPROVE, _DECLINE, _PROPOSE)
_RECORDED = (S.CONFIRMED, S.IN_PROGRESS, S.COMPLETED, S.NO_SHOW)
#: What was called off gives no reason to read what was told for it (services/intake_reading).
_TOLD_FOR = (S.PENDING, S.APPROVED, *_RECORDED)


def _for_client(booking: BookingView, now: datetime) -> Iterator[Verb]:
    if booking.status in _OVER:
        yield _AGAIN
        if booking.payment_status in _PAID_FOR:
            yield _RECEIPT
        return
    if is_to_be_paid(booking):
        yield _PAY
    if _near(booking, now):
        yield _LATE
    if booking.starts_at > now and booking.status is not S.IN_PROGRESS:
        yield from (_MOVE, _CANCEL, _INTAKE)
    if _has_room(booking):
        yield _LINK
    if booking.payment_status in _PAID_FOR:
        yield _RECEIPT


def _for_staff(booking: BookingView, now: datetime) -> Iterator[Verb]:
    if booking.status is S.IN_PROGRESS:
        yield from (_END, _MISSED)
    if booking.status is S.CONFIRMED and start_from(booking) <= now < booking.ends_at:
        yield _BEGIN
    if booking.status is S.CONFIRMED and now >= booking.starts_at:
        yield _DONE
    if booking.status is S.CONFIRMED and now >= no_show_from(booking):
        yield _MISSED
    if _near(booking, now):
        yield _LATE
    if booking.status in {S.APPROVED, S.CONFIRMED} and booking.starts_at > now:
        yield from (_PROPOSE, _CANCEL)
    if _has_room(booking):
        yield _LINK


def _near(booking: BookingView, now: datetime) -> bool:
    """Close enough to the session to be late for it."""
    return booking.status is S.CONFIRMED and late_from(booking) <= now < booking.ends_at


def _has_room(booking: BookingView) -> bool:
    video = booking.medium is Medium.VIDEO
    return video and booking.status in {S.CONFIRMED, S.IN_PROGRESS}
