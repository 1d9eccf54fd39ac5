"""The screens of a psychologist's services: the list, one of them, and each thing to change."""

from dataclasses import dataclass

from conversations.words import Button, Keyboard, Say
from models.profile_views import OwnService
from models.values import Medium, Money, SessionFormat

PAGE = 5
PRICES = (1500, 2500, 3500, 5000)
LENGTHS = (30, 45, 50, 60, 75, 90)
FORMATS = {
    SessionFormat.INDIVIDUAL: "offer_individual",
    SessionFormat.COUPLES: "offer_couples",
    SessionFormat.FAMILY: "offer_family",
    SessionFormat.GROUP: "offer_group",
}
MEDIA = {
    Medium.VIDEO: "offer_video",
    Medium.IN_PERSON: "offer_in_person",
    Medium.CHAT: "offer_chat",
    Medium.PHONE: "offer_phone",
}


@dataclass(frozen=True, slots=True)
class Template:
    """All of a usual service but its price; the title is what clients read."""

    title: str
    minutes: int
    format: SessionFormat = SessionFormat.INDIVIDUAL
    medium: Medium = Medium.VIDEO


TEMPLATES = (
    Template("Individual session", 50),
    Template("First conversation", 30),
    Template("Couples session", 75, SessionFormat.COUPLES),
    Template("Family session", 90, SessionFormat.FAMILY),
    Template("Group session", 90, SessionFormat.GROUP),
    Template("Chat session", 30, medium=Medium.CHAT),
)

_BACK = Button("back", value="back")
_CLOSE = Button("services_close", value="cancel")
_NAVIGATION = (_BACK, _CLOSE)


def services(found: tuple[OwnService, ...], page: int) -> Say:
    last = max(len(found) - 1, 0) // PAGE
    page = min(page, last)
    shown = found[page * PAGE : (page + 1) * PAGE]
    rows = tuple((_named(service),) for service in shown)
    add = Button("service_add", value="n", style="primary")
    turning = tuple(
        Button(label, value=f"p{other}")
        for label, other in (("earlier", page - 1), ("later", page + 1))
        if 0 <= other <= last
    )
    keyboard = tuple(row for row in (*rows, turning, (add,), (_CLOSE,)) if row)
    return Say("services_list" if found else "services_none", {}, keyboard)


def _named(service: OwnService) -> Button:
    key = "service_on" if service.is_active else "service_off"
    args = {"title": service.title, "minutes": service.minutes, "price": service.price}
    return Button(key, args, value=f"s{service.id}")


def kinds() -> Say:
    rows = tuple(
        (Button("template", {"title": t.title, "minutes": t.minutes}, value=str(n)),)
        for n, t in enumerate(TEMPLATES)
    )
    return Say("service_kind", {}, (*rows, _NAVIGATION))


def new_price(title: str) -> Say:
    return Say("service_new_price", {"title": title}, (*_prices(), _NAVIGATION))


def _prices() -> Keyboard:
    buttons = tuple(
        Button("price_button", {"price": Money(price * 100)}, value=str(price)) for price in PRICES
    )
    return buttons[:2], buttons[2:]


def one(service: OwnService) -> Say:
    return Say("service_one", _details(service), _changes(service))


def _details(service: OwnService) -> dict[str, object]:
    is_group = service.format is SessionFormat.GROUP
    return {
        "title": service.title,
        "state": Say("service_is_on" if service.is_active else "service_is_off"),
        "format": Say(FORMATS[service.format]),
        "medium": Say(MEDIA[service.medium]),
        "minutes": service.minutes,
        "price": service.price,
        "approval": Say("approval_asked" if service.needs_approval else "approval_not_asked"),
        "emergency": Say("service_emergency") if service.is_emergency else None,
        "places": Say("service_places", {"places": service.capacity}) if is_group else None,
    }


def _changes(service: OwnService) -> Keyboard:
    approval, emergency = service.needs_approval, service.is_emergency
    places = (Button("change_places", value="places"),)
    return (
        (Button("change_title", value="title"), Button("change_price", value="price")),
        (Button("change_minutes", value="minutes"),
         *(places if service.format is SessionFormat.GROUP else ())),
        (Button("change_questions", value="questions"),),
        (Button("change_format", value="format"), Button("change_medium", value="medium")),
        (Button("approval_stop", value="no_approval") if approval
         else Button("approval_start", value="approval"),),
        (Button("emergency_stop", value="no_emergency") if emergency
         else Button("emergency_start", value="emergency"),),
        (Button("switch_off", value="off") if service.is_active
         else Button("switch_on", value="on", style="success"),),
        _NAVIGATION,
    )  # fmt: skip


def part(name: str, service: OwnService) -> Say:
    """The screen at which one thing is changed; it says how it is now."""
    match name:
        case "title":
            return Say("service_title", {"title": service.title}, (_NAVIGATION,))
        case "price":
            args = {"title": service.title, "price": service.price}
            return Say("service_price", args, (*_prices(), _NAVIGATION))
        case "minutes":
            lengths = tuple(
                Button("minutes_button", {"minutes": length}, value=str(length))
                for length in LENGTHS
            )
            args = {"title": service.title, "minutes": service.minutes}
            return Say("service_minutes", args, (lengths[:3], lengths[3:], _NAVIGATION))
        case "places":
            args = {"title": service.title, "places": service.capacity}
            return Say("service_places_ask", args, (_NAVIGATION,))
        case "format":
            rows = tuple((Button(key, value=str(n)),) for n, key in enumerate(FORMATS.values()))
            return Say("service_format", {"title": service.title}, (*rows, _NAVIGATION))
        case _:
            rows = tuple((Button(key, value=str(n)),) for n, key in enumerate(MEDIA.values()))
            return Say("service_medium", {"title": service.title}, (*rows, _NAVIGATION))
