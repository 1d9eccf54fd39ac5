"""The screens of /clients."""

from conversations.booking_card import open_button
from conversations.screen_parts import amounts
from conversations.words import Button, Draft, Say
from conversations.work.clients import ClientsFound, SessionsOfClient
from models.languages import LANGUAGES
from models.views_people import ClientCard

_BACK = Button("back", value="back")
_NAVIGATION = (_BACK, Button("cancel", value="cancel"))


def of_step(draft: Draft, found: ClientsFound) -> Say:
    """The list, or what the list only stood behind: a question for a new client."""
    if draft.step == "name":
        return Say("client_name", {}, (_NAVIGATION,))
    if draft.step == "language":
        return _language(draft.answers["name"])
    if draft.step == "phone":
        return Say("client_phone", {"name": draft.answers["name"]}, (_NAVIGATION,))
    return _list(draft, found)


def _language(name: str) -> Say:
    """Each in its own words, so that whoever reads only one finds it."""
    choices = tuple(Button(own, plain=True, value=f"l{code}") for code, own in LANGUAGES.items())
    return Say("client_language", {"name": name}, (choices, _NAVIGATION))


def number(card: ClientCard) -> Say:
    return Say("client_new_number", {"name": card.name, "number": _number(card)}, (_NAVIGATION,))


def _number(card: ClientCard) -> Say:
    if card.phone:
        return Say("number_is", {"phone": card.phone})
    if card.wrong_phone:
        return Say("number_was_wrong", {"phone": card.wrong_phone})
    return Say("no_number")


def _reached(card: ClientCard) -> str:
    if card.has_telegram:
        return "reached_by_chat"
    return "reached_by_sms" if card.phone else "reached_by_nothing"


def _list(draft: Draft, found: ClientsFound) -> Say:
    said, page = draft.answers.get("said"), draft.answers.get("page", 0)
    rows = [(Button(one.name, plain=True, value=f"u{one.public_id.hex}"),) for one in found.clients]
    turning = (
        *((Button("earlier", value=f"g{page - 1}"),) if page else ()),
        *((Button("all_clients", value="r"),) if said else ()),
        *((Button("later", value=f"g{page + 1}"),) if found.more else ()),
    )
    if turning:
        rows.append(turning)
    rows += [(Button("add_client", value="n"),), (Button("done", value="cancel"),)]
    lines = tuple(_line(one) for one in found.clients)
    if not lines:
        return Say("clients_none_called" if said else "clients_none", {"said": said}, tuple(rows))
    key = "clients_called" if said else "clients_list"
    return Say(key, {"said": said, "lines": lines}, tuple(rows))


def _line(client: ClientCard) -> Say:
    return Say("client_line", {"name": client.name, "next": _next(client)})


def _next(client: ClientCard) -> Say:
    if client.next_at is None:
        return Say("no_next_session")
    return Say("next_session", {"starts_at": client.next_at})


def client(card: ClientCard, *, admin: bool = False) -> Say:
    """`admin`: who does for them what they asked for, where no chat reaches them."""
    args = {
        "name": card.name,
        "number": _number(card),
        "reached": Say(_reached(card)),
        "next": _next(card),
        "sessions": card.sessions,
        "ahead": card.ahead,
        "book": Say("client_book", {"completed": card.completed, "spent": amounts(card.spent)}),
    }
    book = Button("book_for_them", command=f"bookfor {card.public_id.hex}", style="primary")
    about = card.public_id.hex
    rows: list[tuple[Button, ...]] = [(book, Button("client_sessions", value="s"))]
    if not card.has_telegram:
        rows.append((Button("client_number", value="t"),))
    if admin and not card.has_telegram:
        rows.append((Button("client_data", command=f"datafor {about}"),
                     Button("client_forget", command=f"forgetfor {about}")))  # fmt: skip
    return Say("client_card", args, (*rows, (_BACK, Button("done", value="cancel"))))


def sessions(found: SessionsOfClient) -> Say:
    """Each with its card, where an admin finds the way to what was told, with a reason (I5)."""
    rows: list[tuple[Button, ...]] = [
        open_button(booking, "client_session_button") for booking in found.bookings
    ]
    turning = (
        *((Button("earlier", value=f"h{found.page - 1}"),) if found.page else ()),
        *((Button("later", value=f"h{found.page + 1}"),) if found.more else ()),
    )
    keyboard = (*rows, *((turning,) if turning else ()), (_BACK, Button("done", value="cancel")))
    key = "client_sessions_glass" if found.admin else "client_sessions_list"
    if not found.bookings:
        key = "client_sessions_none"
    return Say(key, {"name": found.client.name}, keyboard)


def books_alone(link: str) -> Say:
    """The number is somebody's who has Telegram: the link opens the bot for them."""
    copy = Button("copy_link", copy=link)
    return Say("client_has_telegram", {"link": link}, ((copy,), _NAVIGATION))
