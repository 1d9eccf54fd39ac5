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
#: A mail is not answered: what an SMS offers to reply is left out.
_MAILED: Final = {
    "brief_reminder": "brief_reminder_settled",
    "brief_reminder_shared": "brief_reminder_settled_shared",
    "brief_reminder_several": "brief_reminder_several_mailed",
    "brief_reminder_several_shared": "brief_reminder_settled_shared",
    "brief_pay": "brief_pay_mailed",
    "brief_pay_shared": "brief_pay_mailed_shared",
}


def for_sms(brief: Brief, reader: Reader, house: House, *, shared: bool) -> str:
    """The words of an SMS, in ASCII."""
    return fold(_filled(_key(brief, shared=shared), brief.args, reader, house))


def for_mail(brief: Brief, reader: Reader, house: House, *, shared: bool) -> dict[str, Any]:
    """`subject`, `mail` (its words) and perhaps a `file`."""
    subject = "mail_subject" if brief.args.get("reference") else "mail_subject_news"
    key = _key(brief, shared=shared)
    words = _filled(_MAILED.get(key, key), brief.args, reader, house)
    letter: dict[str, Any] = {
        "subject": _filled(subject, brief.args, reader, house),
        "mail": _filled("mail_body", {"words": words}, reader, house),
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
    cheap = words.translate(_FOLDED)
    if cheap.isascii():
        return cheap
    marked = unicodedata.normalize("NFKD", cheap)
    letters = "".join(char for char in marked if not unicodedata.combining(char))
    return letters.encode("ascii", "replace").decode()


def _key(brief: Brief, *, shared: bool) -> str:
    return brief.shared if shared and brief.shared is not None else brief.key


def _filled(key: str, args: Mapping[str, Any], reader: Reader, house: House) -> str:
    return unescape(_TAG.sub("", plain(key, args, reader, house)))
