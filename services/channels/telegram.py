"""Telegram as a way out: new messages, edits in place, files; errors as the queue needs them."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

from telegram import Bot, BotCommandScopeChat, InlineKeyboardMarkup, InputFile
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from services.channels.telegram_transport import call
from services.errors import DeliveryFailed

#: Refusals that trying again can't change; compared without case (3-protocols 8.3).
_UNREACHABLE = ("chat not found", "user is deactivated", "bot can't initiate", "peer_id_invalid")
#: A file id that is of no use: the picture is left out, and the words go alone.
_NO_PICTURE = ("file identifier", "file_reference", "file of type", "photo", "media", "caption")


class _Edited(Enum):
    """What became of an edit; a photo doesn't turn back into a text, and what is gone is gone."""

    DONE = auto()
    OTHER_KIND = auto()
    GONE = auto()


#: What Telegram says of an edit that isn't an error to us (X64).
_SIGNS = {
    _Edited.DONE: ("message is not modified",),
    _Edited.OTHER_KIND: ("there is no text in the message", "there is no media in the message"),
    _Edited.GONE: ("message to edit not found", "message can't be edited"),
}


class Unreachable(DeliveryFailed):
    """The person blocked the bot or never started it (X33)."""

    def __init__(self, message: str) -> None:
        super().__init__(message, permanent=True)


class TelegramChannel:
    """Sends rendered payloads: text (HTML), keyboard, a file or photo, `edit` or `replaces`."""

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
        if "photo" in payload:
            try:
                return await self._place(chat_id, payload, "editMessageMedia", _pictured(payload))
            except BadRequest as error:
                if not any(words in _words(error).casefold() for words in _NO_PICTURE):
                    raise
        words_alone = {name: value for name, value in payload.items() if name != "photo"}
        return await self._place(chat_id, words_alone, "editMessageText", _shown(payload))

    async def _place(
        self, chat_id: int, payload: Mapping[str, Any], method: str, shown: Mapping[str, Any]
    ) -> int:
        """Change the screen by an edit, or put a new one and take the old one away."""
        outgrown, edit = payload.get("replaces"), payload.get("edit")
        if edit is not None:
            edited = await self._edit(method, {"chat_id": chat_id, "message_id": edit, **shown})
            if edited is _Edited.DONE:
                return int(edit)
            outgrown = edit if edited is _Edited.OTHER_KIND else None
        sent = await self._new(chat_id, payload)
        if outgrown is not None:
            await self._remove(chat_id, int(outgrown))
        return sent

    async def _edit(self, method: str, parameters: Mapping[str, Any]) -> _Edited:
        try:
            await call(self._bot, method, parameters)
        except BadRequest as error:
            words = _words(error).casefold()
            for outcome, signs in _SIGNS.items():
                if any(sign in words for sign in signs):
                    return outcome
            raise
        return _Edited.DONE

    async def _new(self, chat_id: int, payload: Mapping[str, Any]) -> int:
        file, text = payload.get("file"), payload["text"]
        if "photo" in payload:
            sent = await call(self._bot, "sendPhoto", {"chat_id": chat_id, **_captioned(payload)})
            return int(sent["message_id"])
        if file is None:
            return await self._text(chat_id, payload)
        document = InputFile(file["content"].encode(), filename=file["name"])
        fits, markup = len(text) <= MessageLimit.CAPTION_LENGTH, _keyboard(payload)
        if not fits:
            await self._text(chat_id, payload)
        document_sent = await self._bot.send_document(
            chat_id,
            document,
            caption=text if fits else None,
            parse_mode=ParseMode.HTML if fits else None,
            reply_markup=InlineKeyboardMarkup.de_json(markup) if fits and markup else None,
        )
        return document_sent.message_id

    async def _text(self, chat_id: int, payload: Mapping[str, Any]) -> int:
        sent = await call(self._bot, "sendMessage", {"chat_id": chat_id, **_shown(payload)})
        return int(sent["message_id"])

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


def _captioned(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The same below a photo, as sendPhoto takes it."""
    shown = _shown(payload)
    del shown["link_preview_options"]
    shown["caption"] = shown.pop("text")
    return {**shown, "photo": payload["photo"]}


def _pictured(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The same as editMessageMedia takes it: the words belong to the medium."""
    shown = _captioned(payload)
    medium = {"type": "photo", "media": shown.pop("photo"), "caption": shown.pop("caption"),
              "parse_mode": shown.pop("parse_mode")}  # fmt: skip
    return {**shown, "media": medium}


def _keyboard(payload: Mapping[str, Any]) -> dict[str, Any] | None:
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
