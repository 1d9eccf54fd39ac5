"""Every sentence that is asked for exists, in each language, and none is left over."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from conversations import (
    application_screens,
    cancelling_screens,
    decline,
    judging_screens,
    menus,
    mydata_paper,
    trail,
)
from conversations.danger import Kind as DangerKind
from conversations.english import ENGLISH, MODULES, fields, kept
from conversations.plural import Plural
from conversations.work.desk import Listing
from conversations.work.for_them import AskedBy
from models.calendar import Unavailable
from models.changes import Hindrance
from models.digest_views import Exceptions
from models.intake_form import FORM, Asked, Section
from models.opening_views import Rule
from models.outside_calendars import FAILURES
from models.proof_views import REFUSALS
from models.rights_views import Obstacle
from models.unallocated_views import EffectKind, Fate
from models.values import (
    BookingStatus,
    ConsentKind,
    Medium,
    MeetingKind,
    MismatchKind,
    PaymentStatus,
    Provider,
    RefundState,
    SessionFormat,
    SmsWish,
)
from services.gateways.mpesa_results import PushResult
from tests.house.tree import ROOT

#: Keys that are put together at run time, from all values that they can be put together from.
FAMILIES = {
    *(f"texting_{key}_{how}" for key in ("cancel", "cancelled")
      for how in ("free", "back", "credit", "part")),
    *(f"for_them_by_{asked}" for asked in AskedBy),
    *(f"for_them_not_{obstacle}" for obstacle in Obstacle),
    *(f"texting_{key}_or_call" for key in
      ("help", "nothing_ahead", "not_possible", "paid", "stranger", "wrong")),
    *(f"ussd_terms_{how}" for how in ("free", "back", "credit", "part", "late")),
    *(f"taken_{reason}" for reason in Unavailable), "taken_nothing_near",
    *(f"status_{status}" for status in BookingStatus),
    *(f"place_{medium}" for medium in Medium),
    *(f"{kind}_{listing}" for kind in ("no", "list", "line") for listing in Listing),
    *(f"money_{status}" for status in PaymentStatus),
    *(f"{kind}_{day}" for kind in ("day", "short_day", "chosen_day") for day in range(7)),
    *(f"rule_{rule}{how}" for rule in Rule for how in ("", "_how")),
    *(f"leave_{status}" for status in ("pending", "approved", "confirmed")),
    *(f"medium_{medium}" for medium in Medium),
    *(f"kind_{format_}" for format_ in SessionFormat),
    *(key.format(which) for key in ("by_{}", "{}_is", "any_{}", "choose_{}")
      for which in ("specialty", "language")),
    *(f"weekday_{day}" for day in range(7)),
    *(f"{reason}_said" for reason in decline.REASONS),
    *(f"{reason}_said" for reason in cancelling_screens.REASONS),
    *(f"change_{hindrance}" for hindrance in Hindrance),
    *(f"{key}_told_staff" for key in ("refused", "lapsed")),
    *(f"{key}_staff" for key in ("welcome", "help", "expired_unpaid", "expired_unanswered")),
    "welcome_admin", "help_admin",
    *(f"meeting_now_{kind}" for kind in MeetingKind),
    *(f"{key}_staff" for key in ("link_ready", "link_renewed")),
    *(result.words_key for result in PushResult if result is not PushResult.PAID),
    *(f"command_{name}" for name in menus.EVERY),
    *(f"change_{step}" for step in ("when", "where", "quiet", "email", "shared", "digest")),
    *(f"wish_{kinds}" for kinds in ("day", "hours", "minutes", "day_hours", "day_minutes",
      "hours_minutes", "day_hours_minutes")),
    *(f"ways_{ways}" for ways in ("chat", "chat_sms", "chat_else", "sms", "chat_mail",
      "chat_sms_mail", "chat_else_mail", "sms_mail", "mail")),
    *(f"{key}_{who}" for key in ("wishes_digest", "wishes_digest_ask")
      for who in ("staff", "admin", "both")),
    *(f"sms_{wish}" for wish in SmsWish),
    *(f"report_{name}" for name in Exceptions.__slots__),
    *(f"lead_{where}" for where in ("payments", "proofs", "refunds", "books", "applications")),
    *(f"{step}_kept" for step in ("name", "language", "zone", "phone")),
    *(f"{step}_hint" for step in ("name", "phone")),
    *(f"application_reason_{n}" for n in range(len(application_screens.REASONS))),
    *(f"proof_{kind}" for kind in ("photo", "document")),
    *(f"meeting_now_{kind}" for kind in MeetingKind),
    "link_ready_staff", "link_renewed_staff",
    *(f"{key}_{provider}" for key in ("receipt_by", "provider") for provider in Provider),
    *(f"mismatch_{kind}" for kind in MismatchKind),
    *(f"refund_is_{state}" for state in RefundState),
    *(f"{key}{who}" for key in ("money_goes_back", "money_goes_back_in_part", "money_is_credit",
      "money_all_back", "money_all_back_in_part", "money_all_credit") for who in ("", "_staff")),
    *(f"paidproof_why_{why}" for why in REFUSALS),
    *(f"proof_reason_{why}" for why in judging_screens.REASONS),
    "paidproof_future", "paidproof_before",
    *(f"calendar_{code}" for code in FAILURES),
    *(f"command_{name}" for name in ("book", "sessions", "pending", "today", "cancel", "help")),
    *(f"forget_not_{obstacle}" for obstacle in Obstacle),
    *(f"trail_{action}" for action in (*trail.ACTIONS, "other")),
    *(f"trail_by_{role}" for role in trail.ROLES),
    *(f"mydata_part_{part}" for part in mydata_paper.PARTS),
    *(f"mydata_did_{deed}" for deed in mydata_paper.DEEDS),
    *(f"mydata_kind_{kind}" for kind in ConsentKind),
    *(f"{kind}_{effect}" for kind in ("give", "giving") for effect in EffectKind),
    *(f"form_{section}{what}" for section in Section for what in ("", "_lead")),
    *(key.format(question.key) for question in FORM
      for key in ("ask_{}", "ask_{}_hint", "short_{}")),
    *(f"ask_severity_level_{end}" for end in ("low", "high")),
    *(f"choose_{option}" for question in FORM for option in question.options),
    *(f"asked_{asked}" for asked in Asked),
    *(f"crisis_{key}{kind}" for key in ("", "what_") for kind in DangerKind),
    "crisis_what_severity",
    *kept.TEXTS,
    *fields.TEXTS,
    *(f"money_{fate}" for fate in Fate if fate is not Fate.WAITING),
    *(f"{where}intake_{why}" for where in ("", "page_") for why in
      ("empty", "too_long", "too_many", "not_on_scale", "not_an_answer")),
}  # fmt: skip
TAGS = re.compile(
    r"</?(b|i|u|s|code|pre|blockquote)>|<blockquote expandable>"
    r'|<a href="tg://user\?id=\{telegram_id\}">|</a>'
)


def _literals() -> set[str]:
    """Every string constant of the rooms that speak."""
    found: set[str] = set()
    for room in ("conversations", "handlers", "services", "webhooks"):
        for file in (ROOT / room).rglob("*.py"):
            if file.parent.name != "english":
                found |= _strings(file)
    return found


def _strings(file: Path) -> set[str]:
    nodes = ast.walk(ast.parse(file.read_text()))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def _asked_for() -> set[str]:
    """First arguments of Say(…) and Button(…) that are plain strings."""
    found: set[str] = set()
    for file in (ROOT / "conversations").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
                plain = any(keyword.arg == "plain" for keyword in node.keywords)
                if node.func.id in {"Say", "Button"} and literal and not plain:
                    found.add(first.value)  # type: ignore[attr-defined]
    return found


def test_every_sentence_that_is_asked_for_exists() -> None:
    assert (_asked_for() | FAMILIES) - ENGLISH.keys() == set()


def test_no_key_is_there_twice() -> None:
    keys = Counter(key for module in MODULES for key in module.TEXTS)
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_sentence_is_left_over() -> None:
    assert ENGLISH.keys() - _literals() - FAMILIES == set()


@pytest.mark.parametrize("key", sorted(ENGLISH))
def test_a_sentence_is_html_that_telegram_takes(key: str) -> None:
    text = ENGLISH[key]
    for form in text if isinstance(text, Plural) else (text,):
        without = TAGS.sub("", form)
        assert "<" not in without
        assert form.count("<b>") == form.count("</b>")
        assert len(form) < 2000


@pytest.mark.parametrize("key", [key for key, text in ENGLISH.items() if isinstance(text, Plural)])
def test_what_has_a_plural_says_how_many(key: str) -> None:
    assert "{count}" in ENGLISH[key][1]


def test_i6_no_text_says_a_number_to_call_that_is_not_of_the_settings() -> None:
    """They come from there, with the day on which they were called."""
    number = re.compile(r"(?<![\d,.])(999|112|116|119\d)(?![\d,.]*\d)")
    folders = [ROOT / "conversations" / name for name in ("english", "locales", "consents")]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    told = [str(file) for file in files if file.suffix in {".py", ".po", ".md", ".txt"}
            and number.search(file.read_text())]  # fmt: skip
    assert told == []
