"""What a client tells before a session: each answer is sealed in the step in which it is given."""

from dataclasses import dataclass
from typing import assert_never
from uuid import UUID

from conversations.crisis import SEVERITY
from conversations.danger import Danger, kind_of
from conversations.work.intake import (
    AddWords,
    AnswerKept,
    AnswerRefused,
    AnswersMissing,
    ConfirmIntake,
    FinishIntake,
    IntakeCommand,
    IntakeDone,
    IntakeFound,
    IntakeLeft,
    IntakeResult,
    IntakeStands,
    IntakeWaits,
    KeepAnswer,
    LeaveIntake,
    OpenIntake,
    ReadIntake,
    Sheet,
    SkipAnswer,
    TakeOutWords,
    TellAge,
    ToggleOption,
)
from handlers import announce, danger
from handlers.sitting import Sitting
from handlers.standing import standing, waits
from models.intake_form import (
    BY_KEY,
    HEAVY,
    Answer,
    Asked,
    Kind,
    NotAnAnswer,
    Question,
    Rules,
    own_words,
    put_together,
    with_choices,
)
from models.intake_views import NOTHING_ASKED, Filled, Readiness, Waits
from models.moves import Actor
from models.values import OCCUPYING, BookingStatus, IntakeWay
from models.views import BookingView
from services import booking_views, consents, holds, intake
from services.access import access_booking_as
from services.errors import Refused
from services.people import Guest


class SessionOver(Refused):
    key = "intake_session_over"


class AsksNothing(Refused):
    key = "intake_asks_nothing"


@dataclass(frozen=True, slots=True)
class _Session:
    """What the answers are for; `is_lost`: a time that was held and isn't any more."""

    booking: BookingView | None
    rules: Rules
    is_lost: bool

    @property
    def questions(self) -> tuple[Question, ...]:
        asked = self.rules.questions()
        return tuple(q for q in asked if self.booking is not None or not q.about_session)


async def perform(sitting: Sitting, guest: Guest, command: IntakeCommand) -> IntakeResult:
    match command:
        case OpenIntake():
            return await _open(sitting, guest, command)
        case TellAge(booking=about, is_minor=is_minor, anew=anew):
            await consents.say_age(guest.person_id, sitting.now, is_minor=is_minor)
            return await _open(sitting, guest, OpenIntake(about, anew))
        case LeaveIntake(booking=about):
            return IntakeLeft((await _session(sitting, guest, about)).booking)
        case _:
            pass
    waiting = await waits(sitting, guest.person_id)
    session = await _session(sitting, guest, command.booking, waiting)
    if waiting is not None:
        return IntakeWaits(waiting, session.booking, session.is_lost)
    filled = await _begin(sitting, guest, session)
    match command:
        case ReadIntake():
            return IntakeFound(await _sheet(sitting, session, filled))
        case KeepAnswer() | AddWords():
            return await _keep(sitting, guest, session, filled, command)
        case SkipAnswer(question=key):
            return await _skip(sitting, session, filled, key)
        case ToggleOption() | TakeOutWords():
            return await _choose(sitting, session, filled, command)
        case FinishIntake() | ConfirmIntake():
            return await _finish(sitting, guest, session, filled)
        case _:
            assert_never(command)


async def _open(
    sitting: Sitting, guest: Guest, command: OpenIntake
) -> IntakeFound | IntakeStands | IntakeWaits:
    """Raises SessionOver, AsksNothing, NotYours."""
    vault, me = sitting.practice.vault, guest.person_id
    about = command.booking or await _begun_for(sitting, guest)
    waiting = await waits(sitting, me)
    session = await _session(sitting, guest, about, waiting, opens=True)
    if not session.questions:
        raise AsksNothing("this service asks nothing")
    if waiting is not None:
        return IntakeWaits(waiting, session.booking, session.is_lost)
    stands = not command.anew and await intake.present(vault, me) is None
    last = await intake.latest(vault, me) if stands else None
    if last is not None and not last.missing(session.rules):
        assert last.completed_at is not None
        ready = Readiness.NEEDED
        if session.booking is not None:
            ready, _ = await intake.readiness(session.booking, sitting.now)
        is_ready = ready is Readiness.READY
        return IntakeStands(session.booking, last.completed_at, is_ready, session.is_lost)
    filled = await _begin(sitting, guest, session)
    return IntakeFound(await _sheet(sitting, session, filled))


async def _begun_for(sitting: Sitting, guest: Guest) -> UUID | None:
    """The session that is just being booked, or that the open form was begun for."""
    held = await holds.live(guest.person_id, sitting.now)
    if held is not None:
        return held.public_id
    begun = await intake.present(sitting.practice.vault, guest.person_id)
    if begun is None or begun.booking_id is None:
        return None
    booking = await booking_views.view(begun.booking_id)
    ahead = booking.status in OCCUPYING and booking.status is not BookingStatus.HELD
    return booking.public_id if ahead else None


async def _session(
    sitting: Sitting, guest: Guest, about: UUID | None, waiting: Waits | None = None,
    *, opens: bool = False,
) -> _Session:  # fmt: skip
    """Raises NotYours; SessionOver only where it `opens`: answers outlive what they were for."""
    if about is None:
        return _Session(None, Rules(), is_lost=False)
    if await booking_views.one(about) is None:
        return _Session(None, Rules(), is_lost=True)
    booking = await access_booking_as(about, guest.person_id, Actor.CLIENT)
    if booking.status is BookingStatus.HELD:
        policy, me = sitting.practice.policy, guest.person_id
        kept = await holds.keep_hold(booking.id, me, policy, sitting.now)
        if kept is None:
            return _Session(None, await intake.rules_of(booking.service_id), is_lost=True)
        await announce.held(sitting, kept, answering=True, waits=waiting)
        booking = kept
    elif booking.status not in OCCUPYING:
        if opens:
            raise SessionOver("nothing is asked for what is over")
        return _Session(None, Rules(), is_lost=False)
    return _Session(booking, await intake.rules_of(booking.service_id), is_lost=False)


async def _begin(sitting: Sitting, guest: Guest, session: _Session) -> Filled:
    vault, me = sitting.practice.vault, guest.person_id
    return await intake.begin(vault, me, session.booking, IntakeWay.CHAT, sitting.now)


async def _now(sitting: Sitting, session: _Session, filled: Filled) -> Sheet:
    """The same form, after something of it has changed."""
    present = await intake.present(sitting.practice.vault, filled.client_id)
    assert present is not None, "a form that is open in this transaction"
    return await _sheet(sitting, session, present)


async def _sheet(sitting: Sitting, session: _Session, filled: Filled) -> Sheet:
    questions, booking = session.questions, session.booking
    keys = {question.key for question in questions}
    answers: dict[str, Answer] = {k: v for k, v in filled.answers.items() if k in keys}
    if booking is not None and "special_requests" in keys:
        words = await intake.requests_of(sitting.practice.vault, booking)
        answers |= {"special_requests": words} if words else {}
    return Sheet(questions, answers, booking, session.is_lost)


async def _keep(
    sitting: Sitting,
    guest: Guest,
    session: _Session,
    filled: Filled,
    command: KeepAnswer | AddWords,
) -> AnswerKept | AnswerRefused:
    key, vault = command.question, sitting.practice.vault
    typed = isinstance(command, AddWords) or command.typed
    if isinstance(command, KeepAnswer):
        given = put_together(BY_KEY[key], filled.answers.get(key), command.given)
    else:
        given = _together(filled, command)
    try:
        answer = await intake.keep(vault, filled, key, given, session.booking, sitting.now)
    except NotAnAnswer as wrong:
        return AnswerRefused(await _sheet(sitting, session, filled), key, wrong.key)
    if filled.answers.get(key) != answer:
        await _mind(sitting, guest, key, answer)
    return AnswerKept(await _now(sitting, session, filled), key, typed)


async def _skip(
    sitting: Sitting, session: _Session, filled: Filled, key: str
) -> AnswerKept | AnswerRefused:
    if session.rules.of(BY_KEY[key]) is Asked.REQUIRED:
        return AnswerRefused(await _sheet(sitting, session, filled), key, "intake_needed")
    await intake.skip(filled, key, session.booking)
    return AnswerKept(await _now(sitting, session, filled), key)


async def _mind(sitting: Sitting, guest: Guest, key: str, answer: Answer) -> None:
    """Whoever says that it can hardly be borne is heard at once (I6); words are wherever typed."""
    if BY_KEY[key].kind is Kind.SCALE and isinstance(answer, int) and answer >= HEAVY:
        await danger.answer(sitting, guest, Danger(kind_of(SEVERITY), SEVERITY))


def _together(filled: Filled, command: AddWords) -> list[str]:
    return with_choices(BY_KEY[command.question], _chosen(filled, command.question), command.words)


def _chosen(filled: Filled, key: str) -> list[str]:
    answer = filled.answers.get(key)
    return answer if isinstance(answer, list) else []


async def _choose(
    sitting: Sitting, session: _Session, filled: Filled, command: ToggleOption | TakeOutWords
) -> IntakeFound | AnswerRefused:
    """Nothing left is no answer."""
    question, chosen = BY_KEY[command.question], _chosen(filled, command.question)
    if isinstance(command, TakeOutWords):
        own = own_words(question, chosen)
        left = [item for item in chosen if item not in own]
    elif command.option in chosen:
        left = [item for item in chosen if item != command.option]
    else:
        left = with_choices(question, chosen, (command.option,))
    vault, booking = sitting.practice.vault, session.booking
    try:
        if left:
            await intake.keep(vault, filled, question.key, left, booking, sitting.now)
        else:
            await intake.skip(filled, question.key, booking)
    except NotAnAnswer as wrong:
        return AnswerRefused(await _sheet(sitting, session, filled), question.key, wrong.key)
    return IntakeFound(await _now(sitting, session, filled))


async def _finish(
    sitting: Sitting, guest: Guest, session: _Session, filled: Filled
) -> IntakeDone | AnswersMissing:
    sheet = await _sheet(sitting, session, filled)
    if sheet.missing:
        return AnswersMissing(sheet, sheet.missing[0].key)
    await intake.complete(sitting.practice.vault, guest.person_id, session.rules, sitting.now)
    booking = session.booking
    how = await standing(sitting, booking) if booking else NOTHING_ASKED
    return IntakeDone(booking, how, session.is_lost)
