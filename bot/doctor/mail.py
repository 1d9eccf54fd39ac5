"""E-mail: does the server take us? It is asked as far as the login, and nothing is sent."""

from collections.abc import Mapping
from typing import Final

from bot import mail_parts
from bot.doctor.findings import Check, Finding, Visit, good, warning, wrong
from services.channels.email_failures import MailTrouble, Reason
from services.errors import DeliveryFailed

_LOGIN = (
    "Copy SMTP_USERNAME and SMTP_PASSWORD anew from the mail account; where it has two-step"
    " verification, make an app password."
)
_WAY = "Compare SMTP_SECURITY and SMTP_PORT with what the provider says: starttls 587, tls 465."
NEXT: Final[Mapping[Reason, str]] = {
    Reason.UNREACHED: "Look at SMTP_HOST and SMTP_PORT, and let this machine reach them.",
    Reason.BROKEN: _WAY,
    Reason.SLOW: f"{_WAY} Many networks block port 25.",
    Reason.BUSY: "Try again in a few minutes.",
    Reason.CERTIFICATE: "Put the name that the certificate is for into SMTP_HOST.",
    Reason.NO_TLS: _WAY,
    Reason.CREDENTIALS: _LOGIN,
    Reason.NO_LOGIN: f"Ask the provider how programs log in. {_WAY}",
    Reason.LOGIN_WANTED: _LOGIN,
    Reason.SENDER: "Put an address of this account into SMTP_FROM.",
    Reason.REFUSES: "Ask the provider why it refuses this machine's address.",
    Reason.STRANGE: f"Is this a mail server? {_WAY}",
}


async def _account(visit: Visit) -> list[Finding]:
    channel = mail_parts.email(visit.settings)
    if channel is None:
        return [good("E-mail: off, SMTP_HOST is empty.")]
    try:
        await channel.try_out()
    except MailTrouble as error:
        say = warning if error.reason is Reason.BUSY else wrong
        return [say(f"E-mail: {error.reason}.", NEXT[error.reason])]
    except DeliveryFailed:
        return [wrong("E-mail: the server refuses us.", NEXT[Reason.REFUSES])]
    secure = visit.settings.mail is not None and visit.settings.mail.security != "none"
    how = "over TLS" if secure else "on this machine"
    return [good(f"E-mail: the server takes us, {how}.")]


CHECKS = (Check("E-mail", _account, seconds=25.0),)
