"""How the tour prints what a person reads: the chat, SMS, mails, the network's screen."""

import html
import textwrap
from typing import Any

from bot.story.steps import Mail, Screen, Sms

WIDTH = 78


def tell(person: str, words: str, read: dict[str, Any]) -> None:
    """Print what has these words, by the way on which it came."""
    name = person.capitalize()
    match words:
        case Sms():
            parts = "1 part" if read["segments"] == 1 else f"{read['segments']} parts"
            _print(f"SMS to {name} ({parts}, {read['encoding']})", read["text"])
        case Mail():
            _print(f"mail to {name}: {read['subject']}", read["text"])
            for file in read["attachments"]:
                _print_file(file)
        case Screen():
            _print(f"on {name}'s screen, {read['code']}", read["text"])
        case _:
            _print_message(name, read)


def _print_message(name: str, message: dict[str, Any]) -> None:
    how = "the message changes" if message["edited"] else "a new message"
    _print(f"to {name} ({how})", html.unescape(message["text"]))
    if message.get("file"):
        _print_file(message["file"])
    for row in message.get("keyboard") or []:
        print("      │ " + " ".join(f"[{button['text']}]" for button in row))


def _print_file(file: dict[str, Any]) -> None:
    print(f"      │ ⌲ {file['name']}")


def _print(title: str, text: str) -> None:
    print(f"\n      {title}")
    for line in text.splitlines():
        for part in textwrap.wrap(line, WIDTH - 12, break_on_hyphens=False) or [""]:
            print(f"      │ {part}")
