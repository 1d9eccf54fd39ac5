"""Telegram as a way out: new messages, edits in place, files; errors as the queue needs them."""

from collections.abc import Mapping
from typing import Any

from telegram import Bot, BotCommandScopeChat, InlineKeyboardMarkup, InputFile
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from services.channels.telegram_transport import call
from services.errors import DeliveryFailed

#: Refusals that trying again can't change; compared without case (3-protocols 8.3).
_UNREACHABLE = ("chat not found", "user is deactivated", "bot can't initiate", "peer_id_invalid")


class Unreachable(DeliveryFailed):
    """The person blocked the bot or never started it (X33)."""

    def __init__(self, message: str) -> None:
        super().__init__(message, permanent=True)


#: A screen that can't take the place of this message: it is gone, too old, or carries a file.
NOT_EDITABLE = (
    "message to edit not found", "message can't be edited", "no text in the message to edit"
)  # fmt: skip


class TelegramChannel:
    """Sends rendered payloads: text (HTML), keyboards, a file or `media`, `edit` or `replaces`.

    `protected` keeps a new message from being copied or forwarded. `delete` takes a message away,
    and says the text only where Telegram can't.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, chat_id: int, payload: Mapping[str, Any]) -> int | None:
        """Deliver and return the message's id. Raises DeliveryFailed."""
        try:
            return await self._send(chat_id, payload)
        except RetryAfter as error:
            raise DeliveryFailed("flood control", retry_after=seconds(error)) from error
        except Forbidden as error:
            raise Unreachable(_words(error)) from error
        except BadRequest as error:
            if any(words in _words(error).casefold() for words in _UNREACHABLE):
                raise Unreachable(_words(error)) from error
            raise DeliveryFailed(_words(error), permanent=True) from error
        except TelegramError as error:
            raise DeliveryFailed(type(error).__name__) from error

    async def answer(self, callback_query_id: str) -> None:
        """Stop the button's spinner, best effort: too late is no error (X64)."""
        try:
            await self._bot.answer_callback_query(callback_query_id)
        except TelegramError:
            return

    async def _send(self, chat_id: int, payload: Mapping[str, Any]) -> int | None:
        if "menu" in payload:
            await self._bot.set_my_commands(payload["menu"], BotCommandScopeChat(chat_id))
            return None
        if "puts_keys_away" in payload:
            await self._put_keys_away(chat_id, payload["puts_keys_away"])
            return None
        if "delete" in payload and await self._deleted(chat_id, int(payload["delete"])):
            return None
        edit = payload.get("edit")
        if edit is not None:
            edited = await self._edit(chat_id, int(edit), payload)
            if edited is not None:
                return edited
        sent = await self._new(chat_id, payload)
        if payload.get("replaces") is not None:
            await self._remove(chat_id, int(payload["replaces"]))
        return sent

    async def _edit(self, chat_id: int, message_id: int, payload: Mapping[str, Any]) -> int | None:
        """None: that message can't be edited any more, so a new one is due (X64)."""
        try:
            place = {"chat_id": chat_id, "message_id": message_id}
            await call(self._bot, "editMessageText", {**place, **_shown(payload)})
        except BadRequest as error:
            words = _words(error).casefold()
            if "message is not modified" in words:
                return message_id
            if any(sign in words for sign in NOT_EDITABLE):
                return None
            raise
        return message_id

    async def _new(self, chat_id: int, payload: Mapping[str, Any]) -> int:
        file, text = payload.get("file"), payload["text"]
        if "media" in payload:
            return await self._media(chat_id, payload)
        if file is None:
            return await self._text(chat_id, payload)
        document = InputFile(file["content"].encode(), filename=file["name"])
        fits, markup = len(text) <= MessageLimit.CAPTION_LENGTH, _keyboard(payload)
        if not fits:
            await self._text(chat_id, payload)
        sent = await self._bot.send_document(
            chat_id,
            document,
            caption=text if fits else None,
            parse_mode=ParseMode.HTML if fits else None,
            reply_markup=InlineKeyboardMarkup.de_json(markup) if fits and markup else None,
        )
        return sent.message_id

    async def _text(self, chat_id: int, payload: Mapping[str, Any]) -> int:
        new = {"chat_id": chat_id, **_shown(payload), **_protected(payload)}
        sent = await call(self._bot, "sendMessage", new)
        return int(sent["message_id"])

    async def _put_keys_away(self, chat_id: int, words: str) -> None:
        """Only a new message can take a reply keyboard away; it goes again at once."""
        sent = await call(
            self._bot,
            "sendMessage",
            {"chat_id": chat_id, "text": words, "disable_notification": True,
             "reply_markup": {"remove_keyboard": True}},
        )  # fmt: skip
        await self._remove(chat_id, int(sent["message_id"]))

    async def _media(self, chat_id: int, payload: Mapping[str, Any]) -> int:
        """A photo or document that Telegram has already, with the text below it."""
        media, markup = payload["media"], _keyboard(payload)
        new = {
            "chat_id": chat_id,
            media["kind"]: media["file_id"],
            "caption": payload["text"],
            "parse_mode": ParseMode.HTML,
            **_protected(payload),
        }
        method = "sendPhoto" if media["kind"] == "photo" else "sendDocument"
        sent = await call(self._bot, method, {**new, "reply_markup": markup} if markup else new)
        return int(sent["message_id"])

    async def _deleted(self, chat_id: int, message_id: int) -> bool:
        """False: Telegram doesn't delete it, because it is too old. Gone already is as good."""
        try:
            await self._bot.delete_message(chat_id, message_id)
        except BadRequest as error:
            return "message to delete not found" in _words(error).casefold()
        return True

    async def _remove(self, chat_id: int, message_id: int) -> None:
        """An old screen that a new one replaced; it may be gone or too old, and that is fine."""
        try:
            await self._bot.delete_message(chat_id, message_id)
        except TelegramError:
            return


def _shown(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Text and buttons, as sendMessage and editMessageText both take them."""
    shown = {
        "text": payload["text"],
        "parse_mode": ParseMode.HTML,
        "link_preview_options": {"is_disabled": True},
    }
    markup = _keyboard(payload)
    return {**shown, "reply_markup": markup} if markup else shown


def _protected(payload: Mapping[str, Any]) -> dict[str, bool]:
    return {"protect_content": True} if payload.get("protected") else {}


def _keyboard(payload: Mapping[str, Any]) -> dict[str, Any] | None:
    keys = payload.get("reply_keyboard")
    if keys is not None:
        share = {"text": keys["share"], "request_contact": True}
        words = [[{"text": text}] for text in keys["words"]]
        return {"keyboard": [[share], *words], "resize_keyboard": True, "one_time_keyboard": True}
    rows = payload.get("keyboard")
    return {"inline_keyboard": [[_button(b) for b in row] for row in rows]} if rows else None


def _button(shown: Mapping[str, str]) -> dict[str, Any]:
    """Our names of a button's parts are Telegram's but for two."""
    button: dict[str, Any] = dict(shown)
    if "data" in shown:
        button["callback_data"] = button.pop("data")
    if "copy_text" in shown:
        button["copy_text"] = {"text": shown["copy_text"]}
    return button


def seconds(error: RetryAfter) -> float:
    """How long Telegram wants to be left alone; PTB gives a number or a timedelta."""
    retry_after = error.retry_after
    return retry_after if isinstance(retry_after, int | float) else retry_after.total_seconds()


def _words(error: TelegramError) -> str:
    return error.message
