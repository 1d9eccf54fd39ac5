"""What an SMS and an e-mail say: neutral words, plain text, an SMS in cheap letters."""

import re
import unicodedata
from collections.abc import Mapping
from html import unescape
from typing import Any, Final

from conversations.render import plain
from conversations.words import Brief
from models.views import House, Reader

_TAG = re.compile(r"<[^>]*>")
#: One character outside GSM-7 more than doubles what an SMS costs (3-protocols 2.5).
_FOLDED: Final = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "·": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...",
     "‹": "<", "›": ">", "\u00a0": " ", "\u202f": " ", "\t": " "}
)  # fmt: skip


def for_sms(brief: Brief, reader: Reader, house: House, *, shared: bool) -> str:
    """The words of an SMS, in ASCII."""
    return fold(_words(brief, reader, house, shared=shared))


def for_mail(
    brief: Brief, reader: Reader, house: House, *, shared: bool
) -> dict[str, Any]:  # fmt: skip
    """`subject`, `text` and perhaps a `file`."""
    letter: dict[str, Any] = {
        "subject": _filled("mail_subject", brief.args, reader, house),
        "text": _filled(
            "mail_body", {"words": _words(brief, reader, house, shared=shared)}, reader, house
        ),
    }
    if brief.attachment is not None:
        letter["file"] = {
            "name": brief.attachment.name,
            "mime": brief.attachment.mime,
            "content": brief.attachment.content,
        }
    return letter


def fold(words: str) -> str:
    """The nearest ASCII; what has none becomes a question mark."""
    marked = unicodedata.normalize("NFKD", words.translate(_FOLDED))
    letters = "".join(char for char in marked if not unicodedata.combining(char))
    return letters.encode("ascii", "replace").decode()


def _words(brief: Brief, reader: Reader, house: House, *, shared: bool) -> str:
    key = brief.shared if shared and brief.shared is not None else brief.key
    return _filled(key, brief.args, reader, house)


def _filled(key: str, args: Mapping[str, Any], reader: Reader, house: House) -> str:
    return unescape(_TAG.sub("", plain(key, {"reference": "", **args}, reader, house)))
