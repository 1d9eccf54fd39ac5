"""The screens of the intake: the beginning, and each question with its buttons."""

from collections.abc import Iterable, Sequence

from conversations.screen_parts import BACK, screen
from conversations.words import Button, Keyboard, Say
from conversations.work.intake import Sheet
from models.intake_form import (
    HEAVIEST,
    LIGHTEST,
    Answer,
    Asked,
    Kind,
    Question,
    Section,
    is_whole,
    own_words,
)
from models.views import BookingView

STOP = Button("intake_stop", value="cancel")
#: What the review shows of one answer; all of it is where it is changed.
SHORT = 160
#: Several short ones beside each other; one of a few in a row of its own.
_A_ROW = {Kind.CHOICE: 1, Kind.CHOICES: 2}


def welcome(booking: BookingView | None) -> Say:
    kept = None
    if booking is not None and booking.held_until is not None:
        args = {"starts_at": booking.starts_at, "hour": booking.held_until}
        kept = Say("intake_kept_meanwhile", args)
    begin = Button("intake_begin", value="b", style="primary")
    return screen(((begin,), (STOP,)), Say("intake_welcome"), kept, Say("intake_where_it_goes"))


def age() -> Say:
    """The one thing to know before anything about their health is asked (I4)."""
    rows = ((Button("agree_adult", value="a"), Button("agree_younger", value="m")), (STOP,))
    return Say("intake_age", {}, rows)


def question(sheet: Sheet, key: str, *, changes: bool = False) -> Say:
    """One question: where it stands, why it is asked, what was answered so far."""
    asked = next(each for each in sheet.questions if each.key == key)
    given = sheet.answers.get(key)
    said = Say(f"ask_{key}")
    scale = Say("intake_scale", {"low": Say(f"ask_{key}_low"), "high": Say(f"ask_{key}_high")})
    return screen(
        (*_choices(asked, given), *_last_but_one(asked, given), _last(sheet, asked, changes)),
        Say("intake_question", {**progress(sheet, asked), "question": said}),
        Say("intake_hint", {"hint": Say(f"ask_{key}_hint")}),
        scale if asked.kind is Kind.SCALE else None,
        None if given is None else Say(_so_far(asked, given), {"answer": answer(asked, given)}),
        Say("intake_changing") if changes else None,
    )


def progress(sheet: Sheet, asked: Question) -> dict[str, object]:
    """One number, of all questions that are asked here, and what this part of them is about."""
    here = [each.key for each in sheet.questions]
    section = Say(f"form_{asked.section}")
    return {"section": section, "number": here.index(asked.key) + 1, "count": len(here)}


def _last(sheet: Sheet, asked: Question, changes: bool) -> tuple[Button, ...]:
    return (BACK, STOP) if changes or asked.key != sheet.questions[0].key else (STOP,)


def sections_of(sheet: Sheet) -> list[Section]:
    return list(dict.fromkeys(question.section for question in sheet.questions))


def _so_far(asked: Question, given: Answer) -> str:
    """What becomes of the present answer when something is typed."""
    if asked.kind is Kind.CHOICES or not is_whole(asked, given):
        return "intake_so_far"
    typed = asked.kind in {Kind.TEXT, Kind.WORDS}
    return "intake_so_far_typed" if typed else "intake_so_far"


def _choices(asked: Question, given: Answer | None) -> Keyboard:
    match asked.kind:
        case Kind.YES_NO:
            return ((_chosen("choose_yes", "y", given is True),
                     _chosen("choose_no", "n", given is False)),)  # fmt: skip
        case Kind.SCALE:
            numbers = [_number(number, given) for number in range(LIGHTEST, HEAVIEST + 1)]
            return _rows(numbers, 5)
        case Kind.CHOICE | Kind.CHOICES:
            among = given if isinstance(given, list) else [given]
            options = [
                _chosen(f"choose_{option}", f"o{at}", option in among)
                for at, option in enumerate(asked.options)
            ]
            return (*_rows(options, _A_ROW[asked.kind]), *_own(asked, given))
        case _:
            return ()


def _chosen(label: str, value: str, is_chosen: bool) -> Button:
    if not is_chosen:
        return Button(label, value=value)
    return Button("intake_chosen", {"option": Say(label)}, value=value, style="success")


def _number(number: int, given: Answer | None) -> Button:
    style = "success" if given == number else None
    return Button(str(number), plain=True, value=f"s{number}", style=style)


def _rows(buttons: Sequence[Button], width: int) -> Keyboard:
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def _own(asked: Question, given: Answer | None) -> Keyboard:
    if asked.kind is Kind.CHOICES and isinstance(given, list) and own_words(asked, given):
        return ((Button("intake_take_out", value="w"),),)
    return ()


def _last_but_one(asked: Question, given: Answer | None) -> Keyboard:
    """On, once there is something to go on with; else past it, where that may be."""
    is_needed = asked.asked is Asked.REQUIRED
    if given is None:
        return () if is_needed else ((Button("intake_skip", value="k"),),)
    if not is_whole(asked, given):
        return () if is_needed else ((Button("intake_without_number", value="d"),),)
    label = "intake_done_choosing" if asked.kind is Kind.CHOICES else "intake_leave_so"
    on = Button(label, value="d", style="primary")
    taken = not is_needed and asked.kind is not Kind.CHOICES
    return ((on, Button("intake_take_away", value="k")),) if taken else ((on,),)


def answer(asked: Question, given: Answer, *, most: int | None = None) -> Say | str:
    """In words; `most`: shortened to about so many characters."""
    match given:
        case bool():
            return Say("choose_yes" if given else "choose_no")
        case int():
            return Say("intake_of_ten", {"number": given, "most": HEAVIEST})
        case list():
            return _joined([_item(asked, each) for each in _first(given, most)],
                           all_of_it=_first(given, most) == given)  # fmt: skip
        case _:
            item = _item(asked, given)
            return item if isinstance(item, Say) else _short(item, most)


def _item(asked: Question, given: str) -> Say | str:
    return Say(f"choose_{given}") if given in asked.options else given


def _short(words: str, most: int | None) -> str:
    if most is None or len(words) <= most:
        return words
    return words[: most - 1].rstrip() + "…"


def _first(items: Iterable[str], most: int | None) -> list[str]:
    """As many as fit; a first one that doesn't is shortened."""
    shown: list[str] = []
    for item in items:
        if most is not None and shown and len(" · ".join((*shown, item))) > most:
            break
        shown.append(_short(item, most))
    return shown


def _joined(items: Sequence[Say | str], *, all_of_it: bool) -> Say | str:
    if len(items) == 1:
        return items[0] if all_of_it else Say("intake_more", {"first": items[0]})
    rest = _joined(items[1:], all_of_it=all_of_it)
    return Say("intake_several", {"first": items[0], "rest": rest})
