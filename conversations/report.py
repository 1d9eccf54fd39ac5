"""The practice's day in one message, for its admins in the evening (R7)."""

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from typing import Final

from conversations.words import Button, Keyboard, Say
from models.digest_views import DayReport, Exceptions, MoneyOfDay
from models.values import Money

#: What needs somebody, the most pressing first, and where it is seen to.
_LEADS: Final = {
    "alerts": None,
    "unallocated": "payments",
    "proofs": "proofs",
    "refunds": "refunds",
    "mismatches": "books",
    "applications": "applications",
    "unsaid": None,
    "undelivered": None,
    "dead": None,
}


def report(told: DayReport) -> Say:
    needs = [*_needs(told.exceptions), *_tight(told)]
    args = {
        "day": told.day,
        "since": told.since,
        "money": _lines(_money(told.money) or [Say("report_no_money")]),
        "completed": told.completed,
        "cancelled": told.cancelled,
        "missed": told.missed,
        "needs": _lines([Say("report_needs"), *needs] if needs else [Say("report_all_well")]),
        "sms": _sms(told),
    }
    return Say("report", args, _keyboard(told.exceptions), screen=False)


def _money(money: MoneyOfDay) -> list[Say]:
    received = [
        Say("report_received", {"provider": Say(f"provider_{provider}"), "amount": amount})
        for provider, amount in money.received
    ]
    rest = (
        ("report_together", money.totals),
        ("report_sent_back", money.sent_back),
        ("report_kept", money.kept),
        ("report_used", money.used),
    )
    return [*received, *(Say(key, {"amount": one}) for key, amounts in rest for one in amounts)]


def _needs(found: Exceptions) -> list[Say]:
    return [
        Say(f"report_{name}", {"number": getattr(found, name)})
        for name in _LEADS
        if getattr(found, name)
    ]


def _sms(told: DayReport) -> Say | str:
    if told.sms_budget is not None:
        cost = {"cost": _kes(told.sms_cost), "budget": _kes(told.sms_budget)}
        return Say("report_sms_of", cost)
    return Say("report_sms", {"cost": _kes(told.sms_cost)}) if told.sms_cost else ""


def _tight(told: DayReport) -> list[Say]:
    return [Say("report_sms_tight")] if told.is_tight else []


def _kes(amount: Decimal) -> Money:
    return Money(round(amount * 100))


def _keyboard(found: Exceptions) -> Keyboard:
    wanted = [
        Button(f"lead_{where}", value=where)
        for name, where in _LEADS.items()
        if where is not None and getattr(found, name)
    ]
    rows = [tuple(wanted[at : at + 2]) for at in range(0, len(wanted), 2)]
    return (*rows, (Button("see_today", value="today"), Button("see_admin", value="admin")))


def _lines(says: Sequence[Say]) -> Say:
    """One below the other, without the gap that a list leaves."""
    return reduce(lambda above, below: Say("report_two", {"above": above, "below": below}), says)
