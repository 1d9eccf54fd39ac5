"""X71: somebody asks to be forgotten: what they hear, what goes at once, and what stays."""

from datetime import timedelta

import pytest

from conversations.events import Typed
from models.database import count, row, rows
from models.intake_views import Filled
from models.values import IntakeWay, Money, Role
from services import intake, intake_reading, ledger, people, session_notes
from services.intake_reading import NothingToReadFor
from services.session_notes import NotesGone
from services.transaction import transaction
from services.vault import CannotOpen, KeyDestroyed, Place
from tests.books import books_agree
from tests.handlers.forgetting_steps import VAULT, dump, forgets, looks, person, sql
from tests.handlers.test_changes import AMINA, BRIAN, GRACE, happens, here
from tests.people import NOW, Practice, hours
from tests.rows import book, insert, pay
from tests.services.booking_steps import requested, seen
from tests.services.change_steps import PRICE, paid

__all__ = ["here"]

MARKED = "MARKED-9c41"
PHONE = "+254712345678"


async def told(here: Practice) -> Filled:
    """Amina's answers, sealed."""
    async with transaction():
        filled = await intake.begin(VAULT, here.amina, None, IntakeWay.CHAT, NOW)
        await intake.keep(VAULT, filled, "medical_history", MARKED, None, NOW)
        await intake.keep(VAULT, filled, "therapy_goals", [MARKED], None, NOW)
    return filled


async def test_x71_the_preview_says_what_goes_and_what_each_session_brings(
    here: Practice,
) -> None:
    soon, later = await paid(here, 30), await paid(here, 72)
    asked = await requested(here, 96)
    said = (await looks(hours(12))).texts(AMINA)
    for part in ("This can't be undone", str(soon.reference), "too late to cancel for free: KES",
                 f"{later.reference}. KES 2,500 goes back to you",
                 f"{asked.reference}. Nothing was",
                 "receipts' numbers", "deleted after 30 days", "/mydata"):  # fmt: skip
        assert part in said, part
    assert (await person(here))["forgotten_at"] is None


async def test_x71_who_goes_on_is_forgotten_and_their_psychologist_hears_no_name(
    here: Practice,
) -> None:
    await count("UPDATE people SET phone = $2, feed_token = 'secret' WHERE id = $1",
                here.amina, PHONE)  # fmt: skip
    late = await paid(here, 30)
    await paid(here, 72)
    said = await forgets(now=hours(12))
    goodbye = said.to(AMINA)
    assert len(goodbye) == 1
    for part in ("Your data is deleted", "Sessions cancelled: 2", "KES 2,500 goes back"):
        assert part in goodbye[0]["text"]
    heard = said.texts(BRIAN)
    assert str(late.reference) in heard
    assert "KES 2,500 stays with the practice" in heard
    assert "Amina" not in heard
    left = await person(here)
    assert left["name"] == "Forgotten client"
    assert {left[name] for name in ("telegram_id", "phone", "feed_token", "is_minor")} == {None}
    found = await rows("SELECT status FROM bookings ORDER BY id")
    assert [one["status"] for one in found] == ["late_cancelled", "cancelled"]
    assert (await row("SELECT counts->>'sessions_cancelled' AS n, delete_after FROM erasures")) == {
        "n": "2", "delete_after": hours(12) + timedelta(days=30),
    }  # fmt: skip
    everything = await dump()
    for name in ("Amina", PHONE):
        assert name not in everything
    await books_agree(sql)


async def test_x71_whoever_comes_back_is_somebody_new(here: Practice) -> None:
    await forgets()
    assert await people.lock_chat(AMINA) is None
    await people.meet(1, AMINA, "Amina", "Africa/Nairobi", NOW)
    guest = await people.find_chat_of(here.amina)
    again = await people.lock_chat(AMINA)
    assert guest is None
    assert again is not None
    assert again.person_id != here.amina
    assert (
        "forgotten" in str(await rows("SELECT name FROM people WHERE id = $1", here.amina)).lower()
    )


async def test_x71_what_was_told_opens_no_more_also_from_a_backup(here: Practice) -> None:
    """The rows as a dump has them, put back after everything is gone, without the key."""
    booking = await paid(here, 72)
    filled = await told(here)
    async with transaction():
        await intake.keep(VAULT, filled, "special_requests", MARKED, booking, NOW)
        await session_notes.write(VAULT, booking, here.brian, MARKED, NOW)
    dumped = await rows("SELECT * FROM intake_answers")
    (note,) = await rows("SELECT public_id, words FROM session_notes")
    (special,) = await rows("SELECT special_requests FROM bookings WHERE id = $1", booking.id)
    assert (await intake.every(VAULT, here.amina))[-1].answers["medical_history"] == MARKED
    await forgets()
    with pytest.raises(KeyDestroyed):
        await intake.every(VAULT, here.amina)
    await count("DELETE FROM intake_answers")
    for one in dumped:
        await insert("intake_answers", dict(one))
    with pytest.raises(CannotOpen):
        await intake.every(VAULT, here.amina)
    copies = (
        (Place("session_notes", note["public_id"].hex, "words"), note["words"]),
        (Place("bookings", booking.public_id.hex, "special_requests"), special["special_requests"]),
    )
    for place, sealed in copies:
        with pytest.raises(CannotOpen):
            await VAULT.open(here.amina, place, sealed)
    (left,) = await rows("SELECT special_requests FROM bookings WHERE id = $1", booking.id)
    assert left["special_requests"] is None


async def test_x71_notes_about_somebody_forgotten_are_neither_read_nor_written(
    here: Practice,
) -> None:
    """Written anew, they would make a new key for somebody who has none."""
    booking = await paid(here, 25)
    await count("UPDATE bookings SET status = 'in_progress', version = version + 1")
    await count("UPDATE bookings SET status = 'completed', version = version + 1")
    await forgets(now=hours(40))
    with pytest.raises(NotesGone):
        await session_notes.own_session(booking.public_id, here.brian)
    with pytest.raises(NothingToReadFor):
        await intake_reading.may_read(booking.public_id, here.brian, hours(40))
    await people.grant(here.brian, Role.ADMIN, NOW)
    with pytest.raises(NothingToReadFor):
        await intake_reading.break_glass(VAULT, booking.public_id, here.brian, MARKED, hours(40))
    assert await rows("SELECT 1 FROM data_keys WHERE wrapped IS NOT NULL") == []


async def queued(lane: str, payload: str, at: float = 24, fence: int | None = None) -> int:
    return await insert("outbox", {
        "dedupe_key": f"test:{lane}:{payload}", "channel": "telegram", "lane": lane,
        "payload": payload, "state": "due", "attempts": 0, "due_at": hours(at), "put_at": NOW,
        "fence_booking_id": fence, "fence_version": fence and 3,
    })  # fmt: skip


async def test_x71_nothing_waits_to_be_said_or_read(here: Practice) -> None:
    """A reminder is dropped, also the psychologist's; what is to vanish vanishes at once."""
    booking = await paid(here, 72)
    reminder = await queued("tg:1", '{"text": "Your session is tomorrow"}')
    vanishing = await queued("tg:1", '{"delete": 7, "text": "Delete it"}')
    theirs = await queued("tg:3", '{"text": "Amina is tomorrow"}', fence=booking.id)
    other = await queued("tg:3", '{"text": "Something else"}')
    for number, state in enumerate(("done", "open", "buried")):
        await insert("inbox", {
            "source": "telegram", "external_id": str(number), "lane": "tg:1", "position": number,
            "payload": MARKED.encode(), "state": state, "attempts": 1, "due_at": NOW,
            "received_at": NOW,
        })  # fmt: skip
    await forgets()
    states = {one["id"]: one for one in await rows("SELECT * FROM outbox")}
    assert (states[reminder]["state"], states[reminder]["payload"]) == ("dropped", None)
    assert states[reminder]["lane"] == "forgotten"
    assert (states[vanishing]["state"], states[vanishing]["due_at"]) == ("due", NOW)
    assert (states[theirs]["state"], states[theirs]["payload"]) == ("dropped", None)
    assert states[other]["state"] == "due"
    came = await rows("SELECT state, lane, payload FROM inbox ORDER BY id")
    assert [one["state"] for one in came] == ["done", "done", "buried"]
    assert {(one["lane"], bytes(one["payload"])) for one in came} == {("forgotten", b"")}
    assert MARKED not in await dump()


async def test_x71_where_somebody_stood_goes_and_free_words_go(here: Practice) -> None:
    booking = await paid(here, 72)
    await count("""UPDATE bookings SET cancellation_reason = $2, decline_reason = $2
                   WHERE id = $1""", booking.id, MARKED)  # fmt: skip
    await happens(AMINA, Typed("settings"))
    await insert("caseload_entries", {"person_id": here.brian, "client_id": here.amina,
                                      "added_at": NOW})  # fmt: skip
    await forgets()
    for table in ("drafts", "caseload_entries"):
        assert await rows(f"SELECT 1 FROM {table}") == []
    assert MARKED not in await dump()
    assert await seen(booking) is not None


async def kept_credit(here: Practice) -> None:
    """KES 2,500 of Amina's, from a session that lapsed."""
    booking = await paid(here, 96)
    async with transaction():
        await ledger.enter("test:keep", ledger.booking_account(booking.id),
                           ledger.credit_account(here.amina), PRICE, now=NOW)  # fmt: skip
        await count("""UPDATE bookings SET status = 'cancelled', version = version + 1
                       WHERE id = $1""", booking.id)  # fmt: skip


@pytest.mark.parametrize(
    ("button", "says", "account"),
    [("Send KES 2,500 back", "KES 2,500 goes back the way you paid", "refund:{}"),
     ("Give up KES 2,500", "You gave up KES 2,500", "given_up")],
)  # fmt: skip
async def test_x71_a_credit_is_sent_back_or_given_up_and_never_just_kept(
    here: Practice, button: str, says: str, account: str
) -> None:
    await kept_credit(here)
    shown = await looks()
    assert "KES 2,500 is kept for you" in shown.texts(AMINA)
    assert "Go on" not in str(shown.keyboard(AMINA)).replace(", go on", "")
    said = await forgets(button)
    assert says in said.texts(AMINA)
    assert await ledger.owed(ledger.credit_account(here.amina)) == Money(0)
    assert await ledger.owed(account.format(here.amina)) == PRICE
    await books_agree(sql)


async def test_x71_cash_finds_no_way_back_by_itself(here: Practice) -> None:
    await kept_credit(here)
    await count("UPDATE money_in SET provider = 'hand'")
    shown = await looks()
    assert "paid in cash" in shown.texts(AMINA)
    assert "Send" not in str(shown.keyboard(AMINA))


async def test_x71_what_changes_meanwhile_is_shown_anew_and_nothing_is_done(
    here: Practice,
) -> None:
    booking = await paid(here, 25)
    said = await looks()
    last = await happens(AMINA, said.press(AMINA, "Go on"))
    late = NOW + timedelta(hours=2)
    said = await happens(AMINA, last.press(AMINA, "Delete my data for good"), late)
    assert "This has changed" in said.texts(AMINA)
    assert "too late to cancel for free" in said.texts(AMINA)
    assert (await person(here))["forgotten_at"] is None
    assert (await seen(booking)).status == "confirmed"


async def test_x71_not_while_a_session_runs_or_money_is_under_way(here: Practice) -> None:
    booking = await paid(here, 26)
    said = (await looks(hours(26.2))).texts(AMINA)
    assert "Your session is running, until Tue 8 Sep, 11:50" in said
    prompt = await pay(booking.id, "prompted")
    assert "asking for a PIN" in (await looks()).texts(AMINA)
    await count("UPDATE payments SET status = 'failed' WHERE id = $1", prompt)
    proof = {"public_id": booking.public_id, "booking_id": booking.id, "person_id": here.amina,
             "state": "open", "shown_at": NOW}  # fmt: skip
    await insert("payment_proofs", proof)
    assert "still being looked for" in (await looks()).texts(AMINA)
    assert (await person(here))["forgotten_at"] is None


async def test_x71_whoever_works_here_leaves_that_first(here: Practice) -> None:
    for chat in (BRIAN, GRACE):
        assert "You work here" in (await looks(chat=chat)).texts(chat)
    await paid(here, 72)
    await count("DELETE FROM role_grants WHERE person_id = $1", here.brian)
    assert "sessions ahead" in (await looks(chat=BRIAN)).texts(BRIAN)
    await forgets()
    assert "Your data is deleted" in (await forgets(chat=BRIAN)).texts(BRIAN)
    (profile,) = await rows("SELECT slug, title, bio, paused_at FROM psychologists")
    assert (profile["title"], profile["bio"]) == ("", "")
    assert profile["slug"].startswith("gone-")
    assert profile["paused_at"] == NOW
    assert "Brian" not in await dump()
    assert not await rows("SELECT 1 FROM role_grants WHERE role = $1", Role.PSYCHOLOGIST.value)


async def test_x71_a_hold_is_let_go(here: Practice) -> None:
    await book(here, 72)
    await forgets()
    assert await rows("SELECT 1 FROM bookings") == []
