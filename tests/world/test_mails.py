"""E-mail as the third way: neutral, with a file for the calendar, once for each mail (R8)."""

from datetime import timedelta

from bot.story.booking import BOOKING
from tests import rfc5545
from tests.town import Town
from tests.world.ways_steps import MAILBOX, mail_works, mails, session_ahead, tell


async def test_r8_a_booking_by_mail_from_the_confirmation_to_the_cancel(here: Town) -> None:
    """The same UID, a SEQUENCE that rises, and the METHOD of what the chat gets."""
    await here.play(BOOKING[:7])
    await mail_works(here)
    await here.play(BOOKING[7:12])
    await here.settled()
    amina = here.phone("amina")
    confirmed = await amina.expect_mail("is confirmed")
    assert "KES 2,500 received: " in confirmed["text"]
    await amina.send("/sessions")
    await amina.tap("Brian Otieno")
    await amina.tap("^Cancel it…$")
    await amina.tap("^Cancel it, get")
    cancelled = await amina.expect_mail("is cancelled")
    events = []
    for mail, method in ((confirmed, "PUBLISH"), (cancelled, "CANCEL")):
        assert mail["subject"].startswith("Smiling Steps: appointment BK-")
        [file] = mail["attachments"]
        assert f'method="{method}"' in file["mime"] or f"method={method}" in file["mime"]
        calendar = rfc5545.read(file["text"])
        assert f"METHOD:{method}" in file["text"]
        assert not any(word in file["text"] for word in ("Brian", "Amina", "http", "ession"))
        events.append(calendar.events[0])
    assert "SUMMARY:Appointment BK-" in confirmed["attachments"][0]["text"]
    uids = {mail["attachments"][0]["text"].split("UID:")[1].split("\r\n")[0]
            for mail in (confirmed, cancelled)}  # fmt: skip
    assert len(uids) == 1


async def test_r8_a_mail_whose_answer_was_lost_is_the_same_mail(here: Town) -> None:
    booking = await session_ahead(here)
    await mail_works(here)
    await here.fault("mail", "drop_after_data", phone="amina", times=1)
    await tell(here, booking, "brief_moved")
    await here.pass_time(61)
    await here.settled()
    came = await mails(here)
    assert len(came) == 2
    assert len({mail["message_id"] for mail in came}) == 1
    letters = await here.sql("SELECT state FROM outbox WHERE channel = 'email'")
    assert letters == [{"state": "sent"}]


async def test_r8_an_address_of_nobody_is_left_alone_and_its_owner_told(here: Town) -> None:
    booking = await session_ahead(here)
    await mail_works(here)
    await here.fault("mail", "mailbox_unknown", phone="amina", times=1)
    amina = here.phone("amina")
    await amina.send("/help")
    await tell(here, booking, "brief_moved")
    await amina.expect("Mails to your e-mail address come back")
    marked = await here.sql("SELECT email, email_confirmed_at FROM people WHERE email IS NOT NULL")
    assert marked == [{"email": MAILBOX, "email_confirmed_at": None}]
    await tell(here, booking, "brief_confirmed")
    assert await mails(here) == []


async def test_r8_reminders_come_by_mail_too_and_ask_for_no_reply(here: Town) -> None:
    await session_ahead(here)
    await mail_works(here)
    await here.pass_time(timedelta(hours=48, minutes=1).total_seconds())
    await here.settled()
    [mail] = await mails(here)
    assert mail["text"].startswith("Reminder: appointment BK-")
    assert "Reply" not in mail["text"]
    assert mail["attachments"] == []


async def test_r8_who_has_not_confirmed_an_address_gets_no_mail(here: Town) -> None:
    booking = await session_ahead(here)
    await here.sql("UPDATE people SET email = $1 WHERE telegram_id = 700000001", MAILBOX)
    await tell(here, booking, "brief_moved")
    assert await mails(here) == []
