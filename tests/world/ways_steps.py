"""Ways beside the chat: a chat that refuses, an address, and a word said by the program itself."""

from datetime import timedelta
from typing import Any

from conversations.brief_notices import about, news
from conversations.words import Say
from handlers.sitting import Sitting
from services import clock
from services.booking_views import view
from services.transaction import transaction
from tests.town import Town
from tests.world.session_rows import met, session
from tests.world.texting_steps import NUMBER

MAILBOX = "amina@example.com"
A_DAY = timedelta(days=1).total_seconds()
IS_GONE = "SELECT unreachable_since IS NOT NULL AS gone FROM people WHERE telegram_id = 700000001"


async def session_ahead(here: Town, *, hours: float = 72, phone: str | None = NUMBER) -> int:
    """Amina has a session with Brian, and a number that SMS go to."""
    await met(here)
    await here.sql(
        "UPDATE people SET phone = $1, phone_confirmed_at = now() WHERE telegram_id = 700000001",
        phone,
    )
    booking = await session(here, clock.now() + timedelta(hours=hours))
    await know(here, "Amina Njeri")
    return booking


async def know(here: Town, name: str) -> None:
    """Their sessions have been known for a while; and they sleep at no hour, whatever it is now."""
    await here.sql("UPDATE reminder_plans SET stale_since = $1", clock.now())
    await here.sql(
        """INSERT INTO wishes (person_id, by_chat, by_sms, by_email, day_before, hours_before,
               minutes_before, shares_phone, digest)
           SELECT id, true, 'instead', true, true, true, true, false, false FROM people
           WHERE name = $1""",
        name,
    )


async def refuses(here: Town, phone: str = "amina") -> None:
    """The chat refuses from now on, and nobody has told us so."""
    await here.fault("telegram", "blocked", phone=phone, times=1000)


async def refusals(here: Town) -> int:
    """How often Telegram has said that somebody has blocked the bot."""
    calls = await here.get("/sim/calls?last=2000")
    return sum(call["service"] == "telegram" and call["status"] == 403 for call in calls)


async def has_gone(here: Town) -> bool:
    found = await here.sql(IS_GONE)
    return bool(found[0]["gone"])


async def mail_works(here: Town, address: str = MAILBOX) -> None:
    await here.sql(
        """UPDATE people SET email = $1, email_confirmed_at = now()
           WHERE telegram_id = 700000001""",
        address,
    )


async def tell(here: Town, booking_id: int, key: str, count: int = 1, **args: Any) -> None:
    """Words with a brief about this booking to its client, so many times; and wait for them."""
    assert here.program is not None
    practice = here.program.reception._practice
    async with transaction():
        booking = await view(booking_id)
        sitting = Sitting(practice, clock.now(), f"test{key}{clock.now().timestamp()}")
        for _ in range(count):
            brief = about(booking, key, **args) if key != "brief_news" else news(key)
            say = Say("missed_money", {"price": booking.price}, screen=False, brief=brief)
            await sitting.tell(booking.client_id, say)
        letters = await sitting.post()
    here.program.courier.hand_over(letters)
    await here.program.courier.settle()


async def texts(here: Town, phone: str = "amina") -> list[str]:
    """What came by SMS, the oldest first."""
    state = await here.phone(phone).state()
    return [sms["text"] for sms in state["sms"] if sms["direction"] == "in"]


async def mails(here: Town, phone: str = "amina") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await here.phone(phone).state())["mail"]
    return found
