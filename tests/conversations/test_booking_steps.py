"""Each step of a booking against everything that can come, and what its screens say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest

from conversations.events import Action, Contact, File, Happening, Tap, Text, Typed, Unknown
from conversations.work import Command, Result
from conversations.work import booking as work
from conversations.work.answer import NotPossible
from models.calendar import Slot, Unavailable
from models.values import Purpose
from tests.conversations.booking_world import TIMES, URGENT, chat, held, many
from tests.conversations.test_again import BEGIN
from tests.dialog import BRIAN, DAYS, SLOTS, Chat, booking, dialog

WHOM = "Who would you like"
WITH_ONE = [("/book", WHOM), ("Brian Otieno", "What would you like"), ("Individual", "Which day"),
            ("15", "which time?"), ("10:00", "Is this right?")]  # fmt: skip
WITH_ANY = [("/book", WHOM), ("Any psychologist", "what kind"), ("Video", "Which day"),
            ("15", "which time?"), ("10:00", "Is this right?")]  # fmt: skip
FILTERS = [("/book", WHOM), ("By specialty", "help with")]
LANGUAGE = [("/book", WHOM), ("By language", "Which language")]


def _taken(command: Command) -> Result:
    if isinstance(command, work.HoldSlot | work.HoldAny):
        return work.SlotTaken(Unavailable.BOOKED, SLOTS)
    return many(command)


def _instead() -> Chat:
    here = dialog(WITH_ANY[:4], chat())
    here.world = _taken
    return dialog([("10:00", "took that time")], here)


def _again() -> Chat:
    here = chat()
    here.happens(BEGIN)
    return here


def _after(lines: list[tuple[str, str]]) -> Chat:
    return dialog(lines, chat())


STEPS: dict[str, Callable[[], Chat]] = {
    **{f"one-{n}": partial(_after, WITH_ONE[:n]) for n in range(6)},
    **{f"any-{n}": partial(_after, WITH_ANY[:n]) for n in range(2, 6)},
    "specialty": lambda: dialog(FILTERS, chat()),
    "language": lambda: dialog(LANGUAGE, chat()),
    "filtered": lambda: dialog([*LANGUAGE, ("Somali", "Only shown")], chat()),
    "instead": _instead,
    "again": _again,
    "again-days": lambda: dialog([("Other days", "Which day")], _again()),
    "again-review": lambda: dialog([("Tue 15 Sep, 10:00", "Is this right?")], _again()),
}
EVERY_KIND: list[Happening] = [
    Text("hello"), Text(""), Text("x" * 5000), Text("<b>&"), Text("any"), Text("1"), Text("{x}"),
    Text("tomorrow 10"), Typed("nonsense"), Typed("help"), Typed("book"), Typed("book", "brian"),
    Typed("start", "psy_brian"), Typed("start", "psy_"), Contact("+254712000001", own=True),
    Contact("+15", own=False), File("photo", "f1", None, 10), File("document", "f2", "a.pdf", 10),
    *(Unknown(kind) for kind in ("voice", "sticker", "location", "edited", "button")),
    Tap("book", 99, "p2", 1), Tap("pay", 0, "y", 1), Tap("nowhere", 1, "x", 1), BEGIN,
    Action("junk", BEGIN.about, 1, 1),
]  # fmt: skip
FORGED = ("a", "fs", "fl", "f", "x", "n", "o0", "o99", "o", "w", "y", "-", "p2", "p99999999",
          "s4", "k", "kindividual-video-50", "kx-y-z", "g0", "g7", "g-1", "t1789455600", "t",
          "m2026-10-01",
          "d2026-09-15", "d9999-99-99", "back", "zzz", "")  # fmt: skip


@pytest.mark.parametrize("event", EVERY_KIND, ids=str)
@pytest.mark.parametrize("step", STEPS)
def test_x62_each_step_has_one_answer_to_each_kind(step: str, event: Happening) -> None:
    said = STEPS[step]().happens(event)
    assert len(said) == 1
    assert said[0]["text"].strip()


@pytest.mark.parametrize("value", FORGED)
@pytest.mark.parametrize("step", STEPS)
def test_x63_no_forged_button_is_too_much_for_a_step(step: str, value: str) -> None:
    here = STEPS[step]()
    draft = here.drafts.get("book")
    if draft is not None:
        assert len(here.happens(Tap("book", draft.rev, value, 1))) == 1


@pytest.mark.parametrize("step", [step for step in STEPS if step != "one-0"])
def test_every_screen_has_a_way_out_and_eight_rows_at_most(step: str) -> None:
    here = STEPS[step]()
    rows = here.screen["keyboard"]
    assert len(rows) <= 8
    assert here.button("Cancel") is not None
    first = step in {"one-1", "filtered", "again"}
    assert (here.button("‹ Back") is None) == first
    dialog([("Cancel", "nothing was booked")], here)


def _world(*answers: Result) -> Callable[[Command], Result]:
    """In which these results come instead of the good ones of their kind."""
    instead = {
        work.TimesFound: (work.FindTimes, work.FindTimesOfAny),
        work.DaysFound: (work.FindDays, work.FindDaysOfAny),
        work.SlotHeld: (work.HoldSlot, work.HoldAny, work.ReviewHold),
        work.PsychologistFound: (work.OpenPsychologist,),
    }

    def world(command: Command) -> Result:
        for answer in answers:
            if isinstance(command, instead[type(answer)]):
                return answer
        return many(command)

    return world


def test_x7_the_review_warns_of_what_one_has_then_and_lets_one_decide() -> None:
    other = booking(psychologist_name="Amara <Hassan>", minutes=75, reference="BK-2026-000003")
    here = dialog(WITH_ONE[:4], chat())
    here.world = _world(replace(held(), meanwhile=(other,)))
    dialog([("10:00", "You already have something at that time")], here)
    assert "with Amara &lt;Hassan&gt;, 75 minutes BK-2026-000003" in here.screen["text"]
    dialog([("Send request", "Request sent")], here)


def test_x7_without_an_overlap_there_is_no_warning() -> None:
    assert "already have" not in dialog(WITH_ONE, chat()).screen["text"]


def test_s2_emergency_hours_are_explained_with_whom_to_call() -> None:
    here = dialog(WITH_ONE[:1], chat())
    here.world = _world(
        work.PsychologistFound(replace(BRIAN, services=(*BRIAN.services, URGENT))),
        replace(DAYS, is_emergency=True), replace(TIMES, is_emergency=True),
        held(purpose=Purpose.EMERGENCY),
    )  # fmt: skip
    help_now = "call 999 / 112 now"
    dialog([("Brian Otieno", "What would"), ("Urgent: Urgent talk · 30 min", help_now),
            ("15", help_now), ("10:00", help_now)], here)  # fmt: skip


def test_s2_usual_hours_frighten_nobody() -> None:
    for steps in range(3, 6):
        assert "999" not in dialog(WITH_ONE[:steps], chat()).screen["text"]


def _times(first: time, count: int, minutes: int, suggested: int = 2) -> work.TimesFound:
    """So many times of a day in Nairobi."""
    opens = datetime.combine(date(2026, 9, 15), first, UTC)
    local = [opens + timedelta(minutes=n * minutes) for n in range(count)]
    slots = tuple(Slot(each - timedelta(hours=3), each) for each in local)
    return work.TimesFound(date(2026, 9, 15), slots, tuple(each.time() for each in local),
                           slots[count // 2 : count // 2 + suggested])  # fmt: skip


def _times_screen(found: work.TimesFound) -> list[list[str]]:
    here = dialog(WITH_ONE[:3], chat())
    here.world = _world(found)
    dialog([("15", "which time?")], here)
    return [[button["text"] for button in row] for row in here.screen["keyboard"]]


def test_v4_suggested_times_come_first_and_once() -> None:
    rows = _times_screen(_times(time(9), 14, 30))
    assert rows[0] == ["Suggested 12:30", "Suggested 13:00"]
    assert rows[1:-1] == [
        ["09:00", "09:30", "10:00", "10:30"], ["11:00", "11:30"],
        ["12:00", "13:30", "14:00", "14:30"], ["15:00", "15:30"],
    ]  # fmt: skip


def test_v4_without_suggestions_there_is_no_word_of_them() -> None:
    rows = _times_screen(_times(time(9), 3, 30, suggested=0))
    assert rows[0] == ["09:00", "09:30", "10:00"]


def test_v4_a_suggested_time_can_be_tapped_and_typed() -> None:
    for words in ("Suggested 12:30", "12:30"):
        here = dialog(WITH_ONE[:3], chat())
        here.world = _world(_times(time(9), 14, 30))
        dialog([("15", "which time?"), (words, "Is this right?")], here)


@pytest.mark.parametrize("minutes", [5, 10, 15, 20])
def test_v4_however_many_times_there_are_eight_rows_suffice(minutes: int) -> None:
    count = 23 * 60 // minutes
    rows = _times_screen(_times(time(0), count, minutes))
    assert len(rows) <= 8
    assert all(len(row) <= 8 for row in rows)


@pytest.mark.parametrize(
    ("steps", "command", "hears"),
    [
        (2, work.FindDays, "isn't offered any more"),
        (3, work.FindTimes, "isn't offered any more"),
        (4, work.HoldSlot, "isn't offered any more"),
    ],
)
def test_a_service_that_ends_meanwhile_leads_to_the_others(
    steps: int, command: type[Any], hears: str
) -> None:
    here = dialog(WITH_ONE[:steps], chat())
    here.world = lambda asked: (
        NotPossible("not_offered") if isinstance(asked, command) else many(asked)
    )
    dialog([(WITH_ONE[steps][0], hears)], here)
    assert "What would you like to book" in here.screen["text"]


def test_a_psychologist_who_pauses_meanwhile_leads_to_the_others() -> None:
    def paused(asked: Command) -> Result:
        match asked:
            case work.FindTimes():
                return NotPossible("not_offered")
            case work.OpenPsychologist():
                return work.NobodyFound()
            case _:
                return many(asked)

    here = dialog(WITH_ONE[:3], chat())
    here.world = paused
    dialog([("15", "take no bookings at the moment")], here)
    assert WHOM in here.screen["text"]


@pytest.mark.parametrize("command", [work.FindDaysOfAny, work.FindTimesOfAny, work.HoldAny])
def test_a_kind_that_nobody_offers_any_more_leads_to_everybody(command: type[Any]) -> None:
    steps = {work.FindDaysOfAny: 2, work.FindTimesOfAny: 3, work.HoldAny: 4}[command]
    here = dialog(WITH_ANY[:steps], chat())
    here.world = lambda asked: (
        NotPossible("not_offered") if isinstance(asked, command) else many(asked)
    )
    dialog([(WITH_ANY[steps][0], "can't be booked any more")], here)
    assert WHOM in here.screen["text"]


def test_x4_the_loser_with_any_is_offered_other_times() -> None:
    here = _instead()
    dialog([("Tue 15 Sep, 11:00", "took that time"), ("2", "took that time")], here)
    here.world = many
    dialog([("3", "Is this right?")], here)


def test_an_hour_typed_with_the_day_is_taken_at_once() -> None:
    dialog([*WITH_ONE[:3], ("15 sep 11:00", "Is this right?")], chat())
    dialog([*WITH_ONE[:3], ("15 sep 18:00", "couldn't match"), ("11", "Is this right?")], chat())


def test_x22_the_date_on_every_screen_is_the_readers() -> None:
    """22:30 UTC on Monday is Tuesday 01:30 in Nairobi, from the day to the request."""
    starts = datetime(2026, 9, 14, 22, 30, tzinfo=UTC)
    slot = Slot(starts, starts + timedelta(minutes=50))
    here = dialog(WITH_ONE[:3], chat())
    here.world = _world(
        work.TimesFound(date(2026, 9, 15), (slot,), (time(1, 30),)),
        held(starts_at=starts, ends_at=slot.ends_at),
    )
    dialog([("15", "Tue 15 Sep: which time?"), ("01:30", "Tue 15 Sep, 01:30")], here)
