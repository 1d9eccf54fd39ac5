"""The intake page as data: the form with its words, which our server hands to the page as JSON."""

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any
from uuid import UUID

from conversations import formats, kept_words, texts
from conversations.consents import parted
from conversations.danger import Kind as DangerKind
from conversations.english import ENGLISH
from conversations.words import Button
from models.consent_views import Agreement
from models.crisis import CrisisLine
from models.intake_form import (
    FEWEST_DIGITS,
    HEAVIEST,
    LIGHTEST,
    LONGEST_ITEM,
    MOST_ITEMS,
    Answer,
    Asked,
    Kind,
    Question,
    Section,
)
from models.intake_views import ConsentText, Waits
from models.views import BookingView, House, Reader

PATH = "/app/intake"
_TAG = re.compile(r"<[^>]*>")
#: The name of the question that decides who agrees.
AGE = "age"
#: What the page itself says; everything else comes with the form.
WORDS = (
    "page_title", "page_progress", "page_step", "page_optional", "page_skip_one",
    "page_skip_step", "page_own_choice", "page_own_words", "page_left", "page_too_long",
    "page_line_too_long", "page_too_many", "page_continue", "page_back", "page_back_to_review",
    "page_answer_this", "page_choose_one", "page_please_look", "page_saving", "page_saved",
    "page_not_sent", "page_no_network", "page_try_now", "page_resumed", "page_review",
    "page_review_lead", "page_change", "page_change_that", "page_not_answered", "page_consents",
    "page_read_whole", "page_agree_first", "page_send", "page_sending", "page_close",
    "page_go_on", "page_outside", "page_outside_how", "page_broken", "page_broken_how",
    "page_kept", "page_agree", "page_guardian", "page_intake_contact_number", "page_number_maybe",
    "page_first",
)  # fmt: skip


def page_button(booking: BookingView | None = None) -> Button:
    """Opens the page, for this session; it is left out where no page can be served."""
    about = f"?booking={booking.public_id.hex}" if booking else ""
    return Button("page_open", page=f"{PATH}{about}")


def words(language: str, practice: str) -> dict[str, str]:
    """The page's own sentences, by key."""
    return {key: plain(key, language).replace("{practice}", practice) for key in WORDS}


def plain(key: str, language: str, **args: str) -> str:
    """A sentence as the page shows it: the page knows no markup."""
    words = unescape(texts.text(key, language))
    return words.format(**args) if args else words


def form(
    asked: Sequence[Question], answers: Mapping[str, Answer], agreement: Agreement, language: str
) -> dict[str, Any]:
    """Steps with their questions, the answers so far, and the texts that are to be agreed to.

    Whoever is under 18 agrees in the chat, after a parent or guardian has.
    """
    consents = () if agreement.is_minor else agreement.own
    sections = list(dict.fromkeys(question.section for question in asked))
    known = {question.key for question in asked}
    return {
        "sections": [
            {
                "key": section.value,
                "title": plain(f"form_{section}", language),
                "lead": plain(f"form_{section}_lead", language),
                "questions": [_question(q, language) for q in asked if q.section is section],
            }
            for section in sections
        ],
        "answers": {key: answer for key, answer in answers.items() if key in known},
        "consents": [_consent(consent) for consent in consents],
        "at": _left_at(asked, answers, sections),
        "age": _age(language) if agreement.waits is Waits.AGE else None,
        "is_minor": agreement.is_minor,
        **waiting(agreement.waits, language),
    }


def waiting(waits: Waits | None, language: str) -> dict[str, Any]:
    """What comes before the questions; a guardian's word is given in the chat."""
    end = None
    if waits is Waits.GUARDIAN:
        end = {"title": plain("page_guardian_first", language),
               "text": plain("page_guardian_how", language)}  # fmt: skip
    return {"waits": waits.value if waits else None, "end": end}


def _left_at(
    asked: Sequence[Question], answers: Mapping[str, Answer], sections: Sequence[Section]
) -> int:
    """The step at which an opened page goes on: what is missing, or after the last answer."""
    answered = [sections.index(q.section) for q in asked if q.key in answers]
    if not answered:
        return 0
    missing = [sections.index(q.section) for q in asked
               if q.asked is Asked.REQUIRED and q.key not in answers]  # fmt: skip
    return min([answered[-1] + 1, *missing])


def about(booking: BookingView, reader: Reader, house: House) -> str:
    """Which session the page is for, in one line."""
    locale = texts.spoken(reader.language)
    when = formats.when(booking.starts_at, reader.timezone, locale, house.timezone)
    service = kept_words.shown(booking.service_title, locale)
    return plain("page_about", reader.language, service=service, starts_at=when,
                 psychologist=booking.psychologist_name)  # fmt: skip


def _question(question: Question, language: str) -> dict[str, Any]:
    key = f"ask_{question.key}"
    return {
        "key": question.key,
        "kind": question.kind.value,
        "label": plain(key, language),
        "hint": _maybe(f"{key}_hint", language) or "",
        "about_session": question.about_session,
        "required": question.asked is Asked.REQUIRED,
        "options": _options(question, language),
        "longest": question.longest,
        "longest_item": LONGEST_ITEM,
        "most_items": MOST_ITEMS,
        "with_phone": FEWEST_DIGITS if question.with_phone else 0,
        "low": _maybe(f"{key}_low", language),
        "high": _maybe(f"{key}_high", language),
    }


def _options(question: Question, language: str) -> list[dict[str, Any]]:
    match question.kind:
        case Kind.YES_NO:
            return [
                {"value": True, "label": plain("choose_yes", language)},
                {"value": False, "label": plain("choose_no", language)},
            ]
        case Kind.SCALE:
            return [{"value": n, "label": str(n)} for n in range(LIGHTEST, HEAVIEST + 1)]
        case _:
            return [
                {"value": option, "label": plain(f"choose_{option}", language)}
                for option in question.options
            ]


def _maybe(key: str, language: str) -> str | None:
    return plain(key, language) if key in ENGLISH else None


def _age(language: str) -> dict[str, Any]:
    """One more question beside the texts; it decides who agrees."""
    return {
        "key": AGE,
        "kind": Kind.YES_NO.value,
        "label": plain("page_age", language),
        "hint": plain("page_age_hint", language),
        "required": True,
        "options": [
            {"value": True, "label": plain("agree_adult", language)},
            {"value": False, "label": plain("agree_younger", language)},
        ],
    }


def _consent(consent: ConsentText) -> dict[str, Any]:
    title, words = parted(consent)
    return {"kind": consent.kind.value, "version": consent.version, "title": title, "text": words}


def help_now(
    kind: DangerKind, lines: Sequence[CrisisLine], house: House, language: str, *, told: bool
) -> dict[str, Any]:
    """Where help is, as a screen of its own; each number can be called from it."""
    opening = plain(f"crisis_{kind}", language)
    staff = plain("crisis_told" if told else "crisis_not_told", language, practice=house.name)
    words = (opening, plain("page_help_call", language), staff, plain("page_help_wrong", language))
    return {
        "title": plain("page_help", language),
        "text": "\n".join(_TAG.sub("", word) for word in words),
        "lines": [
            {"name": line.name, "numbers": [part.strip() for part in line.number.split("/")],
             "languages": ", ".join(line.languages)} for line in lines
        ],
    }  # fmt: skip


def booking_of(written: object) -> UUID | None:
    """A booking's id as the page's address carries it. Raises ValueError."""
    if written is None or written == "":
        return None
    if not isinstance(written, str) or len(written) > 36:
        raise ValueError("no id")
    return UUID(written)
