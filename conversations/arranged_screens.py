"""The screens of sessions that staff arrange: whose, what, with a charge or without, and made."""

from dataclasses import replace

from conversations import booking_screens
from conversations.booking_screens import details, state
from conversations.screen_parts import see
from conversations.session_screens import staff_buttons
from conversations.words import Button, Keyboard, Say
from conversations.work.booking import DaysFound, TimesFound
from models.session_views import Arrangement, OwnClient
from models.values import BookingStatus as S
from models.views import BookingView, PaymentView, PsychologistCard, ServiceCard

_NAVIGATION = (Button("back", value="back"), Button("cancel", value="cancel"))
_CANCEL = (Button("cancel", value="cancel"),)
#: Rows for choices; paging and leaving have the others.
MOST_CHOICES = 6


def own_clients(clients: tuple[OwnClient, ...], page: int, *, more: bool) -> Say:
    if not clients and not page:
        return Say("instant_nobody", {}, (_CANCEL,))
    rows = [(Button(c.name, plain=True, value=f"c{c.public_id.hex}"),) for c in clients]
    turns = []
    if page:
        turns.append(Button("earlier", value=f"p{page - 1}"))
    if more:
        turns.append(Button("later", value=f"p{page + 1}"))
    return Say("instant_whom", {}, (*rows, *((tuple(turns),) if turns else ()), _CANCEL))


def instant_services(client: OwnClient, services: tuple[ServiceCard, ...]) -> Say:
    if not services:
        return Say("instant_no_video", {"client": client.name}, (_NAVIGATION,))
    rows = [_service(service) for service in services[:MOST_CHOICES]]
    return Say("instant_what", {"client": client.name}, (*rows, _NAVIGATION))


def _service(service: ServiceCard) -> tuple[Button, ...]:
    args = {"title": service.title, "minutes": service.minutes, "price": service.price}
    return (Button("service_button", args, value=f"s{service.id}"),)


def charge(free: Arrangement, charged: Arrangement) -> Say:
    service = charged.service
    args = {
        "client": free.client.name,
        "service": service.title,
        "minutes": service.minutes,
        "price": service.price,
        "free_at": free.starts_at,
        "charged_at": charged.starts_at,
    }
    without = (Button("instant_free", value="n", style="primary"),)
    if not service.price.minor:
        return Say("instant_ready", args, (without, _NAVIGATION))
    paid = (Button("instant_charge", {"price": service.price}, value="y"),)
    return Say("instant_charge_or_not", args, (paid, without, _NAVIGATION))


def instant_made(booking: BookingView) -> Say:
    if booking.status is S.CONFIRMED:
        return Say("instant_made", details(booking), staff_buttons(booking))
    return Say("instant_made_unpaid", state(booking))


def in_the_way(key: str, booking: BookingView | None) -> Say:
    """Why it can't be now; once more in a moment, or not at all."""
    args = {**state(booking), "ends_at": booking.ends_at} if booking else {}
    return Say(key, args, (_NAVIGATION,))


def whose(client: str, cards: tuple[PsychologistCard, ...]) -> Say:
    rows = [(Button(card.name, plain=True, value=f"p{card.id}"),) for card in cards]
    key = "bookfor_whose" if cards else "nobody_takes_bookings"
    return Say(key, {"client": client}, (*rows[:MOST_CHOICES], _CANCEL))


def services(client: str, card: PsychologistCard) -> Say:
    shown = booking_screens.services(card)
    args = {"client": client, "psychologist": card.name}
    return replace(shown, key="bookfor_what", args=args, media=None)


def days(client: str, found: DaysFound) -> Say:
    key = "bookfor_day" if found.free else "bookfor_no_day"
    return _headed(booking_screens.days(found), Say(key, {"client": client, "month": found.month}))


def times(client: str, found: TimesFound) -> Say:
    head = Say("bookfor_time", {"client": client, "day": found.day})
    return _headed(booking_screens.times(found), head)


def _headed(shown: Say, head: Say) -> Say:
    """A screen of the booking dialogue under a head of its own: it has no five steps here."""
    return replace(shown, args={"paragraphs": (head, *shown.args["paragraphs"][1:])})


def review(plan: Arrangement) -> Say:
    client = plan.client
    key = "bookfor_in_chat" if client.in_chat else "bookfor_by_phone"
    key = key if client.in_chat or client.has_phone else "bookfor_by_nothing"
    args = {
        "client": client.name,
        "psychologist": plan.psychologist_name,
        "service": plan.service.title,
        "minutes": plan.service.minutes,
        "starts_at": plan.starts_at,
        "price": plan.service.price,
    }
    yes = (Button("bookfor_yes", value="y", style="primary"),)
    return Say("bookfor_review", {**args, "asked": Say(key, args)}, (yes, _NAVIGATION))


def booked(booking: BookingView, client: OwnClient) -> Say:
    """What really happens next: asked in chat, or on their phone, or by nobody but you."""
    if booking.status is S.CONFIRMED:
        return Say("bookfor_free", details(booking), staff_buttons(booking))
    if client.in_chat:
        return Say("bookfor_made", state(booking), see(booking))
    prompt: Keyboard = ((Button("bookfor_prompt", action=("stk", booking), style="primary"),),)
    key = "bookfor_made_by_phone" if client.has_phone else "bookfor_made_by_nothing"
    return Say(key, state(booking), prompt if client.has_phone else ())


def prompted(booking: BookingView, payment: PaymentView) -> Say:
    again: Keyboard = ((Button("bookfor_prompt_again", action=("stk", booking)),),)
    args = {**state(booking), "phone": payment.phone, "amount": payment.amount}
    return Say("bookfor_prompted", args, again)


def read_charge(said: str) -> bool | None:
    """Whether typed words mean to charge; None where they don't say."""
    words = said.casefold()
    if any(no in words for no in ("no charge", "free", "don't", "without", "bila", "bure")):
        return False
    return True if any(yes in words for yes in ("charge", "pay", "toza", "lipa")) else None
