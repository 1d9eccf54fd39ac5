"""Intake: each answer sealed the moment it is given; a client has one open form at most (I1).

What belongs to one session (a special request) is sealed into its booking instead.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from models.database import Row, count, row, rows
from models.intake_form import BY_KEY, Answer, Rules, judged
from models.intake_views import Filled, Readiness
from models.values import IntakeState, IntakeWay
from models.views import BookingView
from services.errors import Refused
from services.vault import Place, Vault

#: What was told or confirmed so lately is right for whatever is booked next.
FRESH = timedelta(days=1)

_FILLED = """
    SELECT intakes.id, intakes.public_id, intakes.client_id, intakes.booking_id, intakes.state,
           intakes.way, intakes.started_at, intakes.completed_at, earlier.completed_at AS based_on
    FROM intakes LEFT JOIN intakes AS earlier ON earlier.id = intakes.based_on_id
"""


#: Of a client's forms, the one that was completed last.
_NEWEST = """AND intakes.state = 'complete'
    ORDER BY intakes.completed_at DESC, intakes.id DESC LIMIT 1"""
#: The booking $2 and those that it replaced by moves.
_CHAIN = """(
    WITH RECURSIVE chain AS (
        SELECT id, rescheduled_from_id FROM bookings WHERE id = $2
        UNION SELECT b.id, b.rescheduled_from_id FROM bookings AS b
        JOIN chain ON b.id = chain.rescheduled_from_id)
    SELECT id FROM chain)"""


class IntakeIncomplete(Refused):
    """Something that this service has to know is not answered."""

    key = "intake_incomplete"


async def rules_of(service_id: int) -> Rules:
    """What this service asks."""
    found = await row("SELECT intake_rules FROM services WHERE id = $1", service_id)
    stored = found["intake_rules"] if found else None
    return Rules.read(json.loads(stored) if stored else None)


async def begin(
    vault: Vault, client_id: int, booking: BookingView | None, way: IntakeWay, now: datetime
) -> Filled:
    """The client's open form, taken up where it was left; else a new one with their last answers.

    With a `booking` it is filled in for that session, whichever it was begun for.
    """
    booking_id = booking.id if booking else None
    made = await row(
        f"""INSERT INTO intakes (public_id, client_id, booking_id, based_on_id, state, way,
                                started_at)
           VALUES ($1, $2, $3, (SELECT id FROM intakes WHERE client_id = $2 {_NEWEST}),
                   'open', $4, $5)
           ON CONFLICT (client_id) WHERE state = 'open' DO UPDATE
           SET booking_id = coalesce($3, intakes.booking_id), way = $4
           RETURNING id, (xmax = 0) AS is_new""",  # noqa: S608 - our own SQL
        uuid4(),
        client_id,
        booking_id,
        way.value,
        now,
    )
    assert made is not None
    earlier = await latest(vault, client_id) if made["is_new"] else None
    if earlier is not None:
        for question, answer in earlier.answers.items():
            await _write(vault, made["id"], client_id, question, answer, now)
    found = await present(vault, client_id)
    assert found is not None
    return found


async def keep(
    vault: Vault, filled: Filled, key: str, given: object, booking: BookingView | None,
    now: datetime,
) -> Answer:  # fmt: skip
    """Seal one answer, in place of an earlier one. Raises NotAnAnswer, whose `key` says why not."""
    question = BY_KEY[key]
    answer = judged(question, given)
    if not question.about_session:
        await _write(vault, filled.id, filled.client_id, key, answer, now)
    elif booking is not None:
        await _request(vault, booking, str(answer), now)
    return answer


async def skip(filled: Filled, key: str, booking: BookingView | None) -> None:
    """No answer, also where there was one."""
    if not BY_KEY[key].about_session:
        await count(
            "DELETE FROM intake_answers WHERE intake_id = $1 AND question = $2", filled.id, key
        )
    elif booking is not None:
        await count("UPDATE bookings SET special_requests = NULL WHERE id = $1", booking.id)


async def complete(vault: Vault, client_id: int, rules: Rules, now: datetime) -> Filled:
    """Close the open form. Raises IntakeIncomplete; who has none open gets the last one again."""
    filled = await present(vault, client_id)
    if filled is None:
        last = await latest(vault, client_id)
        if last is None:
            raise IntakeIncomplete("nothing was begun")
        return last
    if filled.missing(rules):
        raise IntakeIncomplete("something that has to be answered is not")
    await count(
        """UPDATE intakes SET state = 'complete', completed_at = $2
           WHERE id = $1 AND state = 'open'""",
        filled.id,
        now,
    )
    done = await latest(vault, client_id)
    assert done is not None
    return done


async def confirm(vault: Vault, booking: BookingView, rules: Rules, now: datetime) -> Filled:
    """The last answers are right for this session, too. Raises IntakeIncomplete."""
    await begin(vault, booking.client_id, booking, IntakeWay.CHAT, now)
    return await complete(vault, booking.client_id, rules, now)


async def readiness(booking: BookingView, now: datetime) -> tuple[Readiness, datetime | None]:
    """Whether a session's intake is there, and since when its answers are from; opens nothing."""
    rules = await rules_of(booking.service_id)
    if not rules.questions():
        return Readiness.READY, None
    last = await row(
        f"""SELECT intakes.completed_at, coalesce(intakes.booking_id IN {_CHAIN}, false) AS its_own,
               coalesce(before.psychologist_id = $3, true) AS is_theirs, array(
                   SELECT question FROM intake_answers WHERE intake_id = intakes.id) AS answered
           FROM intakes LEFT JOIN bookings AS before ON before.id = intakes.booking_id
           WHERE intakes.client_id = $1 AND intakes.state = 'complete'
           ORDER BY intakes.completed_at DESC, intakes.id DESC LIMIT 1""",  # noqa: S608 - our own SQL
        booking.client_id,
        booking.id,
        booking.psychologist_id,
    )
    if last is None or rules.missing(last["answered"]):
        return Readiness.NEEDED, None
    lately = last["is_theirs"] and now - last["completed_at"] < FRESH
    fits = last["its_own"] or lately
    return (Readiness.READY if fits else Readiness.CONFIRM), last["completed_at"]


async def attach(vault: Vault, booking: BookingView, now: datetime) -> None:
    """What was told lately, for a time that was lost or for another session, is for this one."""
    found = await row(
        f"""UPDATE intakes SET booking_id = coalesce(booking_id, $2) WHERE id = (
               SELECT id FROM intakes WHERE client_id = $1 AND state = 'complete'
               ORDER BY completed_at DESC, id DESC LIMIT 1)
           RETURNING booking_id IN {_CHAIN} AS its_own""",  # noqa: S608 - our own SQL
        booking.client_id,
        booking.id,
    )
    if found is not None and not found["its_own"]:
        await confirm(vault, booking, await rules_of(booking.service_id), now)


async def present(vault: Vault, client_id: int) -> Filled | None:
    """The form that a client has open."""
    found = await row(f"{_FILLED} WHERE intakes.client_id = $1 AND intakes.state = 'open'",
                      client_id)  # fmt: skip
    return await _opened(vault, found) if found else None


async def latest(vault: Vault, client_id: int) -> Filled | None:
    """The newest complete form of a client."""
    found = await row(f"{_FILLED} WHERE intakes.client_id = $1 {_NEWEST}", client_id)
    return await _opened(vault, found) if found else None


async def every(vault: Vault, client_id: int) -> tuple[Filled, ...]:
    """All that a client has filled in, in order, for themselves. Raises CannotOpen."""
    found = await rows(f"{_FILLED} WHERE intakes.client_id = $1 ORDER BY intakes.id", client_id)
    return tuple([await _opened(vault, each) for each in found])


async def of_session(vault: Vault, booking: BookingView) -> Filled | None:
    """What was told for this session, or for the one that it replaced by a move.

    Nothing else: what somebody told for another psychologist is not this one's to read.
    """
    found = await row(
        f"""{_FILLED} WHERE intakes.client_id = $1 AND intakes.state = 'complete'
            AND intakes.booking_id IN {_CHAIN}
            ORDER BY intakes.completed_at DESC, intakes.id DESC LIMIT 1""",
        booking.client_id,
        booking.id,
    )
    return await _opened(vault, found) if found else None


async def requests_of(vault: Vault, booking: BookingView) -> str | None:
    """What the client asks for in this session, opened."""
    found = await row("SELECT special_requests FROM bookings WHERE id = $1", booking.id)
    sealed = found["special_requests"] if found else None
    return await vault.open(booking.client_id, _place_of(booking), sealed) if sealed else None


async def _request(vault: Vault, booking: BookingView, words: str, now: datetime) -> None:
    sealed = await vault.seal(booking.client_id, _place_of(booking), words, now)
    await count("UPDATE bookings SET special_requests = $2 WHERE id = $1", booking.id, sealed)


async def _write(
    vault: Vault, intake_id: int, client_id: int, question: str, answer: Answer, now: datetime
) -> None:
    record = uuid4()
    sealed = await vault.seal(client_id, _place(record), json.dumps(answer), now)
    await count(
        """INSERT INTO intake_answers (public_id, intake_id, question, answer, answered_at)
           VALUES ($1, $2, $3, $4, $5) ON CONFLICT (intake_id, question) DO UPDATE
           SET public_id = $1, answer = $4, answered_at = $5""",
        record,
        intake_id,
        question,
        sealed,
        now,
    )


async def _opened(vault: Vault, found: Row) -> Filled:
    stored = await rows(
        "SELECT public_id, question, answer FROM intake_answers WHERE intake_id = $1 ORDER BY id",
        found["id"],
    )
    known = [each for each in stored if each["question"] in BY_KEY]
    opened = await vault.open_all(
        found["client_id"],
        [(_place(UUID(str(each["public_id"]))), each["answer"]) for each in known],
    )
    answers: Mapping[str, Answer] = {
        each["question"]: json.loads(words) for each, words in zip(known, opened, strict=True)
    }
    named = {
        **found,
        "public_id": UUID(str(found["public_id"])),
        "state": IntakeState(found["state"]),
        "way": IntakeWay(found["way"]),
    }
    return Filled(**named, answers=answers)


def _place(record: UUID) -> Place:
    return Place("intake_answers", record.hex, "answer")


def _place_of(booking: BookingView) -> Place:
    return Place("bookings", booking.public_id.hex, "special_requests")
