"""reply_markup: what Telegram accepts under and below a message."""

import re
from dataclasses import dataclass
from typing import Any

from simulator.telegram import limits, web_app_urls
from simulator.telegram.call import Call
from simulator.telegram.errors import ApiError, bad_request
from simulator.telegram.html import checked_url

Rows = list[list[dict[str, Any]]]
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
STYLES = ("danger", "success", "primary")
DATA_INVALID = bad_request("BUTTON_DATA_INVALID")
TOO_LONG = bad_request("reply markup is too long")


@dataclass(slots=True)
class Markup:
    """A checked reply_markup: `inline` rows, or a `reply` keyboard, or its removal."""

    inline: Rows | None = None
    reply: dict[str, Any] | None = None
    remove: bool = False


def markup(call: Call) -> Markup:
    """The reply_markup of a new message. Raises ApiError."""
    given = call.json("reply_markup", dict)
    if not given:
        return Markup()
    if "inline_keyboard" in given:
        return Markup(inline=inline_rows(given["inline_keyboard"]))
    if "keyboard" in given:
        rows = _rows(given["keyboard"], "keyboard", _reply_button)
        return Markup(reply={**given, "keyboard": rows})
    if given.get("remove_keyboard") is True:
        return Markup(remove=True)
    return Markup(reply=given if given.get("force_reply") is True else None)


def inline_only(call: Call) -> Rows | None:
    """The reply_markup of an edit: an inline keyboard or nothing. Raises ApiError."""
    found = markup(call)
    if found.reply is not None or found.remove:
        raise bad_request("inline keyboard expected")
    return found.inline


def inline_rows(given: Any) -> Rows | None:
    """Checked rows of an inline keyboard; None when there is no button at all."""
    rows = _rows(given, "inline keyboard", _inline_button)
    if sum(map(len, rows)) > limits.BUTTONS:
        raise TOO_LONG
    return rows or None


def _rows(given: Any, what: str, check: Any) -> Rows:
    if not isinstance(given, list):
        field = what.replace(" ", "_")
        raise bad_request(f'object expected as reply markup: Field "{field}" must be an Array')
    rows: Rows = []
    for row in given:
        if not isinstance(row, list):
            raise bad_request(f"can't parse {what} button: Expected an Array of Array of buttons")
        # Undocumented: the apps show eight; we would rather hear of it.
        if len(row) > limits.BUTTONS_IN_A_ROW:
            raise TOO_LONG
        if row:
            rows.append([check(button) for button in row])
    return rows


def _wrong(kind: str, reason: str) -> ApiError:
    return bad_request(f"can't parse {kind} button: {reason}")


def _label(kind: str, button: dict[str, Any]) -> str:
    if "text" not in button:
        raise _wrong(kind, 'Can\'t find field "text"')
    text = button["text"]
    if not isinstance(text, str):
        raise _wrong(kind, 'Field "text" must be of type String')
    if not text.strip():
        raise _wrong(kind, "Text must be non-empty")
    return text


def _style(button: dict[str, Any]) -> None:
    if button.get("style") not in (None, *STYLES):
        raise bad_request("invalid button style specified")


def _reply_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise _wrong("keyboard", "KeyboardButton must be an Object")
    _label("keyboard", button)
    _style(button)
    if "web_app" in button:
        _web_app(button["web_app"], "keyboard")
    return button


def _inline_button(button: Any) -> dict[str, Any]:
    kind = "inline keyboard"
    if not isinstance(button, dict):
        raise _wrong(kind, "InlineKeyboardButton must be an Object")
    _label(kind, button)
    _style(button)
    actions = [name for name in ACTIONS if button.get(name) is not None]
    if not actions:
        raise _wrong(kind, "Text buttons are unallowed in the inline keyboard")
    # "Exactly one", says the documentation; the real server takes one of them and is silent about
    # the others. We would rather hear of it.
    if len(actions) > 1:
        raise _wrong(kind, f"Exactly one action expected, not {' and '.join(actions)}")
    match actions[0]:
        case "callback_data":
            _data(button["callback_data"])
        case "url":
            _url(str(button["url"]))
        case "web_app":
            _web_app(button["web_app"], kind)
        case "copy_text":
            _copy(button["copy_text"])
        case _:
            pass
    return button


def _data(data: Any) -> None:
    if not isinstance(data, str):
        raise _wrong("inline keyboard", 'Field "callback_data" must be of type String')
    if not 1 <= len(data.encode()) <= limits.CALLBACK_DATA_BYTES:
        raise DATA_INVALID


def _url(url: str) -> None:
    host = re.match(r"https?://([^/?#:]+)", url, re.IGNORECASE)
    # A host without a dot is no public address, so the apps would not open it.
    local = host is not None and "." not in host[1]
    if checked_url(url) is None or local:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _web_app(web_app: Any, kind: str) -> None:
    """Private chats only, and there are no others here. Raises ApiError."""
    if not isinstance(web_app, dict):
        raise _wrong(kind, 'Field "web_app" must be of type Object')
    if "url" not in web_app:
        raise _wrong(kind, 'Can\'t find field "url"')
    if not isinstance(web_app["url"], str):
        raise _wrong(kind, 'Field "url" must be of type String')
    check_web_app_url(web_app["url"], f"{kind} button")


def check_web_app_url(url: str, what: str) -> None:
    """Raises ApiError; `what` is the kind of button in its words."""
    if reason := web_app_urls.problem(url):
        raise bad_request(f"{what} Web App URL '{url}' is invalid: {reason}")


def _copy(copy_text: Any) -> None:
    text = copy_text.get("text") if isinstance(copy_text, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= limits.COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
