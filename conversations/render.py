"""From what is to be said to what Telegram shows: HTML with every foreign word escaped (X65)."""

from datetime import date, datetime
from html import escape
from typing import Any

from conversations import formats, texts
from conversations.words import Button, Draft, Say
from models.values import Money
from models.views import Reader

SEPARATOR = "\n\n"


def render(say: Say, reader: Reader, draft: Draft) -> dict[str, Any]:
    """The payload of an outbox row: `text` (HTML), `keyboard` (rows of buttons), a file if any."""
    text = _text(say, reader)
    if draft.note and say.screen and say.key != draft.note:
        text = f"<i>{_text(Say(draft.note), reader)}</i>{SEPARATOR}{text}"
    payload: dict[str, Any] = {"text": text}
    if say.keyboard:
        payload["keyboard"] = [
            [_button(button, reader, draft) for button in row] for row in say.keyboard
        ]
    if say.attachment:
        payload["file"] = {
            "name": say.attachment.name,
            "mime": say.attachment.mime,
            "content": say.attachment.content,
        }
    return payload


def _text(say: Say, reader: Reader) -> str:
    template = texts.text(say.key, reader.language)
    args = {name: _shown(name, value, reader) for name, value in say.args.items()}
    return template.format(**args)


def _shown(name: str, value: Any, reader: Reader) -> str:
    match value:
        case Say():
            return _text(value, reader)
        case datetime():
            return escape(formats.when(value, reader.timezone, reader.language), quote=False)
        case date() if name == "month":
            return formats.month(value, reader.language)
        case date():
            return formats.day(value, reader.language)
        case Money():
            return formats.money(value, reader.language)
        case tuple() | list():
            return SEPARATOR.join(_shown("", item, reader) for item in value)
        case None:
            return ""
        case str() if name == "phone":
            return formats.phone(value)
        case _:
            return escape(str(value), quote=False)


def _button(button: Button, reader: Reader, draft: Draft) -> dict[str, str]:
    shown: dict[str, str] = {"text": button.label if button.plain else _label(button, reader)}
    if button.style:
        shown["style"] = button.style
    if button.url is not None:
        shown["url"] = button.url
    elif button.copy is not None:
        shown["copy_text"] = button.copy
    elif button.action is not None:
        verb, about = button.action
        shown["data"] = f"do:{verb}:{about.public_id.hex}:{about.version}"
    else:
        shown["data"] = f"{draft.dialogue}:{draft.rev}:{button.value}"
    return shown


def _label(button: Button, reader: Reader) -> str:
    """Labels are plain text: nothing is escaped, because Telegram parses no markup there."""
    template = texts.text(button.label, reader.language)
    return template.format(**{name: _plain(value, reader) for name, value in button.args.items()})


def _plain(value: Any, reader: Reader) -> str:
    match value:
        case datetime():
            return formats.when(value, reader.timezone, reader.language)
        case Money():
            return formats.money(value, reader.language)
        case _:
            return str(value)
