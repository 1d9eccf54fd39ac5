"""Bills in a story: the account is read off the chat, and typed as people type."""

import pytest

from bot.story.bills import Bill

TEXTS = ["Pay KES 2,500. Account: SS-2026-000001", "Pay KES 2,500. Account: SS-2026-000002", "Hi"]


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("SS-2026-000009 2500", "SS-2026-000009"),
        (r"/SS-\d{4}-\d{6}/ 2500", "SS-2026-000002"),
        (r"/Account: (\S+)/ lower 2500", "ss-2026-000002"),
        (r"/Account: (\S+)/ undashed 2500", "SS2026000002"),
        (r"/Account: (\S+)/ lower spaced 2500", " ss 2026 000002 "),
        ("SS7K2M9 spaced 2500", " SS 7K2M9 "),
        ("/nothing like it/ 2500", None),
    ],
)
def test_the_account_is_typed_as_people_type(words: str, typed: str | None) -> None:
    bill = Bill.read(words)
    assert (bill.typed(TEXTS), bill.amount) == (typed, 2500)


def test_an_amount_is_a_whole_number() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        Bill.read("SS-2026-000009 KES")
