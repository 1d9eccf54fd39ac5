"""Telegram as a way out: new messages, edits in place, files; errors as the queue needs them."""

from collections.abc import Mapping
from typing import Any

from telegram import (
    Bot,
    BotCommandScopeChat,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
)
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from services.channels.telegram_shapes import captioned, keyboard, pictured, protected, shown
from services.channels.telegram_transport import call
from services.errors import DeliveryFailed

#: Refusals that trying again can't change; compared without case (3-protocols 8.3).
_UNREACHABLE = ("chat not found", "user is deactivated", "bot can't initiate", "peer_id_invalid")
#: A file id that is of no use: a picture that may be left out is, and the words go alone.
_NO_PICTURE = ("file identifier", "file_reference", "file of type", "photo", "media", "caption")
#: Of an edit: gone, too old, or of another kind; none is an error to us (X64).
_NOT_EDITABLE = (
    "message to edit not found", "message can't be edited", "no text in the message to edit",
    "no media in the message to edit",
)  # fmt: skip


class Unreachable(DeliveryFailed):
    """The person blocked the bot or never started it (X33)."""

    def __init__(self, message: str) -> None:
        super().__init__(message, permanent=True)


class TelegramChannel:
    """Sends rendered payloads: text (HTML), keyboards, a file or `media`, `edit` or `replaces`.

    `protected` keeps a new message from being copied or forwarded. `delete` takes a message away,
    at least its words where they are ours, and says the text only where Telegram can't. With both
    `edit` and `replaces`, the latter goes when the edit can't be done: a photo becomes no text
    again. What is `covered` is put into `edit` and nowhere else: whoever took that away sees
    nothing.
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
            is_away = isinstance(error, NetworkError)
            raise DeliveryFailed(type(error).__name__, away=is_away) from error

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
        if "delete" in payload and await self._taken_away(chat_id, int(payload["delete"])):
            return None
        if "media" not in payload:
            return await self._place(chat_id, payload, "editMessageText", shown(payload))
        try:
            return await self._place(chat_id, payload, "editMessageMedia", pictured(payload))
        except BadRequest as error:
            known = any(words in _words(error).casefold() for words in _NO_PICTURE)
            if not (known and payload["media"].get("dispensable")):
                raise
        words_alone = {name: value for name, value in payload.items() if name != "media"}
        return await self._place(chat_id, words_alone, "editMessageText", shown(words_alone))

    async def _place(
        self, chat_id: int, payload: Mapping[str, Any], method: str, parameters: Mapping[str, Any]
    ) -> int:
        """Change the screen by an edit, or put a new one and take the old one away."""
        outgrown, edit = payload.get("replaces"), payload.get("edit")
        if edit is not None and payload.get("covered") and payload.get("file") is not None:
            await self._fill(chat_id, int(edit), payload)
            return int(edit)
        if edit is not None:
            edited = await self._edit(
                method, {"chat_id": chat_id, "message_id": edit, **parameters}
            )
            if edited or payload.get("covered"):
                return int(edit)
        sent = await self._new(chat_id, payload)
        if outgrown is not None:
            await self._remove(chat_id, int(outgrown))
        return sent

    async def _edit(self, method: str, parameters: Mapping[str, Any]) -> bool:
        """False: that message can't be edited into this any more, so a new one is due (X64)."""
        try:
            await call(self._bot, method, parameters)
        except BadRequest as error:
            words = _words(error).casefold()
            if any(sign in words for sign in _NOT_EDITABLE):
                return False
            if "message is not modified" not in words:
                raise
        return True

    async def _fill(self, chat_id: int, cover: int, payload: Mapping[str, Any]) -> None:
        """A file takes the place of its cover's words, and stays as protected as that was."""
        file, markup = payload["file"], keyboard(payload)
        paper = InputMediaDocument(
            _bytes(file), filename=file["name"], caption=payload["text"], parse_mode=ParseMode.HTML
        )
        keys = InlineKeyboardMarkup.de_json(markup) if markup else None
        try:
            await self._bot.edit_message_media(paper, chat_id, cover, reply_markup=keys)
        except BadRequest as error:
            words = _words(error).casefold()
            if not any(sign in words for sign in (*_NOT_EDITABLE, "message is not modified")):
                raise

    async def _new(self, chat_id: int, payload: Mapping[str, Any]) -> int:
        file, text, to = payload.get("file"), payload["text"], {"chat_id": chat_id}
        if "media" in payload:
            method = "sendPhoto" if payload["media"]["kind"] == "photo" else "sendDocument"
            sent = await call(self._bot, method, {**to, **captioned(payload), **protected(payload)})
            return int(sent["message_id"])
        if file is None:
            return await self._text(chat_id, payload)
        document = InputFile(_bytes(file), filename=file["name"])
        fits, markup = len(text) <= MessageLimit.CAPTION_LENGTH, keyboard(payload)
        if not fits:
            await self._text(chat_id, payload)
        document_sent = await self._bot.send_document(
            chat_id,
            document,
            caption=text if fits else None,
            parse_mode=ParseMode.HTML if fits else None,
            reply_markup=InlineKeyboardMarkup.de_json(markup) if fits and markup else None,
            protect_content=payload.get("protected"),
        )
        return document_sent.message_id

    async def _text(self, chat_id: int, payload: Mapping[str, Any]) -> int:
        new = {"chat_id": chat_id, **shown(payload), **protected(payload)}
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

    async def _taken_away(self, chat_id: int, message_id: int) -> bool:
        """False: too old to be deleted, and not words of ours. Gone already is as good."""
        try:
            await self._bot.delete_message(chat_id, message_id)
        except BadRequest as error:
            if "message to delete not found" in _words(error).casefold():
                return True
            # What we have written ourselves can be written over at any age.
            nothing = {"chat_id": chat_id, "message_id": message_id, "text": "…"}
            return await self._edit("editMessageText", nothing)
        return True

    async def _remove(self, chat_id: int, message_id: int) -> None:
        """An old screen that a new one replaced; it may be gone or too old, and that is fine."""
        try:
            await self._bot.delete_message(chat_id, message_id)
        except TelegramError:
            return


def _bytes(file: Mapping[str, Any]) -> bytes:
    content = file["content"]
    return content if isinstance(content, bytes) else str(content).encode()


def seconds(error: RetryAfter) -> float:
    """How long Telegram wants to be left alone; PTB gives a number or a timedelta."""
    retry_after = error.retry_after
    return retry_after if isinstance(retry_after, int | float) else retry_after.total_seconds()


def _words(error: TelegramError) -> str:
    return error.message
