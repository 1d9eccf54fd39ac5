"""Whose page it is: only what Telegram signed, lately, and for a person (I3)."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.init_data import InitDataRefused, Launch, Reason, check
from tests import init_data

TOKEN = "123456789:AAExampleExampleExampleExampleExam"
NOW = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
KNOWN = "df3242c90077d1f7326e4cce7343d3ca5e27af80e0f2fccfe8026d299919ac66"
USER = {"id": 7_000_000_501, "first_name": "Amina & Co=1", "language_code": "sw"}
FIELDS = {
    "query_id": "AAF9tqk0AAAAAH22qTQ",
    "user": json.dumps(USER),
    "auth_date": str(int(NOW.timestamp())),
    "signature": "c2lnbmVkIGJ5IFRlbGVncmFtIGFzIHdlbGw",
}


def signed(fields: dict[str, str], token: str = TOKEN) -> str:
    return init_data.signed(fields, token)


def checked(written: str) -> Launch:
    return check(written, TOKEN, NOW, HOUR)


def refused(written: str) -> Reason:
    with pytest.raises(InitDataRefused) as refusal:
        checked(written)
    assert len(str(refusal.value)) < 20  # a reason, and nothing of what came
    return refusal.value.reason


def test_what_telegram_signed_is_believed() -> None:
    whole = signed(FIELDS)
    launch = checked(whole)
    assert launch.telegram_id == 7_000_000_501
    assert launch.language_code == "sw"
    assert launch.query_id == "AAF9tqk0AAAAAH22qTQ"
    assert launch.auth_date == NOW
    assert whole.endswith(launch.hash)
    assert launch.hash not in repr(launch)


def test_a_known_answer() -> None:
    """Made once with openssl, so that signer and checker can't be wrong alike."""
    fields = "auth_date=1789376400&user=%7B%22id%22%3A501%7D"
    digest = "0" * 64
    assert refused(f"{fields}&hash={digest}") is Reason.FORGED
    assert checked(f"{fields}&hash={KNOWN}").telegram_id == 501


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_nothing_that_was_signed_can_be_left_out(name: str) -> None:
    digest = signed(FIELDS).rpartition("hash=")[2]
    left = {key: value for key, value in FIELDS.items() if key != name}
    assert refused(urlencode({**left, "hash": digest})) is Reason.FORGED


def test_nothing_can_be_added() -> None:
    assert refused(f"{signed(FIELDS)}&start_param=x") is Reason.FORGED


def test_another_bots_signature_is_worth_nothing() -> None:
    assert refused(signed(FIELDS, "123456789:AAAnother")) is Reason.FORGED
    assert refused(signed(FIELDS, "")) is Reason.FORGED


@pytest.mark.parametrize(
    ("moved", "reason"),
    [
        (timedelta(seconds=-3601), Reason.TOO_OLD),
        (timedelta(seconds=61), Reason.FROM_THE_FUTURE),
        (timedelta(days=900), Reason.FROM_THE_FUTURE),
    ],
)
def test_it_is_believed_for_an_hour(moved: timedelta, reason: Reason) -> None:
    def at(moment: datetime) -> str:
        return signed({**FIELDS, "auth_date": str(int(moment.timestamp()))})

    assert refused(at(NOW + moved)) is reason
    inside = timedelta(seconds=-1 if moved > timedelta() else 1)
    if abs(moved) < timedelta(days=1):
        assert checked(at(NOW + moved + inside)).auth_date == NOW + moved + inside


@pytest.mark.parametrize(
    "user",
    [
        '{"first_name": "Amina"}', '{"id": true}', '{"id": "501"}', '{"id": 0}', '{"id": -5}',
        '{"id": 1e99}', "[]", "null",
    ],
)  # fmt: skip
def test_a_page_needs_a_person(user: str) -> None:
    assert refused(signed({**FIELDS, "user": user})) is Reason.NO_USER


def test_without_any_user_there_is_no_person() -> None:
    assert refused(signed({"auth_date": FIELDS["auth_date"]})) is Reason.NO_USER


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "hash",
        "a=1&&b=2",
        "hash=" + "0" * 63,
        "hash=" + "A" * 64,
        f"{signed(FIELDS)}&user=%7B%22id%22%3A1%7D",  # which of the two users is it?
        f"user=%7B%22id%22%3A1%7D&{signed(FIELDS)}",
        signed({**FIELDS, "auth_date": "soon"}),
        signed({**FIELDS, "auth_date": "-1"}),
        signed({**FIELDS, "auth_date": "١"}),
        signed({**FIELDS, "user": "{"}),
        signed({**FIELDS, "user": "[" * 3000}),
        signed({**FIELDS, "query_id": "one\nuser={}"}),
        signed({**FIELDS, "Query": "1"}),
        "user=%ff&hash=" + "0" * 64,
        "&".join(f"k{n}=1" for n in range(40)),
        "x=" + "1" * 9000,
    ],
)
def test_what_telegram_never_writes_is_not_read(broken: str) -> None:
    assert refused(broken) is Reason.MALFORMED


def test_a_line_break_makes_no_second_field_out_of_one() -> None:
    """The signed text is lines: these two say the same text, and only one is Telegram's."""
    whole = signed({"auth_date": FIELDS["auth_date"], "user": '{"id": 501}'})
    digest = whole.rpartition("hash=")[2]
    folded = {"auth_date": f'{FIELDS["auth_date"]}\nuser={{"id": 501}}', "hash": digest}
    assert checked(whole).telegram_id == 501
    assert refused(urlencode(folded)) is Reason.MALFORMED


@given(st.data())
def test_any_flipped_character_is_refused(data: st.DataObject) -> None:
    """Wherever it is; where it only writes the same character in another way, nothing changes."""
    whole = signed(FIELDS)
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.characters(exclude_characters=whole[at]))
    same = whole[at].isalpha() and whole[at].swapcase() == other and "%" in whole[at - 2 : at]
    try:
        found = checked(whole[:at] + other + whole[at + 1 :])
    except InitDataRefused:
        return
    assert same
    assert found == checked(whole)


@given(st.text(max_size=300))
def test_whatever_comes_is_refused_and_nothing_else_happens(text: str) -> None:
    refused(text)


@given(
    st.dictionaries(
        st.text("abcdefgh_", min_size=1, max_size=12), st.text(max_size=20), max_size=20
    ),
    st.integers(1, 2**52 - 1),
)
def test_whatever_fields_telegram_adds_are_part_of_what_is_signed(
    more: dict[str, str], telegram_id: int
) -> None:
    printable = {k: "".join(c for c in v if c.isprintable()) for k, v in more.items()}
    fields = {**printable, **FIELDS, "user": json.dumps({"id": telegram_id})}
    fields.pop("hash", None)
    assert checked(signed(fields)).telegram_id == telegram_id
