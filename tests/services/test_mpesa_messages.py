"""What M-Pesa writes to payers, in the forms that are recorded, and what people make of it (M5)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values import Money
from services.gateways.mpesa_callback import receipt_date
from services.mpesa_messages import doubt, read, unasked

CODE = "UJ22T8IYOU"
AT = datetime(2026, 10, 2, 15, 11, tzinfo=UTC)
NOW = datetime(2026, 10, 3, 6, 0, tzinfo=UTC)

PAYBILL = (
    "UJ22T8IYOU Confirmed. KSH1.00 sent to Daraja-Sandbox for account nkap-live-1 on 2/10/26 at"
    " 6:11 PM New M-PESA balance is KSH9.00. Transaction cost, KSH0.00."
)
TILL = (
    "UJ22T8IYOU Confirmed. Ksh70.00 paid to SMILING STEPS. on 2/10/26 at 6:11 PM.New M-PESA"
    " balance is Ksh1,309.12. Transaction cost, Ksh0.00."
)


@pytest.mark.parametrize(
    ("text", "minor", "account", "recipient"),
    [
        (PAYBILL, 100, "nkap-live-1", "Daraja-Sandbox"),
        (TILL, 7_000, None, "SMILING STEPS"),
        (PAYBILL.replace("KSH1.00", "Ksh2,500.00"), 250_000, "nkap-live-1", "Daraja-Sandbox"),
        (PAYBILL.replace("KSH1.00", "Ksh 1000.50"), 100_050, "nkap-live-1", "Daraja-Sandbox"),
        ("UJ22T8IYOUConfirmed.Ksh1,000.00sent to X for account BK-2026-000001on 2/10/26at6:11PM",
         100_000, "BK-2026-000001", "X"),
        (f"Fwd: habari, hii hapa\n\n{TILL.lower()}\nasante", 7_000, None, "smiling steps"),
        (TILL.replace("2/10/26 at 6:11 PM", "02/10/2026 at 6.11 p.m"), 7_000, None,
         "SMILING STEPS"),
        (PAYBILL.replace(" ", "\u00a0"), 100, "nkap-live-1", "Daraja-Sandbox"),
    ],
)  # fmt: skip
def test_m5_every_recorded_form_is_read(
    text: str, minor: int, account: str | None, recipient: str
) -> None:
    found = read(text)
    assert found is not None
    assert (found.code, found.amount, found.at) == (CODE, Money(minor), AT)
    assert (found.account, found.recipient) == (account, recipient)


@pytest.mark.parametrize(
    "text",
    ["UJ22T8IYOU", " uj22t8iyou ", "UJ22 T8IY OU", "code: UJ22T8IYOU.", "I paid, UJ22T8IYOU!!",
     "uj2-2t8i-you", "(UJ22T8IYOU)", "my transaction is uj22t8iyou thanks"],
)  # fmt: skip
def test_m5_the_code_alone_is_enough(text: str) -> None:
    found = read(text)
    assert found is not None
    assert (found.code, found.amount, found.at) == (CODE, None, None)


@pytest.mark.parametrize(
    "text",
    ["", "hello", "0712000001", "BK-2026-000007", "I paid you yesterday, believe me",
     "my background is particular", "UJ22T8IYO", "UJ22T8IYOUX", "UZ22T8IYOU", "UB002T8IYO",
     "UBV2T8IYOU", "Ksh 2,500 on 2/10/26 at 6:11 PM", "x" * 5000],
)  # fmt: skip
def test_m5_what_is_no_code_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [(PAYBILL, True), (CODE, True), (CODE.lower(), True), (f"here: {CODE}", True),
     ("BACKGROUND", False), ("background", False), ("can I book UA12345678 times?", False),
     (PAYBILL.replace("UJ2", "AA1"), True), ("tomorrow 10", False)],
)  # fmt: skip
def test_m5_nobody_is_asked_about_words_that_only_look_like_a_code(text: str, is_one: bool) -> None:
    assert bool(unasked(text, NOW)) is is_one


@pytest.mark.parametrize(
    ("code", "why"),
    [("UJ3AAAAAA1", None), ("UJ4AAAAAA1", None), ("UJ5AAAAAA1", "future"),
     ("VA1AAAAAA1", "future"), ("UJ1AAAAAA1", None), ("UIUAAAAAA1", None), ("UITAAAAAA1", "before"),
     ("TJ3AAAAAA1", "before")],
)  # fmt: skip
def test_m5_a_code_of_another_time_is_doubted_and_a_day_is_no_difference(
    code: str, why: str | None
) -> None:
    approved = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    assert doubt(code, approved, NOW) == why


@given(st.text(max_size=200) | st.text("UJ22T8IYOUKsh1,0.onat/PM: ", max_size=200))
def test_m5_whatever_is_sent_is_read_or_not_and_never_breaks(text: str) -> None:
    found = read(text)
    if found is not None:
        assert receipt_date(found.code) is not None
        assert found.amount is None or found.amount.minor > 0
    unasked(text, NOW)


@given(
    shillings=st.integers(1, 250_000),
    cents=st.integers(0, 99),
    commas=st.booleans(),
    gap=st.sampled_from(["", " "]),
    currency=st.sampled_from(["Ksh", "KSH", "Kshs", "KES", "ksh."]),
    at=st.datetimes(datetime(2026, 1, 1), datetime(2031, 12, 31)),
)
def test_m5_any_sum_at_any_time_in_any_spelling(
    shillings: int, cents: int, commas: bool, gap: str, currency: str, at: datetime
) -> None:
    amount = f"{shillings:,}.{cents:02}" if commas else f"{shillings}.{cents:02}"
    when = f"{at.day}/{at.month}/{at:%y}{gap}at {at.hour % 12 or 12}:{at:%M}{gap}{at:%p}"
    text = (
        f"{CODE}{gap}Confirmed.{gap}{currency}{amount}{gap} sent to A B for account on sale on"
        f" {when} New M-PESA balance is Ksh12,345.00"
    )
    found = read(text)
    assert found is not None
    assert found.amount == Money(shillings * 100 + cents)
    assert found.at is not None
    local = found.at.astimezone(UTC).replace(tzinfo=None)
    assert (at.replace(second=0, microsecond=0) - local).total_seconds() == 3 * 3600
