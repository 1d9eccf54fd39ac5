"""Each screen of the menu with long values: 160 plain letters, neutral words (R5)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from conversations.ussd_screens import LONGEST
from models.changes import Outcome
from models.values import BookingStatus as S
from models.values import Money
from models.views import BookingView
from tests.change_world import NOTHING, World, session
from tests.conversations.ussd_phone import FAR, Handset, Shell, another
from tests.dialog import NOW

LONG = Money(99_999_950)
WORST = {
    "back": Outcome(None, late=False, refund=LONG, kept=NOTHING),
    "part": Outcome(None, late=False, refund=LONG, kept=NOTHING, as_credit=Money(12_345_650)),
    "late": Outcome(None, late=True, refund=NOTHING, kept=LONG),
}
PATHS = [(), ("9",), ("1",), ("2",), ("2", "9"), ("2", "1"), ("2", "2"), ("3",), ("3", "9"),
         ("3", "1"), ("4",), ("5",), ("6",), ("6", "9"), ("0",)]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("timezone", ["Africa/Nairobi", FAR])
@pytest.mark.parametrize("outcome", WORST)
@pytest.mark.parametrize("status", [S.CONFIRMED, S.APPROVED, S.PENDING])
def test_r5_every_screen_fits_and_is_plain(
    language: str, timezone: str, outcome: str, status: S
) -> None:
    booking = session(
        status=status, price=LONG, reference="BK-2026-999999",
        starts_at=NOW + timedelta(days=16, hours=9, minutes=55),
    )  # fmt: skip
    for path in PATHS:
        phone = _worst(booking, outcome, language, timezone)
        for choice in path:
            if phone.open:
                phone.types(choice)
            _is_neutral(phone)
            if timezone != FAR:
                assert phone.whole, phone.text


def _worst(booking: BookingView, outcome: str, language: str, timezone: str) -> Handset:
    world = World(outcome=WORST[outcome], changes_to=WORST["late"] if outcome == "back" else None)
    return Handset(booking, language=language, timezone=timezone, in_chat=True,
                   shell=Shell(booking, world, LONG))  # fmt: skip


def _is_neutral(phone: Handset) -> None:
    assert 0 < len(phone.text) <= LONGEST
    assert not phone.open or phone.lines[-1].startswith("0 ")
    assert all(" " <= char <= "~" or char == "\n" for char in phone.text)
    assert not set("^{}\\[]~|`") & set(phone.text)
    said = phone.text.lower()
    for word in ("therap", "session", "psycholog", "counsel", "kikao", "mwanasaik", "brian",
                 "individual", "amina"):  # fmt: skip
        assert word not in said
    assert "BK-2026-999999" in phone.text or not phone.draft.answers or phone.draft.step == "help"


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("timezone", ["Africa/Nairobi", FAR])
def test_r5_a_long_list_fits(language: str, timezone: str) -> None:
    later = [another(n, starts_at=NOW + timedelta(days=16 + n, minutes=55)) for n in range(1, 10)]
    phone = Handset(*later, language=language, timezone=timezone)
    for choice in ("9", "8", "9", "8", "8"):
        assert phone.whole
        assert len(phone.text) <= LONGEST
        assert sum("BK-" in line for line in phone.lines) >= (1 if timezone == FAR else 2)
        phone.types(choice)


def test_a_zone_with_a_long_name_never_hides_the_answers() -> None:
    phone = _worst(replace(session(), price=LONG), "late", "sw", FAR)
    phone.types("2")
    assert "1 Ndiyo, ghairi" in phone.lines
    assert phone.lines[-1] == "0 Rudi"
