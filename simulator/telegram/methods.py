"""The methods this simulator knows, one function each, and their parameters."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulator.telegram import (
    answering,
    deleting,
    delivery,
    downloads,
    editing,
    profile,
    sending,
)
from simulator.telegram.call import Call

# Parameters of Bot API 10.0; those not simulated are accepted and have no effect.
SEND = (
    "business_connection_id chat_id message_thread_id direct_messages_topic_id "
    "disable_notification protect_content allow_paid_broadcast message_effect_id "
    "suggested_post_parameters reply_parameters reply_markup parse_mode"
)
EDIT = "business_connection_id chat_id message_id inline_message_id reply_markup"
WEBHOOK = (
    "url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token"
)
CAPTION = "caption parse_mode caption_entities show_caption_above_media"


@dataclass(frozen=True, slots=True)
class Method:
    """`run` returns the result, or an awaitable of it."""

    name: str
    run: Callable[[Call], Any]
    parameters: frozenset[str]

    @property
    def waits(self) -> bool:
        """Whether `run` is a coroutine function."""
        return self.run is delivery.get_updates


def _table(*rows: tuple[str, Callable[[Call], Any], str]) -> dict[str, Method]:
    """By lower-case name: the real server does not mind the case of a method."""
    return {
        name.lower(): Method(name, run, frozenset(parameters.split()))
        for name, run, parameters in rows
    }


METHODS = _table(
    ("getMe", profile.get_me, ""),
    (
        "setWebhook",
        delivery.set_webhook,
        WEBHOOK,
    ),
    ("deleteWebhook", delivery.delete_webhook, "drop_pending_updates"),
    ("getWebhookInfo", delivery.get_webhook_info, ""),
    ("getUpdates", delivery.get_updates, "offset limit timeout allowed_updates"),
    ("sendMessage", sending.send_message, f"{SEND} text entities link_preview_options"),
    ("sendPhoto", sending.send_photo, f"{SEND} {CAPTION} photo has_spoiler"),
    (
        "sendDocument",
        sending.send_document,
        f"{SEND} caption caption_entities document thumbnail disable_content_type_detection",
    ),
    (
        "sendChatAction",
        sending.send_chat_action,
        "business_connection_id chat_id message_thread_id action",
    ),
    (
        "editMessageText",
        editing.edit_message_text,
        f"{EDIT} text parse_mode entities link_preview_options",
    ),
    ("editMessageCaption", editing.edit_message_caption, f"{EDIT} {CAPTION}"),
    ("editMessageReplyMarkup", editing.edit_message_reply_markup, EDIT),
    ("editMessageMedia", editing.edit_message_media, f"{EDIT} media"),
    ("deleteMessage", deleting.delete_message, "chat_id message_id"),
    ("deleteMessages", deleting.delete_messages, "chat_id message_ids"),
    (
        "answerCallbackQuery",
        answering.answer_callback_query,
        "callback_query_id text show_alert url cache_time",
    ),
    ("getFile", downloads.get_file, "file_id"),
    ("setMyCommands", profile.set_my_commands, "commands scope language_code"),
    ("getMyCommands", profile.get_my_commands, "scope language_code"),
    ("deleteMyCommands", profile.delete_my_commands, "scope language_code"),
    ("setMyDescription", profile.set_my_description, "description language_code"),
    (
        "setMyShortDescription",
        profile.set_my_short_description,
        "short_description language_code",
    ),
    ("setChatMenuButton", profile.set_chat_menu_button, "chat_id menu_button"),
)
