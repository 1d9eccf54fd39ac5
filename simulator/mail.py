"""A mail server on this machine: takes mails by SMTP and puts them into people's inboxes.

Faults (service "mail"; of a phone, where a mail is for its owner): `auth_failed`, `greylist`,
`mailbox_unknown`, `refuse`, `drop_before_data`, `drop_after_data` (the mail arrives, its answer is
lost), `slow` (`value` seconds), `answer` (`value`, such as "452 4.2.2 Full"; `method` MAIL, RCPT or
DATA).
"""

from __future__ import annotations

import asyncio
import contextlib
import email
import email.policy
import email.utils
import logging
import secrets
import ssl
import time
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from simulator.phones import Mail, Phone

if TYPE_CHECKING:
    from simulator.world import World

USERNAME = "demo"
PASSWORD = "demo-mail"
NAME = "mail.smiling-steps.example"
KEPT_TEXT = 256 * 1024

# It warns of each login, in a form of its own that it means to drop.
logging.getLogger("mail.log").setLevel(logging.ERROR)


class MailServer:
    """SMTP on the loop of the world; `port` is known once it has started.

    With `tls` it offers STARTTLS, and `at_once` makes it speak TLS from the start.
    """

    def __init__(
        self, world: World, *, tls: ssl.SSLContext | None = None, at_once: bool = False,
        login: bool = True,
    ) -> None:  # fmt: skip
        self.host, self.port = "127.0.0.1", 0
        self._taker = Taker(world, login=login)
        self._tls, self._at_once, self._login = tls, at_once, login
        self._server: asyncio.Server | None = None
        self._open: set[SMTP] = set()

    async def start(self) -> None:
        """On this machine alone, wherever the page is shown."""
        self._server = await asyncio.get_running_loop().create_server(
            self._session, self.host, 0, ssl=self._tls if self._at_once else None
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Take no more, and end what is open."""
        if self._server is not None:
            self._server.close()
        for session in tuple(self._open):
            if session.transport is not None:
                session.transport.abort()  # type: ignore[attr-defined]
        # Each ends in a callback of its own.
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    def _session(self) -> SMTP:
        session = _Session(
            self._taker,
            hostname=NAME,
            ident="SMTP",
            enable_SMTPUTF8=True,
            tls_context=None if self._at_once else self._tls,
            authenticator=self._taker.authenticate if self._login else None,
            auth_require_tls=False,
            auth_exclude_mechanism=() if self._login else ("LOGIN", "PLAIN"),
            loop=asyncio.get_running_loop(),
        )
        session.watched_by(self._open)
        return session


class _Session(SMTP):
    """One connection, known to the server for as long as it is open."""

    _others: set[SMTP]

    def watched_by(self, others: set[SMTP]) -> None:
        self._others = others
        others.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        self._others.discard(self)
        super().connection_lost(error)


class Taker:
    """What the server says to each command, and where a mail goes."""

    def __init__(self, world: World, *, login: bool) -> None:
        self.world = world
        self._login = login

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        """Whether these are our user name and password."""
        given = (data.login, data.password) if isinstance(data, LoginPassword) else None
        right = given == (USERNAME.encode(), PASSWORD.encode())
        # A client tries one way to log in after another.
        if session.authenticated is None and right and not self._take("auth_failed"):
            return AuthResult(success=True)
        session.authenticated = False
        self._record("AUTH", None, None, "535 5.7.8 Authentication credentials invalid")
        return AuthResult(success=False, handled=False)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Who sends."""
        if self._login and not session.authenticated:
            return self._record("MAIL", None, None, "530 5.7.0 Authentication required")
        if fault := self.world.faults.take("mail", "answer", None, "MAIL", only_method=True):
            return self._record("MAIL", None, None, str(fault.value))
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """To whom."""
        phone = self.world.phone_by_email(address)
        if self._take("drop_before_data", phone):
            self._record("RCPT", address, None, None)
            await _hang_up(server)
        answer = self._refusal(phone, "RCPT") or self._of_reader(phone)
        if answer:
            return self._record("RCPT", address, None, answer)
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """The mail itself."""
        started = time.monotonic()
        content = envelope.content
        assert isinstance(content, bytes)
        answers = [self._deliver(address, content) for address in envelope.rcpt_tos]
        refusals = [answer for answer in answers if answer is not None]
        phone = self.world.phone_by_email(envelope.rcpt_tos[0])
        slow = self.world.faults.take("mail", "slow", phone.id if phone else None)
        if slow is not None:
            await asyncio.sleep(float(slow.value))
        lost = self._take("drop_after_data", phone)
        answer = refusals[0] if refusals else f"250 2.0.0 OK, queued as {secrets.token_hex(4)}"
        milliseconds = (time.monotonic() - started) * 1000
        body = summary(content)
        self._record("DATA", ", ".join(envelope.rcpt_tos), body, None if lost else answer,
                     milliseconds)  # fmt: skip
        if lost:
            await _hang_up(server)
        return answer

    def _deliver(self, address: str, content: bytes) -> str | None:
        """None when the mail has arrived; why not, otherwise."""
        phone = self.world.phone_by_email(address)
        if self._take("refuse", phone):
            return "554 5.7.1 Message refused"
        refusal = self._refusal(phone, "DATA")
        if refusal is None:
            deliver(self.world, phone, address, content)
        return refusal

    def _refusal(self, phone: Phone | None, method: str) -> str | None:
        """What was ordered for this command by name."""
        name = phone.id if phone else None
        fault = self.world.faults.take("mail", "answer", name, method, only_method=True)
        return str(fault.value) if fault else None

    def _of_reader(self, phone: Phone | None) -> str | None:
        if self._take("greylist", phone):
            return "451 4.7.1 Greylisted, come again later"
        if self._take("mailbox_unknown", phone):
            return "550 5.1.1 No such user here"
        return None

    def _take(self, fault: str, phone: Phone | None = None) -> bool:
        return bool(self.world.faults.take("mail", fault, phone.id if phone else None))

    def _record(
        self, command: str, to: str | None, body: Any, answer: str | None, ms: float = 0.0
    ) -> str:
        """Keep it in the record of calls; gives the answer back."""
        self.world.count("mail", "requests", command)
        if answer is None or not answer.startswith("250"):
            self.world.count("mail", "rejected", answer[:3] if answer else "dropped")
        self.world.record(
            service="mail",
            direction="in",
            method=command,
            path=to or "",
            body=body,
            status=int(answer[:3]) if answer else None,
            answer=answer,
            ms=ms,
        )
        return answer or ""


async def _hang_up(server: SMTP) -> None:
    """Ends the session, and with it whoever calls this."""
    if server.transport is not None:
        server.transport.abort()  # type: ignore[attr-defined]
    await asyncio.Event().wait()


def deliver(world: World, phone: Phone | None, to: str, content: bytes) -> Mail:
    """Put a mail into the inbox of its reader, or to those for nobody here."""
    mail = _read(world, to, content)
    inbox = world.elsewhere if phone is None else phone.mail
    known = mail.message_id and any(one.message_id == mail.message_id for one in inbox)
    world.count("mail", "messages", "repeated" if known else "new")
    inbox.append(mail)
    world.publish("mail", phone=phone.id if phone else None, mail=mail.as_json())
    return mail


def _read(world: World, to: str, content: bytes) -> Mail:
    parsed = _parsed(content)
    return Mail(
        id=secrets.token_hex(4),
        from_=str(parsed["From"] or ""),
        to=to,
        subject=str(parsed["Subject"] or ""),
        text=_text(parsed),
        date=world.clock.now(),
        message_id=str(parsed["Message-ID"] or ""),
        headers={name: str(value) for name, value in parsed.items()},
        attachments=[_attachment(world, part) for part in parsed.iter_attachments()],
    )


def summary(content: bytes) -> dict[str, Any]:
    """A mail as the record of calls shows it."""
    parsed = _parsed(content)
    return {
        "headers": {name: str(value) for name, value in parsed.items()},
        "text": _text(parsed),
        "attachments": [part.get_filename() for part in parsed.iter_attachments()],
    }


def _parsed(content: bytes) -> EmailMessage:
    found = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def _text(parsed: EmailMessage) -> str:
    body = parsed.get_body(("plain",))
    return "" if body is None else str(body.get_content()).replace("\r\n", "\n").rstrip("\n")


def _attachment(world: World, part: Any) -> dict[str, Any]:
    """`mime` with its parameters, such as a calendar's method; the words of what is text."""
    data: bytes = part.get_payload(decode=True) or b""
    name = part.get_filename() or "file"
    file = world.files.add("document", name, data, part.get_content_type())
    found = {"name": name, "mime": str(part["Content-Type"]), "size": len(data),
             "url": f"/sim/files/{file.file_id}"}  # fmt: skip
    if part.get_content_maintype() == "text" and len(data) <= KEPT_TEXT:
        with contextlib.suppress(UnicodeDecodeError):
            found["text"] = data.decode()
    return found
