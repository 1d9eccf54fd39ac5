"""Clients as staff see them, and those without Telegram (P2, X63)."""

import asyncio
from uuid import UUID, uuid4

import pytest

from models.database import count, row, rows
from models.values import Role
from models.views_people import ClientCard
from services import clients, people, phone_owners, phones, preferences
from services.errors import NotYours
from services.transaction import transaction
from tests.people import NOW, Practice, hours, person, practice, psychologist, service
from tests.rows import book

pytestmark = pytest.mark.usefixtures("db")
NAIROBI = "Africa/Nairobi"


@pytest.fixture
async def here(db: str) -> Practice:
    assert db
    found = await practice()
    await people.grant(found.brian, Role.PSYCHOLOGIST, NOW)
    return found


@pytest.fixture
async def wanjiku(here: Practice) -> int:
    """Another psychologist, with a client of her own: Chidi."""
    found = await person("Wanjiku", 9)
    await people.grant(found, Role.PSYCHOLOGIST, NOW)
    profile = await psychologist(found, "wanjiku")
    offer = await service(profile)
    await book(here, 30, "confirmed", client_id=here.chidi, psychologist_id=profile,
               service_id=offer)  # fmt: skip
    return found


@pytest.fixture
async def grace() -> int:
    found = await person("Grace", 8)
    await people.grant(found, Role.ADMIN, NOW)
    return found


async def public(person_id: int) -> UUID:
    found = await row("SELECT public_id FROM people WHERE id = $1", person_id)
    assert found is not None
    return UUID(str(found["public_id"]))


async def names(person_id: int, said: str = "") -> list[str]:
    return [card.name for card in (await clients.find(said, 0, person_id, NOW))[0]]


async def add(name: str, typed: str, by: int, language: str = "en") -> tuple[ClientCard, bool]:
    async with transaction():
        return await clients.add(name, typed, language, by, NAIROBI, NOW)


async def test_x63_a_psychologist_sees_their_own_clients_only(
    here: Practice, wanjiku: int, grace: int
) -> None:
    await book(here, 48, "confirmed")
    assert await names(here.brian) == ["Amina"]
    assert await names(wanjiku) == ["Chidi"]
    assert await names(grace) == ["Chidi", "Amina"]


async def test_x63_a_guessed_id_is_refused(here: Practice, wanjiku: int) -> None:
    await book(here, 48, "confirmed")
    amina = await public(here.amina)
    assert (await clients.access_client(amina, here.brian, NOW)).id == here.amina
    for stranger in (wanjiku, here.amina, here.chidi):
        with pytest.raises(NotYours):
            await clients.access_client(amina, stranger, NOW)
    for guess in (uuid4(), await public(here.chidi), await public(here.brian)):
        with pytest.raises(NotYours):
            await clients.access_client(guess, here.brian, NOW)


async def test_x63_a_client_finds_and_adds_nobody(here: Practice) -> None:
    await book(here, 48, "confirmed")
    with pytest.raises(NotYours):
        await clients.find("", 0, here.amina, NOW)
    with pytest.raises(NotYours):
        await add("Mama", "0733000002", here.amina)
    assert not await rows("SELECT id FROM people WHERE phone IS NOT NULL")


async def test_x63_whose_role_was_taken_sees_nobody(here: Practice) -> None:
    await book(here, 48, "confirmed")
    await count("DELETE FROM role_grants WHERE person_id = $1", here.brian)
    with pytest.raises(NotYours):
        await clients.find("", 0, here.brian, NOW)


async def test_x63_sessions_with_another_psychologist_are_not_counted(
    here: Practice, wanjiku: int, grace: int
) -> None:
    await book(here, 48, "confirmed", client_id=here.chidi)
    await book(here, -48, "completed", client_id=here.chidi)
    await book(here, 96, "cancelled", client_id=here.chidi)
    chidi = await public(here.chidi)
    seen = [(await clients.access_client(chidi, who, NOW)).card
            for who in (here.brian, wanjiku, grace)]  # fmt: skip
    assert [(card.sessions, card.ahead) for card in seen] == [(2, 1), (1, 1), (3, 2)]
    assert [card.next_at for card in seen] == [hours(48), hours(30), hours(30)]


async def test_neither_a_hold_nor_a_request_makes_a_client(here: Practice) -> None:
    await book(here, 48, "held")
    await book(here, 72, "pending", answer_due_at=hours(40))
    assert await names(here.brian) == []


async def test_found_by_name_or_number_page_by_page(here: Practice) -> None:
    for number in range(6):
        await add(f"Client {number}_%", f"071200010{number}", here.brian)
    first, more = await clients.find("", 0, here.brian, NOW)
    second, last = await clients.find("", 1, here.brian, NOW)
    assert (len(first), more, len(second), last) == (5, True, 1, False)
    for said in ("0712 000 103", "+254712000103", "712000103", "client 3"):
        assert await names(here.brian, said) == ["Client 3_%"]
    assert await names(here.brian, "zzz") == []
    assert await names(here.brian, "07") == [], "two digits would be everybody"


async def test_p2_the_same_number_is_one_person(here: Practice, wanjiku: int) -> None:
    mama, is_new = await add(" Mama  Wangari ", "0733 000 002", here.brian)
    assert (mama.name, mama.phone, is_new) == ("Mama Wangari", "+254733000002", True)
    assert not mama.has_telegram
    again, is_new = await add("M. Wangari", "+254 733 000002", wanjiku)
    assert (again.public_id, is_new) == (mama.public_id, False)
    assert "Mama Wangari" in await names(wanjiku)
    assert len(await rows("SELECT 1 FROM people WHERE phone = '+254733000002'")) == 1


async def test_p2_twenty_who_add_the_same_number_at_once_find_one_person(
    here: Practice, wanjiku: int
) -> None:
    made = await asyncio.gather(
        *(add("Mama", "0733000002", (here.brian, wanjiku)[n % 2]) for n in range(20))
    )
    assert sum(is_new for _, is_new in made) == 1
    assert len({card.public_id for card, _ in made}) == 1
    assert len(await rows("SELECT 1 FROM caseload_entries")) == 2


async def test_p2_a_number_of_somebody_with_telegram_is_said_to_be(here: Practice) -> None:
    await preferences.be_called_on(here.amina, "0712000001", NOW)
    with pytest.raises(clients.HasTelegram):
        await add("Amina", "0712 000 001", here.brian)
    assert await clients.own_link(here.brian) == "psy_brian"
    assert await names(here.brian) == []


@pytest.mark.parametrize("typed", ["0203000000", "+4915112345678", "call me", ""])
async def test_p2_what_no_sms_client_can_be_reached_on(here: Practice, typed: str) -> None:
    with pytest.raises((phones.NotANumber, phones.NotKenyan, phones.NotMobile)):
        await add("Mama", typed, here.brian)


async def test_p2_a_client_without_a_name_is_refused(here: Practice) -> None:
    with pytest.raises(preferences.NoName):
        await add("007", "0733000002", here.brian)


async def test_p2_who_adds_them_says_in_which_language_they_are_written_to(here: Practice) -> None:
    card, _ = await add("Mama Wangari", "0733000002", here.brian, "sw")
    found = await row("SELECT language FROM people WHERE public_id = $1", card.public_id)
    assert found == {"language": "sw"}
    again, is_new = await add("Mama Wangari", "0733000002", here.brian, "en")
    assert (again.public_id, is_new) == (card.public_id, False)
    found = await row("SELECT language FROM people WHERE public_id = $1", card.public_id)
    assert found == {"language": "sw"}


async def test_r6_a_wrong_number_is_replaced_by_a_person(
    here: Practice, wanjiku: int, grace: int
) -> None:
    card, _ = await add("Mama Wangari", "0733000002", here.brian)
    await phone_owners.stop("+254733000002", NOW)
    (doubted,) = await phone_owners.is_wrong("+254733000002")
    assert doubted.name == "Mama Wangari"
    shown = (await clients.access_client(card.public_id, here.brian, NOW)).card
    assert (shown.phone, shown.wrong_phone) == (None, "+254733000002")
    with pytest.raises(NotYours):
        await clients.give_number(card.public_id, "0733000009", wanjiku, NOW)
    given = await clients.give_number(card.public_id, "0733000009", here.brian, NOW)
    assert (given.phone, given.wrong_phone) == ("+254733000009", None)
    found = await row("SELECT sms_stopped_at FROM people WHERE public_id = $1", card.public_id)
    assert found == {"sms_stopped_at": None}
    other, _ = await add("Baraka", "0733000003", here.brian)
    with pytest.raises(clients.NumberIsAnothers):
        await clients.give_number(other.public_id, "0733000009", here.brian, NOW)
    assert (await clients.give_number(other.public_id, "0733000003", grace, NOW)).phone
    await book(here, 48, "confirmed")
    with pytest.raises(clients.SetsTheirOwn):
        await clients.give_number(await public(here.amina), "0733000004", here.brian, NOW)
