"""The screens of /books."""

from conversations.words import Button, Draft, Say
from conversations.work.books import BooksOpened, MismatchesListed
from models.books_views import DayView, MismatchView

_NAVIGATION = (Button("back", value="back"), Button("done", value="cancel"))


def days(opened: BooksOpened) -> Say:
    lines = tuple(map(_day, opened.days))
    rows = []
    if opened.open:
        rows.append((Button("see_mismatches", {"count": opened.open}, value="o"),))
    rows.append((Button("done", value="cancel"),))
    return Say("books_days" if lines else "books_none", {"lines": lines}, tuple(rows))


def _day(day: DayView) -> Say:
    agrees = Say("books_agree")
    if day.open:
        agrees = Say("books_differ", {"count": day.open})
    elif day.found:
        agrees = Say("books_found", {"count": day.found})
    args = {
        "day": day.day, "provider": _provider(day), "theirs": day.theirs,
        "their_sum": day.their_sum, "ours": day.ours, "our_sum": day.our_sum, "agrees": agrees,
    }  # fmt: skip
    return Say("books_day", args)


def mismatches(draft: Draft, found: MismatchesListed) -> Say:
    page = draft.answers.get("page", 0)
    rows: list[tuple[Button, ...]] = [
        (Button("mismatch_named", {"day": one.day, "code": one.code},
                value=f"m{one.public_id.hex}"),)
        for one in found.mismatches
    ]  # fmt: skip
    turning = (
        *((Button("earlier", value=f"g{page - 1}"),) if page else ()),
        *((Button("later", value=f"g{page + 1}"),) if found.more else ()),
    )
    rows += [turning] if turning else []
    rows.append(_NAVIGATION)
    key = "mismatches_list" if found.mismatches else "mismatches_none"
    return Say(key, {"lines": tuple(map(_line, found.mismatches))}, tuple(rows))


def mismatch(one: MismatchView) -> Say:
    return Say("mismatch_one", {"what": _line(one)}, (_NAVIGATION,))


def _line(one: MismatchView) -> Say:
    args = {"day": one.day, "code": one.code, "provider": _provider(one),
            "theirs": one.theirs, "ours": one.ours}  # fmt: skip
    return Say(f"mismatch_{one.kind}", args)


def _provider(about: DayView | MismatchView) -> Say:
    return Say(f"provider_{about.provider}")
