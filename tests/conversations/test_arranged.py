"""A session now, and one booked for a client, as they are spoken (B10)."""

from dataclasses import replace
from typing import Any

import pytest

from conversations.events import Action, Typed
from conversations.work.answer import NotPossible
from conversations.work.arranged import (
    Arranged,
    ArrangementSeen,
    BookForClient,
    ClientOpened,
    FindInstantServices,
    FindOwnClients,
    InstantServicesFound,
    MakeInstant,
    OpenClient,
    OwnClientsFound,
)
from conversations.work.booking import SlotTaken
from models.calendar import Unavailable
from models.values import BookingStatus as S
from tests.day_world import (
    CLIENT,
    STRANGE,
    begun,
    buttons,
    day_world,
    document,
    refusing,
    shows_the_step_again,
    taps_junk,
    view,
)
from tests.dialog import REFERENCE, SLOTS, Chat, dialog

HEX = CLIENT.public_id.hex
TO_CHARGE = [
    ("/now", "with whom?"),
    ("Amina", "Which one?"),
    ("Individual session", "Without a charge it is confirmed at once"),
]
TO_REVIEW = [
    (f"/bookfor {HEX}", "A session for Amina with Brian Otieno"),
    ("Individual session", "Which day in September 2026"),
    ("15", "which time?"),
    ("10:00", "Book this for Amina?"),
]


def now() -> Chat:
    return Chat(day_world)


def but(kind: type, answer: Any) -> Any:
    """The same world, in which one command has another answer."""
    return lambda command: answer if isinstance(command, kind) else day_world(command)


def test_b10_a_session_now_without_a_charge() -> None:
    chat = dialog([*TO_CHARGE, ("No charge", "has the link")], now())
    assert "Start now" in buttons(chat)
    assert chat.current is None


def test_b10_a_session_now_with_a_charge() -> None:
    chat = dialog([*TO_CHARGE, ("Charge KES 2,500", "is asked to pay")], now())
    assert [c.charge for c in chat.asked if isinstance(c, MakeInstant)] == [True]


@pytest.mark.parametrize(
    ("says", "charge"), [("no charge please", False), ("free", False), ("charge her", True)]
)
def test_the_charge_can_be_typed(says: str, charge: bool) -> None:
    chat = dialog(TO_CHARGE, now())
    chat.says(says)
    assert [c.charge for c in chat.asked if isinstance(c, MakeInstant)] == [charge]


def test_client_and_service_can_be_typed() -> None:
    typed = [("/now", "with whom?"), ("amin", "Which one?"), ("1", "Without a charge")]
    dialog(typed, now())
    dialog([("/now", "with whom?"), ("zebedee", "couldn't match that")], now())


def test_a_client_can_come_with_the_command() -> None:
    dialog([(f"/now {HEX}", "Which one?")], now())
    dialog([("/now junk", "with whom?")], now())


def test_pages_of_clients_are_turned() -> None:
    chat = dialog([("/now", "with whom?"), ("Next ›", "with whom?")], now())
    assert "‹ Prev" in buttons(chat)


def test_back_goes_step_by_step_and_out() -> None:
    back = [("‹ Back", "Which one?"), ("‹ Back", "with whom?"), ("Cancel", "no session was made")]
    dialog([*TO_CHARGE, *back], now())


@pytest.mark.parametrize(
    ("key", "knows", "words"),
    [
        ("instant_busy", True, "Your time is taken just now: Amina"),
        ("arranged_held", False, "just booking that time"),
        ("instant_not_reached", False, "nowhere to send the link"),
        ("arranged_client_busy", False, "another session"),
    ],
)
def test_what_is_in_the_way_is_said_and_nothing_is_lost(
    key: str, words: str, *, knows: bool
) -> None:
    refusal = NotPossible(key, view() if knows else None)
    chat = dialog(TO_CHARGE, Chat(but(MakeInstant, refusal)))
    dialog([("No charge", words), ("‹ Back", "Which one?")], chat)


def test_x63_who_is_no_psychologist_gets_no_list() -> None:
    chat = Chat(refusing("not_yours", knows=False))
    dialog([("/now", "for our psychologists")], chat)
    dialog([(f"/bookfor {HEX}", "among your clients")], chat)
    assert chat.current is None


def test_without_clients_or_video_it_says_what_to_do() -> None:
    nobody = Chat(but(FindOwnClients, OwnClientsFound((), 0, more=False)))
    dialog([("/now", "no client here yet")], nobody)
    no_video = Chat(but(FindInstantServices, InstantServicesFound(CLIENT, ())))
    dialog([("/now", "with whom?"), ("Amina", "no session by video yet")], no_video)


@pytest.mark.parametrize("happening", [*STRANGE, document()])
@pytest.mark.parametrize("steps", [1, 2, 3])
def test_each_kind_of_event_shows_the_instant_step_again(happening: Any, steps: int) -> None:
    text = shows_the_step_again(dialog(TO_CHARGE[:steps], now()), "now", happening)
    assert "<i>" in text


@pytest.mark.parametrize("happening", [*STRANGE, document()])
@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_each_kind_of_event_shows_the_booking_step_again(happening: Any, steps: int) -> None:
    text = shows_the_step_again(dialog(TO_REVIEW[:steps], now()), "bookfor", happening)
    assert "<i>" in text


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_x63_made_up_taps_change_nothing(steps: int) -> None:
    taps_junk(dialog(TO_CHARGE[:steps], now()), "now")
    taps_junk(dialog(TO_REVIEW[: steps + 1], now()), "bookfor")


def test_b10_booking_for_a_client() -> None:
    chat = dialog([*TO_REVIEW, ("Book it", "Amina has been asked to pay")], now())
    assert chat.current is None
    [made] = [c for c in chat.asked if isinstance(c, BookForClient)]
    assert made.client == CLIENT.public_id


def test_the_words_of_a_booking_can_be_typed() -> None:
    typed = [
        (f"/bookfor {HEX}", "A session for Amina with Brian Otieno"),
        ("long", "Which day"),
        ("15 Sep", "which time?"),
        ("25:00", "couldn't match that"),
        ("11", "Book this for Amina?"),
    ]
    dialog(typed, now())


def test_an_admin_chooses_whose_session_it_is() -> None:
    opened = ClientOpened(CLIENT, None)
    chat = Chat(but(OpenClient, opened))
    dialog([(f"/bookfor {HEX}", "A session for Amina"), ("Brian", "which one?"),
            ("‹ Back", "A session for Amina"), ("brian", "which one?")], chat)  # fmt: skip


def test_back_from_the_review_and_out() -> None:
    back = [("‹ Back", "which time?"), ("‹ Back", "Which day"), ("‹ Back", "which one?"),
            ("‹ Back", "nothing was booked")]  # fmt: skip
    dialog([*TO_REVIEW, *back], now())


def test_b2_the_loser_of_a_race_is_offered_the_nearest() -> None:
    lost = SlotTaken(Unavailable.BOOKED, SLOTS)
    chat = dialog(TO_REVIEW, Chat(but(BookForClient, lost)))
    dialog([("Book it", "Somebody took that time")], chat)
    dialog([("Tue 15 Sep, 11:00", "Book this for Amina?")], chat)


def test_a_client_who_is_busy_gets_another_time() -> None:
    busy = NotPossible("arranged_client_busy")
    chat = dialog(TO_REVIEW, Chat(but(BookForClient, busy)))
    dialog([("Book it", "another session at that time")], chat)
    assert chat.current == "bookfor"


@pytest.mark.parametrize(
    ("has_phone", "review", "made", "button"),
    [
        (True, "is told by SMS", "is told by SMS", True),
        (False, "there is no phone number:", "no phone number yet", False),
    ],
)
def test_p2_without_a_chat_it_is_said_what_happens(
    review: str, made: str, *, has_phone: bool, button: bool
) -> None:
    client = replace(CLIENT, in_chat=False, has_phone=has_phone)

    def world(command: Any) -> Any:
        found = day_world(command)
        if isinstance(found, ArrangementSeen):
            return ArrangementSeen(replace(found.plan, client=client))
        return Arranged(view(S.APPROVED), client) if isinstance(command, BookForClient) else found

    chat = dialog([*TO_REVIEW[:-1], ("10:00", review), ("Book it", made)], Chat(world))
    assert ("Send M-Pesa request" in buttons(chat)) is button


def test_p2_the_prompt_is_sent_by_a_button() -> None:
    chat = begun("stk")
    assert "The phone 0712 000 001 asks" in chat.screen["text"]
    assert buttons(chat) == ["Send it again"]
    assert chat.current is None


@pytest.mark.parametrize("key", ["prompt_has_chat", "prompt_no_phone", "payment_running"])
def test_a_prompt_that_is_not_sent_says_why(key: str) -> None:
    assert begun("stk", refusing(key)).screen["text"]


def test_without_a_client_it_says_where_to_find_one() -> None:
    for about in ("", "junk", "f" * 40):
        said = Chat(day_world).happens(Typed("bookfor", about))
        assert "under /clients" in said[0]["text"]


def test_the_wrong_rev_of_a_finished_dialogue_is_no_second_booking() -> None:
    chat = dialog([*TO_REVIEW, ("Book it", "has been asked to pay")], now())
    chat.happens(Action("stk", REFERENCE, 2, 1))
    assert len([c for c in chat.asked if isinstance(c, BookForClient)]) == 1
