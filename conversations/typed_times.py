"""A time that was typed below the free ones of a day: which it is, or the question which (X25)."""

from dataclasses import replace

from conversations.booking_screens import which_time
from conversations.understanding import Heard, heard, narrowed
from conversations.words import Draft, Turn
from conversations.work.booking import TimesFound
from models.calendar import Slot


def typed_time(draft: Draft, said: str, found: TimesFound) -> Slot | Heard | Turn | Draft:
    """A free time; what was heard of another day; the question; or the draft with a note.

    A time that can be another one by the other clock is never taken, even where only one of them
    is free: the other may have been meant. "Asubuhi" answers the question that was asked last.
    """
    meant = heard(said, found.today or found.day)
    if meant.day is not None and meant.day != found.day:
        return meant
    on = found.day.isoformat()
    before = draft.answers.get("asked", "")
    if before.startswith(on) and meant == Heard():
        meant = narrowed(heard(before.removeprefix(on), found.day).asked, said)
    if meant.clock is not None and meant.clock in found.clock_times:
        return found.slots[found.clock_times.index(meant.clock)]
    if which := which_time(meant.asked, found.slots, found.clock_times):
        asked = {**draft.answers, "asked": f"{on} {meant.again}"}
        return Turn(replace(draft, answers=asked), (which,))
    return draft.noting("clock_not_free" if meant.asked else "not_understood_here")
