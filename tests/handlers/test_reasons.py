"""Reasons that somebody typed: sealed wherever they come, old ones taken over (I2, X70)."""

import asyncio
import json
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from conversations.events import Action, Text
from handlers import old_reasons
from handlers.converse import converse
from handlers.parse import tapped
from handlers.sitting import Sitting
from models.database import count, row, rows
from models.moves import Actor
from services import mydata, people, reasons, sealed_letters
from services.booking_views import view
from services.transaction import transaction
from services.vault import CannotOpen
from tests.handlers.forgetting_steps import dump, forgets
from tests.handlers.test_changes import AMINA, BRIAN, GRACE, here, press
from tests.handlers.test_every_step import SETTINGS
from tests.people import NOW, Practice, hours
from tests.rows import book, insert
from tests.services.booking_steps import requested
from tests.services.change_steps import cancel, paid

__all__ = ["here"]

MARKED = "MARKEDwhy her panic attacks"
VAULT = SETTINGS.vault


async def posted(chat: int, event: Any, now: datetime = NOW) -> Sitting:
    """As `happens` does it, and the letters are put into the outbox, as they are stored."""
    async with transaction():
        guest = await people.lock_chat(chat)
        assert guest is not None
        sitting = Sitting(SETTINGS, now, uuid4().hex)
        await converse(sitting, guest, event)
        await sitting.post()
    return sitting


async def opened(sitting: Sitting, chat: int) -> str:
    found = [
        await sealed_letters.opened(VAULT, letter.payload)
        for letter in sitting.letters if letter.lane == f"tg:{chat}"
    ]  # fmt: skip
    return "\n".join(one["text"] for one in found)


async def why(table: str = reasons.BOOKINGS) -> str:
    found = await row(
        f"SELECT public_id, reason, {'client_id' if table == 'bookings' else 'person_id'} AS whose"
        f" FROM {table} WHERE reason IS NOT NULL"
    )
    assert found is not None
    place = reasons.place_of(table, found["public_id"])
    return await VAULT.open(found["whose"], place, found["reason"])


async def test_x70_why_a_request_was_declined_lies_nowhere_in_plain(here: Practice) -> None:
    asked = await requested(here)
    await press(BRIAN, "no", asked)
    sitting = await posted(BRIAN, Text(MARKED))
    assert MARKED in await opened(sitting, AMINA)
    assert "can't take your request" in await opened(sitting, AMINA)
    assert "MARKED" not in await dump()
    assert await why() == MARKED


async def test_x70_why_a_session_was_cancelled_lies_nowhere_in_plain(here: Practice) -> None:
    booking = await paid(here)
    await posted(BRIAN, Action("cx", booking.public_id, booking.version, 1))
    asked = await posted(BRIAN, Text(MARKED))
    assert MARKED in await opened(asked, BRIAN)
    draft = await row("SELECT answers, sealed FROM drafts WHERE dialogue = 'cancel'")
    assert draft is not None
    assert draft["answers"] == "{}"
    assert draft["sealed"] is not None
    assert "MARKED" not in await dump()
    done = await posted(BRIAN, await _button(asked, BRIAN, "Cancel it"))
    told = await opened(done, AMINA)
    assert MARKED in told
    assert "MARKED" not in await dump()
    assert await why() == MARKED
    assert (await view(booking.id)).status == "cancelled"


async def _button(sitting: Sitting, chat: int, label: str) -> Any:
    for letter in sitting.letters:
        payload = await sealed_letters.opened(VAULT, letter.payload)
        for line in payload.get("keyboard", ()) if letter.lane == f"tg:{chat}" else ():
            for button in line:
                if button["text"].startswith(label):
                    return tapped(button["data"], 1)
    raise AssertionError(label)


async def test_x70_what_a_client_says_for_an_exception_waits_sealed(here: Practice) -> None:
    booking, late = await paid(here), hours(60)
    await posted(AMINA, Action("cx", booking.public_id, booking.version, 1), late)
    said = await posted(AMINA, Text(MARKED), late)
    asked = await posted(AMINA, await _button(said, AMINA, "Ask Brian"), late)
    assert MARKED in await opened(asked, BRIAN)
    assert "MARKED" not in await dump()


async def test_d2_news_goes_without_the_words_once_their_key_is_destroyed(here: Practice) -> None:
    booking = await paid(here)
    await posted(AMINA, Action("cx", booking.public_id, booking.version, 1))
    said = await posted(AMINA, Text(MARKED))
    done = await posted(AMINA, await _button(said, AMINA, "Cancel it"))
    (letter,) = [one for one in done.letters if one.lane == f"tg:{BRIAN}"]
    assert MARKED in (await sealed_letters.opened(VAULT, letter.payload))["text"]
    await forgets()
    left = await sealed_letters.opened(VAULT, letter.payload)
    assert "has cancelled" in left["text"]
    assert "MARKED" not in left["text"]
    assert "MARKED" not in await dump()


async def test_x70_a_button_s_reason_is_read_in_the_reader_s_language(here: Practice) -> None:
    await count("UPDATE people SET language = 'sw' WHERE id = $1", here.amina)
    booking = await paid(here)
    await posted(BRIAN, Action("cx", booking.public_id, booking.version, 1))
    asked = await posted(BRIAN, await _chosen())
    done = await posted(BRIAN, await _button(asked, BRIAN, "Cancel it"))
    assert "unwell" not in await opened(done, AMINA)
    assert await why() == "\N{SYMBOL FOR START OF TEXT}cancel_unwell"


async def _chosen() -> Any:
    found = await row("SELECT rev FROM drafts WHERE dialogue = 'cancel'")
    assert found is not None
    return tapped(f"cancel:{found['rev']}:r0", 1)


async def plain(here: Practice) -> dict[str, int]:
    """Rows as programs of before left them."""
    return {
        "declined": await book(here, -30, "declined", decline_reason=MARKED),
        "cancelled": await book(here, -60, "cancelled", cancellation_reason=f"{MARKED} two"),
        "moved": await book(here, -90, "cancelled", cancellation_reason="moved"),
        "waived": await book(here, -120, "cancelled", cancellation_reason="waived"),
    }


async def test_i2_what_older_programs_left_in_plain_is_sealed(here: Practice) -> None:
    made = await plain(here)
    await insert("payment_proofs", {
        "public_id": uuid4(), "booking_id": made["cancelled"], "person_id": here.amina,
        "state": "refused", "shown_at": NOW, "decided_at": NOW, "code": "UJ22T8IYOU",
        "note": f"{MARKED} three",
    })  # fmt: skip
    assert "MARKED" in await dump()
    assert await old_reasons.seal(VAULT, NOW) == 3
    assert "MARKED" not in await dump()
    found = {one["id"]: dict(one) for one in await rows("SELECT * FROM bookings")}
    for name, words in (("declined", MARKED), ("cancelled", f"{MARKED} two")):
        one = found[made[name]]
        assert (one["decline_reason"], one["cancellation_reason"]) == (None, None)
        place = reasons.place_of(reasons.BOOKINGS, one["public_id"])
        assert await VAULT.open(here.amina, place, one["reason"]) == words
        with pytest.raises(CannotOpen):
            await VAULT.open(here.chidi, place, one["reason"])
    for name in ("moved", "waived"):
        one = found[made[name]]
        assert (one["cancellation_reason"], one["reason"]) == (name, None)
    assert await why(reasons.PROOFS) == f"{MARKED} three"
    assert await old_reasons.seal(VAULT, NOW) == 0


async def test_i2_an_older_program_beside_this_one_writes_more_and_it_is_sealed(
    here: Practice,
) -> None:
    made = await plain(here)
    assert await old_reasons.seal(VAULT, NOW) == 2
    await count("UPDATE bookings SET decline_reason = 'MARKEDagain' WHERE id = $1", made["moved"])
    await count("""UPDATE bookings SET cancellation_reason = NULL WHERE id = $1""", made["moved"])
    assert await old_reasons.seal(VAULT, NOW) == 1
    assert "MARKED" not in await dump()


async def test_d2_nothing_is_sealed_anew_for_who_was_forgotten(here: Practice) -> None:
    await plain(here)
    await forgets()
    await count("UPDATE bookings SET decline_reason = $1 WHERE status = 'declined'", MARKED)
    keys = await rows("SELECT * FROM data_keys ORDER BY id")
    assert await old_reasons.seal(VAULT, NOW) == 1
    assert "MARKED" not in await dump()
    assert await rows("SELECT reason FROM bookings WHERE reason IS NOT NULL") == []
    assert await rows("SELECT * FROM data_keys ORDER BY id") == keys


async def test_d2_a_row_that_is_being_forgotten_is_left_to_that(here: Practice) -> None:
    """The tick waits for nobody: what somebody else holds is its turn next time."""
    await plain(here)
    held, go_on = asyncio.Event(), asyncio.Event()

    async def forgetting() -> None:
        async with transaction():
            await count("UPDATE people SET name = 'x' WHERE id = $1", here.amina)
            held.set()
            await go_on.wait()

    other = asyncio.create_task(forgetting())
    await held.wait()
    assert await old_reasons.seal(VAULT, NOW) == 0
    go_on.set()
    await other
    assert await old_reasons.seal(VAULT, NOW) == 2


@pytest.mark.parametrize("with_intake", [True, False])
async def test_x74_their_file_says_why_where_their_words_are_in_it(
    here: Practice, with_intake: bool
) -> None:
    await plain(here)
    await old_reasons.seal(VAULT, NOW)
    zone = ZoneInfo("Africa/Nairobi")
    found = await mydata.collect(VAULT, here.amina, zone, NOW, with_intake=with_intake)
    told = json.loads(mydata.as_json(found))
    said = [
        (one.get("declineReason"), one.get("cancellationReason"))
        for one in told["sessions"]["sessions"]
    ]
    expected = [(MARKED, None), (None, f"{MARKED} two")] if with_intake else [
        (True, None), (None, True)]  # fmt: skip
    assert all(one in said for one in expected)
    assert (None, "moved") in said


async def test_x71_reasons_go_with_their_person_and_after_their_time(here: Practice) -> None:
    booking = await paid(here)
    await cancel(booking, here.brian, Actor.PSYCHOLOGIST)
    async with transaction():
        await reasons.keep(VAULT, await view(booking.id), MARKED, NOW)
    await forgets(now=NOW + timedelta(minutes=1))
    assert await rows("SELECT 1 FROM bookings WHERE reason IS NOT NULL") == []


async def test_i2_the_tick_asks_an_index_and_never_the_whole_table(here: Practice) -> None:
    """It runs each minute for good: on a table of years it has to find nothing in no time."""
    await plain(here)
    for table in (reasons.BOOKINGS, reasons.PROOFS):
        statement = reasons._PLAIN[table].replace("$1", "200")
        async with transaction():
            await rows("SELECT set_config('enable_seqscan', 'off', true)")
            found = "\n".join(one["QUERY PLAN"] for one in await rows(f"EXPLAIN {statement}"))
        assert f"{table}_reason_in_plain" in found


async def test_x70_why_a_payment_was_not_found_lies_nowhere_in_plain(here: Practice) -> None:
    asked = await requested(here)
    proof = uuid4()
    await insert("payment_proofs", {
        "public_id": proof, "booking_id": asked.id, "person_id": here.amina,
        "state": "open", "shown_at": NOW, "code": "UJ22T8IYOU",
    })  # fmt: skip
    await posted(BRIAN, Action("pfno", proof, 0, 1))
    done = await posted(BRIAN, Text(MARKED))
    assert MARKED in await opened(done, AMINA)
    assert MARKED in await opened(done, BRIAN), "who typed it sees what was told"
    assert "MARKED" not in await dump()
    assert await why(reasons.PROOFS) == MARKED
    again = await posted(GRACE, Action("pfsee", proof, 0, 1))
    assert MARKED in await opened(again, GRACE), "whoever comes later reads why"
    assert "MARKED" not in await dump()
