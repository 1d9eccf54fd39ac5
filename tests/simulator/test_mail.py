"""The simulated mail server, spoken to by SMTP as any client would, and the inboxes it fills."""

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import aiosmtplib
import pytest

from simulator import Simulator
from simulator.mail import PASSWORD, USERNAME
from tests.simulator.conftest import Control

AMINA = "amina@example.com"
ICS = "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n"


class Sender:
    """A client with an account."""

    def __init__(self, sim: Simulator) -> None:
        self.sim = sim

    def mail(self, to: str, subject: str = "Habari ☀") -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"] = "Us <us@example.org>", to
        mail["Subject"], mail["Message-ID"] = subject, "<one@example.org>"
        mail.set_content("Karibu ☀\n.\nend")
        return mail

    async def send(self, to: str = AMINA, mail: EmailMessage | None = None, **login: str) -> Any:
        host, port = self.sim.world.smtp
        account: dict[str, Any] = {"username": USERNAME, "password": PASSWORD, **login}
        return await aiosmtplib.send(
            mail or self.mail(to), hostname=host, port=port, start_tls=False, **account
        )

    async def refused(self, **options: Any) -> int:
        """The code of the answer; 0 when there was none."""
        with pytest.raises(aiosmtplib.SMTPException) as caught:
            await self.send(**options)
        error: Any = caught.value
        if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
            error = error.recipients[0]
        return int(getattr(error, "code", 0))


@pytest.fixture
async def sender(sim: Simulator, control: Control) -> Sender:
    await control("phones", name="Amina Otieno", phone="+254712000001", email=AMINA)
    return Sender(sim)


@pytest.fixture
def inbox(sim: Simulator, http: Any) -> Any:
    async def read(path: str = "phones/amina/mail") -> Any:
        async with http.get(f"/sim/{path}") as response:
            return await response.json()

    return read


async def test_a_mail_arrives_in_the_inbox_of_its_reader(sender: Sender, inbox: Any) -> None:
    mail = sender.mail("Amina@EXAMPLE.com")
    mail.add_attachment(ICS, "calendar", filename="miadi.ics", params={"method": "PUBLISH"})
    mail.add_attachment(b"%PDF", "application", "pdf", filename="risiti.pdf")
    await sender.send(mail=mail)
    (found,) = await inbox()
    assert (found["from"], found["to"]) == ("Us <us@example.org>", "Amina@EXAMPLE.com")
    assert (found["subject"], found["text"]) == ("Habari ☀", "Karibu ☀\n.\nend")
    assert found["message_id"] == found["headers"]["Message-ID"] == "<one@example.org>"
    calendar, paper = found["attachments"]
    assert (calendar["name"], calendar["size"]) == ("miadi.ics", len(calendar["text"]))
    assert calendar["text"].splitlines() == ICS.splitlines()
    assert 'method="PUBLISH"' in calendar["mime"]
    assert {name: paper[name] for name in ("name", "mime", "size")} == {
        "name": "risiti.pdf", "mime": "application/pdf", "size": 4
    }  # fmt: skip
    assert "text" not in paper
    assert await inbox("mail") == []
    assert (await inbox("phones/amina"))["mail"] == [found]


async def test_files_of_mails_can_be_fetched(sender: Sender, inbox: Any, http: Any) -> None:
    mail = sender.mail(AMINA)
    mail.add_attachment(b"%PDF", "application", "pdf", filename="risiti.pdf")
    await sender.send(mail=mail)
    (found,) = await inbox()
    async with http.get(found["attachments"][0]["url"]) as response:
        assert await response.read() == b"%PDF"
        assert response.headers["Content-Disposition"] == 'attachment; filename="risiti.pdf"'


async def test_others_mails_are_in_one_list(sender: Sender, inbox: Any) -> None:
    await sender.send("chidi@example.com")
    assert await inbox() == []
    assert [mail["to"] for mail in await inbox("mail")] == ["chidi@example.com"]
    assert await inbox("phones/nobody/mail") == {"error": "no such phone"}


async def test_the_page_is_told(sender: Sender, http: Any) -> None:
    await sender.send()
    async with http.get("/sim/wait", params={"phone": "amina", "after": 0}) as response:
        events = (await response.json())["events"]
    (event,) = [one for one in events if one["type"] == "mail"]
    assert (event["phone"], event["mail"]["subject"]) == ("amina", "Habari ☀")


async def test_calls_and_counts_are_kept(sender: Sender, inbox: Any) -> None:
    await sender.send()
    await sender.send()
    assert (await inbox("stats"))["mail"] == {
        "requests": {"DATA": 2}, "messages": {"new": 1, "repeated": 1}
    }  # fmt: skip
    call = (await inbox("calls?service=mail"))[0]
    assert (call["method"], call["path"], call["status"]) == ("DATA", AMINA, 250)
    assert call["body"]["text"] == "Karibu ☀\n.\nend"
    assert call["body"]["headers"]["Subject"] == "Habari ☀"


@pytest.mark.parametrize(
    ("fault", "code", "arrives"),
    [
        ({"fault": "greylist"}, 451, False),
        ({"fault": "mailbox_unknown"}, 550, False),
        ({"fault": "refuse"}, 554, False),
        ({"fault": "auth_failed"}, 535, False),
        ({"fault": "drop_before_data"}, 0, False),
        ({"fault": "drop_after_data"}, 0, True),
        ({"fault": "answer", "method": "MAIL", "value": "452 4.3.1 Full"}, 452, False),
        ({"fault": "answer", "method": "RCPT", "value": "452 4.2.2 Full"}, 452, False),
        ({"fault": "answer", "method": "DATA", "value": "552 5.3.4 Too big"}, 552, False),
    ],
)
async def test_faults_on_demand(
    sender: Sender, inbox: Any, control: Control, fault: dict[str, Any], code: int, arrives: bool
) -> None:
    await control("faults", service="mail", **fault)
    assert await sender.refused() == code
    assert len(await inbox()) == arrives
    counted = (await inbox("stats"))["mail"]["rejected"]
    assert set(counted) == {str(code) if code else "dropped"}
    await sender.send()
    assert len(await inbox()) == arrives + 1


async def test_a_fault_of_one_reader_is_nobody_elses(sender: Sender, control: Control) -> None:
    await control("faults", service="mail", fault="greylist", phone="amina")
    await sender.send("chidi@example.com")
    assert await sender.refused() == 451


async def test_a_slow_answer(sender: Sender, inbox: Any, control: Control) -> None:
    await control("faults", service="mail", fault="slow", value=0.2)
    await sender.send()
    assert (await inbox("calls?service=mail"))[0]["ms"] >= 200


async def test_who_has_no_account_sends_nothing(sender: Sender, sim: Simulator) -> None:
    assert await sender.refused(password="other") == 535
    host, port = sim.world.smtp
    with pytest.raises(aiosmtplib.SMTPSenderRefused) as caught:
        await aiosmtplib.send(sender.mail(AMINA), hostname=host, port=port, start_tls=False)
    assert caught.value.code == 530


async def test_the_server_tells_where_it_is(sim: Simulator, inbox: Any) -> None:
    host, port = sim.world.smtp
    account = {"username": USERNAME, "password": PASSWORD}
    assert await inbox("mail/server") == {"host": host, "port": port, **account}


async def test_an_address_comes_to_a_phone_that_is_there(sim: Simulator, control: Control) -> None:
    await control("phones", name="Amina", phone="+254712000001")
    phone = await control("phones", name="Amina", phone="+254712000001", email=AMINA)
    assert phone["email"] == AMINA
    other = await control("phones", name="Amina", phone="+254712000001", email="b@example.com")
    assert other["email"] == AMINA


async def test_mails_are_there_after_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "phones.json"
    async with Simulator(page=False, state=state) as sim:
        sim.world.add_phone("Amina", "+254712000001", email=AMINA)
        await Sender(sim).send()
        before = [mail.as_json() for mail in sim.world.phones["amina"].mail]
    async with Simulator(page=False, state=state) as sim:
        assert [mail.as_json() for mail in sim.world.phones["amina"].mail] == before
