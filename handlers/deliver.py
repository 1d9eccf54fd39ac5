"""The shell outwards: claimed letters leave through their channel, in order per lane."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog

from handlers import vanishing
from handlers.carriers import Carrier
from handlers.vanishing import Chats
from handlers.ways import LANE, TELEGRAM
from models.values import Channel
from services import budget, contacting, drafts, outbox, people, reminders, sealed_letters
from services.channels.telegram import Unreachable
from services.errors import DeliveryFailed
from services.outbox import Claimed
from services.transaction import transaction
from services.vault import CannotOpen, MasterKeyWrong, Vault

log = structlog.get_logger()

#: Letters for which the budget is asked at once.
BATCH = 64
#: Seconds for which "it left" is collected before it is written down; nobody waits for it.
MARKS_TOGETHER = 0.02
#: How often, a second apart, it is tried to write that letters have left.
MARKS_TRIES = 10
#: Seconds after which a claim is renewed before sending: the lease must outlast two time-outs.
STALE = 5.0
#: Letters that wait in this process before the drain claims no more.
MOST_WAITING = 100


#: What is done instead of a letter that can't arrive; None where nothing can.
FallBack = Callable[[Claimed, dict[str, Any], DeliveryFailed], Awaitable[list[Claimed] | None]]


class Courier:
    """Sends what is handed over, each lane one by one; what fails is left to the drain.

    A letter that was handed over is already claimed in the database, so a crash here only means
    that its lease runs out and somebody sends it again: at least once, never lost.
    """

    def __init__(
        self, channel: Chats, limits: budget.Limits, clock: Callable[[], datetime], vault: Vault,
        carriers: Mapping[str, Carrier] | None = None, fall_back: FallBack | None = None,
    ) -> None:  # fmt: skip
        self._channel = channel
        self._carriers = carriers or {}
        self._fall_back = fall_back
        self._most_waiting = min(MOST_WAITING, max(5, int(1.5 * limits.overall_per_second)))
        self._limits = limits
        self._clock = clock
        self._vault = vault
        self._lanes: dict[str, asyncio.Queue[tuple[Claimed, float]]] = {}
        #: Chats that nothing arrived in, and when this process last saw it.
        self._gone: dict[str, datetime] = {}
        self._waiting: list[tuple[str, asyncio.Future[float]]] = []
        self._budgeting = False
        self._left: list[Claimed] = []
        #: What this process is sending, or has sent without having written it down yet.
        self._in_hand: set[int] = set()
        self._marking: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def hand_over(self, letters: Iterable[Claimed]) -> None:
        """Send soon; letters of one lane leave in the order in which they are handed over."""
        for letter in letters:
            self._in_hand.add(letter.id)
            queue = self._lanes.get(letter.lane)
            if queue is None:
                queue = self._lanes[letter.lane] = asyncio.Queue()
                self._start(self._run_lane(letter.lane, queue))
            queue.put_nowait((letter, time.monotonic()))

    async def drain(self) -> int:
        """Claim and send what is due and nobody is sending: the tick, and the way after a crash.

        What is in hand here is left alone even if its lease has run out: on a clock that is moved
        by an hour, every lease has.
        """
        room = self._most_waiting - sum(queue.qsize() for queue in self._lanes.values())
        if room <= 0:
            return 0
        letters = await outbox.claim_due(self._clock(), room, but=self._in_hand)
        self.hand_over(letters)
        return len(letters)

    async def settle(self) -> None:
        """Wait until everything handed over has left or failed."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run_lane(self, lane: str, queue: asyncio.Queue[tuple[Claimed, float]]) -> None:
        try:
            while not queue.empty():
                letter, taken_at = queue.get_nowait()
                try:
                    goes_on = await self._send(letter, taken_at)
                finally:
                    if letter not in self._left:
                        self._in_hand.discard(letter.id)
                if not goes_on:
                    return  # the rest waits in the database behind the one that failed
        except Exception as error:  # noqa: BLE001 - the leases run out and the drain takes over
            log.warning("lane_stopped", error=type(error).__name__)
        finally:
            rest = self._lanes.pop(lane)
            left_over = [rest.get_nowait() for _ in range(rest.qsize())]
            if left_over:
                self._in_hand -= {letter.id for letter, _ in left_over}
                await self._give_back([letter for letter, _ in left_over])

    async def _give_back(self, letters: list[Claimed]) -> None:
        try:
            await outbox.release(letters, self._clock())
        except Exception as error:  # noqa: BLE001 - their leases run out
            log.warning("letters_not_given_back", count=len(letters), error=type(error).__name__)

    async def _send(self, letter: Claimed, taken_at: float) -> bool:
        """Deliver one; False when those behind it must not overtake it."""
        payload: dict[str, Any] = {}
        try:
            payload = await self._opened(letter)
            if letter.channel == TELEGRAM:
                await self._mind_the_gone(letter, payload)
                await asyncio.sleep(await self._allowance(letter.lane))
            stale = time.monotonic() - taken_at > STALE
            if stale and not await outbox.renew(letter, self._clock()):
                return True
            if not await self._is_still_true(letter, payload):
                return True
            message_id = await self._carry(letter, payload)
        except DeliveryFailed as failure:
            await self._failed(letter, payload, failure)
            return failure.permanent
        if message_id not in {None, payload.get("edit")} and letter.draft_id is not None:
            assert message_id is not None
            await drafts.shown(letter.draft_id, message_id)
        self._mark(letter)
        return True

    async def _mind_the_gone(self, letter: Claimed, payload: Mapping[str, Any]) -> None:
        """Raises Unreachable, untried, where a chat that is gone would only refuse once more (X33).

        What has other words goes by them at once. What has none is tried, except what was waiting
        when the chat last refused.
        """
        refused_at = self._gone.get(letter.lane)
        if refused_at is None and "otherwise" not in payload:
            return
        put_at = await contacting.still_blocked(_chat(letter), letter.id)
        if put_at is None:
            self._gone.pop(letter.lane, None)
        elif "otherwise" in payload or (refused_at is not None and put_at <= refused_at):
            raise Unreachable("the chat is gone")

    async def _carry(self, letter: Claimed, payload: dict[str, Any]) -> int | None:
        """The message's id in a chat, if it has one. Raises DeliveryFailed."""
        if letter.channel == TELEGRAM:
            if "vanishes" in payload:
                chat, now = _chat(letter), self._clock()
                page = await vanishing.covered(self._channel, chat, letter, payload, now)
                if page is None:
                    return None
                payload = page
                await asyncio.sleep(await self._allowance(letter.lane))
            return await self._channel.send(_chat(letter), payload)
        carrier = self._carriers.get(letter.channel)
        if carrier is None:
            raise DeliveryFailed(f"no {letter.channel} any more", permanent=True)
        await carrier.send(letter, payload)
        return None

    async def _is_still_true(self, letter: Claimed, payload: Mapping[str, Any]) -> bool:
        """A reminder of something that has moved meanwhile is decided anew, not sent (R3)."""
        ids = payload.get("reminders")
        if not ids:
            return True
        now, until = self._clock(), payload.get("until")
        is_timely = until is None or now < datetime.fromisoformat(until)
        if is_timely and await reminders.still_true(ids, now):
            return True
        async with transaction(Channel.CLOCK):
            await reminders.wait_again(ids)
            await outbox.drop(letter.id, now)
        return False

    async def _opened(self, letter: Claimed) -> dict[str, Any]:
        try:
            return await sealed_letters.opened(self._vault, letter.payload)
        except CannotOpen as error:
            raise DeliveryFailed("its key is gone", permanent=True) from error
        except MasterKeyWrong as error:
            raise DeliveryFailed("MASTER_KEYS is wrong") from error

    async def _failed(
        self, letter: Claimed, payload: dict[str, Any], failure: DeliveryFailed
    ) -> None:
        now = self._clock()
        if isinstance(failure, Unreachable):
            self._gone[letter.lane] = now
            await people.unreachable(_chat(letter), now)
        if failure.permanent or letter.attempts >= outbox.MAX_ATTEMPTS:
            if self._fall_back is not None and await self._fell_back(letter, payload, failure):
                return
            if not (failure.away and letter.attempts < outbox.ATTEMPTS_WHILE_AWAY):
                log.error("letter_dead", outbox_id=letter.id, attempts=letter.attempts, alarm=True)
                await outbox.dead(letter.id, now, str(failure))
                return
        if failure.retry_after is not None:
            await budget.hold_back(letter.lane, failure.retry_after)
        wait = failure.retry_after or min(2**letter.attempts, 300)
        await outbox.postpone(letter.id, now + timedelta(seconds=wait), str(failure))

    async def _fell_back(
        self, letter: Claimed, payload: dict[str, Any], failure: DeliveryFailed
    ) -> bool:
        """Whether another way was found for it, or somebody else was told."""
        assert self._fall_back is not None
        letters = await self._fall_back(letter, payload, failure)
        if letters is None:
            return False
        log.warning("letter_fell_back", outbox_id=letter.id, channel=letter.channel)
        self.hand_over(letters)
        return True

    async def _allowance(self, lane: str) -> float:
        """Seconds to wait under the shared budget; asked for many lanes in one query."""
        future: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting.append((lane, future))
        if not self._budgeting:
            self._budgeting = True
            self._start(self._ask_budget())
        return await future

    async def _ask_budget(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
                await self._grant(batch)
        finally:
            self._budgeting = False

    async def _grant(self, batch: Sequence[tuple[str, asyncio.Future[float]]]) -> None:
        try:
            waits = await budget.take([lane for lane, _ in batch], self._limits)
        except Exception as error:  # noqa: BLE001 - each waiting letter gets the error
            for _, future in batch:
                future.set_exception(error)
            return
        for lane, future in batch:
            future.set_result(waits[lane])

    def _mark(self, letter: Claimed) -> None:
        self._left.append(letter)
        if self._marking is None or self._marking.done():
            self._marking = asyncio.ensure_future(self._write_marks())
            self._tasks.add(self._marking)
            self._marking.add_done_callback(self._tasks.discard)

    async def _write_marks(self) -> None:
        while self._left:
            await asyncio.sleep(MARKS_TOGETHER)
            left, self._left = self._left, []
            ids = [letter.id for letter in left]
            await self._written(ids)
            self._in_hand.difference_update(ids)

    async def _written(self, ids: Sequence[int]) -> None:
        """Tried for as long as their leases run: what has left isn't to leave twice."""
        for _ in range(MARKS_TRIES):
            try:
                await outbox.sent(ids, self._clock())
            except Exception as error:  # noqa: BLE001 - nobody awaits this; the lease ends by itself
                log.warning("marks_postponed", count=len(ids), error=type(error).__name__)
                await asyncio.sleep(1)
            else:
                return


def _chat(letter: Claimed) -> int:
    return int(letter.lane.removeprefix(LANE))
