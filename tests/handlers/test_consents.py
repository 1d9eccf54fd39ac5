"""Consents by real services: what a press writes, and what it doesn't, whoever pressed it (I4)."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest

from conversations.events import Action, Happening, Tap, Text, Typed
from handlers.practice import Practice
from models.database import count, row, rows
from models.values import ConsentKind
from services import consents, guardian_words
from services.errors import NotYours
from services.transaction import transaction
from services.vault import Vault
from tests.handlers.walker import Walker
from tests.people import NOW, POLICY, hours
from tests.people import Practice as People
from tests.people import practice as people_of
from tests.rows import book, insert

HOUSE = Practice("Smiling Steps", POLICY, "https://rooms.test", Vault({1: bytes(32)}),
                 takes_payments=True, bot_username="steps_bot")  # fmt: skip
AMINA, CHIDI, BRIAN = 1, 2, 3
MARKED = "Wanjiru MARKED-5521"
TEXTS = HOUSE.consent_texts("en")


@pytest.fixture
async def here(db: str) -> People:
    """Everybody has a chat."""
    assert db
    made = await people_of()
    for chat, person in ((AMINA, made.amina), (CHIDI, made.chidi), (BRIAN, made.brian)):
        await insert("chats", {"telegram_chat_id": chat, "person_id": person})
    return made


@dataclass(slots=True)
class Phones:
    """Chats that show their last screen, and what others were told."""

    walkers: dict[int, Walker] = field(
        default_factory=lambda: {chat: Walker(HOUSE, chat) for chat in (AMINA, CHIDI, BRIAN)}
    )
    screens: dict[int, dict[str, Any]] = field(default_factory=dict)

    async def hears(self, chat: int, event: Happening) -> str:
        async with transaction():
            said = await self.walkers[chat].happens(event)
        self.screens[chat] = said[-1]
        return str(said[-1]["text"])

    async def says(self, chat: int, words: str) -> str:
        """Type, or tap the button with this label."""
        for row_ in self.screens.get(chat, {}).get("keyboard", []):
            for button in row_:
                if button["text"].startswith(words) and "data" in button:
                    name, rev, value = button["data"].split(":")
                    return await self.hears(chat, Tap(name, int(rev), value, 1))
        if words.startswith("/"):
            name, _, payload = words[1:].partition(" ")
            return await self.hears(chat, Typed(name, payload))
        return await self.hears(chat, Text(words))

    async def talk(self, chat: int, *lines: tuple[str, str]) -> None:
        for words, answer in lines:
            heard = await self.says(chat, words)
            assert answer in heard, f"“{words}” was answered with “{heard}”"

    def told(self, chat: int, words: str) -> int:
        """How often somebody was told this while another spoke."""
        return sum(
            other["lane"] == f"tg:{chat}" and words in str(other.get("text"))
            for walker in self.walkers.values() for other in walker.others
        )  # fmt: skip

    def link(self) -> str:
        return str(self.screens[AMINA]["text"]).rpartition("?start=")[2].split()[0]


YES = ("I agree", "of 4")
THREE = (YES, YES, YES)
ADULT = (("/agree", "18 or older"), ("Yes", "1 of 4"), *THREE, ("I agree", "Thank you"))
LINKED = (("/agree", "18 or older"), ("No, I am younger", "First a parent"),
          ("Send them a link", "steps_bot?start=gdn_"))  # fmt: skip


async def words() -> list[tuple[str, bool, int, bool]]:
    stored = await rows("SELECT * FROM consents ORDER BY id")
    return [(r["kind"], r["is_given"], r["given_by_id"], r["guardian"] is not None) for r in stored]


async def is_complete(person_id: int) -> bool:
    return (await consents.agreement(person_id, TEXTS)).is_complete


async def test_i4_an_adult_agrees_once_and_is_not_asked_again(here: People) -> None:
    phones = Phones()
    await phones.talk(AMINA, *ADULT)
    assert await is_complete(here.amina)
    assert [who for _, _, who, _ in await words()] == [here.amina] * 4
    await phones.talk(AMINA, ("/agree", "Thank you"))
    assert len(await words()) == 4


async def test_i4_a_minors_own_yes_before_the_guardians_is_not_written(here: People) -> None:
    """The button is one of an adult's screen, from before she said her age."""
    phones = Phones()
    await phones.talk(AMINA, ("/agree", "18 or older"), ("Yes", "1 of 4"))
    await consents.say_age(here.amina, NOW, is_minor=True)
    await phones.talk(AMINA, ("I agree", "First a parent"))
    assert await words() == []


async def test_i4_nobody_agrees_to_a_version_that_is_not_the_present_one(here: People) -> None:
    phones = Phones()
    await phones.talk(AMINA, ("/agree", "18 or older"), ("Yes", "1 of 4"))
    rev = int(phones.screens[AMINA]["keyboard"][0][0]["data"].split(":")[1])
    await phones.hears(AMINA, Tap("agree", rev, "ytreatment 2020-01-01", 1))
    assert await words() == []


async def test_i4_a_guardian_beside_and_then_the_minor(here: People) -> None:
    phones = Phones()
    await phones.talk(
        AMINA, *LINKED[:2], ("My parent or", "full name"), (MARKED, "For Amina's parent"), *THREE,
        ("I agree", "hand the phone back"), *THREE, ("I agree", "Thank you"),
    )  # fmt: skip
    assert await is_complete(here.amina)
    assert [sealed for _, _, _, sealed in await words()] == [True] * 4 + [False] * 4
    dump = str(await rows("SELECT * FROM drafts")) + str(await rows("SELECT * FROM consents"))
    assert "MARKED" not in dump
    await phones.talk(AMINA, ("/consents", f"By {MARKED}, for you"))


async def test_i4_a_guardian_in_a_chat_of_their_own(here: People) -> None:
    phones = Phones()
    await phones.talk(AMINA, *LINKED)
    start = f"/start {phones.link()}"
    await phones.talk(AMINA, (start, "This is the link that you made"))
    await phones.talk(CHIDI, (start, "Amina would like to talk"), (MARKED, "1 of 4"), *THREE)
    assert phones.told(AMINA, "has agreed") == 0
    await phones.talk(CHIDI, ("I agree", "Everything is agreed to for Amina"))
    assert phones.told(AMINA, "Your parent or guardian has agreed") == 1
    assert {who for _, _, who, _ in await words()} == {here.chidi}
    await phones.talk(BRIAN, (start, "used already"))
    await phones.talk(CHIDI, (start, "Everything is agreed to for Amina"))
    assert phones.told(AMINA, "has agreed") == 1
    await phones.talk(AMINA, ("/agree", "Your turn, Amina"), *THREE, ("I agree", "Thank you"))
    assert await is_complete(here.amina)


async def test_b2_i4_the_time_stays_theirs_while_a_guardian_reads(here: People) -> None:
    booking = await book(here, 48, held_until=hours(0.1))
    phones = Phones()
    await phones.talk(AMINA, *LINKED)
    await count("UPDATE bookings SET held_until = $2 WHERE id = $1", booking, hours(0.01))
    await phones.talk(CHIDI, (f"/start {phones.link()}", "Amina would"), (MARKED, "1 of 4"),
                      *THREE, ("I agree", "Everything is agreed"))  # fmt: skip
    kept = await row("SELECT held_until FROM bookings WHERE id = $1", booking)
    assert kept == {"held_until": hours(1 / 6)}
    told = [str(other.get("text")) for other in phones.walkers[CHIDI].others]
    assert sum("I still keep" in words for words in told) == 1
    ends = [words for words in told if "2 more minutes" in words]
    assert ["hasn't agreed" in words for words in ends] == [True] * (len(ends) - 1) + [False]


async def test_i4_a_guardian_takes_it_back_and_everybody_hears_of_it(here: People) -> None:
    await book(here, 48, "confirmed")
    phones = Phones()
    await phones.talk(AMINA, *LINKED)
    await phones.talk(CHIDI, (f"/start {phones.link()}", "Amina would"), (MARKED, "1 of 4"),
                      *THREE, ("I agree", "Everything is agreed"))  # fmt: skip
    await phones.talk(AMINA, ("/agree", "Your turn"), *THREE, ("I agree", "Thank you"))
    await phones.talk(
        CHIDI, ("/consents", "What you agreed to"), ("As Amina's guardian", "for Amina?"),
        ("‹ Back", "What you agreed to"), ("As Amina's guardian", "for Amina?"),
    )  # fmt: skip
    assert await is_complete(here.amina)
    await phones.talk(CHIDI, ("Yes, take it back", "Taken back"))
    standing = await consents.agreement(here.amina, TEXTS)
    assert (standing.own, standing.guardians) == ((), TEXTS)
    assert phones.told(AMINA, "has taken back what they agreed to") == 1
    assert phones.told(BRIAN, "The parent or guardian of Amina has taken back") == 1
    assert "As Amina" not in str(phones.screens[CHIDI])
    assert (await words())[-4:] == [
        (kind.value, False, here.chidi, False) for kind in sorted(ConsentKind)
    ]


async def test_x63_nobody_else_takes_back_what_a_guardian_agreed_to(here: People) -> None:
    phones = Phones()
    await phones.talk(AMINA, *LINKED)
    await phones.talk(CHIDI, (f"/start {phones.link()}", "Amina would"), (MARKED, "1 of 4"),
                      *THREE, ("I agree", "Everything is agreed"))  # fmt: skip
    made = await row("SELECT id FROM guardian_links")
    assert made is not None
    for somebody in (here.amina, here.brian):
        assert await guardian_words.wards(somebody) == ()
        with pytest.raises(NotYours):
            await guardian_words.take_back(somebody, made["id"], NOW)
    assert len(await words()) == 4


async def test_i4_a_guardian_says_no_and_the_minor_is_told(here: People) -> None:
    phones = Phones()
    await phones.talk(AMINA, *LINKED)
    await phones.talk(
        CHIDI, (f"/start {phones.link()}", "Amina would"), (MARKED, "1 of 4"),
        ("I don't agree", "Don't you agree?"), ("No, I don't agree", "I have told Amina"),
    )  # fmt: skip
    assert phones.told(AMINA, "hasn't agreed") == 1
    assert await words() == []


async def test_i4_the_18th_birthday(here: People) -> None:
    phones = Phones()
    await phones.talk(AMINA, *LINKED[:2], ("I am 18 by now", "1 of 4"), *THREE)
    assert await words() == []
    await phones.talk(AMINA, ("I agree", "Thank you"))
    assert await is_complete(here.amina)
    assert await row("SELECT is_minor FROM people WHERE id = $1", here.amina) == {"is_minor": False}


async def test_i4_reading_keeps_the_time_that_is_held(here: People) -> None:
    booking = await book(here, 48, held_until=hours(0.01))
    phones = Phones()
    await phones.talk(AMINA, ("/agree", "18 or older"))
    kept = await row("SELECT held_until FROM bookings WHERE id = $1", booking)
    assert kept is not None
    assert kept["held_until"] == hours(1 / 6)
    await phones.talk(AMINA, ("Yes", "text 1 of 4"), *THREE, ("I agree", "Have a last look"))


async def test_i4_taking_back_tells_the_psychologists_of_sessions_ahead_once(here: People) -> None:
    await book(here, 48, "confirmed")
    await book(here, 96, "pending")
    await book(here, -48, "completed")
    phones = Phones()
    await phones.talk(
        AMINA, *ADULT, ("/consents", "What you agreed to"),
        ("Take it back…", "arranged already (2)"), ("Yes, take it back", "Taken back"),
    )  # fmt: skip
    assert phones.told(BRIAN, "has taken back an agreement:</b> Working together") == 2
    assert not await is_complete(here.amina)
    assert (await words())[-1] == ("treatment", False, here.amina, False)
    assert (await rows("SELECT status FROM bookings WHERE starts_at > $1", NOW)) == [
        {"status": "confirmed"}, {"status": "pending"},
    ]  # fmt: skip


async def test_i4_the_card_says_how_it_stands(here: People) -> None:
    booking = await book(here, 48, "confirmed")
    found = await row("SELECT public_id FROM bookings WHERE id = $1", booking)
    assert found is not None
    see = Action("see", UUID(str(found["public_id"])), 1, 1)
    phones = Phones()
    assert "Consents: not yet" in await phones.hears(BRIAN, see)
    await phones.hears(AMINA, see)
    await phones.talk(AMINA, ("Please read what you agree to", "18 or older"), ("Yes", "1 of 4"),
                      *THREE, ("I agree", "Thank you"))  # fmt: skip
    assert "Consents: given, last on Mon 7 Sep, 09:00" in await phones.hears(BRIAN, see)
    assert "Consents" not in await phones.hears(AMINA, see)
    assert "Please read" not in str(phones.screens[AMINA])
