"""From what is to be said to what Telegram shows: HTML with every foreign word escaped (X65)."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from html import escape, unescape
from typing import Any

from conversations import formats, kept_words, texts
from conversations.words import Button, ContactKeys, Draft, Export, Paper, Say
from models.values import Money
from models.views import House, Reader

SEPARATOR = "\n\n"
#: The dialogue whose buttons act like typed commands; its taps carry no step.
_DESK = "desk:0"
#: Telegram's limit for the text below a photo, in UTF-16 units and without the markup.
CAPTION = 1024
_TAG = re.compile(r"<[^>]*>")


def render(say: Say, reader: Reader, draft: Draft, house: House) -> dict[str, Any]:
    """The payload of an outbox row.

    `text` (HTML), `keyboard` (rows of buttons), `reply_keyboard` (in place of the phone's own), a
    file if any, or the `paper` to print.
    """
    eyes = _Eyes(reader, house, texts.spoken(reader.language))
    text = _text(say, eyes)
    if draft.note and say.screen and say.key != draft.note:
        text = f"<i>{_text(Say(draft.note), eyes)}</i>{SEPARATOR}{text}"
    payload: dict[str, Any] = {"text": text}
    if say.keyboard:
        shown = [
            [_button(b, eyes, draft) for b in row if _can_open(b, house)] for row in say.keyboard
        ]
        payload["keyboard"] = [row for row in shown if row]
    if say.keys:
        payload["reply_keyboard"] = _keys(say.keys, eyes)
    if say.attachment:
        payload["file"] = {
            "name": say.attachment.name,
            "mime": say.attachment.mime,
            "content": say.attachment.content,
        }
    if say.paper:
        payload["paper"] = {**_paper(say.paper), "language": reader.language}
    if say.media and not (say.media.dispensable and _length(text) > CAPTION):
        payload["media"] = asdict(say.media)
    if say.secret_of is not None:
        payload["protected"] = True
    return payload


def plain(
    key: str, args: Mapping[str, Any], reader: Reader, house: House, *, short: bool = False
) -> str:
    """A text for whatever shows no markup: labels, SMS, e-mail; `short` as on a button."""
    eyes = _Eyes(reader, house, texts.spoken(reader.language))
    return _label(key, args, eyes, short=short)


@dataclass(frozen=True, slots=True)
class _Eyes:
    """Who reads, in which house, and the locale of dates and numbers."""

    reader: Reader
    house: House
    locale: str

    def when(self, instant: datetime, *, short: bool) -> str:
        return formats.when(
            instant, self.reader.timezone, self.locale, self.house.timezone, short=short
        )

    def hour(self, instant: datetime, *, with_day: bool, short: bool) -> str:
        return formats.hour(
            instant, self.reader.timezone, self.locale, with_day=with_day, short=short
        )

    def words(self, key: str, args: Mapping[str, str], count: int | None = None) -> str:
        return texts.text(key, self.reader.language, count).format(**args)


def _paper(paper: Paper | Export) -> dict[str, Any]:
    """What is to be printed, never what will stand on it."""
    if isinstance(paper, Paper):
        return {"id": paper.receipt.hex}
    return {"of": paper.person.hex, "form": paper.form, "with_intake": paper.with_intake}


def _length(html: str) -> int:
    """As Telegram counts: UTF-16 units, after the markup has been read."""
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le")) // 2


def _text(say: Say, eyes: _Eyes) -> str:
    args = {name: _shown(name, value, eyes) for name, value in say.args.items()}
    known = {"practice": eyes.house.name, "emergency": eyes.house.emergency}
    shown = {**{name: escape(words, quote=False) for name, words in known.items()}, **args}
    return eyes.words(say.key, shown, say.args.get("count"))


def _shown(name: str, value: Any, eyes: _Eyes) -> str:
    match value:
        case Say():
            return _text(value, eyes)
        case tuple() | list():
            return SEPARATOR.join(_shown("", item, eyes) for item in value)
        case None:
            return ""
        case _:
            return escape(_plain(name, value, eyes, short=False), quote=False)


def _keys(keys: ContactKeys, eyes: _Eyes) -> dict[str, Any]:
    return {"share": eyes.words(keys.share, {}), "words": [eyes.words(k, {}) for k in keys.words]}


def _can_open(button: Button, house: House) -> bool:
    """Telegram opens pages over HTTPS only; without, people answer in the chat."""
    return button.page is None or house.pages is not None


def _button(button: Button, eyes: _Eyes, draft: Draft) -> dict[str, str]:
    shown: dict[str, str] = {
        "text": button.label if button.plain else _label(button.label, button.args, eyes)
    }
    if button.style:
        shown["style"] = button.style
    if button.url is not None:
        shown["url"] = button.url
    elif button.page is not None:
        joint = "&" if "?" in button.page else "?"
        shown["page"] = f"{eyes.house.pages}{button.page}{joint}lang={eyes.locale}"
    elif button.copy is not None:
        shown["copy_text"] = button.copy
    elif button.command is not None:
        shown["data"] = f"{_DESK}:{button.command}"
    elif button.action is not None:
        verb, about = button.action
        shown["data"] = f"do:{verb}:{about.public_id.hex}:{about.version}"
    else:
        shown["data"] = f"{draft.dialogue}:{draft.rev}:{button.value}"
    return shown


def _label(key: str, args: Mapping[str, Any], eyes: _Eyes, *, short: bool = True) -> str:
    """Labels are plain text: nothing is escaped, because Telegram parses no markup there."""
    shown = {name: _plain(name, value, eyes, short=short) for name, value in args.items()}
    known = {"practice": eyes.house.name, "emergency": eyes.house.emergency}
    return eyes.words(key, {**known, **shown}, args.get("count"))


def _plain(name: str, value: Any, eyes: _Eyes, *, short: bool) -> str:
    """`short`: for a button."""
    match value:
        case Say():
            return _label(value.key, value.args, eyes, short=short)
        case datetime() if name in {"hour", "day_hour"}:
            return eyes.hour(value, with_day=name == "day_hour", short=short)
        case datetime():
            return eyes.when(value, short=short)
        case time():
            return formats.wall_clock(value, eyes.locale, short=short)
        case date() if name == "month":
            return formats.month(value, eyes.locale)
        case date():
            return formats.day(value, eyes.locale)
        case Money():
            return formats.money(value, eyes.locale)
        case str() if name == "phone":
            return formats.phone(value)
        case str() if name in kept_words.ARGUMENTS:
            return kept_words.shown(value, eyes.locale)
        case _:
            return str(value)
