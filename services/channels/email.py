"""E-mail by SMTP: plain mails that cannot be forged from within, and what the answers mean.

A mail whose answer was lost may have gone out: the queue sends it again, with the same Message-ID.
"""

import asyncio
import hashlib
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final, Literal

import aiosmtplib

from services import clock
from services.channels.email_failures import Reason, UnknownMailbox, failure, trouble
from services.email_addresses import NotAnAddress, for_servers

Security = Literal["starttls", "tls", "none"]

#: Less than the lease of the outbox, so that nobody else takes the mail meanwhile.
SECONDS_IN_ALL: Final = 20.0
SECONDS_A_STEP: Final = 10.0
SECONDS_TO_PART: Final = 2.0
#: At once to one server, which counts the connections of a customer.
AT_ONCE: Final = 8

#: Nothing in a mail needs a server that takes more than ASCII.
_WIRE: Final = SMTP.clone(cte_type="7bit")
_METHOD: Final = re.compile(rb"(?m)^METHOD:([A-Z]+)\r?$")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class EmailSettings:
    """A mail account. `sender` is its address, `name` whose mails they are to their readers.

    `security` "none" is for a server on this machine. `trust` says which certificates are good;
    None takes those that this machine trusts.
    """

    host: str
    port: int
    sender: str
    name: str
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    security: Security = "starttls"
    trust: ssl.SSLContext | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a mail; a calendar's says itself what it is for (METHOD)."""

    name: str
    mime: str
    content: str | bytes = field(repr=False)


class EmailChannel:
    """Sends mails, each by a connection of its own; safe to share between tasks."""

    def __init__(self, settings: EmailSettings) -> None:
        self._settings = settings
        self._places = asyncio.Semaphore(AT_ONCE)

    async def send(
        self, to: str, subject: str, text: str, attachment: Attached | None = None, *,
        message_id: str,
    ) -> None:  # fmt: skip
        """Send to one address. `message_id` is our key of this mail: the same is the same mail.

        Raises DeliveryFailed, which names neither address nor words: UnknownMailbox where nobody
        has this address, MailTrouble where a person has to put something right.
        """
        try:
            reader = for_servers(to)
        except NotAnAddress:
            raise UnknownMailbox("not an address") from None
        mail = self._mail(reader, subject, text, message_id)
        if attachment is not None:
            _attach(mail, attachment)
        async with self._connected() as server:
            await server.send_message(mail, sender=self._sender, recipients=[reader])

    async def try_out(self) -> None:
        """Connect and log in, and send nothing. Raises DeliveryFailed as `send` does."""
        async with self._connected():
            return

    @property
    def _sender(self) -> str:
        return for_servers(self._settings.sender)

    def _mail(self, reader: str, subject: str, text: str, message_id: str) -> EmailMessage:
        mail = EmailMessage(_WIRE)
        mail["From"] = Address(_line(self._settings.name), addr_spec=self._sender)
        mail["To"] = reader
        mail["Subject"] = _line(subject)
        mail["Date"] = format_datetime(clock.now())
        mail["Message-ID"] = name_of(message_id, self._sender)
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(_UNPRINTABLE.sub("", text), charset="utf-8")
        return mail

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[aiosmtplib.SMTP]:
        """A server that knows us; what goes wrong inside becomes DeliveryFailed, too."""
        server = self._client()
        try:
            async with asyncio.timeout(SECONDS_IN_ALL), self._places:
                await server.connect()
                yield server
            await _part(server)
        except TimeoutError:
            raise trouble(Reason.SLOW) from None
        except ssl.SSLCertVerificationError:
            raise trouble(Reason.CERTIFICATE) from None
        except (aiosmtplib.SMTPException, ssl.SSLError, OSError) as error:
            # Their words may hold the address.
            raise failure(error) from None
        finally:
            server.close()

    def _client(self) -> aiosmtplib.SMTP:
        account = self._settings
        return aiosmtplib.SMTP(
            hostname=account.host,
            port=account.port,
            username=account.username,
            password=account.password,
            local_hostname=self._sender.rpartition("@")[2],
            timeout=SECONDS_A_STEP,
            use_tls=account.security == "tls",
            start_tls=account.security == "starttls",
            tls_context=account.trust,
        )


def name_of(message_id: str, sender: str) -> str:
    """The Message-ID of a mail of ours; nothing can be read from it."""
    digest = hashlib.sha256(message_id.encode()).hexdigest()
    return f"<{digest[:40]}@{sender.rpartition('@')[2]}>"


async def _part(server: aiosmtplib.SMTP) -> None:
    """Say goodbye; the mail is theirs already, whatever they answer."""
    try:
        await server.quit(timeout=SECONDS_TO_PART)
    except (aiosmtplib.SMTPException, OSError):
        return


def _line(words: str) -> str:
    """One line, whatever was in it: a line break would begin a header of somebody's choice."""
    return " ".join(_UNPRINTABLE.sub(" ", words).split())


def _attach(mail: EmailMessage, file: Attached) -> None:
    """As base64, so that no line of it is touched on the way."""
    content = file.content if isinstance(file.content, bytes) else file.content.encode()
    kind, _, subkind = file.mime.partition(";")[0].partition("/")
    parameters = {}
    if file.mime.startswith("text/"):
        parameters["charset"] = "utf-8"
    if subkind == "calendar" and (method := _METHOD.search(content)):
        parameters["method"] = method[1].decode()
    mail.add_attachment(
        content, kind, subkind, cte="base64", filename=_line(file.name), params=parameters
    )
