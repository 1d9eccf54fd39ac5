"""The first screens of a booking: cards with their filters, and kinds for any psychologist."""

from collections.abc import Mapping
from typing import Any

from conversations.screen_parts import BACK, CANCEL, bottom, page_of, screen
from conversations.whom import FILTERS, Cards, choices, fitting
from conversations.words import Button, Say
from conversations.work.booking import KindsFound
from models.views import KindCard, PsychologistCard

STEPS = 5
CARDS_A_PAGE, CHOICES_A_PAGE, KINDS_A_PAGE = 4, 12, 6


def psychologists(cards: Cards, answers: Mapping[str, Any]) -> Say:
    """The cards that fit, a page at a time, and what they are filtered by."""
    if not cards:
        return Say("nobody_takes_bookings")
    found = fitting(cards, answers)
    shown, page, pages = page_of(found, answers.get("page", 0), CARDS_A_PAGE)
    rows = [(Button(card.name, plain=True, value=f"p{card.id}"),) for card in shown]
    if len(found) > 1:
        whole = len(found) == len(cards)
        rows.append((Button("any_psychologist" if whole else "any_of_these", value="a"),))
    key = "choose_psychologist" if found else "nobody_fits"
    return screen(
        (*rows, *_filter_rows(cards, answers), bottom(page, pages, CANCEL)),
        Say(key, {"step": 1, "steps": STEPS}),
        _filtered(answers),
        *map(_card_line, shown),
        Say("page_of", {"page": page + 1, "pages": pages}) if pages > 1 else None,
    )


def _filtered(answers: Mapping[str, Any]) -> Say | None:
    wanted = [answers[which] for which in FILTERS if which in answers]
    return Say("filtered_by", {"filters": " · ".join(wanted)}) if wanted else None


def _filter_rows(cards: Cards, answers: Mapping[str, Any]) -> list[tuple[Button, ...]]:
    row = tuple(
        Button(f"{which}_is", {"value": answers[which]}, value=f"f{which[0]}")
        if which in answers
        else Button(f"by_{which}", value=f"f{which[0]}")
        for which in ("specialty", "language")
        if which in answers or len(choices(cards, answers, which)) > 1
    )
    clear = (Button("show_everybody", value="x"),)
    rows = [row] if row else []
    return [*rows, clear] if any(which in answers for which in FILTERS) else rows


def _card_line(card: PsychologistCard) -> Say:
    cheapest = min(service.price for service in card.services)
    key = "card" if card.next_free else "card_without_time"
    return Say(
        key,
        {
            "name": card.name,
            "title": card.title,
            "specialties": ", ".join(card.specialties),
            "languages": ", ".join(card.languages),
            "price": cheapest,
            "next_free": card.next_free,
        },
    )


def filter_choices(which: str, offered: list[str], answers: Mapping[str, Any]) -> Say:
    """All specialties or languages, two a row; the index of one is its button's value."""
    shown, page, pages = page_of(list(enumerate(offered)), answers.get("page", 0), CHOICES_A_PAGE)
    buttons = [Button("kept_word", {"word": words}, value=f"o{index}") for index, words in shown]
    rows = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    if which in answers:
        rows.append((Button(f"any_{which}", value="n"),))
    return Say(f"choose_{which}", {"step": 1, "steps": STEPS},
               (*rows, bottom(page, pages, BACK, CANCEL)))  # fmt: skip


def kinds(found: KindsFound, answers: Mapping[str, Any]) -> Say:
    """What anybody offers, with the lowest price of each."""
    shown, page, pages = page_of(found.kinds, answers.get("page", 0), KINDS_A_PAGE)
    rows = tuple((_kind(card),) for card in shown)
    key = "choose_kind" if found.kinds else "no_kinds"
    return screen(
        (*rows, bottom(page, pages, BACK, CANCEL)),
        Say(key, {"step": 2, "steps": STEPS}),
        _filtered(answers),
    )


def _kind(card: KindCard) -> Button:
    kind = card.kind
    return Button(
        f"kind_{kind.format}",
        {"medium": Say(f"medium_{kind.medium}"), "minutes": kind.minutes, "price": card.price},
        value=f"k{kind.key}",
    )
