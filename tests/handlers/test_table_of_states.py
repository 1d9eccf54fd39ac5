"""People press whatever they were ever shown, side by side, while time and money come and go.

After each step the database must still be a practice: nobody in two places, no move that the table
of states doesn't know, no money without an owner, no second session for one payment.
"""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from typing import Any, ClassVar

import asyncpg
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from yarl import URL

from bot import demo_intake
from conversations.events import Text, Typed
from models import database
from models.database import connection_arguments, rows
from models.moves import MOVES, Actor
from models.values import BookingStatus, Role
from services import people
from tests.handlers.crowd import Crowd
from tests.handlers.guided import Guide
from tests.handlers.test_every_step import SETTINGS, VERBS
from tests.people import ASKS_NOTHING, NOW, person, practice, psychologist, service
from tests.rows import insert

AMINA, CHIDI, BRIAN, PETER = 1, 2, 3, 5
PEOPLE = st.sampled_from([AMINA, AMINA, CHIDI, BRIAN, BRIAN, PETER])
CLIENTS = st.sampled_from([AMINA, CHIDI])
WHICH = st.integers(0, 3)
#: Most often what is on the screen now, sometimes an old button.
PLACE = st.one_of(st.integers(0, 12), st.integers(0, 400))
COMMANDS = ("book", "sessions", "history", "pending", "today", "week", "past")
#: So likely with the guided rules that a run without one of them has lost its way.
OFTEN = {"pending", "approved", "confirmed", "cancelled"}
LEGAL = {(move.before.value, move.after.value): move.actors for move in MOVES}

OVERLAPS = """
SELECT a.id, b.id FROM bookings AS a JOIN bookings AS b
ON a.psychologist_id = b.psychologist_id AND a.id < b.id AND a.group_key <> b.group_key
AND tstzrange(a.occupied_from, a.occupied_until) && tstzrange(b.occupied_from, b.occupied_until)
WHERE a.status IN ('held', 'pending', 'approved', 'confirmed', 'in_progress')
AND b.status IN ('held', 'pending', 'approved', 'confirmed', 'in_progress')
"""
#: Two sessions of one group that are both to take place: a moved one and its old self.
DOUBLED = """
SELECT group_key FROM bookings
WHERE status IN ('pending', 'approved', 'confirmed', 'in_progress')
GROUP BY group_key HAVING count(*) > 1
"""
UNPAID = """
SELECT id FROM bookings WHERE status IN ('confirmed', 'in_progress')
AND price_minor > 0 AND payment_status <> 'paid'
"""
REFUNDED_OTHERWISE = """
SELECT booking_id FROM refunds JOIN bookings ON bookings.id = booking_id
WHERE payment_status <> 'refund_due'
"""
#: What was paid for a session stays with it only while it is to take place, or for what it cost.
NOBODYS = """
SELECT b.id, b.status, -sum(amount_minor) FROM ledger_entries JOIN bookings AS b
ON account = 'booking:' || b.id GROUP BY b.id HAVING -sum(amount_minor) <> CASE
    WHEN b.status IN ('confirmed', 'in_progress', 'completed', 'no_show', 'late_cancelled')
    THEN b.price_minor ELSE 0 END
"""
#: A time that is kept for what can't move any more.
KEPT_FOR_NOTHING = """
SELECT held.id FROM bookings AS held JOIN bookings AS b ON b.id = held.proposal_for_id
WHERE held.status = 'held' AND b.status NOT IN ('pending', 'approved', 'confirmed')
"""
#: What is to be said later is only true while its booking stands as it does (R3).
UNFENCED = """
SELECT id FROM outbox WHERE state = 'due' AND due_at > put_at + interval '1 minute'
AND fence_booking_id IS NULL
"""
MOVES_MADE = """
SELECT booking_id, from_status, to_status, actor_id, client_id, person_id
FROM booking_moves JOIN bookings ON bookings.id = booking_id
JOIN psychologists ON psychologists.id = psychologist_id ORDER BY booking_moves.id
"""


class AnyDay(RuleBasedStateMachine):
    server: ClassVar[str]
    template: ClassVar[str]
    number: ClassVar[int] = 0
    #: How often each state was come to, of all days together.
    reached: ClassVar[Counter[str]] = Counter()

    @initialize()
    def opens(self) -> None:
        type(self).number += 1
        self.name = f"day_{self.number}"
        self.loop = asyncio.new_event_loop()
        self.run(self._open())

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        self.loop.run_until_complete(work)

    async def _open(self) -> None:
        admin = await asyncpg.connect(**connection_arguments(self.server))
        await admin.execute(f"CREATE DATABASE {self.name} TEMPLATE {self.template}")
        await admin.close()
        url = str(URL(self.server).with_path(f"/{self.name}", keep_query=True))
        await database.connect(url, pool_size=4)
        here = await practice()
        peter = await person("Peter", PETER)
        await service(await psychologist(peter, "peter"), needs_approval=False)
        for staff in (here.brian, peter):
            await people.grant(staff, Role.PSYCHOLOGIST, NOW)
        for chat, who in ((AMINA, here.amina), (CHIDI, here.chidi), (BRIAN, here.brian),
                          (PETER, peter)):  # fmt: skip
            await insert("chats", {"telegram_chat_id": chat, "person_id": who})
        await rows("UPDATE services SET intake_rules = $1::jsonb RETURNING id", ASKS_NOTHING)
        for client in (here.amina, here.chidi):
            await demo_intake.agree(SETTINGS.vault, client, NOW)
        self.crowd = Crowd(SETTINGS, NOW)
        self.guide = Guide(self.crowd)
        for client, whom in ((AMINA, "p2"), (CHIDI, "p1")):
            await self.guide.asks(client, 0, whom)
            await self.guide.settles(0)
        await self.guide.asks(AMINA, 3, "p1")
        stand = await rows("SELECT status FROM bookings ORDER BY id")
        assert [each["status"] for each in stand] == ["confirmed", "confirmed", "pending"]

    def teardown(self) -> None:
        self.run(self._close())
        self.loop.close()

    async def _close(self) -> None:
        moves = await rows("SELECT to_status, count(*) AS n FROM booking_moves GROUP BY 1")
        self.reached.update({move["to_status"]: move["n"] for move in moves})
        await database.disconnect()
        admin = await asyncpg.connect(**connection_arguments(self.server))
        await admin.execute(f"DROP DATABASE {self.name} WITH (FORCE)")
        await admin.close()

    @rule(chat=PEOPLE, name=st.sampled_from(COMMANDS))
    def commands(self, chat: int, name: str) -> None:
        self.run(self.crowd.happens(chat, Typed(name)))

    @rule(chat=PEOPLE, words=st.sampled_from(["brian", "tomorrow 10", "0712000001", "because"]))
    def types(self, chat: int, words: str) -> None:
        self.run(self.crowd.happens(chat, Text(words)))

    @rule(chat=PEOPLE, place=PLACE)
    def presses(self, chat: int, place: int) -> None:
        pressed = self.crowd.press(chat, place)
        if pressed is not None:
            self.run(self.crowd.happens(chat, pressed))

    @rule(chat=PEOPLE, verb=st.sampled_from([*VERBS, "y"]), place=st.integers(0, 3))
    def chooses(self, chat: int, verb: str, place: int) -> None:
        self.run(self.guide.goes_on(chat, rf"^do:{verb}:|^\w+:\d+:{verb}$", place))

    @rule(chat=CLIENTS, place=st.integers(0, 30))
    def asks(self, chat: int, place: int) -> None:
        self.run(self.guide.asks(chat, place))

    @rule(place=WHICH)
    def settles(self, place: int) -> None:
        self.run(self.guide.settles(place))

    @rule(place=WHICH)
    def declines(self, place: int) -> None:
        self.run(self.guide.declines(place))

    @rule(place=WHICH)
    def misses_the_notice(self, place: int) -> None:
        self.run(self.guide.cancels(place, "client", 3))

    @rule(place=WHICH)
    def moves(self, place: int) -> None:
        self.run(self.guide.moves(place))

    @rule(place=WHICH, answer=st.sampled_from(["yes", "yes", "stay", "ctr"]))
    def suggests(self, place: int, answer: str) -> None:
        self.run(self.guide.suggests(place, answer))

    @rule(place=WHICH, who=st.sampled_from(["client", "staff"]), hours=st.sampled_from([30, 24, 3]))
    def cancels(self, place: int, who: str, hours: float) -> None:
        self.run(self.guide.cancels(place, who, hours))

    @rule(place=WHICH, answer=st.sampled_from(["wv", "kp"]))
    def asks_for_mercy(self, place: int, answer: str) -> None:
        self.run(self.guide.asks_for_mercy(place, answer))

    @rule(place=WHICH, verbs=st.sampled_from([("go",), ("done",), ("ns",), ("go", "ns")]),
          minutes=st.sampled_from([-20, 12, 12]))  # fmt: skip
    def runs(self, place: int, verbs: tuple[str, ...], minutes: int) -> None:
        self.run(self.guide.runs(place, verbs, minutes))

    @rule(place=WHICH)
    def holds_it(self, place: int) -> None:
        self.run(self.guide.runs(place, ("go", "end"), 5))

    @rule(place=WHICH)
    def nobody_came(self, place: int) -> None:
        self.run(self.guide.runs(place, ("ns",), 12))

    @rule(place=WHICH, decision=st.sampled_from(["move", "cancel", "keep"]))
    def closes(self, place: int, decision: str) -> None:
        self.run(self.guide.closes(place, decision))

    @rule(place=WHICH, client=st.sampled_from(["mv", "cx", "yes", "pay"]),
          staff=st.sampled_from(["alt", "cx", "go", "yes"]))  # fmt: skip
    def both_press(self, place: int, client: str, staff: str) -> None:
        self.run(self.guide.both_press(place, client, staff))

    @rule(chat=PEOPLE, place=PLACE, hours=st.sampled_from([0, 3, 30]))
    def money_and_time_come_while_somebody_presses(
        self, chat: int, place: int, hours: float
    ) -> None:
        pressed = self.crowd.press(chat, place)
        if pressed is not None:
            self.run(self.crowd.at_once(chat, pressed, hours))

    @rule(one=PEOPLE, other=PEOPLE, places=st.tuples(PLACE, PLACE))
    def two_press_at_once(self, one: int, other: int, places: tuple[int, int]) -> None:
        first, second = self.crowd.press(one, places[0]), self.crowd.press(other, places[1])
        if first is not None and second is not None:
            self.run(self.crowd.side_by_side((one, first), (other, second)))

    @rule(hours=st.sampled_from([0.1, 0.5, 3, 20, 30]))
    def time_passes(self, hours: float) -> None:
        self.run(self.crowd.time_passes(hours))

    @rule(place=st.integers(0, 5))
    def money_comes(self, place: int) -> None:
        self.run(self.crowd.money_comes(place))

    @invariant()
    def it_is_still_a_practice(self) -> None:
        if hasattr(self, "crowd"):
            self.run(self._look())

    async def _look(self) -> None:
        assert await rows(OVERLAPS) == []
        assert await rows(DOUBLED) == []
        assert await rows(UNPAID) == []
        assert await rows(KEPT_FOR_NOTHING) == []
        assert await rows(UNFENCED) == []
        await self._history()
        await self._money()

    async def _history(self) -> None:
        """Each booking's moves hang together, each made by somebody who may make it."""
        stands: dict[int, str] = {}
        for move in await rows(MOVES_MADE):
            before, after = move["from_status"], move["to_status"]
            assert stands.get(move["booking_id"], "held") in {before, "held"}, move
            stands[move["booking_id"]] = after
            assert LEGAL[before, after] & _as_whom(move), move
        for booking in await rows("SELECT id, status FROM bookings WHERE status <> 'held'"):
            assert stands.get(booking["id"], booking["status"]) == booking["status"]

    async def _money(self) -> None:
        """What came in is somebody's: a booking's or a client's; each receipt once."""
        total = await rows("SELECT coalesce(sum(amount_minor), 0) AS left FROM ledger_entries")
        assert total[0]["left"] == 0
        came = await rows("SELECT sum(paid_minor) AS paid FROM payments WHERE status = 'paid'")
        owned = await rows("SELECT sum(amount_minor) AS owned FROM ledger_entries"
                           " WHERE account <> 'mpesa'")  # fmt: skip
        assert abs(owned[0]["owned"] or 0) == (came[0]["paid"] or 0)
        assert await rows(REFUNDED_OTHERWISE) == []
        assert await rows(NOBODYS) == []


def _as_whom(move: Any) -> set[Actor]:
    if move["actor_id"] is None:
        return {Actor.CLOCK, Actor.MONEY}
    as_whom = set()
    if move["actor_id"] == move["client_id"]:
        as_whom.add(Actor.CLIENT)
    if move["actor_id"] == move["person_id"]:
        as_whom.add(Actor.PSYCHOLOGIST)
    return as_whom


def test_any_day_of_a_practice(server: str, template: str) -> None:
    AnyDay.server, AnyDay.template = server, template
    case = AnyDay.TestCase
    case.settings = settings(
        max_examples=12, stateful_step_count=40, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    case().runTest()
    assert AnyDay.reached.keys() >= OFTEN, AnyDay.reached


def test_every_state_is_named_in_the_table() -> None:
    named = {move.after for move in MOVES} | {BookingStatus.HELD}
    assert named == set(BookingStatus)
