"""One's own settings as they are kept (P4, P5)."""

import pytest

from services import contacting, phone_owners, phones, preferences
from services.errors import Refused
from tests.people import NOW, Practice, practice

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
async def here(db: str) -> Practice:
    assert db
    return await practice()


async def test_each_is_kept_and_only_for_oneself(here: Practice) -> None:
    await preferences.call(here.amina, "  Mama \n Njeri ")
    await preferences.speak(here.amina, "sw")
    await preferences.live_in(here.amina, "Europe/Berlin", NOW)
    await preferences.be_called_on(here.amina, "0712 000 001")
    mine = await preferences.of(here.amina)
    assert (mine.name, mine.language, mine.timezone, mine.phone) == (
        "Mama Njeri", "sw", "Europe/Berlin", "+254712000001",
    )  # fmt: skip
    chidi = await preferences.of(here.chidi)
    assert (chidi.name, chidi.language, chidi.timezone, chidi.phone) == (
        "Chidi", "en", "Africa/Nairobi", None,
    )  # fmt: skip
    await preferences.forget_phone(here.amina)
    assert (await preferences.of(here.amina)).phone is None


@pytest.mark.parametrize("name", ["", "   ", "12", "\n", "…"])
async def test_a_name_has_letters(here: Practice, name: str) -> None:
    with pytest.raises(preferences.NoName):
        await preferences.call(here.amina, name)


async def test_a_long_name_is_cut(here: Practice) -> None:
    await preferences.call(here.amina, "ña" * 500)
    assert len((await preferences.of(here.amina)).name) == preferences.LONGEST_NAME


@pytest.mark.parametrize(
    "zone", ["", "Berlin", "Africa", "../../etc/passwd", "/etc/localtime", "x\0"]
)
async def test_a_zone_that_is_none_is_refused(here: Practice, zone: str) -> None:
    with pytest.raises(preferences.NoZone):
        await preferences.live_in(here.amina, zone, NOW)


async def test_a_language_that_we_do_not_speak_is_refused(here: Practice) -> None:
    with pytest.raises(Refused):
        await preferences.speak(here.amina, "tlh")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0712 345 678", "+254712345678"), ("0110-345-678", "+254110345678"),
        ("254712345678", "+254712345678"), ("+254 712 345 678", "+254712345678"),
        ("+49 1512 3456789", "+4915123456789"), ("+44 7700 900123", None),
        ("020 3000000", None), ("0712", None), ("hello", None), ("+254 20 3000000", None),
    ],
)  # fmt: skip
def test_p4_numbers_as_people_type_them(typed: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises((phones.NotANumber, phones.NotMobile)):
            phones.personal(typed)
    else:
        assert phones.personal(typed) == kept


@pytest.mark.parametrize("number", ["254712345678", "+254712345678", " 254712345678"])
def test_p4_numbers_as_telegram_shares_them(number: str) -> None:
    assert phones.shared(number) == "+254712345678"
    assert phones.shared("4915123456789") == "+4915123456789"


async def test_x34_a_number_that_said_stop_stays_silent_whoever_claims_it(here: Practice) -> None:
    for person in (here.amina, here.chidi):
        await preferences.be_called_on(person, "0712 000 001")
        if person == here.amina:
            await phone_owners.stop("+254712000001", NOW)
    assert (await contacting.of(here.chidi)).stopped
    await preferences.be_called_on(here.brian, "0712 000 002")
    assert not (await contacting.of(here.brian)).stopped
