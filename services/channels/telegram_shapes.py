"""From a rendered payload to the parameters of Telegram's methods."""

from collections.abc import Mapping
from typing import Any

from telegram.constants import ParseMode


def shown(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Text and buttons, as sendMessage and editMessageText both take them."""
    parameters = {
        "text": payload["text"],
        "parse_mode": ParseMode.HTML,
        "link_preview_options": {"is_disabled": True},
    }
    markup = keyboard(payload)
    return {**parameters, "reply_markup": markup} if markup else parameters


def captioned(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The same below a photo or document, as sendPhoto and sendDocument take it."""
    media, parameters = payload["media"], shown(payload)
    del parameters["link_preview_options"]
    parameters["caption"] = parameters.pop("text")
    return {**parameters, media["kind"]: media["file_id"]}


def pictured(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The same as editMessageMedia takes it: the words belong to the medium."""
    kind, parameters = payload["media"]["kind"], captioned(payload)
    medium = {"type": kind, "media": parameters.pop(kind), "caption": parameters.pop("caption"),
              "parse_mode": parameters.pop("parse_mode")}  # fmt: skip
    return {**parameters, "media": medium}


def protected(payload: Mapping[str, Any]) -> dict[str, bool]:
    return {"protect_content": True} if payload.get("protected") else {}


def keyboard(payload: Mapping[str, Any]) -> dict[str, Any] | None:
    """Buttons below the message, or keys in place of the phone's own."""
    keys = payload.get("reply_keyboard")
    if keys is not None:
        share = {"text": keys["share"], "request_contact": True}
        words = [[{"text": text}] for text in keys["words"]]
        return {"keyboard": [[share], *words], "resize_keyboard": True, "one_time_keyboard": True}
    rows = payload.get("keyboard")
    return {"inline_keyboard": [[_button(b) for b in row] for row in rows]} if rows else None


def _button(parts: Mapping[str, str]) -> dict[str, Any]:
    """Our names of a button's parts are Telegram's but for three."""
    button: dict[str, Any] = dict(parts)
    if "data" in parts:
        button["callback_data"] = button.pop("data")
    if "copy_text" in parts:
        button["copy_text"] = {"text": parts["copy_text"]}
    if "page" in parts:
        button["web_app"] = {"url": button.pop("page")}
    return button
