"""Looking over an intake: all answers by section, the last ones again, and how it ends."""

from conversations.booking_screens import details, state
from conversations.intake_screens import SHORT, STOP, answer, sections_of
from conversations.screen_parts import BACK, screen, see
from conversations.words import Button, Keyboard, Say
from conversations.work.intake import IntakeDone, IntakeStands, Sheet
from models.intake_form import FORM, Question
from models.values import BookingStatus
from models.views import BookingView

_PLACES = {question.key: place for place, question in enumerate(FORM)}
#: Goes on with the booking where it stands.
BOOK_ON = "book on"


def page(sheet: Sheet, number: int) -> Say:
    """One section: its answers, each with the way to change it."""
    sections = sections_of(sheet)
    at = min(max(number, 0), len(sections) - 1)
    asked = [question for question in sheet.questions if question.section is sections[at]]
    rows = tuple((_change(question),) for question in asked)
    turns = tuple(
        Button(label, value=f"g{other}")
        for label, other in (("earlier", at - 1), ("later", at + 1))
        if 0 <= other < len(sections)
    )
    right = Button("intake_right", value="r", style="primary")
    head = {"section": Say(f"form_{sections[at]}"), "page": at + 1, "pages": len(sections)}
    return screen(
        tuple(row for row in (*rows, turns, (right,), (BACK, STOP)) if row),
        Say("intake_review", head),
        *(_line(sheet, question) for question in asked),
    )


def _change(question: Question) -> Button:
    named = {"name": Say(f"short_{question.key}")}
    return Button("intake_change", named, value=f"c{_PLACES[question.key]}")


def _line(sheet: Sheet, question: Question) -> Say:
    name, given = Say(f"short_{question.key}"), sheet.answers.get(question.key)
    said = Say("intake_not_said") if given is None else answer(question, given, most=SHORT)
    return Say("intake_line", {"name": name, "answer": said})


def stands(event: IntakeStands) -> Say:
    """Told before, and still here; for this session already, or to be confirmed for it."""
    look = Button("intake_look", value="l")
    named = {"answered_at": event.answered_at}
    if event.is_ready and event.booking is not None:
        rows: Keyboard = ((look,), *_onward(event.booking))
        return Say("intake_told", {**named, **details(event.booking)}, rows)
    right = Button("intake_still_right", value="r", style="primary")
    lost = Say("intake_time_lost") if event.is_lost else None
    return screen(((right,), (look,), (STOP,)), lost, Say("intake_still_here", named))


def _onward(booking: BookingView) -> Keyboard:
    if booking.status is BookingStatus.HELD:
        return ((Button("intake_book_on", command=BOOK_ON, style="primary"),),)
    return see(booking)


def done(event: IntakeDone) -> Say:
    booking = event.booking
    if event.is_lost:
        again = Button("intake_another_time", command=BOOK_ON, style="primary")
        return screen(((again,),), Say("intake_time_lost"))
    if booking is None:
        return Say("intake_done", {}, ((Button("book_session", command="book"),),))
    if booking.status is not BookingStatus.HELD:
        return Say("intake_done_for", details(booking), see(booking))
    if event.standing.consents_missing:
        agree = Button("intake_agree", command="agree", style="primary")
        return Say("intake_done_but_agreeing", details(booking), ((agree,),))
    return Say("intake_done_on", details(booking), _onward(booking))


def left(booking: BookingView | None) -> Say:
    go_on = Button("intake_go_on", command="intake")
    if booking is None or booking.held_until is None:
        return Say("intake_left", {}, ((go_on,),))
    args = {"starts_at": booking.starts_at, "hour": booking.held_until}
    return Say("intake_left_held", args, ((go_on,),))


def lost(*, answered: bool = True) -> Say:
    """The time has gone to others; what was answered hasn't."""
    if not answered:
        choose = Button("intake_another_time", command=BOOK_ON, style="primary")
        return screen(((choose,), (STOP,)), Say("intake_time_lost_before"))
    again = Button("intake_another_time", command=BOOK_ON, style="primary")
    first = Button("intake_questions_first", value="on")
    return screen(((again,), (first,), (STOP,)), Say("intake_time_lost"))


def not_possible(key: str, booking: BookingView | None) -> Say:
    return Say(key, state(booking) if booking else {})
