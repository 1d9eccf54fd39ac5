"""Where something ends, the screen says how to go on, in words that fit a small phone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from conversations.booking_card import card
from conversations.booking_screens import review
from conversations.lists import listed
from conversations.notices import hold_ends
from conversations.notices_arranged import instant
from conversations.notices_money import confirmed_client
from conversations.render import render
from conversations.texts import text
from conversations.words import Draft, Say
from conversations.work.answer import NotPossible
from conversations.work.arranged import ClientOpened, OpenClient
from conversations.work.booking import SlotHeld
from conversations.work.desk import BookingsListed, Listing
from models.moves import Actor
from models.values import BookingStatus as S
from models.values import Money, PaymentStatus
from tests.change_world import LATE, UNPAID, World, begun, buttons, session
from tests.conversations.joining_world import DRAFT, FINISHED, JoiningWorld
from tests.day_world import CLIENT, day_world
from tests.dialog import AMINA, HOUSE, NOW, Chat, booking, dialog

REQUEST = session(status=S.PENDING, payment_status=PaymentStatus.PENDING)
STAFF = Actor.PSYCHOLOGIST
#: What half a row holds on a phone 360 points wide before Telegram cuts it off.
HALF_A_ROW = 18


def labels(say: Say) -> list[str]:
    shown = render(say, AMINA, Draft("desk"), HOUSE)
    return [button["text"] for row in shown["keyboard"] for button in row]


@pytest.mark.parametrize(
    ("verb", "world", "lines"),
    [
        ("mv", World(), [("Cancel", "nothing has changed")]),
        ("mv", World(), [("‹ Back", "nothing has changed")]),
        ("mv", World(), [("15", ""), ("11:00", ""), ("Move it", "<b>Moved</b>")]),
        ("mv", World(outcome=LATE), [("15", ""), ("11:00", ""), ("Send", "Sent to Brian")]),
        ("alt", World(actor=STAFF, booking=REQUEST, outcome=UNPAID),
         [("15", ""), ("11:00", ""), ("Send", "Sent to Amina")]),
        ("cx", World(), [("Keep it", "nothing was cancelled")]),
        ("cx", World(outcome=LATE), [("Ask Brian", "stands until there is an answer")]),
    ],
)  # fmt: skip
def test_b15_what_changes_nothing_leads_back_to_the_session(
    verb: str, world: World, lines: list[tuple[str, str]]
) -> None:
    chat = dialog(lines, begun(verb, world))
    assert "See the session" in buttons(chat)


def test_a_request_that_was_sent_can_be_looked_at() -> None:
    chat = dialog([("/book brian", ""), ("Individual", ""), ("15", ""), ("10:00", "Is this right"),
                   ("Send request", "answers by")])  # fmt: skip
    assert buttons(chat) == ["See the session"]


@pytest.mark.parametrize("verb", ["mv", "alt"])
def test_an_hour_typed_with_the_day_is_understood_when_moving(verb: str) -> None:
    actor = STAFF if verb == "alt" else Actor.CLIENT
    chat = begun(verb, World(actor=actor))
    dialog([("15 Sep 11:00", "→ <b>Tue 15 Sep, 11:00</b>")], chat)


def test_a_session_for_a_client_names_them_and_has_no_five_steps() -> None:
    chat = Chat(day_world)
    for words in (f"/bookfor {CLIENT.public_id.hex}", "Individual session"):
        said = chat.says(words)
        assert "A session for Amina" in said
        assert "Step" not in said
    dialog([("15 Sep 10:00", "Book this for Amina?")], chat)


def test_without_an_hour_the_times_of_that_day_are_shown() -> None:
    chat = Chat(day_world)
    dialog([(f"/bookfor {CLIENT.public_id.hex}", ""), ("Individual", ""),
            ("15 Sep", "A session for Amina · Tue 15 Sep: which time?")], chat)  # fmt: skip
    assert any(isinstance(command, OpenClient) for command in chat.asked)
    assert isinstance(day_world(OpenClient(CLIENT.public_id)), ClientOpened)


def test_where_to_book_for_somebody_is_called_as_its_button_is() -> None:
    assert text("book_for_them", "en") in text("bookfor_whom", "en")


@pytest.mark.parametrize("which", [Listing.TODAY, Listing.WEEK])
@pytest.mark.parametrize("many", [1, 6, 7, 12])
def test_b15_a_day_reads_on_a_small_phone(which: Listing, many: int) -> None:
    screen = listed(BookingsListed(which, (booking(client_name="Mama Wambua"),) * many, more=True))
    assert len(screen.keyboard) <= 8
    for row in screen.keyboard[: -(-many // (1 if many <= 6 else 2))]:
        shown = labels(Say("no_today", {}, (row,)))
        assert all("Mama W" in label for label in shown)
        if len(row) > 1:
            assert all(label.index("Mama") + 6 <= HALF_A_ROW for label in shown)


def test_what_costs_nothing_is_not_called_paid() -> None:
    free = session(price=Money(0))
    shown = render(card(free, frozenset({Actor.CLIENT}), NOW), AMINA, Draft("desk"), HOUSE)
    assert "Nothing to pay" in shown["text"]
    assert "KES 0" not in shown["text"]


def test_what_is_over_leads_back_to_the_past_sessions() -> None:
    mine = frozenset({Actor.CLIENT})
    over, ahead = card(session(status=S.COMPLETED), mine, NOW), card(session(), mine, NOW)
    assert [over.keyboard[-1][0].value, ahead.keyboard[-1][0].value] == ["history", "sessions"]


def test_b10_a_session_out_of_the_blue_can_be_refused() -> None:
    told = instant(replace(session(price=Money(0)), meeting_link="https://meet.example/a"))
    assert labels(told) == ["Open the video room", "Cancel it…"]


def test_p3_a_profile_says_once_what_is_missing() -> None:
    chat = Chat(JoiningWorld(DRAFT))
    dialog([("/profile", "Before you can send it, I need")], chat)
    for twice in ("No title yet", "no language yet", "Nothing about you yet", "Photo: none"):
        assert twice not in chat.screen["text"]
    half = Chat(JoiningWorld(replace(FINISHED, languages=())))
    dialog([("/profile", "– Individual session, 50 min, KES 3,500")], half)
    assert "the languages that you work in" in half.screen["text"]
    assert "Speaks" not in half.screen["text"]


def test_screens_that_only_show_end_with_the_same_word() -> None:
    words = ("done", "profile_close", "services_close", "calendar_close", "applications_close")
    assert {text(key, "en") for key in words} == {"Done"}


def test_paging_buttons_carry_words() -> None:
    assert (text("earlier", "en"), text("later", "en")) == ("‹ Prev", "Next ›")


@pytest.mark.parametrize(
    ("typed", "hears"),
    [("/now", "for our psychologists"), (f"/now {CLIENT.public_id.hex}", "among your clients"),
     (f"/bookfor {CLIENT.public_id.hex}", "among your clients")],
)  # fmt: skip
def test_x63_staff_work_typed_by_a_stranger_is_refused_in_words_that_fit(
    typed: str, hears: str
) -> None:
    chat = Chat(lambda command: NotPossible("not_yours"))
    dialog([(typed, hears)], chat)
    assert "keyboard" not in chat.screen, "a refused dialogue is over: its buttons would be dead"


@pytest.mark.parametrize(("needs", "label"), [(True, "Send request"), (False, "Reserve it")])
def test_what_nobody_has_to_approve_is_not_called_a_request(needs: bool, label: str) -> None:
    held = SlotHeld(booking(needs_approval=needs))
    assert labels(review(held))[0] == label
    told = render(hold_ends(held.booking), AMINA, Draft("book"), HOUSE)
    assert f"Tap “{label}”" in told["text"]


def test_b8_a_time_so_near_that_nothing_comes_back_never_promises_it() -> None:
    far, near = (SlotHeld(booking(), late=late) for late in (False, True))
    assert "get all of it back" in render(review(far), AMINA, Draft("book"), HOUSE)["text"]
    told = render(review(near), AMINA, Draft("book"), HOUSE)["text"]
    assert "too late to cancel with a refund" in told
    assert "get all of it back" not in told


def test_b8_what_is_confirmed_too_late_for_a_refund_says_so() -> None:
    kept, gone = (confirmed_client(booking(), None, "", late=late) for late in (False, True))
    assert "get all of it back" in render(kept, AMINA, Draft("book"), HOUSE)["text"]
    told = render(gone, AMINA, Draft("book"), HOUSE)["text"]
    assert "too late to cancel with a refund" in told
    assert "get all of it back" not in told


def test_the_end_of_a_hold_is_an_hour_and_no_second_date() -> None:
    held = SlotHeld(booking(held_until=NOW + timedelta(minutes=10)))
    assert (
        "I keep this time for you until 09:10."
        in (render(review(held), AMINA, Draft("book"), HOUSE)["text"])
    )
