"""Another time, as it is tapped and typed: moved, suggested, countered, answered (B5, B9)."""

import pytest

from conversations.events import Action, Contact, File, Happening, Tap, Text, Unknown
from conversations.work.answer import NotPossible
from conversations.work.change import AcceptProposal, MoveBooking, RefuseProposal, SendProposal
from models.changes import Hindrance, Outcome
from models.moves import Actor
from models.values import BookingStatus as S
from models.values import PaymentStatus
from tests.change_world import (
    FREE,
    HELD,
    LATE,
    NOTHING,
    PRICE,
    UNPAID,
    World,
    asked,
    begun,
    buttons,
    proposal,
    session,
)
from tests.dialog import REFERENCE, SLOTS, Chat, dialog

DAY, TIME = "Which day in September", "which time?"
TO_PREVIEW = [("15", TIME), ("11:00", "Tue 15 Sep, 11:00")]
REQUEST = session(status=S.PENDING, payment_status=PaymentStatus.PENDING)


def staff(**more: object) -> World:
    return World(actor=Actor.PSYCHOLOGIST, **more)  # type: ignore[arg-type]


def test_b9_the_client_moves_it_in_time() -> None:
    chat = begun("mv", World())
    assert "Instead of Tue 15 Sep, 10:00" in chat.screen["text"]
    dialog(TO_PREVIEW, chat)
    assert "There is nothing to pay: the KES 2,500 that you have paid move" in chat.screen["text"]
    assert asked(chat, MoveBooking) == []
    dialog([("Move it", "<b>Moved</b>")], chat)
    assert asked(chat, MoveBooking) == [MoveBooking(REFERENCE, 2, SLOTS[1].starts_at, FREE)]
    assert chat.current is None


def test_b9_late_it_is_a_question_to_the_psychologist() -> None:
    chat = dialog(TO_PREVIEW, begun("mv", World(outcome=LATE)))
    assert (
        "less than 24 hours before the start, so Brian Otieno has to agree" in (chat.screen["text"])
    )
    dialog([("Send the suggestion", "Sent to Brian Otieno")], chat)
    assert asked(chat, SendProposal) == [SendProposal(REFERENCE, 2, False, SLOTS[1].starts_at)]
    assert asked(chat, MoveBooking) == []


def test_x24_too_late_meanwhile_is_shown_before_anything_happens() -> None:
    chat = dialog([*TO_PREVIEW, ("Move it", "changed while you were reading")],
                  begun("mv", World(changes_to=LATE)))  # fmt: skip
    dialog([("Send the suggestion", "Sent to Brian Otieno")], chat)


def test_b5_the_psychologist_suggests() -> None:
    chat = dialog(TO_PREVIEW, begun("alt", staff(booking=REQUEST, outcome=UNPAID)))
    assert "Amina pays only once you have both agreed" in chat.screen["text"]
    dialog([("Send the suggestion", "Sent to Amina")], chat)
    assert asked(chat, SendProposal) == [SendProposal(REFERENCE, 2, True, SLOTS[1].starts_at)]


@pytest.mark.parametrize("world", [World(booking=REQUEST, outcome=UNPAID), World(), staff()],
                         ids=["request", "session", "psychologist"])  # fmt: skip
def test_b5_a_counter_goes_back_the_other_way(world: World) -> None:
    chat = dialog([*TO_PREVIEW, ("Send the suggestion", "Sent to")], begun("ctr", world))
    is_staff = world.actor is not Actor.CLIENT
    assert asked(chat, SendProposal) == [SendProposal(REFERENCE, 2, is_staff, SLOTS[1].starts_at)]


def test_an_open_question_is_answered_first() -> None:
    waiting = proposal(session(), by_client=False)
    chat = begun("mv", World(open=waiting))
    assert "Brian Otieno suggests moving" in chat.screen["text"]
    assert buttons(chat) == ["Agree to Wed 16 Sep, 12:00", "Suggest another time",
                             "Keep Tue 15 Sep, 10:00"]  # fmt: skip
    assert DAY in begun("alt", staff(open=waiting)).screen["text"]


def test_a_request_that_was_countered_can_also_be_declined() -> None:
    chat = begun("alt", staff(booking=REQUEST, open=proposal(REQUEST, by_client=True)))
    assert buttons(chat)[-1] == "Decline…"


def test_by_words() -> None:
    dialog([("tomorrow", TIME), ("11", "Move it?")], begun("mv", World()))
    dialog([("sometime", "couldn't match")], begun("mv", World()))
    dialog([("15", TIME), ("03:00", "couldn't match"), ("16 Sep", "Wed 16 Sep: which time?")],
           begun("mv", World()))  # fmt: skip


def test_b9_a_time_that_is_gone_leads_to_others() -> None:
    chat = dialog([*TO_PREVIEW, ("Move it", "nothing has changed")],
                  begun("mv", World(gone=True)))  # fmt: skip
    dialog([("Tue 15 Sep, 12:00", "Move it?"), ("Move it", "<b>Moved</b>")], chat)
    assert [c.starts_at for c in asked(chat, MoveBooking)] == [s.starts_at for s in SLOTS[1:]]


def test_back_leads_to_the_step_before() -> None:
    chat = dialog([*TO_PREVIEW, ("‹ Back", TIME), ("‹ Back", DAY)], begun("mv", World()))
    dialog([("‹ Back", "it stays on <b>Tue 15 Sep, 10:00</b>")], chat)
    assert chat.current is None


@pytest.mark.parametrize("steps", range(3))
@pytest.mark.parametrize("leaves", ["Cancel", "/cancel"])
def test_leaving_changes_nothing(steps: int, leaves: str) -> None:
    chat = dialog([*TO_PREVIEW[:steps], (leaves, "nothing has changed")], begun("mv", World()))
    assert chat.current is None


@pytest.mark.parametrize(
    ("hindrance", "says"),
    [(Hindrance.PROMPT_LIVE, "M-Pesa is just asking"), (Hindrance.OVER, "has changed meanwhile")],
)
@pytest.mark.parametrize("verb", ["mv", "alt"])
def test_what_hinders_it_is_said(verb: str, hindrance: Hindrance, says: str) -> None:
    chat = begun(verb, World(outcome=Outcome(hindrance, False, PRICE, NOTHING)))
    assert says in chat.screen["text"]
    assert chat.current is None


def test_x10_an_old_button_shows_how_it_stands() -> None:
    for verb in ("mv", "alt"):
        assert "has changed meanwhile" in begun(verb, World(), version=1).screen["text"]


def test_x10_what_moved_while_choosing_is_not_moved_again() -> None:
    world = World()
    chat = dialog(TO_PREVIEW[:1], begun("mv", world))
    world.booking = session(version=3)
    dialog([("11:00", "has changed meanwhile")], chat)
    assert chat.current is None


def test_x60_a_double_tap_moves_once() -> None:
    chat = dialog(TO_PREVIEW, begun("mv", World()))
    button = chat.button("Move it")
    assert button is not None
    name, rev, value = button["data"].split(":")
    chat.happens(Tap(name, int(rev), value, 1))
    assert chat.happens(Tap(name, int(rev), value, 1)) == []
    assert len(asked(chat, MoveBooking)) == 1


# Answers of one tap


@pytest.mark.parametrize(
    ("verb", "world", "says"),
    [
        ("yes", World(), "Agreed and moved"),
        ("yes", staff(), "Agreed and moved"),
        ("yes", World(booking=REQUEST), "please pay <b>KES 2,500</b>"),
        ("yes", staff(booking=REQUEST), "has been asked to pay"),
        ("stay", World(), "it stays on <b>Tue 15 Sep, 10:00</b>"),
        ("stay", staff(), "Amina has been told"),
        ("wv", staff(), "All of the KES 2,500 goes back to the client"),
        ("kp", staff(), "The rule stays"),
    ],
)
def test_an_answer_is_one_tap_and_a_second_one_only_looks(
    verb: str, world: World, says: str
) -> None:
    chat = begun(verb, world)
    assert says in chat.screen["text"]
    assert chat.current is None
    before = len(chat.asked)
    version = 1 if verb in {"yes", "stay"} else 2
    about = HELD if verb in {"yes", "stay"} else REFERENCE
    assert "answered this already" in chat.happens(Action(verb, about, version, 1))[0]["text"]
    assert [type(c).__name__ for c in chat.asked[before:]] == ["LookUp"]


@pytest.mark.parametrize("verb", ["yes", "stay", "ctr"])
@pytest.mark.parametrize("key", ["not_yours", "outdated"])
def test_x10_a_proposal_that_is_gone_says_so(verb: str, key: str) -> None:
    chat = begun(verb, World(refusal=NotPossible(key)))
    assert "doesn't wait for an answer any more" in chat.screen["text"]
    assert chat.current is None


def test_a_prompt_on_a_phone_leaves_the_answers_on_the_screen() -> None:
    world = World(open=proposal(session(), by_client=False))

    def prompted(command: object) -> object:
        if isinstance(command, AcceptProposal):
            return NotPossible("change_prompt_live")
        return world(command)  # type: ignore[arg-type]

    chat = begun("yes", prompted)  # type: ignore[arg-type]
    assert "M-Pesa is just asking" in chat.screen["text"]
    assert "Agree to Wed 16 Sep, 12:00" in buttons(chat)
    assert asked(chat, RefuseProposal) == []


EVERY_KIND: list[Happening] = [
    Text(""), Text("<b>&"), Text("x" * 5000), Contact("+254712000001", own=True),
    File("photo", "p", None, 1), *(Unknown(kind) for kind in ("voice", "sticker", "edited")),
    Tap("move", 99, "y", 1), Tap("move", 0, "t1", 1), Tap("reply", 3, "y", 1),
    Action("junk", REFERENCE, 1, 1),
]  # fmt: skip


@pytest.mark.parametrize("steps", range(4))
@pytest.mark.parametrize("event", EVERY_KIND, ids=str)
def test_x62_each_step_has_one_answer_to_each_kind(steps: int, event: Happening) -> None:
    lines = [*TO_PREVIEW, ("Move it", "nothing has changed")]
    chat: Chat = dialog(lines[:steps], begun("mv", World(gone=True)))
    assert len(chat.happens(event)) == 1
    assert len(asked(chat, MoveBooking)) == (1 if steps == 3 else 0)
