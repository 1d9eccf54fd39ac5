"""The e-mail channel, by SMTP against the simulated mail server (R8)."""

import asyncio
import email
import email.policy
import re
import traceback
from collections.abc import AsyncIterator
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from services import clock
from services.calendar_files import invitation
from services.channels.email import Attached
from services.channels.email_failures import AGAIN, LATER, SOON, UnknownMailbox
from services.errors import DeliveryFailed
from simulator import Simulator
from simulator.faults import Fault
from simulator.phones import Mail
from tests.dialog import NOW, booking
from tests.mail_world import AMINA, SENDER, channel

HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type",
           "Content-Transfer-Encoding", "MIME-Version"]  # fmt: skip


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    async with Simulator(page=False) as simulator:
        simulator.world.add_phone("Amina Otieno", "+254712000001", email=AMINA)
        yield simulator


def inbox(sim: Simulator) -> list[Mail]:
    return sim.world.phones["amina"].mail


def order(sim: Simulator, fault: str, value: Any = None, method: str | None = None) -> None:
    sim.world.faults.add(Fault("mail", fault, value=value, method=method))


async def send(sim: Simulator, to: str = AMINA, text: str = "Habari", **changes: Any) -> None:
    await channel(sim.world.smtp[1], **changes).send(to, "Your appointment", text, message_id="k")


async def failure(sim: Simulator, to: str = AMINA, **changes: Any) -> Any:
    with pytest.raises(DeliveryFailed) as caught:
        await send(sim, to, **changes)
    shown = "".join(traceback.format_exception(caught.value))
    assert to not in shown
    return caught.value


async def test_r8_a_mail_arrives_with_its_headers(sim: Simulator) -> None:
    text = "Habari Amina,\n\nTue 15 Jan, 10:00 · BK-7\n.\nFrom us\n" + "na " * 400
    await channel(sim.world.smtp[1]).send(AMINA, "Miadi – 🙂", text, message_id="reminder:7:2")
    (mail,) = inbox(sim)
    assert mail.headers.keys() == set(HEADERS)
    assert (mail.from_, mail.to) == (f"Smiling Steps <{SENDER}>", AMINA)
    assert (mail.subject, mail.text) == ("Miadi – 🙂", text.rstrip("\n"))
    assert mail.headers["Auto-Submitted"] == "auto-generated"
    sent = email.utils.parsedate_to_datetime(mail.headers["Date"])
    assert abs((clock.now() - sent).total_seconds()) < 60
    assert mail.attachments == []


async def test_r8_the_same_mail_has_the_same_name(sim: Simulator) -> None:
    mails = channel(sim.world.smtp[1])
    for key in ("reminder:amina:1", "reminder:amina:1", "reminder:amina:2"):
        await mails.send(AMINA, "Hello", "Habari", message_id=key)
    first, second, other = (mail.message_id for mail in inbox(sim))
    assert first == second != other
    assert re.fullmatch(r"<[0-9a-f]{40}@smiling-steps\.example>", first)
    assert sim.world.stats["mail"]["messages"] == {"new": 2, "repeated": 1}


@pytest.mark.parametrize(("cancelled", "method"), [(False, "PUBLISH"), (True, "CANCEL")])
async def test_r8_a_calendar_file_says_what_it_is_for(
    sim: Simulator, cancelled: bool, method: str
) -> None:
    session = booking(meeting_link="https://meet.example/ä")
    file = invitation(session, "Miadi – 🙂", NOW, cancelled=cancelled)
    ics = Attached("miadi.ics", "text/calendar", file)
    await channel(sim.world.smtp[1]).send(AMINA, "Miadi", "Habari", ics, message_id="k")
    (found,) = inbox(sim)[0].attachments
    assert found["name"] == "miadi.ics"
    assert set(found["mime"].split("; ")) == {
        "text/calendar", 'charset="utf-8"', f'method="{method}"'
    }  # fmt: skip
    assert found["text"] == file
    calendar = Calendar.from_ical(found["text"])
    assert calendar["METHOD"] == method
    assert calendar.walk("VEVENT")[0]["UID"] == f"{session.calendar_uid}@smiling-steps"
    assert inbox(sim)[0].text == "Habari"


async def test_r8_another_file_comes_as_it_is(sim: Simulator) -> None:
    paper = Attached("Risiti “7”.pdf", "application/pdf", bytes(range(256)))
    await channel(sim.world.smtp[1]).send(AMINA, "Receipt", "Asante", paper, message_id="k")
    (found,) = inbox(sim)[0].attachments
    assert (found["name"], found["mime"], found["size"]) == (paper.name, "application/pdf", 256)
    stored = sim.world.files.get(found["url"].rpartition("/")[2])
    assert stored
    assert stored.data == paper.content


BREAKS = ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\r\n\r\n", "\n ", "\x00\n"]


@pytest.mark.parametrize("break_", BREAKS)
async def test_a_line_break_begins_no_header(sim: Simulator, break_: str) -> None:
    words = f"Hello{break_}Bcc: chidi@example.com{break_}{break_}<b>"
    file = Attached(f"{words}.ics", "text/calendar", "BEGIN:VCALENDAR\r\n")
    mails = channel(sim.world.smtp[1], name=words)
    await mails.send(AMINA, words, words, file, message_id=words)
    (mail,) = inbox(sim)
    assert {"Bcc", "bcc"}.isdisjoint(mail.headers)
    assert len(mail.headers) == 8
    assert mail.subject == " ".join(words.replace("\x00", " ").split())
    assert "\n" not in mail.from_ + mail.attachments[0]["name"] + mail.attachments[0]["mime"]
    assert list(sim.world.elsewhere) == []


@pytest.mark.parametrize(
    "address",
    [
        "", "amina", "amina@", "@example.com", "a@b@example.com", "a b@example.com",
        f"{AMINA}\n", f"{AMINA}\r\nBcc: c@d.e", f"{AMINA}, chidi@example.com", f"Amina <{AMINA}>",
        "amina@example.com> SIZE=1", "amina@[127.0.0.1]", '"a\r\nb"@example.com',
        f"{'a' * 65}@example.com", "amina@exa mple.com",
    ],
)  # fmt: skip
async def test_what_is_no_address_is_never_sent(sim: Simulator, address: str) -> None:
    with pytest.raises(UnknownMailbox) as caught:
        await send(sim, address)
    assert caught.value.permanent
    assert sim.world.stats["mail"] == {}


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=60))
def test_nothing_that_is_written_adds_or_changes_a_header(
    subject: str, text: str, name: str
) -> None:
    raw = channel(25, name=name)._mail(AMINA, subject, text, "k").as_bytes(policy=SMTP)
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    assert sorted(mail.keys()) == sorted(HEADERS)
    assert [str(one.addr_spec) for one in mail["To"].addresses] == [AMINA]
    assert [str(one.addr_spec) for one in mail["From"].addresses] == [SENDER]
    assert mail.get_content_type() == "text/plain"
    assert max(map(len, raw.split(b"\r\n"))) < 999
    assert raw.isascii()
    if subject.isalnum():
        assert mail["Subject"] == subject
    if text.isalnum():
        assert mail.get_content().rstrip("\r\n") == text


@pytest.mark.parametrize(
    ("fault", "words", "retry_after"),
    [
        ("greylist", "asked to come again (451 4.7.1)", AGAIN),
        ("refuse", "refused (554 5.7.1)", None),
        ("mailbox_unknown", "nobody has this address (550 5.1.1)", None),
        ("drop_before_data", "the connection broke", SOON),
        ("drop_after_data", "the connection broke", SOON),
        ("auth_failed", "refuses user name and password (535)", LATER),
    ],
)
async def test_each_fault_decides(
    sim: Simulator, fault: str, words: str, retry_after: float | None
) -> None:
    order(sim, fault)
    error = await failure(sim)
    assert words in str(error)
    assert (error.permanent, error.retry_after) == (retry_after is None, retry_after)
    assert isinstance(error, UnknownMailbox) == (fault == "mailbox_unknown")
    assert len(inbox(sim)) == (fault == "drop_after_data")
    await send(sim)
    assert len({mail.message_id for mail in inbox(sim)}) == 1


@pytest.mark.parametrize(
    ("method", "answer", "unknown", "retry_after"),
    [
        ("RCPT", "550 no such user", True, None),
        ("RCPT", "550 5.1.10 null MX", True, None),
        ("RCPT", "553 mailbox name not allowed", True, None),
        ("RCPT", "550 5.7.1 relaying denied", False, None),
        ("RCPT", "554 no", False, None),
        ("RCPT", "552 5.2.2 over quota", False, LATER),
        ("RCPT", "452 4.2.2 over quota", False, AGAIN),
        ("RCPT", "450 busy", False, AGAIN),
        ("DATA", "550 5.1.1 gone", True, None),
        ("DATA", "550 spam", False, None),
        ("DATA", "451 try again", False, AGAIN),
        ("MAIL", "553 5.7.1 not your address", False, LATER),
        ("MAIL", "530 5.7.0 log in", False, LATER),
        ("MAIL", "450 4.3.2 later", False, SOON),
    ],
)
async def test_each_answer_decides(
    sim: Simulator, method: str, answer: str, unknown: bool, retry_after: float | None
) -> None:
    order(sim, "answer", answer, method)
    error = await failure(sim)
    assert isinstance(error, UnknownMailbox) == unknown
    assert (error.permanent, error.retry_after) == (retry_after is None, retry_after)
    assert answer[:3] in str(error)
    assert inbox(sim) == []
    if method == "MAIL":
        assert error.alarming == (retry_after == LATER)


async def test_many_at_once_take_turns(sim: Simulator) -> None:
    await asyncio.gather(*(send(sim) for _ in range(30)))
    assert len(inbox(sim)) == 30


async def test_letters_of_all_languages_stand_before_the_at(sim: Simulator) -> None:
    await send(sim, "ämina@münchen.example")
    (mail,) = sim.world.elsewhere
    assert mail.to == mail.headers["To"] == "ämina@xn--mnchen-3ya.example"


async def test_a_domain_is_asked_for_in_ascii(sim: Simulator) -> None:
    await send(sim, "amina@MÜNCHEN.example")
    assert sim.world.elsewhere[0].to == "amina@xn--mnchen-3ya.example"
