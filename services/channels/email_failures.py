"""What a mail server's refusals mean for a mail: never, later, or a person has to act."""

import re
import ssl
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import aiosmtplib

from services.errors import DeliveryFailed

#: Seconds to wait: after trouble on the way, for who is asked to come again (a server that greets
#: strangers so lets them in after some minutes), and after what a person has to put right.
SOON: Final = 60.0
AGAIN: Final = 300.0
LATER: Final = 900.0

#: The enhanced status (RFC 3463) that servers put before their words.
_ENHANCED: Final = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})\b")
#: Nobody there: bad address, bad system, moved without address, disabled.
_NOBODY: Final = frozenset({"1.1", "1.2", "1.3", "1.6", "1.10", "2.1"})
#: Codes that say so where there is no enhanced status (RFC 5321, 4.2.3).
_NOBODY_PLAIN: Final = frozenset({550, 551, 553})
#: The mailbox is full: it will be emptied, or will not.
_FULL: Final = "2.2"
_LOGIN_FIRST: Final = 530


class UnknownMailbox(DeliveryFailed):
    """Nobody has this address (any more): it is not asked again."""

    def __init__(self, message: str) -> None:
        super().__init__(f"e-mail: {message}", permanent=True)


class Reason(StrEnum):
    """Why no mail leaves for anybody."""

    UNREACHED = "no connection to the server"
    BROKEN = "the connection broke"
    SLOW = "the server took too long"
    BUSY = "the server has no time"
    CERTIFICATE = "the server's certificate is not valid"
    NO_TLS = "the server offers no such encryption"
    CREDENTIALS = "the server refuses user name and password"
    NO_LOGIN = "the server takes no such login"
    LOGIN_WANTED = "the server wants a user name and a password"
    SENDER = "the server refuses our own address"
    REFUSES = "the server refuses us"
    STRANGE = "the server does not speak as it should"


_WAIT: Final[Mapping[Reason, float]] = {
    Reason.UNREACHED: SOON,
    Reason.BROKEN: SOON,
    Reason.SLOW: SOON,
    Reason.BUSY: SOON,
}


class MailTrouble(DeliveryFailed):
    """No mail leaves for anybody, whoever it is for. `alarming`: it won't pass by itself."""

    def __init__(self, reason: Reason, code: int | None = None) -> None:
        said = f" ({code})" if code else ""
        super().__init__(f"e-mail: {reason}{said}", retry_after=_WAIT.get(reason, LATER))
        self.reason = reason
        self.alarming = reason not in _WAIT


def trouble(reason: Reason, code: int | None = None) -> MailTrouble:
    """What to raise."""
    return MailTrouble(reason, code)


def failure(error: Exception) -> DeliveryFailed:
    """What an exception on the way means; nothing of its words is kept."""
    match error:
        case aiosmtplib.SMTPRecipientsRefused(recipients=[first, *_]):
            return _refused(first.code, first.message, to_reader=True)
        case aiosmtplib.SMTPDataError(code=code, message=words):
            return _refused(code, words, to_reader=False)
        case aiosmtplib.SMTPResponseException(code=code):
            return trouble(_of_us(error, code), code)
        case aiosmtplib.SMTPNotSupported():
            # Of what we ask for, only a beginning beyond ASCII hangs on who the reader is.
            return DeliveryFailed("e-mail: the server can't write such an address", permanent=True)
        case _:
            return _without_answer(error)


def _of_us(error: aiosmtplib.SMTPResponseException, code: int) -> Reason:
    """What was refused before anything was said of the reader."""
    if code < 500:
        return Reason.BUSY
    if code == _LOGIN_FIRST:
        return Reason.LOGIN_WANTED
    match error:
        case aiosmtplib.SMTPAuthenticationError():
            return Reason.CREDENTIALS
        case aiosmtplib.SMTPSenderRefused():
            return Reason.SENDER
        case _:
            return Reason.REFUSES


def _without_answer(error: Exception) -> MailTrouble:
    match error:
        case TimeoutError():
            return trouble(Reason.SLOW)
        case ssl.SSLError():
            return trouble(Reason.NO_TLS)
        case OSError(__cause__=ssl.SSLCertVerificationError()):
            return trouble(Reason.CERTIFICATE)
        case OSError(__cause__=ssl.SSLError()):
            return trouble(Reason.NO_TLS)
        case aiosmtplib.SMTPConnectError():
            return trouble(Reason.UNREACHED)
        case OSError():
            return trouble(Reason.BROKEN)
        case _ if "STARTTLS" in str(error):
            return trouble(Reason.NO_TLS)
        case _ if "AUTH" in str(error).upper():
            return trouble(Reason.NO_LOGIN)
        case _:
            return trouble(Reason.STRANGE)


def _refused(code: int, words: str, *, to_reader: bool) -> DeliveryFailed:
    """`to_reader`: the address itself was refused, not the mail."""
    found = _ENHANCED.match(words.strip())
    detail = f"{found[2]}.{found[3]}" if found else ""
    shown = f"{code} {found[0]}" if found else str(code)
    if code < 500:
        return DeliveryFailed(f"e-mail: asked to come again ({shown})", retry_after=AGAIN)
    if detail in _NOBODY or (to_reader and not detail and code in _NOBODY_PLAIN):
        return UnknownMailbox(f"nobody has this address ({shown})")
    if detail == _FULL:
        return DeliveryFailed(f"e-mail: the mailbox is full ({shown})", retry_after=LATER)
    return DeliveryFailed(f"e-mail: refused ({shown})", permanent=True)
